"""What somebody with an account of their own, or at a PC that was left open, tries: nothing is decided unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from tests.unit.admin.colleague import FILE, PASSWORD, Colleague, SetClock, form_of
from tests.unit.admin.test_entrance import SECRET, attempt
from tests.unit.admin.test_journey import WORDS, approved, begin
from webapp.admin import publishing
from webapp.admin.desk import Desk
from webapp.admin.one_time_code import code_at
from webapp.admin.tables import AuditRow, Draft, User
from webapp.release.location import site_of
from webapp.release.store import ReleaseStore

OTHER = "审核的人没有看过的话。"


def state(desk: Desk) -> tuple[str, bool]:
    """How far the change is, and whether it has the words that were slipped in."""
    with desk.database.transaction() as session:
        draft = session.get_one(Draft, 1)
        return draft.state, OTHER in (draft.text or "")


def slipped_in(writer: Colleague, at: str) -> None:
    """The writer takes the change back, changes it and submits it again, while others still look at it."""
    assert writer.post(f"{at}withdraw").status_code == 303
    assert writer.post(f"{at}save", **{**form_of(writer.page(at)), "f.plain": OTHER}).status_code == 303
    assert writer.post(f"{at}submit").status_code == 303


def test_only_the_text_that_was_on_the_screen_is_approved(
    writer: Colleague, approver: Colleague, desk: Desk
) -> None:
    at = begin(writer)
    writer.post(f"{at}save", **{**form_of(writer.page(at)), "f.plain": WORDS})
    writer.post(f"{at}submit")
    seen = approver.version(at.rstrip("/"))
    slipped_in(writer, at)
    for version in (seen, "", "0"):
        answer = approver.post(f"{at}approve", version=version)
        assert answer.status_code == 409 and "又改过" in answer.get_data(as_text=True)
    assert state(desk) == ("in_review", True)
    assert approver.post(f"{at}approve").status_code == 303, "having seen it"


def test_only_the_text_that_was_on_the_screen_is_published(
    writer: Colleague, approver: Colleague, desk: Desk
) -> None:
    at = approved(writer, approver)
    seen = approver.version(at.rstrip("/"))
    slipped_in(writer, at)
    approver.post(f"{at}approve")
    assert approver.post(f"{at}publish", version=seen).status_code == 409
    assert approver.post(f"{at}schedule", version=seen, when="2026-12-01T08:00").status_code == 409
    assert state(desk) == ("approved", True)
    assert approver.post(f"{at}publish").status_code == 303
    release = ReleaseStore(site_of(desk.settings)).published()
    assert OTHER in str(release.documents[FILE.split("/")[1].removesuffix(".md")])
    assert OTHER in (desk.contents.read(FILE) or "")


@pytest.mark.parametrize("way", ["save", "autosave", "merged"])
def test_what_was_approved_changes_no_more(
    way: str, writer: Colleague, approver: Colleague, desk: Desk
) -> None:
    at = approved(writer, approver)
    with desk.database.transaction() as session:
        before = session.get_one(Draft, 1)
    path = desk.settings.content / FILE
    path.write_text(path.read_text("utf-8").replace("L1", "L2"), "utf-8")  # somebody else, with git
    text = (before.text or "").replace(WORDS, OTHER)
    assert writer.post(f"{at}{way}", text=text, version=before.version).status_code in (303, 409)
    with desk.database.transaction() as session:
        after = session.get_one(Draft, 1)
    assert (after.text, after.base, after.state) == (before.text, before.base, "approved")
    with pytest.raises(publishing.NotReadyError, match="changed-outside"):
        publishing.publish(desk, 1, publishing.Actor(2, "li"))


def test_a_pc_left_open_gives_nobody_another_second_factor(
    app: Flask, add: Callable[..., None], enter: Callable[[str], Colleague], desk: Desk, clock: SetClock
) -> None:
    add("li", "editor")
    here, code = enter("li"), code_at(SECRET, int(clock().timestamp()) // 30)
    for old in ("", "falsch falsch 1"):
        assert here.post("me/code", secret=SECRET, code=code, old=old).status_code == 422
    for _ in range(3):
        here.post("me/password", old="falsch falsch 1", password="x", again="x")
    locked = here.post("me/code", secret=SECRET, code=code, old=PASSWORD)
    assert locked.status_code == 422 and "15" in locked.get_data(as_text=True), "guesses are counted"
    with desk.database.transaction() as session:
        assert session.get_one(User, 1).code_secret is None
    clock.on(minutes=16)
    code = code_at(SECRET, int(clock().timestamp()) // 30)
    assert here.post("me/code", secret=SECRET, code=code, old=PASSWORD).status_code == 303
    clock.on(seconds=30)
    code = code_at(SECRET, int(clock().timestamp()) // 30)
    assert attempt(app.test_client(), "li", PASSWORD, code=code).status_code == 303


@pytest.mark.parametrize("odd", ["²", "٣", "-1", "9" * 40, "1.0", "\u0661"])
def test_an_odd_number_is_no_failure(odd: str, writer: Colleague, approver: Colleague) -> None:
    begin(writer)
    for answer in (
        writer.get(f"content/?page={odd}"),
        writer.post("drafts/1/autosave", version=odd, text="---\n---\n"),
        writer.post("me/session", session=odd),
        approver.post("releases/take-back", publication=odd, reason="x"),
    ):
        assert answer.status_code < 500, answer.request.path


def test_no_text_with_a_null_gets_as_far_as_the_database(app: Flask, writer: Colleague) -> None:
    """PostgreSQL would fail on it."""
    begin(writer)
    assert attempt(app.test_client(), "li\0", PASSWORD).status_code == 400
    for address, form in (("drafts/1/save", {"text": "a\0"}), ("drafts/1/discard", {"reason": "\0"})):
        assert writer.post(address, **form).status_code == 400
    assert writer.get("content/?q=%00").status_code == 400


def test_what_no_button_asks_for_is_neither_done_nor_noted(
    add: Callable[..., None], enter: Callable[[str], Colleague], desk: Desk
) -> None:
    add("wang", "admin")
    admin = enter("wang")
    with desk.database.transaction() as session:
        number = session.scalars(select(User.id)).one()
        before = session.scalars(select(AuditRow.seq)).all()
    assert admin.post(f"accounts/{number}", deed="promote").status_code == 400
    with desk.database.transaction() as session:
        assert session.scalars(select(AuditRow.seq)).all() == before
