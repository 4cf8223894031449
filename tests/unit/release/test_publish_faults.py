"""Every file operation of a publication fails once, in every way: phones see the old release or the new
one, whole.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from webapp.errors import PublishError
from webapp.release.disk import Disk
from webapp.release.upkeep import verify

OPERATIONS = ("mkdir", "create", "write", "fsync", "rename", "set_time", "unlink", "fsync_folder")
OLD, NEW = ["甲", "乙"], ["甲", "乙二", "丙"]
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT)


class CountingDisk(Disk):
    """Real operations, counted."""

    def __init__(self, at: int = -1, fault: Callable[[], None] | None = None) -> None:
        self.count = 0
        self.at = at
        self.fault = fault

    def _step(self) -> None:
        self.count += 1
        if self.count - 1 == self.at and self.fault:
            self.fault()


def _counted(name: str) -> Callable[..., Any]:
    def operation(self: CountingDisk, *arguments: Any) -> Any:
        self._step()
        return getattr(Disk, name)(self, *arguments)

    return operation


for _name in OPERATIONS:
    setattr(CountingDisk, _name, _counted(_name))


class StutteringDisk(Disk):
    """Writes a few bytes at a time, as a full or slow disk may."""

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        return super().write(descriptor, data[:7])


def fail_with(code: int) -> Callable[[], None]:
    """The system says no."""

    def fault() -> None:
        raise OSError(code, os.strerror(code))

    return fault


def die() -> None:
    """As `kill -9` and a power cut: nothing runs after it, no `finally` either."""
    os._exit(9)


def cases(deployments: Callable[[str], Any]) -> Iterator[tuple[int, Any]]:
    """For each operation of the second publication, a deployment that has the first."""
    old = deployments("old")
    old.publish(*OLD)
    disk = CountingDisk()
    folder = old.settings.content.parent
    old.copy(folder / "trial").publish(*NEW, disk=disk)
    assert disk.count > 25
    for at in range(disk.count):
        yield at, old.copy(folder / f"at-{at}")


def leftovers(site: Path) -> Iterator[Path]:
    """Temporary files that nobody will need."""
    return site.rglob(".*.tmp")


def whole(deployment: Any) -> list[str]:
    """What a phone finds; everything that it could fetch is what it should be."""
    assert verify(deployment.store) == []
    found: list[str] = deployment.titles()
    assert found in (OLD, NEW)
    return found


def test_every_operation_may_fail(deployments: Callable[[str], Any]) -> None:
    for at, case in cases(deployments):
        code = ERRORS[at % len(ERRORS)]
        with pytest.raises(PublishError, match=os.strerror(code)):
            case.publish(*NEW, disk=CountingDisk(at, fail_with(code)))
        whole(case)
        assert case.publish(*NEW).seq == 2
        assert whole(case) == NEW
        assert not list(leftovers(case.site)), at


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that is really killed needs fork")
def test_publishing_may_be_killed_before_every_operation(deployments: Callable[[str], Any]) -> None:
    seen = []
    for at, case in cases(deployments):
        child = os.fork()
        if child == 0:
            case.publish(*NEW, disk=CountingDisk(at, die))
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9, at
        seen.append(whole(case))
        assert case.publish(*NEW).seq == 2
        assert whole(case) == NEW
        assert not list(leftovers(case.site)), at
    assert seen == sorted(seen, key=NEW.__eq__), "once new, never old again"
    assert OLD in seen
    assert NEW in seen


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that is really killed needs fork")
def test_the_first_publication_may_be_killed_too(deployments: Callable[[str], Any]) -> None:
    disk = CountingDisk()
    deployments("trial").publish(*NEW, disk=disk)
    for at in range(0, disk.count, 3):
        case = deployments(f"at-{at}")
        child = os.fork()
        if child == 0:
            case.publish(*NEW, disk=CountingDisk(at, die))
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9, at
        assert case.store.current() is None or whole(case) == NEW
        assert case.publish(*NEW).seq == 1
        assert whole(case) == NEW


def test_short_writes_lose_nothing(deployment: Any) -> None:
    deployment.publish(*OLD)
    deployment.publish(*NEW, disk=StutteringDisk())
    assert whole(deployment) == NEW


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_two_publishers_take_turns(deployment: Any) -> None:
    deployment.publish(*OLD)
    children = []
    for number in range(4):
        child = os.fork()
        if child == 0:
            deployment.publish(f"甲{number}")
            os._exit(0)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    assert verify(deployment.store) == []
    assert [release.position for release in deployment.store.list()] == [(1, n) for n in range(1, 6)]
    digests = [release.digest for release in deployment.store.list()]
    assert [release.statement["prev"] for release in deployment.store.list()] == [None, *digests[:-1]]
