"""Each test of a full run → a line in `var/faults.jsonl`, so that a night that was cut short can go on (`--resume`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

Line = tuple[str, str, dict[str, Any] | None]


class Journal:
    """Names, outcomes and what was injected, in the order in which the tests ended."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self) -> None:
        """A new run: nothing has ended yet."""
        self.path.unlink(missing_ok=True)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One test has ended."""
        if report.when != "call" and report.outcome == "passed":
            return
        line = [report.nodeid, report.outcome, dict(report.user_properties).get("faults")]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(line) + "\n")

    def read(self) -> list[Line]:
        """What has passed before; what failed is to be run again."""
        if not self.path.is_file():
            return []
        lines = [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]
        return [(name, outcome, faults) for name, outcome, faults in lines if outcome == "passed"]
