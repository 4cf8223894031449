"""What was done → one more line of the audit, in the same transaction as the deed. There is no way to take one away.

A deed whose line cannot be written does not happen. The head of the chain is also noted outside the database
(`audit-heads.txt`) and signed once a day (`audit_heads.py`), so that cutting off its end is noticed as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from webapp.admin.audit_chain import FIELDS, START, broken, link, one_line
from webapp.admin.audit_heads import disagreeing
from webapp.admin.clock import Clock
from webapp.admin.tables import AuditRow
from webapp.errors import AppError
from webapp.release.folder import Folder
from webapp.rules.instants import stored
from webapp.serve.words import N_

HEADS = "audit-heads.txt"
CODES = {
    "missing": (N_("不见了"), "is missing"),
    "changed": (N_("被改过"), "was changed"),
    "order": (N_("前后接不上"), "does not follow the one before it"),
    "cut": (N_("之后的记录被截去"), "and what followed was cut off"),
    "head-forged": (N_("的签名不对"), "has a signed head that does not hold"),
    "head-missing": (N_("之前的一份签名不见了"), "has a signed head that does not follow the one before it"),
}


def append(
    session: Session,
    clock: Clock,
    actor: str,
    action: str,
    object_: str = "",
    *,
    outcome: str = "done",
    address: str = "",
    **detail: Any,
) -> AuditRow:
    """Write one line; two writers wait for each other."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE audit IN EXCLUSIVE MODE"))
    last = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).first()
    line: dict[str, Any] = {
        "seq": last.seq + 1 if last else 1,
        "at": stored(clock()),
        "actor": one_line(actor, 64),
        "action": action,
        "object": one_line(object_, 200),
        "outcome": outcome,
        "detail": {name: one_line(str(value), 500) for name, value in detail.items()},
        "address": one_line(address, 64),
        "before": last.hash if last else START,
    }
    row = AuditRow(**line, hash=link(line))
    session.add(row)
    session.flush()
    return row


def lines(session: Session) -> Iterator[dict[str, Any]]:
    """The whole audit, oldest first."""
    for row in session.scalars(select(AuditRow).order_by(AuditRow.seq).execution_options(yield_per=500)):
        yield {name: getattr(row, name) for name in (*FIELDS, "hash")}


def verify(session: Session, data: Path, copies: Sequence[bytes] = ()) -> list[tuple[int, str]]:
    """Every place where the audit is not what was written; see `CODES`. `copies`: signed heads kept elsewhere."""
    seen: dict[int, str] = {}

    def passing() -> Iterator[dict[str, Any]]:
        for line in lines(session):
            seen[line["seq"]] = line["hash"]
            yield line

    found = broken(passing())
    last = max(seen, default=0)
    for seq, head in noted(data):
        if seq not in seen:
            found.append((last, "cut"))
        elif seen[seq] != head:
            found.append((seq, "changed"))
    signed = disagreeing(data, seen, copies)
    return sorted({*found, *((last, code) if code == "cut" else (seq, code) for seq, code in signed)})


def note_head(session: Session, data: Path) -> None:
    """Note the end of the chain where the database cannot reach."""
    last = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).first()
    if last is None:
        return
    folder = Folder(data)
    try:
        folder.write([(HEADS, (folder.read(HEADS) or b"") + f"{last.seq} {last.hash}\n".encode())])
    except OSError as error:
        raise AppError(
            f"审计记录写不进 {data / HEADS}（{error.strerror}），操作没有进行。",
            f"The audit cannot be written to {data / HEADS} ({error.strerror}); nothing was done.",
        ) from error


def noted(data: Path) -> Iterator[tuple[int, str]]:
    """The ends that were noted, oldest first."""
    for entry in (Folder(data).read(HEADS) or b"").decode("utf-8", "replace").split("\n"):
        number, _, head = entry.partition(" ")
        if number.isdigit():
            yield int(number), head
