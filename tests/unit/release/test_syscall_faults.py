"""Every system call of publishing, taking back and recalling is killed once and failed once with each error.

A real process under `strace`, so reads, locks, notes and keys are swept too, which `disk.py` knows nothing of.
Here a sample; `./run test --faults full` takes every call.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.unit.release.syscalls import STRACE, Call, calls_on, fail_at, kill_at
from webapp.release import sizes
from webapp.release.upkeep import verify
from webapp.release.withdrawal import recall, take_back

FAULTS = ("KILL", "ENOSPC", "EIO", "EROFS")
SAMPLE = 12  # calls for each action and fault, in a run that is not full
OLD, NEW, LATEST = ["甲", "乙"], ["甲", "乙二", "丙"], ["甲三", "乙二"]
Act = Callable[[Any], object]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux")


@dataclass(frozen=True)
class Action:
    """What is done, and how a store shows that it is done."""

    name: str
    act: Act
    done: Callable[[Any], bool]


def holds(titles: list[str]) -> Callable[[Any], bool]:
    return lambda deployment: deployment.titles() == titles


ACTIONS = [
    Action("create", lambda d: d.publish(*LATEST), holds(LATEST)),
    Action("take-back", lambda d: take_back(d.settings, (1, 1), "错", static=d.static), holds(OLD)),
    Action(
        "recall",
        lambda d: recall(d.settings, ["rule-2"], static=d.static),
        lambda d: d.store.published().statement["recall"] == ["rule-2"],
    ),
]


@pytest.fixture
def strace() -> None:
    """Installed with the other tools of the tests."""
    if STRACE is None:
        pytest.fail("no strace") if os.environ.get("CI") else pytest.skip("no strace here: install `strace`")


@pytest.fixture
def sized_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A third of the time of a publication is compressing the same bytes, only to tell how large they are.

    And no package is looked for: how many calls that takes changes with the folders of the Python path.
    """
    monkeypatch.setattr(sizes, "gzipped", lru_cache(sizes.gzipped))
    monkeypatch.setitem(sys.modules, "brotli", None)


@pytest.fixture
def some(request: pytest.FixtureRequest) -> Callable[[list[Call], int], list[Call]]:
    """Every call, or a few that are spread evenly and start at another one for each fault."""
    if request.config.getoption("--faults") == "full":
        return lambda calls, _start: calls
    return lambda calls, start: calls[start :: len(calls) // SAMPLE]


def check(deployment: Any, before: list[str], action: Action, status: int, what: str) -> None:
    """Never broken; success only when it is there; and done when run again."""
    assert status in (0, 1, -9), what
    assert verify(deployment.store) == [], what
    if status == 0:
        assert action.done(deployment), f"false success: {what}"
    assert action.done(deployment) or deployment.titles() == before, what
    action.act(deployment)
    assert verify(deployment.store) == [], what
    assert action.done(deployment), what
    numbers = [release.position for release in deployment.store.list()]
    assert numbers == [(1, n) for n in range(1, len(numbers) + 1)], what
    assert not list(deployment.settings.data.rglob(".*.tmp")), what


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_no_system_call_can_break_a_store(
    action: Action,
    fault: str,
    deployments: Callable[[str], Any],
    strace: None,
    sized_once: None,
    some: Callable[[list[Call], int], list[Call]],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    old = deployments("old")
    old.publish(*OLD)
    old.publish(*NEW)
    trial = old.copy(tmp_path / "trial")
    calls = calls_on(trial.settings.data, lambda: action.act(trial), tmp_path / "log")
    assert len(calls) > 100
    assert {"openat", "read", "write", "fsync", "rename", "flock"} <= {call.name for call in calls}
    ended = []
    for call in some(calls, FAULTS.index(fault)):
        case = old.copy(tmp_path / "case")
        work = lambda case=case: action.act(case)  # noqa: E731
        ended.append(kill_at(call, work) if fault == "KILL" else fail_at(call, fault, work))
        check(case, NEW, action, ended[-1], f"{action.name}: {fault} at {call.line}")
        shutil.rmtree(tmp_path / "case")
    rows = {60 if fault == "KILL" else 61: len(ended)}
    record_property("faults", {"mode": "P", "rows": rows, "counted": {}})
    refused = ended.count(1)
    print(f"{action.name}: {fault} at {len(ended)} of {len(calls)} calls, {refused} refused with an error")
    assert set(ended) == {-9} if fault == "KILL" else refused > 0
