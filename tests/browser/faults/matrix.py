"""The rows of the fault matrix + what the tests of a run reported → a table: fault × mode × result, and the sums."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NAMES = {
    "BOOT": "tests/browser/test_boot.py",
    "UPDATE": "tests/browser/test_update.py",
    "OFFLINE": "tests/browser/test_offline.py",
    "WORKER": "tests/browser/test_worker.py",
    "SINGLE": "tests/browser/test_single_file.py",
    "SWEEP": "tests/browser/faults/test_sweep.py::test_faults_on_the_wire",
    "BYTES": "tests/browser/faults/test_bytes.py::test_every_byte_of_an_update",
}
COUNTED = ("lost", "torn", "older", "false_success")


@dataclass
class Row:
    """One fault; for each mode the tests that show it and the reasons why one does not."""

    number: int
    fault: str
    modes: str
    tests: dict[str, list[str]] = field(default_factory=dict)
    reasons: dict[str, list[str]] = field(default_factory=dict)


def read_rows(text: str | None = None) -> list[Row]:
    """`rows.txt`, whose head explains it."""
    text = text if text is not None else (HERE / "rows.txt").read_text(encoding="utf-8")
    return [_row(line) for line in text.splitlines() if line and not line.startswith("#")]


def _row(line: str) -> Row:
    number, modes, fault, shown = (part.strip() for part in line.split(" | "))
    row = Row(int(number), fault, modes.replace(" ", ""))
    for part in shown.split("; "):
        letters, _, listed = part.partition(": ")
        known = row.reasons if listed.startswith("!") else row.tests
        values = [listed[1:]] if listed.startswith("!") else [_test(name) for name in listed.split(", ")]
        for mode in letters:
            known.setdefault(mode, []).extend(values)
    return row


def _test(name: str) -> str:
    head, sign, tail = name.partition("::")
    return NAMES.get(head, head) + sign + tail


class Results:
    """What a run reported: outcomes by test, injections by row and mode, and what must never be."""

    def __init__(self) -> None:
        self.outcomes: dict[str, str] = {}
        self.injected: Counter[tuple[int, str]] = Counter()
        self.counted: Counter[str] = Counter()

    def add(self, name: str, outcome: str, faults: Mapping[str, Any] | None) -> None:
        """One test; a failure anywhere in it stays."""
        if self.outcomes.get(name) != "failed":
            self.outcomes[name] = outcome
        for row, times in (faults or {}).get("rows", {}).items():
            self.injected[int(row), (faults or {})["mode"]] += times
        self.counted.update((faults or {}).get("counted", {}))

    def of(self, tests: list[str]) -> str:
        """The worst that happened to any of these tests."""
        found = [
            outcome
            for name, outcome in self.outcomes.items()
            if any(name == test or name.startswith((f"{test}[", f"{test}::")) for test in tests)
        ]
        return next((each for each in ("failed", "passed", "skipped") if each in found), "not run")


def cells(row: Row, results: Results) -> Iterator[str]:
    """What to say of each mode."""
    for mode in row.modes:
        tests = row.tests.get(mode, [])
        times = results.injected[row.number, mode]
        said = results.of(tests) + (f" ({times})" if times else "") if tests else ""
        why = "; ".join(row.reasons.get(mode, []))
        yield f"{mode}: {' · '.join(filter(None, [said, why])) or 'MISSING'}"


def table(rows: list[Row], results: Results) -> str:
    """For people: one line a fault; in brackets how often it was injected."""
    lines = [f"| {row.number} | {row.fault} | {'<br>'.join(cells(row, results))} |" for row in rows]
    return "\n".join(["| # | fault | mode: result (injected) |", "|---|---|---|", *lines]) + "\n"


def summary(rows: list[Row], results: Results) -> dict[str, int]:
    """The sums of a run."""
    shown = sum(any(results.of(tests) == "passed" for tests in row.tests.values()) for row in rows)
    return {
        "rows": len(rows),
        "shown": shown,
        "injected": results.injected.total(),
        **{name: results.counted[name] for name in COUNTED},
    }


def write(folder: Path, results: Results) -> None:
    """`faults.md` and `faults.json`."""
    rows = read_rows()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "faults.md").write_text(table(rows, results), encoding="utf-8")
    (folder / "faults.json").write_text(json.dumps(summary(rows, results)) + "\n", encoding="utf-8")
