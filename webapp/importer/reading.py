"""The neutral form that every reader gives: paragraphs with their kind and place, and what became of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from webapp.compiler.characters import bad_characters

from .places import Added, LeftOut, Notice, Place

Kind = Literal["title", "heading", "text", "head", "row", "end-of-notes"]

# Nine times the longest law; what is larger is refused.
MAX_CHARACTERS = 1_000_000
MAX_PARAGRAPHS = 20_000
MAX_COLUMNS = 64  # Word has 63
_LONGEST_ENTRY = 2_000
GETA = "〓"  # what printers set for a character they do not have


@dataclass(frozen=True)
class Paragraph:
    """`level` of a heading, 1 for the highest; `cells` of a row of a table, whose first row is its head."""

    kind: Kind
    text: str
    place: Place
    level: int = 0
    cells: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it says: the cells of a row, else its one text."""
        return self.cells or (self.text,)


@dataclass
class Reading:
    """`source`: every visible character of what was read, counted without regard to how it was read."""

    source: Counter[str]
    paragraphs: list[Paragraph] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def leave(self, place: Place, text: str, reason: str) -> None:
        """Lists what is left out; what follows directly for the same reason goes on in the same entry."""
        last = self.left_out[-1] if self.left_out else None
        if last and (last.place, last.reason) == (place, reason) and len(last.text) < _LONGEST_ENTRY:
            self.left_out[-1] = LeftOut(place, last.text + text, reason)
        elif text.strip():
            self.left_out.append(LeftOut(place, text, reason))

    def add(self, place: Place, text: str, reason: str) -> None:
        """Lists text that is not in the source and will be in the file: the number of a list, a stand-in."""
        self.added.append(Added(place, text, reason))

    def note(self, place: Place, text: str, reason: str) -> None:
        """Lists something to be looked at; `reason` is one of `places.REASONS`. No character is lost by it."""
        self.notices.append(Notice(place, text, reason))

    def shown(self, text: str, place: Place) -> str:
        """Invisible characters go; private or damaged ones, which show nothing either, leave a mark."""
        found = list(bad_characters(text))
        characters = list(text)
        for index, code, _ in found:
            lost = code == "broken-character" or "\ue000" <= text[index] <= "\uf8ff"
            self.left_out.append(LeftOut(place, text[index], "damaged" if lost else "invisible"))
            if lost:
                self.add(place, GETA, "stand-in")
            characters[index] = GETA if lost else ""
        return "".join(characters).strip() if found else text.strip()


def visible(parts: Iterable[str]) -> Counter[str]:
    """How often each character occurs that leaves ink on paper."""
    return Counter("".join("".join(parts).split()))
