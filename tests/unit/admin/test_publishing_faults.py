"""Publishing and taking back are killed at every step, and the disk fails at every step: all parts agree afterwards.

A step is a file operation of the files or the release, or a commit of the database.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from tests.unit.admin.colleague import FILE, RULE, Colleague, SetClock
from tests.unit.admin.test_journey import WORDS, approved
from webapp.admin import audit, publishing
from webapp.admin.desk import Desk, open_desk
from webapp.admin.tables import Draft, Publication
from webapp.errors import AppError
from webapp.release.disk import Disk
from webapp.release.location import site_of
from webapp.release.store import ReleaseStore, object_name
from webapp.release.upkeep import verify
from webapp.settings import Settings

ACTOR = publishing.Actor(2, "li")
OPERATIONS = ("mkdir", "create", "write", "fsync", "rename", "set_time", "unlink", "fsync_folder")
SAMPLE = 12  # every twelfth step, and every commit; `--faults full` takes each

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed: needs fork")


class Steps(Disk):
    """Counts file operations and commits; at one of them something happens."""

    def __init__(self, at: int = -1, fault: Callable[[], None] | None = None) -> None:
        self.at, self.fault = at, fault
        self.names: list[str] = []

    def step(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) - 1 == self.at and self.fault:
            self.fault()

    def watch(self, desk: Desk) -> None:
        event.listen(desk.database.engine, "commit", lambda _: self.step("commit"))


def _counted(name: str) -> Callable[..., Any]:
    def operation(self: Steps, *arguments: Any) -> Any:
        self.step(name)
        return getattr(Disk, name)(self, *arguments)

    return operation


for _name in OPERATIONS:
    setattr(Steps, _name, _counted(_name))


@pytest.fixture
def every(request: pytest.FixtureRequest) -> int:
    return 1 if request.config.getoption("--faults") == "full" else SAMPLE


def copy_of(settings: Settings, folder: Path) -> Settings:
    shutil.copytree(settings.data, folder / "data")
    shutil.copytree(settings.content, folder / "content")
    return replace(settings, content=folder / "content", data=folder / "data")


def run(settings: Settings, clock: SetClock, steps: Steps, back: bool) -> None:
    desk = open_desk(settings, clock=clock, disk=steps)
    steps.watch(desk)
    try:
        if back:
            publishing.take_back(desk, 1, ACTOR, "写错了")
        else:
            publishing.publish(desk, 1, ACTOR)
    finally:
        desk.database.close()


def killed(settings: Settings, clock: SetClock, at: int, back: bool) -> None:
    """In a process of its own, which ends there without a word."""
    child = os.fork()
    if child == 0:
        try:
            run(settings, clock, Steps(at, lambda: os._exit(9)), back)
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9, f"step {at} was never reached"


def facts(desk: Desk) -> tuple[str, bool, bool, str]:
    """How far desk, file and release are, and what the audit says last of it."""
    with desk.database.transaction() as session:
        assert audit.verify(session, desk.settings.data) == []
        draft = session.get_one(Draft, 1)
        last = session.scalars(select(Publication).order_by(Publication.id.desc()).limit(1)).first()
        ends = [
            line["outcome"] for line in audit.lines(session) if line["action"] in ("publish", "take_back")
        ]
        assert last is None or last.state == ends[-1]
        store = ReleaseStore(site_of(desk.settings))
        assert verify(store) == []
        file = WORDS in (desk.contents.read(FILE) or "")
        release = store.published().documents[RULE[1]]["plain"] == WORDS  # type: ignore[typeddict-item]
        return draft.state, file, release, ends[-1] if ends else ""


NOT_YET = [("approved", False, False, ""), ("approved", False, False, "failed")]
PUBLISHED = ("published", True, True, "done")
STILL = [PUBLISHED, ("published", True, True, "failed")]
TAKEN_BACK = ("taken_back", False, False, "done")


@dataclass(frozen=True)
class Deed:
    """Publishing, or taking back: its steps, and how far all may be afterwards when it is stopped at one of them."""

    back: bool
    settings: Settings
    clock: SetClock
    folder: Path
    names: list[str]

    def stopped(self, at: int, stop: Callable[[Settings, SetClock, int, bool], None]) -> str:
        """A desk of its own is stopped at one step and started again; → the state in which the change is then."""
        mine = copy_of(self.settings, self.folder / f"{at}")
        stop(mine, self.clock, at, self.back)
        again = open_desk(mine, clock=self.clock)
        publishing.finish(again)
        found = facts(again)
        again.database.close()
        shutil.rmtree(self.folder / f"{at}")
        before, after = (STILL, TAKEN_BACK) if self.back else (NOT_YET, PUBLISHED)
        assert found == after or found in before, f"stopped at {at} {self.names[at]}: {found}"
        return found[0]


@pytest.fixture(params=[False, True], ids=["publish", "take back"])
def deed(
    request: pytest.FixtureRequest,
    writer: Colleague,
    approver: Colleague,
    settings: Settings,
    desk: Desk,
    clock: SetClock,
    tmp_path: Path,
) -> Deed:
    approved(writer, approver)
    if request.param:
        publishing.publish(desk, 1, ACTOR)
    desk.database.close()
    counted = Steps()
    run(copy_of(settings, tmp_path / "trial"), clock, counted, request.param)
    return Deed(request.param, settings, clock, tmp_path, counted.names)


def test_wherever_it_is_killed_all_agree_after_the_next_start(deed: Deed, every: int) -> None:
    assert len(deed.names) > 20 and deed.names.count("commit") >= 3
    chosen = [at for at, name in enumerate(deed.names) if at % every == 0 or name == "commit"]
    assert len({deed.stopped(at, killed) for at in chosen}) == 2, "both ends occur"


def test_a_disk_that_fails_leaves_the_old_or_the_new(deed: Deed, every: int) -> None:
    for at in [at for at, name in enumerate(deed.names) if name != "commit"][::every]:
        deed.stopped(at, without_space)


def without_space(settings: Settings, clock: SetClock, at: int, back: bool) -> None:
    """The disk is full at that step, and whoever publishes is told."""

    def full() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(AppError):
        run(settings, clock, Steps(at, full), back)


def test_taking_back_needs_no_release_that_was_cleared_away(
    writer: Colleague, approver: Colleague, desk: Desk
) -> None:
    approved(writer, approver)
    store = ReleaseStore(site_of(desk.settings))
    first, said, text = store.published(), store.published().documents, desk.contents.read(FILE)
    publishing.publish(desk, 1, ACTOR)
    gone = {*first.object_digests()} - {*store.published().object_digests()}
    assert gone
    store.folder.remove([object_name(sha256) for sha256 in gone])
    publishing.take_back(desk, 1, ACTOR, "写错了")
    assert (desk.contents.read(FILE), store.published().documents) == (text, said)
