"""The desk on PostgreSQL: the same way from draft to release and back, the same guarded record, the same restore."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.unit.admin.colleague import FILE, RULE, Colleague, form_of
from tests.unit.admin.postgres import running
from tests.unit.admin.test_journey import WORDS, approved, begin
from webapp.admin import audit, drafts, publishing, states
from webapp.admin.backup import restore_backup, write_backup
from webapp.admin.desk import Desk, open_desk
from webapp.admin.tables import Base, Draft, Publication
from webapp.errors import AppError
from webapp.release.location import site_of
from webapp.release.store import ReleaseStore
from webapp.settings import Settings


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    # A socket's address may not be long.
    with tempfile.TemporaryDirectory(prefix="pg") as folder, running(Path(folder)) as url:
        yield url


@pytest.fixture
def settings(settings: Settings, postgres: str) -> Settings:
    """Everything below uses this server."""
    return replace(settings, database=postgres)


@pytest.fixture(autouse=True)
def empty(desk: Desk) -> Iterator[None]:
    yield
    with desk.database.transaction() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(text(f"DROP TABLE {table.name} CASCADE"))
        session.execute(text("DROP TABLE alembic_version; DROP FUNCTION audit_is_append_only"))


def test_the_whole_way_and_back(writer: Colleague, approver: Colleague, desk: Desk) -> None:
    assert not desk.database.sqlite
    at = approved(writer, approver)
    store = ReleaseStore(site_of(desk.settings))
    first = store.published()
    assert approver.post(f"{at}publish").status_code == 303
    assert store.published().documents[RULE[1]]["plain"] == WORDS  # type: ignore[typeddict-item]
    assert approver.post("releases/take-back", publication="1", reason="写错了").status_code == 303
    assert store.published().documents == first.documents
    assert WORDS not in (desk.contents.read(FILE) or "")
    with desk.database.transaction() as session:
        assert audit.verify(session, desk.settings.data) == []


@pytest.mark.parametrize("deed", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
def test_the_database_refuses_to_change_a_line(desk: Desk, deed: str) -> None:
    with desk.database.transaction() as session:
        audit.append(session, desk.clock, "li", "approve")
    with pytest.raises(DatabaseError, match="append-only"), desk.database.transaction() as session:
        session.execute(text(deed))


def test_a_second_start_and_two_at_once_find_the_tables_as_they_are(settings: Settings, desk: Desk) -> None:
    with desk.database.transaction() as session:
        audit.append(session, desk.clock, "li", "approve")
    others = [open_desk(settings) for _ in range(2)]
    with others[1].database.transaction() as session:
        assert len(list(audit.lines(session))) == 1
    for each in others:
        each.database.close()


def test_publishing_and_taking_back_at_once_are_one_after_the_other(
    writer: Colleague, approver: Colleague, settings: Settings, desk: Desk
) -> None:
    """A sample of `./run bench desk`, which does it 500 times in two processes."""
    for number in range(4):
        at = approved(writer, approver, f"{WORDS}{number}")
        draft_id = int(at.split("/")[1])
        with desk.database.transaction() as session:
            last = publishing.last_publication(session)
        if last is None:
            publishing.publish(desk, draft_id, publishing.Actor(2, "li"))
            continue
        both: list[Callable[[Desk], object]] = [
            lambda own, it=draft_id: publishing.publish(own, it, publishing.Actor(2, "li")),  # type: ignore[misc]
            lambda own, it=last.id: publishing.take_back(own, it, publishing.Actor(2, "li"), "不对"),  # type: ignore[misc]
        ]
        threads = [threading.Thread(target=in_own_desk, args=(settings, deed)) for deed in both]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        agree(desk)
        with desk.database.transaction() as session:
            left = drafts.under_way(session, FILE)
        if left:  # taking back came first, and the change was made for what is no longer there
            assert writer.post(f"{at}withdraw").status_code == 303
            assert writer.post(f"{at}discard", reason="过时").status_code == 303


def in_own_desk(settings: Settings, deed: Callable[[Desk], object]) -> None:
    own = open_desk(settings)
    try:
        deed(own)
    except publishing.NotReadyError:
        pass  # the other one came first
    finally:
        own.database.close()


def agree(desk: Desk) -> None:
    """Files, release, desk and audit say the same."""
    with desk.database.transaction() as session:
        assert audit.verify(session, desk.settings.data) == []
        assert not publishing.unfinished(session)
        shown = session.scalars(select(Draft).where(Draft.name == FILE, Draft.state == "published")).all()
        assert len(shown) <= 1
        ended = session.scalars(select(Publication).order_by(Publication.id)).all()
        assert {each.state for each in ended} <= {"done", "failed"}
    now = ReleaseStore(site_of(desk.settings)).published()
    assert desk.contents.compiled().library
    assert now.documents == dict(desk.contents.compiled().library.documents)  # type: ignore[union-attr]
    if shown:
        assert shown[0].text == desk.contents.read(FILE)


def test_a_text_that_changes_while_it_is_approved_is_not_approved(
    writer: Colleague, approver: Colleague, desk: Desk
) -> None:
    """Whoever approves has read the row; then it is taken back, changed and submitted again before they go on."""
    at = begin(writer)
    writer.post(f"{at}save", **{**form_of(writer.page(at)), "f.plain": WORDS})
    writer.post(f"{at}submit")
    with desk.database.transaction() as session:
        draft = session.get_one(Draft, 1)
        seen = draft.version
        writer.post(f"{at}withdraw")
        writer.post(f"{at}save", **{**form_of(writer.page(at)), "f.plain": "没有看过的话。"})
        with pytest.raises(states.NotPossibleError, match="state"):
            drafts.step(session, desk.clock, 2, draft, "approve", "", four_eyes=True, version=seen)
    with desk.database.transaction() as session:
        assert session.get_one(Draft, 1).state == "draft"


def test_two_who_begin_at_once_get_the_same_change(writer: Colleague, desk: Desk) -> None:
    """The second has looked, and found none, before the first has written."""
    real, late = drafts.under_way, [None]

    def looked_before(session: Session, name: str) -> Draft | None:
        return late.pop() if late else real(session, name)

    begin(writer)
    with pytest.MonkeyPatch.context() as patch, desk.database.transaction() as session:
        patch.setattr(drafts, "under_way", looked_before)
        assert drafts.start(session, desk.clock, 2, FILE, "a", "b").id == 1
        assert late == []


def test_a_backup_goes_from_one_kind_of_database_to_the_other(
    writer: Colleague, approver: Colleague, settings: Settings, desk: Desk, tmp_path: Path
) -> None:
    at = approved(writer, approver)
    approver.post(f"{at}publish")
    write_backup(desk, tmp_path / "backup.zip")
    there = replace(settings, content=tmp_path / "c", data=tmp_path / "d", database=None)
    assert len(restore_backup(there, tmp_path / "backup.zip")) == 3
    restored = open_desk(there)
    with restored.database.transaction() as session:
        assert restored.database.sqlite and session.get_one(Draft, 1).state == "published"
    restored.database.close()
    with pytest.raises(AppError, match="empty"):
        restore_backup(
            replace(settings, content=tmp_path / "e", data=tmp_path / "f"), tmp_path / "backup.zip"
        )
