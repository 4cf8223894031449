"""Publishing and taking back are killed at every step, and the disk fails at every step: all parts agree afterwards.

A step is a file operation of the files or the release, or a commit of the database.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
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
from webapp.release.store import ReleaseStore
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


@pytest.mark.parametrize("back", [False, True], ids=["publish", "take back"])
def test_whatever_stops_it_all_agree_after_the_next_start(
    back: bool,
    every: int,
    writer: Colleague,
    approver: Colleague,
    settings: Settings,
    desk: Desk,
    clock: SetClock,
    tmp_path: Path,
) -> None:
    approved(writer, approver)
    if back:
        publishing.publish(desk, 1, ACTOR)
    before, after = (STILL, TAKEN_BACK) if back else (NOT_YET, PUBLISHED)
    desk.database.close()
    counted = Steps()
    run(copy_of(settings, tmp_path / "trial"), clock, counted, back)
    assert len(counted.names) > 20 and counted.names.count("commit") >= 3
    chosen = [at for at, name in enumerate(counted.names) if at % every == 0 or name == "commit"]
    ended: set[str] = set()
    for at in chosen:
        mine = copy_of(settings, tmp_path / f"{at}")
        killed(mine, clock, at, back)
        again = open_desk(mine, clock=clock)
        publishing.finish(again)
        found = facts(again)
        assert found == after or found in before, f"killed at {at} {counted.names[at]}: {found}"
        ended.add(found[0])
        again.database.close()
        shutil.rmtree(tmp_path / f"{at}")
    assert len(ended) == 2, "both ends occur"


@pytest.mark.parametrize("back", [False, True], ids=["publish", "take back"])
def test_a_disk_that_fails_leaves_the_old_or_the_new(
    back: bool,
    every: int,
    writer: Colleague,
    approver: Colleague,
    settings: Settings,
    desk: Desk,
    clock: SetClock,
    tmp_path: Path,
) -> None:
    approved(writer, approver)
    if back:
        publishing.publish(desk, 1, ACTOR)
    before, after = (STILL, TAKEN_BACK) if back else (NOT_YET, PUBLISHED)
    desk.database.close()
    counted = Steps()
    run(copy_of(settings, tmp_path / "trial"), clock, counted, back)

    def full() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for at in [at for at, name in enumerate(counted.names) if name != "commit"][::every]:
        mine = copy_of(settings, tmp_path / f"{at}")
        with pytest.raises(AppError):
            run(mine, clock, Steps(at, full), back)
        again = open_desk(mine, clock=clock)
        publishing.finish(again)
        found = facts(again)
        assert found == after or found in before, f"failed at {at} {counted.names[at]}: {found}"
        again.database.close()
        shutil.rmtree(tmp_path / f"{at}")
