"""Turns what has been typed so far into what may be asked: names of topics, documents, aliases, typical questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from webapp.analysis.pinyin import Pinyin

# In this order where the match is as good: what gathers most comes first.
KINDS = ("topic", "ruleset", "region", "rule", "scenario", "guide", "case", "channel", "alias", "asks")
BEGINS, HOLDS, SOUNDS, INITIALS = range(4)


@dataclass(frozen=True)
class Suggestion:
    """A text that may be asked, and the document that it is taken from."""

    text: str
    kind: str  # of KINDS
    id: str

    def to_json(self) -> dict[str, str]:
        """As the API gives it (`serve/openapi.py`)."""
        return {"text": self.text, "kind": self.kind, "id": self.id}


class Suggester:
    """All texts that may be suggested; gathered when first needed."""

    def __init__(
        self, documents: Iterable[Mapping[str, Any]], form: Callable[[str], str], pinyin: Pinyin
    ) -> None:
        self._documents = documents
        self._form = form
        self._pinyin = pinyin

    def suggest(self, text: str, limit: int) -> list[Suggestion]:
        """The best first: what begins with the text, what holds it, what sounds so, what has these initials."""
        typed = self._form(text)
        if not typed:
            return []
        letters = typed if typed.isascii() and typed.isalpha() else ""
        found = [
            (rank, KINDS.index(each.kind), len(form), form, each)
            for form, each in self._texts.items()
            for rank in [self._rank(form, typed, letters)]
            if rank is not None
        ]
        return [each for *_, each in sorted(found, key=lambda one: one[:4])[:limit]]

    def _rank(self, form: str, typed: str, letters: str) -> int | None:
        if typed in form:
            return BEGINS if form.startswith(typed) else HOLDS
        if not letters:
            return None
        if self._sounds(form, letters):
            return SOUNDS
        initials = (self._pinyin.initials(char) for char in form)
        same = [letter in found for letter, found in zip(letters, initials, strict=False)]
        return INITIALS if len(letters) > 1 and len(same) == len(letters) and all(same) else None

    def _sounds(self, form: str, letters: str) -> bool:
        """Whether the first characters are read so, the last syllable perhaps unfinished."""
        rests = {letters}
        for char in form:
            readings = self._pinyin.readings.get(char, [])
            if any(reading.startswith(rest) for rest in rests for reading in readings):
                return True
            rests = {
                rest[len(reading) :] for rest in rests for reading in readings if rest.startswith(reading)
            }
            if not rests:
                return False
        return False

    @cached_property
    def _texts(self) -> dict[str, Suggestion]:
        """By match form; the first kind of a text counts."""
        listed = [
            (kind, text, document["id"])
            for document in self._documents
            for kind, texts in (
                (document["type"], [document["title"]]),
                ("alias", document.get("aliases", [])),
                ("asks", document.get("asks", [])),
            )
            if kind in KINDS
            for text in texts
        ]
        found: dict[str, Suggestion] = {}
        for kind, text, number in sorted(listed, key=lambda each: KINDS.index(each[0])):
            found.setdefault(self._form(text), Suggestion(text, kind, number))
        found.pop("", None)
        return found
