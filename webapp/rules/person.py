"""Who somebody is and where → how near each rule is to them: binding there, binding one body, national, elsewhere.

Same in static/js/rules/person.js, tied by tests/vectors/lists.json. Nothing of it leaves the phone.
"""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from .library import Library
from .model import Document
from .order import Group, grouped, rank, ruleset_of, standing
from .units import NATION

# What one calls oneself → the words of `audience` that mean it.
ROLES: dict[str, tuple[str, ...]] = {
    "群主": ("群主",),
    "群成员": ("群成员", "信息发布者"),
    "机关干部": ("全体党员干部", "部机关党员干部", "机关"),
    "纪检": ("纪检机关",),
    "群众": ("群众",),
}
NEARNESS = ("当地", "只管一个单位", "全国", "供参照")
_OTHERS = len(NEARNESS)  # addressed to somebody else
_NARROW = ("部门内部", "个人群规")


class Person(TypedDict):
    """Both may be empty: then nothing is known, and nothing is nearer than anything else."""

    roles: list[str]
    region: str


NOBODY: Person = {"roles": [], "region": ""}


def is_known(person: Person) -> bool:
    """Whether a person has said anything of who or where they are."""
    return bool(person["roles"] or person["region"])


def nearness(library: Library, rule: Document, person: Person, today: date) -> int:
    """The place of a rule in `NEARNESS`; behind them all when it is addressed to others.

    What no longer applies binds nobody, so it stands with what applies elsewhere. A rule of one department or of
    one person's group binds only those in it, which we cannot know.
    """
    if not is_known(person):
        return 0
    if not _is_addressed(rule, person):
        return _OTHERS
    ruleset = ruleset_of(library, rule)
    region = ruleset.get("region", "") if ruleset else ""
    around = library.region_chain(person["region"]) or [NATION]
    if not ruleset or region not in around or standing(library, rule, today):
        return NEARNESS.index("供参照")
    if ruleset["level"] in _NARROW:
        return NEARNESS.index("只管一个单位")
    return NEARNESS.index("全国" if region == NATION else "当地")


def binding(library: Library, person: Person, today: date) -> list[Group]:
    """与我有关: the rules addressed to a person, nearest first; within, red lines first, what is known by its
    subject only last."""
    if not is_known(person):
        return []

    def place(rule: Document) -> int:
        return nearness(library, rule, person, today)

    rules = [rule for rule in library.of_type("rule") if place(rule) < _OTHERS]
    rules.sort(key=lambda rule: (_weight(rule), *rank(library, rule, today)))
    return grouped(rules, lambda rule: NEARNESS[place(rule)], NEARNESS)


def _weight(rule: Document) -> int:
    return 0 if rule.get("red_line") else 2 if rule.get("deontic") == "scope" else 1


def _is_addressed(rule: Document, person: Person) -> bool:
    meant = {word for role in person["roles"] for word in ROLES.get(role, ())}
    return not person["roles"] or bool(meant.intersection(rule.get("audience", ())))
