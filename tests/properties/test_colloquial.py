"""Questions as people ask them lead to the rule; questions about other matters get no answer.

`colloquial.json` was written before the search was tuned to it, from the inventory alone; `held` marks the half that
nobody looked at while tuning. `first_any`: one of these, a scenario that rests on one, or (`@topic`) any document of
the topic must come first. `officials.json` has what different officials would type: pinyin, slips, dates, articles,
places, questions, other matters. Its `held` part was asked once before anything was mended to it: 86 of 98 were right.
`unseen.json` has the form of the development cases and was written from the titles of the content alone; when it was
first asked, 26 of 35 and 29 of 35 (`held`) found their rule, and 20 of 32 and 28 of 32 other matters got no answer.
One of its expectations was wrong and was put right: 微信群人数上限 is in an article. Its `second` set was written in
the same way, thirty things named, thirty told at length, thirty other matters: 29, 3 and 29 were right at first sight,
and of the held half told at length 8 of 15 after the reading of stories had been made without it. The `third` set, in
the mixture of the development cases, was asked once, after all that: 28 of 30. The `fourth` set, twelve names, eighteen
questions, twelve stories and twelve other matters, was written before it was asked: 31 of 54 at first sight, its held
half 18 of 27; 21 of 27 after what was learned from the other half, and 23 once two of its stories had been looked at.
The `fifth` was written bit by bit while that was done: 225 of 269 at first sight (18 of them stand in
other sets), of its last twenty stories 16. The `sixth` mirrors the development cases one by one on other words, with
ten more kinds, twice: 38 of 40 and 40 of 40 at first sight, before the content and the search were looked at. The
`seventh` tries what is weak: other matters near the library's, told plainly, names: 154 of 192 at first
sight, the half of it that has names after the first mends. The `eighth` mirrors the development cases once more and
was asked once, after all that: 37 of 41. The `ninth` mirrors them again and was written before the content's aliases and
lexicon were seen: 28 of 30 at first sight. The `tenth` was written bit by bit while plain words by sound, slips inside
questions and names with a number were made: of what it tells plainly 103 of 120 were right at first sight, in everyday
words 50 of 74, in the kinds of the development cases 74 of 85, with a slip inside a question 20 of 27.
The `eleventh` has the kinds of the development cases again, twice, on words not asked before: 76 of 84 at first sight.
The `twelfth` was written from the inventory before the content was looked at (`tuned`: 60 of 62 at first sight; 微信群人数上限
was expected wrongly once more) and after it had been mended (`held`: 38 of 42, 56 of 58, 38 of 42); its `near` has
other matters that share words with the library, 153 of 175 of which got no answer at first. The `thirteenth` was
written by somebody who had not seen lexicon, aliases or search, in three times the kinds of the development cases:
77 of 90 at first sight (25 of them stand in other sets), most of what it missed are long tellings in other words.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from webapp.query.engine import Engine
from webapp.rules.library import Library

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("colloquial.json").read_text("utf-8"))
OFFICIALS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("officials.json").read_text("utf-8"))
UNSEEN: list[dict[str, Any]] = json.loads(Path(__file__).with_name("unseen.json").read_text("utf-8"))
TODAY = date(2026, 11, 22)


def leads_to(found: str, content: Library) -> set[str]:
    document = content.documents.get(found, {})
    rests_on = document.get("answer_basis", []) if document.get("type") == "scenario" else []
    return {found, *rests_on, *(f"@{topic}" for topic in document.get("topics", []))}


def is_right(case: dict[str, Any], ids: list[str], content: Library) -> bool:
    if case.get("none"):
        return not ids
    return bool(ids) and bool(leads_to(ids[0], content) & set(case["first_any"]))


@pytest.mark.parametrize(("held", "least"), [(False, 0.9), (True, 0.8)], ids=["seen", "held-out"])
def test_questions_lead_to_the_rule(
    held: bool, least: float, content: Library, content_engine: Engine
) -> None:
    cases = [case for case in CASES if case["held"] == held and not case.get("none")]
    wrong = []
    for case in cases:
        ids = [result.id for result in content_engine.search(case["query"], today=TODAY).results]
        if not is_right(case, ids, content):
            wrong.append((case["query"], ids[:3]))
    assert len(cases) >= 70
    assert len(wrong) <= (1 - least) * len(cases), wrong


@pytest.mark.parametrize("held", [False, True], ids=["seen", "held-out"])
def test_what_officials_type_leads_to_the_rule_or_to_nothing(
    held: bool, content: Library, content_engine: Engine
) -> None:
    cases = [case for case in OFFICIALS if case["held"] == held]
    wrong = []
    for case in cases:
        ids = [result.id for result in content_engine.search(case["query"], today=TODAY).results]
        if not is_right(case, ids, content):
            wrong.append((case["query"], ids[:3]))
    assert len(cases) >= 90
    assert len(wrong) <= 0.06 * len(cases), wrong


def test_other_matters_get_no_answer(content_engine: Engine) -> None:
    answered = {}
    for case in CASES:
        if case.get("none"):
            results = content_engine.search(case["query"], today=TODAY).results
            if results:
                answered[case["query"]] = [(result.id, result.why) for result in results[:3]]
    assert answered == {}


@pytest.mark.parametrize(
    ("name", "split", "least"),
    [
        ("first", "tuned", 0.85),
        ("first", "held", 0.8),
        ("second", "tuned", 0.85),
        ("second", "held", 0.8),
        ("third", "held", 0.9),
        ("fourth", "tuned", 0.85),
        ("fourth", "held", 0.8),
        ("fifth", "tuned", 0.85),
        ("sixth", "tuned", 0.95),
        ("sixth", "held", 0.95),
        ("seventh", "tuned", 0.88),
        ("seventh", "held", 0.83),
        ("eighth", "held", 0.95),
        ("ninth", "held", 0.95),
        ("tenth", "tuned", 0.9),
        ("eleventh", "held", 0.85),
        ("twelfth", "tuned", 0.95),
        ("twelfth", "held", 0.95),
        ("twelfth", "near", 0.93),
        ("thirteenth", "tuned", 0.88),
    ],
)
def test_queries_that_nobody_tuned_to(
    name: str, split: str, least: float, content: Library, content_engine: Engine
) -> None:
    cases = [case for case in UNSEEN if case["set"] == name and case["split"] == split]
    wrong = []
    for case in cases:
        ids = [result.id for result in content_engine.search(case["query"], today=TODAY).results]
        right = is_right({**case, "none": case["expect_none"]}, ids, content)
        if not right or not set(case["top5_all"]) <= set(ids[:5]):
            wrong.append((case["query"], ids[:3]))
    assert len(cases) >= 25
    assert len(wrong) <= (1 - least) * len(cases), wrong


def test_what_the_content_says_itself_is_never_put_right(content: Library, content_engine: Engine) -> None:
    """Titles, aliases, questions and plain words, and the questions of people that hold no slip."""
    own = {
        text
        for document in content.documents.values()
        for texts in (
            [document["title"]],
            document.get("aliases", []),
            document.get("asks", []),
            *(entry["plain"] for entry in document.get("entries", [])),
        )
        for text in texts
    }
    asked = {case["query"] for case in [*CASES, *OFFICIALS] if not case["held"] and not case.get("slip")}
    needless = {
        query: corrected["to"]
        for query in sorted(own | asked)
        if (corrected := content_engine.search(query, today=TODAY).corrected)
    }
    print(f"needlessly put right: {len(needless)} of {len(own | asked)}", needless)
    assert needless == {}
