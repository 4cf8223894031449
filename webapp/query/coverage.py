"""Turns a question that nobody wrote down word for word into the units that cover what it says, or none.

Words that ask (能不能, 怎么办) do not decide. Every other character counts by how rare its pairs are in the
library, and pairs that the library has never seen count most: a question about something else is mostly those.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from webapp.analysis.corpus import Corpus
from webapp.analysis.numerals import CLOSE, OPEN
from webapp.analysis.tables import FIELDS, Tables
from webapp.query.postings import Candidates

SAYING = [place for place, name in enumerate(FIELDS) if name not in ("notes", "cited")]
HARD = frozenset("吗呢吧啊呀嘛么了的谁啥")  # single characters that never are part of what is asked about
Count = Callable[[str], int]


@dataclass(frozen=True)
class Position:
    """One character (or number) that counts: its weight, the terms that cover it, what it is worth alone."""

    char: str
    weight: int
    pairs: tuple[str, ...]
    alone: int


@dataclass(frozen=True)
class Question:
    positions: list[Position]
    total: int
    asks: bool  # it holds words that ask


class Covering:
    """Which units cover how much of a question: those that reach `least`, by weight.

    What a unit says only in its notes or by a link counts three fifths: long notes touch on much in passing.
    """

    def __init__(self, question: Question, candidates: Candidates, corpus: Corpus, least: float) -> None:
        self._question = question
        self._corpus = corpus
        terms = {term for position in question.positions for term in (*position.pairs, position.char)}
        self._holders = {term: frozenset(candidates.all_of([term])) for term in terms}
        pairs = {pair for position in question.positions for pair in position.pairs}
        units = sorted(frozenset[int]().union(*(self._holders[pair] for pair in pairs)))
        reaching = [number for number in units if self._weight(number, True) >= least]
        self.weights = {number: self._weight(number, False) for number in reaching}

    def heard(self, number: int) -> str:
        """The covered characters, as what was understood: 公务…标准."""
        out = ""
        for position in self._question.positions:
            if self._held(position.pairs, number):
                out += position.char
            elif out and not out.endswith("…"):
                out += "…"
        return out[:-1] if out.endswith("…") else out

    def _weight(self, number: int, generous: bool) -> int:
        return sum(self._credit(position, number, generous) for position in self._question.positions)

    def _credit(self, position: Position, number: int, generous: bool) -> int:
        pairs = self._held(position.pairs, number)
        held = pairs or self._held((position.char,), number)
        value = position.weight if pairs else position.alone if held else 0
        return value if generous or self._said(held, number) else value * 3 // 5

    def _held(self, terms: tuple[str, ...], number: int) -> list[str]:
        return [term for term in terms if number in self._holders[term]]

    def _said(self, terms: list[str], number: int) -> bool:
        """Whether one of the terms stands in a field that says what the unit is about."""
        forms = self._corpus.forms[number]
        return any(term.startswith("#") or any(term in forms[field] for field in SAYING) for term in terms)


def read_question(forms: list[str], tables: Tables, frequency: Count, idf: Count) -> Question:
    """The positions of all numeral forms that count, with their weights."""
    positions: list[Position] = []
    asks = False
    for form in forms:
        for piece in form.replace(OPEN, "\n#").replace(CLOSE, "\n").split("\n"):
            if piece.startswith("#"):
                positions.append(Position(piece[1:], 2 * idf(piece), (piece,), 0))
                continue
            stretches, heard = _content(piece, tables, frequency)
            asks = asks or heard
            for stretch in stretches:
                positions += _positions(stretch, frequency, idf)
    return Question(positions, sum(position.weight for position in positions), asks)


def _positions(stretch: str, frequency: Count, idf: Count) -> list[Position]:
    if len(stretch) == 1:
        return [Position(stretch, idf(stretch), (stretch,), 0)]
    out = []
    for i, char in enumerate(stretch):
        pairs = [stretch[j : j + 2] for j in (i - 1, i) if 0 <= j < len(stretch) - 1]
        known = tuple(pair for pair in pairs if frequency(pair))
        weight = min((idf(pair) for pair in known), default=idf(pairs[0]))
        alone = min(idf(char), weight) // 2 if frequency(char) else 0
        out.append(Position(char, weight, known, alone))
    return out


def _content(form: str, tables: Tables, frequency: Count) -> tuple[list[str], bool]:
    """The stretches between function words, and whether there were any. Longest match first."""
    stretches: list[str] = []
    current, heard, at = "", False, 0
    while at < len(form):
        length = _function_word(form, at, tables, frequency)
        if not length:
            current += form[at]
            at += 1
            continue
        heard = heard or length > 1 or form[at] in HARD
        stretches.append(current)
        current = ""
        at += length
    stretches.append(current)
    return [stretch for stretch in stretches if stretch], heard


def _function_word(form: str, at: int, tables: Tables, frequency: Count) -> int:
    """The length of the function word that begins here, 0 for none.

    A single character such as 中 or 时 is one only where the library knows no pair of it with its neighbours
    (中央 is a word, 时闲 in 上班时闲聊 is not).
    """
    for length in range(min(tables.longest_function, len(form) - at), 1, -1):
        if form[at : at + length] in tables.function:
            return length
    char = form[at]
    if char in HARD:
        return 1
    if char not in tables.function:
        return 0
    pairs = [form[i : i + 2] for i in (at - 1, at) if 0 <= i < len(form) - 1]
    return 0 if any(frequency(pair) for pair in pairs) else 1
