"""The part of numbering → the label in front of each numbered paragraph, as Word counts it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from .markup import Element, attribute, children, first, number, switched_on, value
from .numerals import numeral
from .styles import Styles

LEVELS = 9
BULLET = "•"
_LONGEST_PATTERN = 100
_SLOT = re.compile("%([1-9])")


@dataclass(frozen=True)
class Level:
    """`restart`: after which level (from 1) it begins anew, 0 for never, None for any above it."""

    start: int = 0
    kind: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    hidden: bool = False
    style: str = ""


class Label(NamedTuple):
    """What Word shows, what stands between it and the text, and the format if it is one we do not know."""

    text: str
    suffix: str
    unknown: str = ""


class Numbering:
    """Counts as it is asked: labels must be asked for in the order of the document."""

    def __init__(self, tree: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {attribute(each, "abstractNumId"): each for each in children(tree, "w:abstractNum")}
        self._lists = {attribute(each, "numId"): each for each in children(tree, "w:num")}
        self._levels: dict[str, list[Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def label(self, listed: str, level: str, styles: tuple[str, ...]) -> Label | None:
        """`styles`: of the paragraph and what it rests on, by which a list may know its level."""
        if listed not in self._lists:
            return None
        levels = self._levels_of(listed)
        place = number(level) if level else _level_of_style(levels, styles)
        if place is None or place >= LEVELS:
            return None
        counts = self._count(listed, place, levels)
        here = levels[place]
        if here.hidden or here.kind == "none":
            return None
        if here.kind == "bullet":
            return Label(BULLET, "space")
        return _shown(here, levels, counts)

    def _levels_of(self, listed: str) -> list[Level]:
        if listed not in self._levels:
            levels = _levels(self._abstract.get(self._abstract_of(listed)))
            for override in children(self._lists[listed], "w:lvlOverride"):
                place, whole = _place(override), first(override, "w:lvl")
                if whole is not None and place is not None:
                    levels[place] = _level(whole)
            self._levels[listed] = levels
        return self._levels[listed]

    def _abstract_of(self, listed: str) -> str:
        """A list may point to a style, which points to the list that holds the levels."""
        abstract = value(self._lists.get(listed), "w:abstractNumId")
        linked = value(self._abstract.get(abstract), "w:numStyleLink")
        target = self._styles.get(linked).listed if linked else ""
        return value(self._lists.get(target), "w:abstractNumId") or abstract

    def _count(self, listed: str, place: int, levels: list[Level]) -> list[int]:
        """Lists of one kind go on counting, unless one of them says where it starts."""
        counts = self._counts.setdefault(self._abstract_of(listed), [None] * LEVELS)
        starts = [level.start for level in levels]
        for override in children(self._lists[listed], "w:lvlOverride"):
            start, at = number(value(override, "w:startOverride")), _place(override)
            if start is not None and at is not None:
                starts[at] = start
                if listed not in self._begun:
                    counts[at] = None
        self._begun.add(listed)
        last = counts[place]
        counts[place] = starts[place] if last is None else last + 1
        for deeper in range(place + 1, LEVELS):
            restart = levels[deeper].restart
            if restart is None or 0 < place + 1 <= restart:
                counts[deeper] = None
        return [start if count is None else count for count, start in zip(counts, starts, strict=True)]


def _levels(abstract: Element | None) -> list[Level]:
    levels = [Level()] * LEVELS
    for element in children(abstract, "w:lvl"):
        place = _place(element)
        if place is not None:
            levels[place] = _level(element)
    return levels


def _level(element: Element) -> Level:
    return Level(
        start=number(value(element, "w:start")) or 0,
        kind=_format(element),
        pattern=value(element, "w:lvlText")[:_LONGEST_PATTERN],
        suffix=value(element, "w:suff") or "tab",
        restart=number(value(element, "w:lvlRestart")),
        legal=switched_on(element, "w:isLgl") or False,
        hidden=switched_on(element, "w:rPr/w:vanish") or False,
        style=value(element, "w:pStyle"),
    )


def _place(element: Element) -> int | None:
    """Which of the nine levels it speaks of."""
    place = number(attribute(element, "ilvl"))
    return place if place is not None and place < LEVELS else None


def _format(level: Element) -> str:
    """Newer formats stand inside an alternative, the plain one beside it for older programs."""
    return next((attribute(each, "val") for each in level.iter("w:numFmt")), "decimal")


def _level_of_style(levels: list[Level], styles: tuple[str, ...]) -> int:
    return next((place for place, level in enumerate(levels) if level.style and level.style in styles), 0)


def _shown(level: Level, levels: list[Level], counts: list[int]) -> Label:
    unknown = ""

    def slot(match: re.Match[str]) -> str:
        nonlocal unknown
        place = int(match[1]) - 1
        kind = "decimal" if level.legal else levels[place].kind
        text = numeral(counts[place], kind)
        if text is None:
            unknown = kind
        return str(counts[place]) if text is None else text

    text = _SLOT.sub(slot, level.pattern)
    return Label(text, level.suffix, unknown)
