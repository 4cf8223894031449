"""One topic → what each region's rule says about it, aspect by aspect; what a text does not mention is left out.

Same in static/js/rules/comparison.js, tied by tests/vectors/lists.json.
"""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from .library import Library
from .model import Document, DocumentId
from .order import rank
from .units import block_text

ASPECTS = ("modality", "actions", "amount", "platforms", "audience")


class Value(TypedDict):
    """A value of one aspect as the rules have it, and the rules that do, in order."""

    value: str
    ids: list[DocumentId]


class Aspect(TypedDict):
    """One of `ASPECTS` with its values, in the order in which the rules bring them up."""

    name: str
    values: list[Value]


class Comparison(TypedDict):
    """The rules in order, and for each aspect the values that any of them mentions, with those that do."""

    ids: list[DocumentId]
    aspects: list[Aspect]


def comparison(library: Library, topic: str, today: date) -> Comparison:
    """The rules on a topic side by side."""
    rules = [rule for rule in library.of_type("rule") if topic in rule.get("topics", ())]
    rules.sort(key=lambda rule: rank(library, rule, today))
    aspects = [_aspect(name, rules) for name in ASPECTS]
    return {"ids": [rule["id"] for rule in rules], "aspects": [each for each in aspects if each["values"]]}


def own_words(rule: Document) -> str:
    """The words that the source printed: those chosen, else all; none when it only reported them."""
    return rule.get("quote") or block_text(rule.get("text", []))


def _aspect(name: str, rules: list[Document]) -> Aspect:
    found: dict[str, list[DocumentId]] = {}
    for rule in rules:
        for value in _values(name, rule):
            found.setdefault(value, []).append(rule["id"])
    return {"name": name, "values": [{"value": value, "ids": ids} for value, ids in found.items()]}


def _values(name: str, rule: Document) -> list[str]:
    value: str | list[str] = rule.get(name, [])  # type: ignore[assignment]
    return value if isinstance(value, list) else [value]
