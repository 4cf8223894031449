"""Turns a question into the words it is made of: what asks, who and where it is set, what it is about.

Words that ask (能不能, 怎么办) say nothing. Words of the setting (同事, 过年, 群里) count where they are found and are
not missed where they are not. Plain words of the lexicon stand for official wording. A word that a topic is called
by is the matter itself. All the rest is matter too, read by characters and their pairs: no segmenter can be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from webapp.analysis.normalizer import MappedForm, characters
from webapp.analysis.numerals import CLOSE, OPEN, numeral_form
from webapp.analysis.tables import Tables
from webapp.analysis.tokenizer import terms
from webapp.query.lexicon import SAME, Lexicon

HARD = frozenset("吗呢吧啊呀嘛么了的谁啥")  # single characters that never are part of what is asked about
LOOSE = HARD | frozenset("也都就还又才再很太最更是有能会要该和与跟及或而但被把这那我你他她它")
CLAUSES = re.compile("[，。？！；…?!;]+(?!$)")  # what stands between them
BEGINS = frozenset("我你他她说问但因所如就还又然而")  # with these a clause begins that no sign sets apart
# What the library is about is done in them, or is called so.
MEDIA = re.compile("微信|微博|朋友圈|群(?!众)|规矩|语音|消息|转发|红包|网上|网络|表情")
UNSEEN = (
    "\x01\x01"  # a pair that no text can hold: it weighs most, and so do the words that a library is about
)
Count = Callable[[str], int]
NAME = 4  # characters up to which words that name nothing of the library are one name
NUMBERED = 5  # the same where a number is one of them
SHORT = 6  # characters of a name of which half is another name
YEAR = 5  # as long as #2023
STORY = 18  # characters from which on a word may stand in a question without being what it asks
ASKED = 30  # and those below it stand for words between spaces: see `Position.word`
Kind = Literal["asks", "setting", "plain", "topic", "matter", "number", "handling"]


@dataclass(frozen=True)
class Piece:
    """A stretch of a question in match form, and what it is there for."""

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
    word: int = (
        0  # which of the words between spaces; a word that asks how to handle something is one of its own
    )
    runs: tuple[str, ...] = ()  # what says the same: a topic's word itself, official wording

    @property
    def topic(self) -> bool:
        """Whether it belongs to a word that the matter is called by."""
        return self.kind == "topic"


Clause = list[tuple[Piece, list[Position]]]


@dataclass(frozen=True)
class Question:
    """`pieces` in order; `positions` that count, of weight `total` together."""

    pieces: list[Piece]
    positions: list[Position]
    total: int
    asks: bool  # it holds words that ask
    told: list[list[Position]]  # what it is about where it is told at length: see `_told`
    length: int  # characters of a question that names a medium of the library; of others, and of names, 0

    def acts(self, named: Mapping[str, str]) -> set[str]:
        """The actions that the small words of the question name: 送 is 赠送."""
        small = "".join(piece.text for piece in self.pieces if piece.kind in ("asks", "setting"))
        return {act for act, chars in named.items() if any(char in small for char in chars)}

    @property
    def is_name(self) -> bool:
        """It asks nothing and tells nothing of WeChat."""
        return not self.asks and not self.length

    @property
    def is_short_name(self) -> bool:
        """It is made of no word that is read: 武汉大学."""
        matter = all(position.kind == "matter" for position in self.positions)
        return matter and not self.asks and len(self.positions) <= SHORT

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
        self._kinds.update(dict.fromkeys(tables.handling, "handling"))
        self._kinds.update(dict.fromkeys(lexicon, "plain"))
        same = [word for word, wording in lexicon.items() if SAME in wording.values()]
        self._kinds.update({word: "topic" for word in (*topics, *same) if not self.is_setting(word)})
        self._longest = max(map(len, self._kinds), default=0)

    def is_setting(self, word: str) -> bool:
        """Whether nothing but words that ask or set the scene stands here: such a word is no matter."""
        if not word or self._kinds.get(word) in ("plain", "topic"):
            return not word
        return any(
            self._kinds.get(word[:end]) in ("asks", "setting") and self.is_setting(word[end:])
            for end in range(len(word), 0, -1)
        )

    def pieces(self, mapped: MappedForm, frequency: Count) -> list[Piece]:
        """The pieces in order. Matter runs on until a word is read; the numbers in it are pieces of their own."""
        pieces: list[Piece] = []
        form, start, at = mapped.form, 0, 0
        while at < len(form):
            word = self._word(form, start, at, frequency)
            if word:
                pieces += self._matter(mapped, start, at)
                pieces.append(Piece(word, self._kinds.get(word, "asks")))
                start = at + len(word)
            at += len(word) or 1
        return _joined(pieces + self._matter(mapped, start, at), frequency)

    def _matter(self, mapped: MappedForm, start: int, end: int) -> list[Piece]:
        """The rest between two words, its numbers and years apart; of small words only it is none: 要发 in 要发群里."""
        cut = MappedForm(mapped.form[start:end], mapped.starts[start:end], mapped.ends[start:end])
        form = numeral_form(cut).form.replace(f"{CLOSE}年", f"{CLOSE}年\n")
        parts = form.replace(OPEN, "\n#").replace(CLOSE, "\n").split("\n")
        return [Piece(part, self._kind(part)) for part in parts if part]

    def _kind(self, part: str) -> Kind:
        return "number" if part[0] == "#" else "setting" if self.is_setting(part) else "matter"

    def core(self, mapped: MappedForm, frequency: Count) -> str:
        """What is left between the words that ask at either end: 大群主 of 大群主是谁."""
        pieces = self.pieces(mapped, frequency)
        start, end = 0, len(mapped.form)
        while pieces and pieces[-1].kind == "asks":
            end -= len(pieces.pop().text)
        while pieces and pieces[0].kind == "asks":
            start += len(pieces.pop(0).text)
        says = any(piece.kind not in ("asks", "setting") for piece in pieces)
        return characters(mapped.form[start:end] if says else mapped.form)

    def _word(self, form: str, start: int, at: int, frequency: Count) -> str:
        """The word that begins here, or nothing.

        A single character such as 中 or 时 is a word only where the library knows no pair of it with its neighbours
        (中央 is a word, 时闲 in 上班时闲聊 is not); neighbours that belong to other words do not count.
        """
        for length in range(min(self._longest, len(form) - at), 1, -1):
            if form[at : at + length] in self._kinds:
                return form[at : at + length]
        char = form[at]
        if char in HARD:
            return char
        if char not in self._kinds:
            return ""
        before = form[at - 1 : at + 1] if at > start else ""
        after = "" if self._begins_word(form, at + 1) else form[at : at + 2]
        return "" if any(len(pair) == 2 and frequency(pair) for pair in (before, after)) else char

    def _begins_word(self, form: str, at: int) -> bool:
        lengths = range(2, min(self._longest, len(form) - at) + 1)
        return any(form[at : at + length] in self._kinds for length in lengths)


def _joined(pieces: list[Piece], frequency: Count) -> list[Piece]:
    """A lone character of matter is one word with a lone character beside it, or with the plain word that it ends.

    用|车 is 用车, and 退休|金 is something else than 退休; 打牌|输|了 is 打牌.
    """
    found: list[Piece] = []
    for piece, after in zip(pieces, [*pieces[1:], Piece("", "asks")], strict=False):
        before = found[-1] if found else piece
        lone = len(piece.text) == 1 and not {piece.text, before.text} & LOOSE
        ends = before.kind in ("plain", "topic") and len(after.text) != 1
        ends = ends and not frequency(before.text[-1] + piece.text)
        if found and lone and "matter" in (piece.kind, before.kind) and (ends or len(before.text) == 1):
            found[-1] = Piece(before.text + piece.text, "matter")
        else:
            found.append(piece)
    return found


def read_question(texts: list[list[MappedForm]], words: Words, frequency: Count, idf: Count) -> Question:
    """The positions of all the clauses of all the texts that count, with their weights."""
    read = [
        (word, words.pieces(clause, frequency)) for word, clauses in enumerate(texts) for clause in clauses
    ]
    clauses = [
        [
            (piece, [replace(each, word=word) for each in _positions(piece, words, frequency, idf)])
            for piece in pieces
        ]
        for word, pieces in read
    ]
    pieces = [piece for _, clause in read for piece in clause]
    positions = [each for clause in clauses for _, some in clause for each in some]
    said = [position for position in positions if not position.setting]
    # A number that is everywhere says nothing without the lone characters beside it: 生二胎.
    if all(each.kind == "number" and any(map(frequency, each.pairs)) for each in said):
        known = [each for each in positions if each.kind == "matter" or any(map(frequency, each.pairs))]
        positions = [replace(position, setting=False) for position in known]
    asks = any(piece.kind == "asks" and (len(piece.text) > 1 or piece.text in HARD) for piece in pieces)
    text = "".join(piece.text for piece in pieces)
    # What is no longer than a name is one: 群众 is no setting in 群众路线.
    if len(text) <= NAME and all(each.kind == "matter" for each in said):
        positions = [replace(position, setting=False) for position in positions]
    # 三严三实 and 两个维护 name one thing by a number: nothing of it covers them. 2023年条例 tells a year.
    size = sum(1 if piece.kind == "number" else len(piece.text) for piece in pieces)
    bare = all(piece.kind in ("number", "matter", "asks") for piece in pieces)
    numbers = [piece.text for piece in pieces if piece.kind == "number"]
    numbered = any(len(number) < YEAR for number in numbers) and size <= NUMBERED
    if numbered and bare and not asks and not MEDIA.search(text):
        positions = []
    handled = [piece.text for piece in pieces if piece.kind == "handling" and len(text) < STORY]
    if handled:
        apart: dict[tuple[str, ...], int] = {(word,): ASKED - i for i, word in enumerate(handled)}
        positions = [
            replace(each, word=apart[each.runs]) if each.kind == "handling" else each for each in positions
        ]
    story = asks or len(said) < len(positions)  # 公款吃喝举报 asks nothing and sets no scene: a name
    told = _told(clauses, text, asks) if len(texts) == 1 and story and not handled else []
    total = sum(position.weight for position in positions)
    return Question(pieces, positions, total, asks, told, len(text) if story and MEDIA.search(text) else 0)


def _told(clauses: list[Clause], text: str, asks: bool) -> list[list[Position]]:
    """What a question is about beside its story: in each clause its last named word and what follows that.

    What stands before is the story (我们科长昨天发的红包); what follows changes the matter (红包封面). A plain word
    names something only where the medium is named too and something is asked: 辞职 alone is a matter of labour law, and
    朋友圈集赞换礼品 is a name. In a long story on a medium each named word may be what it is about, whatever follows;
    the unit that says most of them is.
    """
    on_medium = MEDIA.search(text)
    if on_medium and len(text) >= STORY:
        return [some for clause in clauses for piece, some in clause if piece.kind in ("topic", "plain")]
    for kind in ("topic", "plain") if on_medium and asks else ("topic",):
        found = []
        for clause in _apart(clauses):
            named = [place for place, (piece, _) in enumerate(clause) if piece.kind == kind]
            if named:
                found.append([each for _, some in clause[named[-1] :] for each in some if not each.setting])
        if found:
            return found
    return []


def _apart(clauses: list[Clause]) -> Iterator[Clause]:
    """Clauses as they are spoken: a new one begins with who does something, says something, or with how it goes on."""
    for clause in clauses:
        start = 0
        for place, (piece, _) in enumerate(clause):
            if piece.kind in ("asks", "setting") and piece.text[0] in BEGINS:
                yield clause[start:place]
                start = place
        yield clause[start:]


def _positions(piece: Piece, words: Words, frequency: Count, idf: Count) -> list[Position]:
    text = piece.text
    if piece.kind == "asks":
        return []
    if piece.kind == "number":
        return [Position(text[1:], 2 * idf(text), (text,), 0, False, piece.kind)]
    if piece.kind == "handling":
        # It has to be said, but makes no more of the rest: 表扬稿 in 表扬稿怎么写.
        return [Position(char, 0, (), 0, False, piece.kind, 0, (text,)) for char in text]
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
