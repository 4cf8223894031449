"""Where something stands in a source, and why it was left out, added or handled: as values and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A part of the source and which one of them, counted from 1; a part that is a file has its name instead."""

    part: str
    number: int
    name: str = ""


# A part of a source → what people call it.
PARTS = {
    "line": ("第 {} 行", "line {}"),
    "paragraph": ("第 {} 段", "paragraph {}"),
    "table": ("第 {} 个表格", "table {}"),
    "footnote": ("脚注 {}", "footnote {}"),
    "endnote": ("尾注 {}", "endnote {}"),
    "header": ("页眉（{}）", "page header ({})"),
    "footer": ("页脚（{}）", "page footer ({})"),
    "comments": ("批注（{}）", "comments ({})"),
    "part": ("文件内的 {}", "part {}"),
}
# A reason → what people call it.
REASONS = {
    # left out
    "mark": ("标记", "mark"),
    "comment": ("注释", "comment"),
    "front-matter": ("文件头", "front matter"),
    "invisible": ("看不见的字符", "invisible character"),
    "damaged": ("无法显示的字符", "character that cannot be shown"),
    "deleted": ("修订中删去的文字", "text deleted by a tracked change"),
    "hidden": ("隐藏文字", "hidden text"),
    "header": ("页眉", "page header"),
    "footer": ("页脚", "page footer"),
    "comments": ("批注", "comment"),
    "contents": ("自动目录", "generated table of contents"),
    "field": ("域代码", "field code"),
    "fallback": ("给旧软件看的重复文字", "repetition for older programs"),
    "phonetic": ("注音", "phonetic guide"),
    "placeholder": ("待填的提示", "placeholder"),
    "unused-note": ("没有引用的注", "note nothing refers to"),
    "word-art": ("艺术字或水印", "word art or watermark"),
    "other-part": ("图示、图表等里的文字", "text inside diagrams, charts and the like"),
    # added
    "number": ("自动编号", "automatic number"),
    "note-mark": ("注的标号", "mark of a note"),
    "stand-in": ("替代无法显示的字符", "stand-in for a character that cannot be shown"),
    # handled
    "inserted": ("修订中加入的文字，照收", "text inserted by a tracked change, taken over"),
    "text-box": ("文本框，放在它所在的段之后", "text box, placed behind its paragraph"),
    "note": ("注，放在引用它的段之后", "note, placed behind the paragraph that refers to it"),
    "formula": ("公式，按文字顺序收录", "formula, taken over as a row of characters"),
    "picture": ("图片，没有收录", "picture, not taken over"),
    "embedded": ("嵌入的文件，没有打开", "embedded file, not opened"),
    "nested-table": ("表中表，并入外层格子", "table inside a table, merged into its cell"),
    "number-format": ("不认识的编号样式，按数字写", "unknown kind of number, written in digits"),
    "repeated-article": (
        "条号重复或倒退，按正文收录",
        "article number that repeats or goes back, taken as text",
    ),
}


@dataclass(frozen=True)
class LeftOut:
    """Characters that were not taken over."""

    place: Place
    text: str
    reason: str


@dataclass(frozen=True)
class Added:
    """Characters that can be seen in the source without standing in it."""

    place: Place
    text: str
    reason: str


@dataclass(frozen=True)
class Notice:
    """Something that was taken over in a way a person should look at."""

    place: Place
    text: str
    reason: str


def place_label(place: Place) -> tuple[str, str]:
    """In Chinese and English."""
    zh, en = PARTS[place.part]
    return zh.format(place.name or place.number), en.format(place.name or place.number)
