"""Turns a question into the words it is made of: what asks, who and where it is set, what it is about.

Words that ask (能不能, 怎么办) say nothing. Words of the setting (同事, 过年, 群里) count where they are found and are
not missed where they are not. Plain words of the lexicon stand for official wording. A word that a topic is called
by is the matter itself. All the rest is matter too, read by characters and their pairs: no segmenter can be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from webapp.analysis.normalizer import MappedForm
from webapp.analysis.numerals import CLOSE, OPEN, numeral_form
from webapp.analysis.tables import Tables
from webapp.analysis.tokenizer import terms
from webapp.query.lexicon import SAME, Lexicon

HARD = frozenset("吗呢吧啊呀嘛么了的谁啥")  # single characters that never are part of what is asked about
UNSEEN = (
    "\x01\x01"  # a pair that no text can hold: it weighs most, and so do the words that a library is about
)
Count = Callable[[str], int]
Kind = Literal["asks", "setting", "plain", "topic", "matter", "number"]


@dataclass(frozen=True)
class Piece:
    text: str
    kind: Kind


@dataclass(frozen=True)
class Position:
    """One character (or number) that counts: its weight, the terms that cover it, what it is worth alone."""

    char: str
    weight: int
    pairs: tuple[str, ...]
    alone: int
    setting: bool = False
    kind: Kind = "matter"  # of the word that it is part of
    word: int = 0  # which of the words between spaces
    runs: tuple[str, ...] = ()  # what says the same: a topic's word itself, official wording

    @property
    def topic(self) -> bool:
        return self.kind == "topic"


@dataclass(frozen=True)
class Question:
    pieces: list[Piece]
    positions: list[Position]
    total: int
    asks: bool  # it holds words that ask

    @property
    def terms(self) -> tuple[str, ...]:
        """What a unit is scored by: the characters and pairs that count, and what plain words stand for."""
        found: list[str] = []
        for piece in self.pieces:
            if piece.kind == "number":
                found.append(piece.text)
            elif piece.kind != "asks":
                found += terms(piece.text)
        found += [term for position in self.positions for run in position.runs for term in terms(run)]
        return tuple(dict.fromkeys(found))


class Words:
    """The words that a question is read by, in match form; the longest one that stands somewhere is read there."""

    def __init__(self, tables: Tables, topics: Iterable[str], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._kinds: dict[str, Kind] = dict.fromkeys(tables.function, "asks")
        self._kinds.update(dict.fromkeys(tables.setting, "setting"))
        self._kinds.update(dict.fromkeys(lexicon, "plain"))
        same = [word for word, wording in lexicon.items() if SAME in wording.values()]
        self._kinds.update({word: "topic" for word in (*topics, *same) if not self.is_setting(word)})
        self._longest = max(map(len, self._kinds), default=0)

    def is_setting(self, word: str) -> bool:
        """Whether nothing but words that ask or set the scene stands here: such a word is no matter."""
        if not word:
            return True
        return any(
            self._kinds.get(word[:end]) in ("asks", "setting") and self.is_setting(word[end:])
            for end in range(len(word), 0, -1)
        )

    def pieces(self, mapped: MappedForm, frequency: Count) -> list[Piece]:
        """The pieces in order. Matter runs on until a word is read; the numbers in it are pieces of their own."""
        pieces: list[Piece] = []
        form, start, at = mapped.form, 0, 0
        while at < len(form):
            word = self._word(form, at, frequency)
            if word:
                pieces += _matter(mapped, start, at)
                pieces.append(Piece(word, self._kinds.get(word, "asks")))
                start = at + len(word)
            at += len(word) or 1
        return _joined(pieces + _matter(mapped, start, at))

    def _word(self, form: str, at: int, frequency: Count) -> str:
        """The word that begins here, or nothing.

        A single character such as 中 or 时 is a word only where the library knows no pair of it with its neighbours
        (中央 is a word, 时闲 in 上班时闲聊 is not).
        """
        for length in range(min(self._longest, len(form) - at), 1, -1):
            if form[at : at + length] in self._kinds:
                return form[at : at + length]
        char = form[at]
        if char in HARD:
            return char
        if char not in self._kinds:
            return ""
        pairs = [form[i : i + 2] for i in (at - 1, at) if 0 <= i < len(form) - 1]
        return "" if any(frequency(pair) for pair in pairs) else char


def _joined(pieces: list[Piece]) -> list[Piece]:
    """A lone character of matter beside a lone character that was read as a word is one word with it: 用|车 is 用车."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else piece
        lone = len(piece.text) == len(before.text) == 1 and not {piece.text, before.text} & HARD
        if found and lone and "matter" in (piece.kind, before.kind):
            found[-1] = Piece(before.text + piece.text, "matter")
        else:
            found.append(piece)
    return found


def _matter(mapped: MappedForm, start: int, end: int) -> list[Piece]:
    cut = MappedForm(mapped.form[start:end], mapped.starts[start:end], mapped.ends[start:end])
    parts = numeral_form(cut).form.replace(OPEN, "\n#").replace(CLOSE, "\n").split("\n")
    return [Piece(part, "number" if part[0] == "#" else "matter") for part in parts if part]


def read_question(texts: list[MappedForm], words: Words, frequency: Count, idf: Count) -> Question:
    """The positions of all the texts that count, with their weights."""
    read = [(word, piece) for word, text in enumerate(texts) for piece in words.pieces(text, frequency)]
    pieces = [piece for _, piece in read]
    positions = [
        replace(position, word=word)
        for word, piece in read
        for position in _positions(piece, words, frequency, idf)
    ]
    if all(position.setting for position in positions):
        positions = [replace(position, setting=False) for position in positions]
    asks = any(piece.kind == "asks" and (len(piece.text) > 1 or piece.text in HARD) for piece in pieces)
    return Question(pieces, positions, sum(position.weight for position in positions), asks)


def _positions(piece: Piece, words: Words, frequency: Count, idf: Count) -> list[Position]:
    text = piece.text
    if piece.kind == "asks":
        return []
    if piece.kind == "number":
        return [Position(text[1:], 2 * idf(text), (text,), 0, False, piece.kind)]
    setting = piece.kind == "setting" or (piece.kind == "matter" and len(text) == 1)
    runs = (*((text,) if piece.kind == "topic" else ()), *words.lexicon.get(text, {}))
    if len(text) == 1:
        return [Position(text, idf(UNSEEN if runs else text), (text,), 0, setting, piece.kind, 0, runs)]
    out = []
    for i, char in enumerate(text):
        pairs = [text[j : j + 2] for j in (i - 1, i) if 0 <= j < len(text) - 1]
        known = tuple(pair for pair in pairs if frequency(pair))
        weight = idf(UNSEEN) if runs else min(map(idf, known or pairs))
        alone = min(idf(char), weight) // 2 if frequency(char) else 0
        out.append(Position(char, weight, known, alone, setting, piece.kind, 0, runs))
    return out
