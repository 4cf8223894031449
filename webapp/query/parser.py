"""Turns what someone typed into words, phrases, exclusions and filters. What it cannot take, it notes.

User text never reaches a query language of any library; this is the whole grammar:

    红包 赌博        words, all of them wanted        "妄议中央" “…” 「…」    exactly these characters
    -红包            not these                         地区:天津               a filter (see FILTERS)

A phrase stands by itself. Inside a sentence quotation marks are punctuation: “现有”应收账款怎么质押.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from webapp.analysis.tables import DROP, Tables

MOST_CHARACTERS = 64
MOST_TERMS = 16
FILTERS = {
    "地区": "region",
    "主题": "topic",
    "类别": "kind",
    "状态": "status",
    "平台": "platform",
    "类型": "type",
}
QUOTES = {'"': '"', "＂": '"', "“": "”", "”": "”", "「": "」", "『": "』", "〝": "〞"}
MINUS = frozenset("-－−")
COLONS = frozenset(":：")


@dataclass(frozen=True)
class Word:
    """One term as it was typed, without its marks; `phrase`: between quotation marks; `exclude`: after a minus."""

    text: str
    phrase: bool = False
    exclude: bool = False


@dataclass(frozen=True)
class Part:
    """What is more than a plain word, and where it stands in the query."""

    kind: str  # filter, phrase, exclude
    start: int
    end: int


@dataclass
class Query:
    """What was typed, taken apart. `filters`: facet → value as typed; `notes`: what was cut off, `code` and `limit`.

    Offsets of `parts` count characters of `text`.
    """

    text: str
    words: list[Word] = field(default_factory=list)
    filters: dict[str, str] = field(default_factory=dict)
    notes: list[dict[str, str | int]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def parse(text: str, tables: Tables) -> Query:
    """Words split at spaces and quotation marks, cut to 64 characters and 16 terms with a note."""
    query = Query(text)
    if len(text) > MOST_CHARACTERS:
        query.notes.append({"code": "cut-characters", "limit": MOST_CHARACTERS})
    _split(text[:MOST_CHARACTERS], query, tables)
    if len(query.words) > MOST_TERMS:
        query.notes.append({"code": "cut-terms", "limit": MOST_TERMS})
        del query.words[MOST_TERMS:]
    return query


def _split(text: str, query: Query, tables: Tables) -> None:
    at = 0
    while at < len(text):
        if is_space(text[at], tables):
            at += 1
            continue
        begun = at
        exclude = text[at] in MINUS and at + 1 < len(text) and not is_space(text[at + 1], tables)
        at += exclude
        end, word = _phrase(text, at) if text[at] in QUOTES else (0, "")
        if end and (end >= len(text) or is_space(text[end], tables)):
            at = end
            query.words.append(Word(word, True, exclude))
            query.parts.append(Part("exclude" if exclude else "phrase", begun, min(at, len(text))))
            continue
        start = at
        while at < len(text) and not is_space(text[at], tables) and not _opens_value(text, start, at):
            end = _phrase(text, at)[0] if text[at] in QUOTES else 0
            at = end if 0 < end <= len(text) else at + 1
        name, value = _filter(text[start:at])
        if name and not exclude:
            if not value and at < len(text) and text[at] in QUOTES:
                at, value = _phrase(text, at)
            if value:
                query.filters[name] = value
                query.parts.append(Part("filter", begun, min(at, len(text))))
                continue
        if exclude:
            query.parts.append(Part("exclude", begun, at))
        query.words.append(Word(text[start:at], False, exclude))


def _phrase(text: str, at: int) -> tuple[int, str]:
    """The text inside quotation marks; a missing end mark is the end of the text."""
    closing = QUOTES[text[at]]
    end = at + 1
    while end < len(text) and text[end] != closing and not (closing == '"' and text[end] in '"＂'):
        end += 1
    return end + 1, text[at + 1 : end]


def _opens_value(text: str, start: int, at: int) -> bool:
    """Whether the value of a filter opens here with a quotation mark."""
    return text[at] in QUOTES and at > start and text[at - 1] in COLONS


def _filter(word: str) -> tuple[str, str]:
    for i, char in enumerate(word):
        if char in COLONS:
            return FILTERS.get(word[:i], ""), word[i + 1 :]
    return "", ""


def is_space(char: str, tables: Tables) -> bool:
    """White space and controls: fixed code points, because the two languages disagree on what a space is."""
    code = ord(char)
    return code <= 0x20 or code in SPACES or (tables.kind[code] == DROP and 0x7F <= code <= 0x9F)


SPACES = frozenset([0x7F, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000])
