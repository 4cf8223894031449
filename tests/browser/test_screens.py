"""Every screen, as a whole: what axe says, how wide it gets, how large its targets and letters are, what jumps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.app import screens
from tests.browser.conftest import PersonFactory
from tests.browser.person import KEYBOARD, THUMB, Hands, Person

pytestmark = pytest.mark.browser
MEASURES = Path(__file__).with_name("measures.js").read_text(encoding="utf-8")
AXE = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
STANDARD: dict[str, str] = {}
ELDER = {"elder": "", "size": "24"}
LARGEST = {"elder": "", "size": "30"}


def finds_nothing(person: Person, dress: dict[str, str], look: Callable[[], list[str]]) -> None:
    """`look` at each screen in that dress; whatever it finds fails the test, with the name of the screen."""
    page = person.open()
    page.evaluate(MEASURES)
    page.evaluate("(dress) => Object.assign(document.documentElement.dataset, dress)", dress)
    found = []
    for name, route in screens():
        person.go(route)
        found += [f"{name}: {problem}" for problem in look()]
    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize(
    ("hands", "theme", "dress"),
    [
        (THUMB, "light", STANDARD),
        (THUMB, "dark", STANDARD),
        (THUMB, "dark", ELDER),
        (KEYBOARD, "light", STANDARD),
    ],
    ids=["phone light", "phone dark", "phone dark elder", "desk light"],
)
def test_axe_finds_nothing_serious(
    hands: Hands, theme: Any, dress: dict[str, str], person_with: PersonFactory
) -> None:
    person = person_with(hands)
    person.page.emulate_media(color_scheme=theme, reduced_motion="reduce")

    def serious() -> list[str]:
        if not person.page.evaluate("'axe' in window"):
            person.page.evaluate(Axe().axe_script)
        violations = person.page.evaluate(f"axe.run({json.dumps(AXE)}).then((found) => found.violations)")
        return [
            f"{problem['id']}: {node['html'][:120]}"
            for problem in violations
            if problem["impact"] in ("serious", "critical")
            for node in problem["nodes"]
        ]

    finds_nothing(person, dress, serious)


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_scrolls_sideways_even_with_the_largest_type(width: int, person_with: PersonFactory) -> None:
    """30 px at 390 px is what a zoom of 300 % leaves of a screen of 1,280 px."""
    person = person_with(THUMB)
    person.page.set_viewport_size({"width": width, "height": 800})
    finds_nothing(person, LARGEST, measured(person, "sideways()"))


def test_targets_lines_and_paragraphs_have_their_size(person_with: PersonFactory) -> None:
    person = person_with(THUMB)
    look = measured(person, "targets(44)", "lines()", "letters(12)")
    finds_nothing(person, STANDARD, look)


def test_the_elder_edition_keeps_to_the_numbers_for_older_people(person_with: PersonFactory) -> None:
    person = person_with(THUMB)
    look = measured(person, "targets(60)", "lines()", "letters(18)", "paragraphs()")
    finds_nothing(person, ELDER, look)


def measured(person: Person, *calls: str) -> Callable[[], list[str]]:
    """What these measures of `measures.js` find on the screen that is shown."""
    everything = f"[].concat({', '.join(f'measures.{call}' for call in calls)})"
    return lambda: person.page.evaluate(everything)
