"""What a text is worth on a day, told as stories; and the vectors that JavaScript is held to are current."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, cast

import pytest

from tests.vectors import make_status
from webapp.rules.library import Library
from webapp.rules.model import Document
from webapp.rules.status import beijing_today, status
from webapp.rules.vocabulary import STATUS_LABELS, STATUSES


def worth(day: str, **fields: Any) -> str:
    ruleset = cast(Document, {"id": "x", "type": "ruleset", "status_checked_on": "2026-01-15", **fields})
    return status(ruleset, None, date.fromisoformat(day))


@pytest.mark.parametrize("authored", STATUSES)
def test_authored_words_show_as_their_labels(authored: str) -> None:
    assert worth("2026-02-01", status=authored) == STATUS_LABELS[authored]


def test_unknown_is_the_default() -> None:
    assert worth("2026-02-01") == "未核实"


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-04-30", "尚未施行"), ("2026-05-01", "现行"), ("2026-05-02", "现行")],
)
def test_a_text_comes_into_force_on_its_day(day: str, expected: str) -> None:
    assert worth(day, status="effective", effective_on="2026-05-01", issued_on="2026-02-27") == expected


def test_without_a_day_of_effect_the_day_of_issue_counts() -> None:
    assert worth("2026-01-31", status="trial", issued_on="2026-02") == "尚未施行"
    assert worth("2026-02-01", status="trial", issued_on="2026-02") == "试行"


def test_inside_a_partial_date_nobody_knows() -> None:
    assert worth("2026-04-30", status="effective", effective_on="2026-05") == "尚未施行"
    assert worth("2026-05-10", status="effective", effective_on="2026-05") == "需复核"
    assert worth("2026-05-31", status="effective", effective_on="2026-05") == "现行"
    assert worth("2026-05-10", status="unknown", effective_on="2026-05") == "未核实"


def test_repeal_and_replacement_come_on_their_day() -> None:
    assert worth("2026-02-28", status="effective", repealed_on="2026-03-01") == "现行"
    assert worth("2026-03-01", status="effective", repealed_on="2026-03-01") == "已废止"
    assert worth("2026-02-28", status="superseded", repealed_on="2026-03-01") == "现行"
    assert worth("2026-03-01", status="superseded", repealed_on="2026-03-01") == "已被替代"
    assert worth("2026-03-15", status="effective", repealed_on="2026-03") == "需复核"


@pytest.mark.parametrize(
    ("authored", "later"),
    [("effective", "需复核"), ("trial", "需复核"), ("amended", "需复核"), ("trial-unknown", "试行(后续未查实)"),
     ("unknown", "未核实"), ("superseded", "已被替代"), ("repealed", "已废止"), ("historical", "已成历史")],
)  # fmt: skip
def test_only_claims_to_be_in_force_grow_old(authored: str, later: str) -> None:
    assert worth("2027-01-15", status=authored) == STATUS_LABELS[authored]
    assert worth("2027-01-16", status=authored) == later


def test_a_check_on_29_february_is_good_for_a_year() -> None:
    assert worth("2029-02-28", status="effective", status_checked_on="2028-02-29") == "现行"
    assert worth("2029-03-01", status="effective", status_checked_on="2028-02-29") == "需复核"


def test_rules_have_the_status_of_their_set_and_others_have_none() -> None:
    ruleset = cast(Document, {"id": "x", "type": "ruleset", "status": "historical"})
    rule = cast(Document, {"id": "x--y", "type": "rule", "ruleset": "x"})
    case = cast(Document, {"id": "z", "type": "case"})
    library, today = Library([ruleset, rule, case]), date(2026, 2, 1)
    assert status(rule, library, today) == status(rule, ruleset, today) == "已成历史"
    assert status(case, library, today) == status(rule, None, today) == ""


def test_the_day_is_that_of_beijing() -> None:
    assert beijing_today(datetime(2026, 3, 8, 15, 59, tzinfo=UTC)) == date(2026, 3, 8)
    assert beijing_today(datetime(2026, 3, 8, 16, 0, tzinfo=UTC)) == date(2026, 3, 9)
    assert beijing_today(datetime(2026, 3, 8, 23, 0, tzinfo=timezone(timedelta(hours=-8)))) == date(
        2026, 3, 9
    )
    with pytest.raises(ValueError, match="time zone"):
        beijing_today(datetime(2026, 3, 8))


def test_the_vectors_are_current() -> None:
    stored = make_status.FILE.read_text(encoding="utf-8")
    assert stored == make_status.text(), "run python -m tests.vectors.make_status"
