"""The end of the audit, once a day → a signed head in a folder; heads + the audit → every place where they disagree.

The heads are signed with the release key, which anyhow lies where the desk publishes, and each names the one before it.
Whoever holds this machine and its key can forge them all; so a copy of a head belongs elsewhere (an auditor downloads
it, a printer prints it), and `audit verify --head` holds the audit to that copy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.admin.clock import Clock
from webapp.admin.tables import AuditRow
from webapp.errors import ReleaseError
from webapp.release.envelope import (
    Envelope,
    Refused,
    good_keys,
    open_envelope,
    parse_object,
    seal,
    text_digest,
)
from webapp.release.folder import Folder
from webapp.release.keys import load_keys
from webapp.rules.canonical import canonical_json
from webapp.rules.instants import stored
from webapp.rules.status import beijing_today

FOLDER = "audit-heads"
TAG = b"hongxian-audit-head-v1\n"


@dataclass(frozen=True)
class Head:
    """What somebody signed: on which day, how far the audit went, and with what it ended."""

    day: str
    seq: int
    hash: str
    before: str | None
    envelope: Envelope

    @property
    def name(self) -> str:
        """Where it lies below the data folder; the digits make the order of names that of the audit."""
        return f"{FOLDER}/{self.seq:08}.json"


def sign_daily(session: Session, clock: Clock, data: Path) -> Head | None:
    """The head of today, unless there is one or nothing was added; None also where no key can sign."""
    last = latest(data)
    if last and last.day >= _day(clock):
        return None
    try:
        return sign(session, clock, data)
    except ReleaseError:
        return None


def sign(session: Session, clock: Clock, data: Path) -> Head | None:
    """A head of the audit as it is now; the last one when nothing was added since, None for an empty audit."""
    line = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).first()
    last = latest(data)
    if line is None or (last and last.seq >= line.seq):
        return last
    keys = load_keys(data)
    said = {
        "t": "audit-head",
        "v": 1,
        "ch": keys.channel,
        "day": _day(clock),
        "time": stored(clock()),
        "seq": line.seq,
        "hash": line.hash,
        "before": text_digest(last.envelope.signed) if last else None,
    }
    sealed = seal(canonical_json(said).decode(), TAG, keys.release_signers())
    made = read_head(sealed)
    Folder(data).write([(made.name, sealed)])
    return made


def read_head(sealed: bytes) -> Head:
    """What a file says, nothing of it verified; raises `Refused` for anything that is no head."""
    envelope = open_envelope(sealed)
    said: Mapping[str, Any] = parse_object(envelope.signed)
    day, seq, hash_, before = (said.get(name) for name in ("day", "seq", "hash", "before"))
    if said.get("t") != "audit-head" or not isinstance(seq, int) or not isinstance(before, str | None):
        raise Refused("wrong-type", "audit-head")
    return Head(str(day), seq, str(hash_), before, envelope)


def latest(data: Path) -> Head | None:
    """The newest head that can be read; `disagreeing` names what cannot."""
    names = Folder(data).names(FOLDER)
    return _read(Folder(data).read(names[-1]) or b"") if names else None


def disagreeing(data: Path, hashes: Mapping[int, str], copies: Sequence[bytes] = ()) -> list[tuple[int, str]]:
    """Where the heads here, and copies that were kept elsewhere, do not fit the audit; codes of `audit.CODES`.

    From the newest to the oldest: a head that a good one names is as good, so few signatures have to be checked.
    """
    folder, keys, found = Folder(data), _keys(data), list[tuple[int, str]]()
    newer: Head | None = None
    for name in reversed(folder.names(FOLDER)):
        head = _read(folder.read(name) or b"")
        named = newer is not None and head is not None and newer.before == text_digest(head.envelope.signed)
        if newer and not named:
            found.append((newer.seq, "head-missing"))
        found += _codes(head, hashes, None if named else keys)
        newer = head
    if newer and newer.before:
        found.append((newer.seq, "head-missing"))
    return found + [code for sealed in copies for code in _codes(_read(sealed), hashes, keys)]


def _codes(
    head: Head | None, hashes: Mapping[int, str], keys: Mapping[str, bytes] | None
) -> list[tuple[int, str]]:
    """What is wrong with one head; without `keys` its signature needs no look."""
    if head is None:
        return [(0, "head-forged")]
    if keys is not None and not good_keys(head.envelope, TAG, keys):
        return [(head.seq, "head-forged")]
    if head.seq not in hashes:
        return [(head.seq, "cut")]
    return [] if hashes[head.seq] == head.hash else [(head.seq, "changed")]


def _read(sealed: bytes) -> Head | None:
    try:
        return read_head(sealed)
    except Refused:
        return None


def _keys(data: Path) -> dict[str, bytes]:
    try:
        return load_keys(data).every_release_key()
    except ReleaseError:
        return {}


def _day(clock: Clock) -> str:
    return beijing_today(clock()).isoformat()
