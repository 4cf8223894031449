"""Every row of the fault matrix has, for every mode where it applies, a test that exists or a reason why none does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.faults import named_tests
from tests.browser.faults.journal import Journal
from tests.browser.faults.matrix import Results, cells, read_rows, summary, table

ROOT = Path(__file__).resolve().parents[2]


def test_every_row_and_mode_is_accounted_for() -> None:
    rows = read_rows()
    assert [row.number for row in rows] == list(range(1, 73))
    for row in rows:
        for mode in row.modes:
            assert row.tests.get(mode) or row.reasons.get(mode), f"row {row.number}, mode {mode}"


def test_every_test_that_a_row_names_exists() -> None:
    for row in read_rows():
        for name in {each for tests in row.tests.values() for each in tests}:
            path, _, function = name.partition("::")
            assert (ROOT / path).is_file(), f"row {row.number}: {path}"
            text = (ROOT / path).read_text(encoding="utf-8")
            assert not function or f"def {function}(" in text, f"row {row.number}: {name}"


def test_the_table_says_what_happened_and_what_did_not() -> None:
    rows = read_rows("1 | S H | gone | S: BOOT::test_a; H: !needs a device\n2 | P | cut | P: tests/unit/x.py")
    results = Results()
    results.add(
        "tests/browser/test_boot.py::test_a[1]",
        "passed",
        {"mode": "S", "rows": {1: 3}, "counted": {"torn": 1}},
    )
    results.add("tests/browser/test_boot.py::test_a[2]", "failed", None)
    assert list(cells(rows[0], results)) == ["S: failed (3)", "H: needs a device"]
    assert list(cells(rows[1], results)) == ["P: not run"]
    assert "| 2 | cut | P: not run |" in table(rows, results)
    assert summary(rows, results) == {
        "rows": 2, "shown": 0, "injected": 3, "lost": 0, "torn": 1, "older": 0, "false_success": 0,
    }  # fmt: skip


def test_the_bench_runs_every_test_that_a_row_names() -> None:
    named = named_tests()
    assert "tests/browser/faults/test_bytes.py::test_every_byte_of_an_update" in named
    assert len(named) == len(set(named)) > 30


def test_a_run_that_was_cut_short_goes_on_with_what_has_not_passed(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "var" / "faults.jsonl")
    assert journal.read() == []
    faults = {"mode": "S", "rows": {1: 3}, "counted": {}}
    for name, outcome, when in (("a", "passed", "call"), ("b", "failed", "call"), ("c", "passed", "setup")):
        report = pytest.TestReport(
            name, ("", 0, ""), {}, outcome, None, when, user_properties=[("faults", faults)]
        )  # type: ignore[arg-type]
        journal.pytest_runtest_logreport(report)
    again = {**faults, "rows": {"1": 3}}
    assert journal.read() == [("a", "passed", again)]
    results = Results()
    results.add(*journal.read()[0])
    assert results.injected[1, "S"] == 3
    journal.begin()
    assert journal.read() == []
