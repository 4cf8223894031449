"""The record: nothing can be taken out of it, and what cannot be recorded does not happen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.unit.admin.colleague import FILE, Colleague, SetClock
from tests.unit.admin.test_journey import approved
from webapp.admin import audit, audit_heads
from webapp.admin.audit_chain import broken, one_line
from webapp.admin.audit_words import ACTIONS, OUTCOMES
from webapp.admin.desk import Desk
from webapp.errors import AppError
from webapp.release.ceremony import init_keys, rotate_keys
from webapp.release.envelope import seal
from webapp.release.location import site_of
from webapp.release.store import ReleaseStore


def fill(session: Session, desk: Desk, count: int = 5) -> None:
    for number in range(count):
        audit.append(session, desk.clock, "li", "approve", f"rule/{number}.md")


def unguard(session: Session) -> None:
    """As somebody with the database in their hands could."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DROP TRIGGER audit_no_update"))
        session.execute(text("DROP TRIGGER audit_no_delete"))
    else:
        session.execute(text("ALTER TABLE audit DISABLE TRIGGER audit_no_change"))


@pytest.mark.parametrize("deed", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_a_line(desk: Desk, deed: str) -> None:
    with desk.database.transaction() as session:
        fill(session, desk)
    with pytest.raises(DatabaseError, match="append-only"), desk.database.transaction() as session:
        session.execute(text(deed))
    with desk.database.transaction() as session:
        assert audit.verify(session, desk.settings.data) == []


@pytest.mark.parametrize(
    ("deed", "found"),
    [
        ("UPDATE audit SET actor = 'x' WHERE seq = 3", [(3, "changed")]),
        ("UPDATE audit SET outcome = 'refused' WHERE seq = 1", [(1, "changed")]),
        ("DELETE FROM audit WHERE seq = 2", [(2, "missing")]),
        ("DELETE FROM audit WHERE seq = 1", [(1, "missing")]),
        ("DELETE FROM audit WHERE seq >= 4", [(3, "cut")]),
        ("DELETE FROM audit", [(0, "cut")]),
    ],
)
def test_tampering_is_named(desk: Desk, deed: str, found: list[tuple[int, str]]) -> None:
    with desk.database.transaction() as session:
        fill(session, desk)
        audit.note_head(session, desk.settings.data)
    with desk.database.transaction() as session:
        unguard(session)
        session.execute(text(deed))
    with desk.database.transaction() as session:
        assert audit.verify(session, desk.settings.data) == found


def test_a_forged_chain_does_not_fit_what_was_noted_outside(desk: Desk) -> None:
    with desk.database.transaction() as session:
        fill(session, desk)
        audit.note_head(session, desk.settings.data)
        unguard(session)
        session.execute(text("DELETE FROM audit"))
        fill(session, desk, 2)
        for _ in range(3):
            audit.append(session, desk.clock, "someone else", "approve")
        assert broken(audit.lines(session)) == [], "the forgery is a good chain of its own"
        assert audit.verify(session, desk.settings.data) == [(5, "changed")]


def test_what_is_typed_cannot_look_like_another_line() -> None:
    assert one_line("li\r\n2026 admin sign-in done\x1b[31m\u202e", 64) == "li��2026 admin sign-in done�[31m�"


def test_nothing_is_published_when_it_cannot_be_recorded(
    writer: Colleague, approver: Colleague, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = approved(writer, approver)
    before = ReleaseStore(site_of(desk.settings)).published().position, desk.contents.read(FILE)

    def full(*_: object, **__: object) -> None:
        raise AppError("磁盘满了", "no space")

    with monkeypatch.context() as patch:
        patch.setattr(audit, "append", full)
        assert (
            approver.client.post(f"/admin/{at}publish", data={"token": approver.token()}).status_code == 409
        )
    with monkeypatch.context() as patch:
        patch.setattr(audit, "note_head", full)
        assert approver.post(f"{at}publish").status_code == 409
    now = ReleaseStore(site_of(desk.settings)).published().position, desk.contents.read(FILE)
    assert now == before
    assert approver.post(f"{at}publish").status_code == 303


def test_every_deed_has_a_line(writer: Colleague, approver: Colleague, desk: Desk) -> None:
    at = approved(writer, approver)
    approver.post(f"{at}publish", reason="改说明")
    writer.get("accounts/")
    with desk.database.transaction() as session:
        lines = [(line["actor"], line["action"], line["outcome"]) for line in audit.lines(session)]
        assert audit.verify(session, desk.settings.data) == []
    assert lines == [
        ("zhang", "sign-in", "done"),
        ("li", "sign-in", "done"),
        ("zhang", "submit", "done"),
        ("li", "approve", "done"),
        ("li", "publish", "intent"),
        ("li", "publish", "done"),
        ("zhang", "refused", "refused"),
    ]
    assert {action for _, action, _ in lines} <= set(ACTIONS)
    assert {outcome for *_, outcome in lines} <= set(OUTCOMES)


def signed(desk: Desk, clock: SetClock) -> list[audit_heads.Head]:
    """Three days with two lines each, every one signed."""
    heads = []
    for _ in range(3):
        with desk.database.transaction() as session:
            fill(session, desk, 2)
            heads.append(audit_heads.sign_daily(session, clock, desk.settings.data))
            assert audit_heads.sign_daily(session, clock, desk.settings.data) is None, "once a day"
        clock.on(days=1)
    return [head for head in heads if head]


def cut_off(desk: Desk, after: int) -> None:
    with desk.database.transaction() as session:
        unguard(session)
        session.execute(text(f"DELETE FROM audit WHERE seq > {after}"))


def touched(desk: Desk, copies: list[bytes] | None = None) -> list[tuple[int, str]]:
    with desk.database.transaction() as session:
        return audit.verify(session, desk.settings.data, copies or [])


def test_a_cut_tail_does_not_fit_the_signed_head_of_the_day(desk: Desk, clock: SetClock) -> None:
    heads = signed(desk, clock)
    assert [head.seq for head in heads] == [2, 4, 6] and touched(desk) == []
    cut_off(desk, 5)
    assert touched(desk) == [(5, "cut")]


def test_a_head_kept_elsewhere_notices_what_was_cut_off_with_its_heads(desk: Desk, clock: SetClock) -> None:
    heads = signed(desk, clock)
    files = [desk.settings.data / head.name for head in heads]
    kept = files[2].read_bytes()
    cut_off(desk, 4)
    files[2].unlink()
    assert touched(desk) == [], "a thief of the whole machine leaves no trace in it"
    assert touched(desk, [kept]) == [(4, "cut")]
    assert touched(desk, [kept.replace(b"audit-head", b"audit-heed")]) == [(0, "head-forged")]


def test_a_head_that_is_gone_changed_or_signed_by_a_stranger_is_named(
    desk: Desk, clock: SetClock, tmp_path: Path
) -> None:
    files = [desk.settings.data / head.name for head in signed(desk, clock)]
    texts = [path.read_bytes() for path in files]
    files[1].unlink()
    assert touched(desk) == [(6, "head-missing")]
    files[1].write_bytes(texts[1].replace(b'\\"seq\\":4', b'\\"seq\\":3'))
    assert (3, "head-forged") in touched(desk)
    stranger = init_keys(tmp_path / "stranger", channel="dev-stranger")
    said = audit_heads.read_head(texts[1]).envelope.signed.replace("2026-11-27", "2026-11-28")
    files[1].write_bytes(seal(said, audit_heads.TAG, stranger.release_signers()))
    assert touched(desk) == [(4, "head-forged"), (6, "head-missing")]
    files[1].write_bytes(texts[1])
    files[2].write_bytes(seal(json.loads(texts[2])["signed"], audit_heads.TAG, stranger.release_signers()))
    assert touched(desk) == [(6, "head-forged")], "nobody vouches for the newest"
    files[2].write_bytes(texts[2])
    assert touched(desk) == []


def test_heads_hold_after_the_key_was_changed(desk: Desk, clock: SetClock) -> None:
    signed(desk, clock)
    rotate_keys(desk.settings.data)
    with desk.database.transaction() as session:
        fill(session, desk, 1)
        head = audit_heads.sign_daily(session, clock, desk.settings.data)
    assert head and head.seq == 7 and touched(desk) == []
