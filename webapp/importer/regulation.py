"""A reading → a regulation: its title, what stands around the title, and its body."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from webapp.rules.ids import ARTICLE_LABEL, NUMERAL

from .reading import Paragraph, Reading
from .refusals import refused

DATED = re.compile(r"[（(〔\[]?\s*\d{4}年\s*\d{1,2}月")
DOC_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,16}[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】]\s*(?:第\s*)?\d+\s*号"
    r"|[\u4e00-\u9fff]{0,24}令\s*第?\s*\d+\s*号|第\s*\d+\s*号令"
)
_BODY = re.compile(
    rf"{ARTICLE_LABEL}|第{NUMERAL}(?:分编|编|章|节)(?:\s|$)|目\s*[录次]$|(?:{NUMERAL}|1)[、.．]|[（(]一[）)]"
)
_GENRE = re.compile(
    "(?:办法|规定|条例|细则|守则|准则|通知|意见|制度|规则|规范|公约|群规|决定|方案|解释|规程|须知|承诺书|"
    "纪律|要求|倡议书|禁令|清单|指南|指引|章程|公告|通告|红线|不准|严禁|法|[一二三四五六七八九十]条)”?"
    r"(?:[（(](?:试行|暂行|修订|修正|草案|征求意见稿|[^（）()]{0,8}年?[^（）()]{0,8})[）)])?"
)
_SENTENCE = re.compile("[。；：，:;,]")
_LETTER = re.compile("印发.*通知")  # what goes with a rule and is not the rule
_TITLE_TAIL = re.compile(r"[（(](?:试行|暂行|修订|修正|[^（）()]{0,6}稿)[）)]")
_LONGEST_TITLE = 80
_SEARCHED = 80
_TITLE_LINES = 4


@dataclass
class Regulation:
    """A regulation as it came. `notes`: what stands before and under the title, not yet the rule itself."""

    name: str
    titles: list[Paragraph]
    notes: list[Paragraph]
    lines: list[Paragraph]

    @property
    def title(self) -> str:
        """Lines of a title are one; headings under each other stay apart. Without any, the name of the file."""
        between = " " if any(each.kind == "heading" for each in self.titles) else ""
        return between.join(each.text for each in self.titles) or self.name


def read_regulation(reading: Reading, name: str = "") -> Regulation:
    """Notes end at the mark of their end or, without one, with the dated lines under the title.

    `name`: what it is called if it does not say so.
    """
    texts = [each for each in reading.paragraphs if each.kind != "end-of-notes"]
    if not texts:
        raise refused("empty")
    start, end = _title(texts)
    marked = [each.place for each in reading.paragraphs if each.kind == "end-of-notes"]
    last = end
    while last < len(texts) and _is_note(texts[last], marked[0].number if marked else 0):
        last += 1
    return Regulation(name, texts[start:end], [*texts[:start], *texts[end:last]], texts[last:])


def _is_note(paragraph: Paragraph, end_of_notes: int) -> bool:
    if paragraph.kind != "text":
        return False
    return paragraph.place.number < end_of_notes or DATED.match(paragraph.text) is not None


def _title(texts: list[Paragraph]) -> tuple[int, int]:
    """From where to where. What is marked as title; a heading that comes first; else what reads like one."""
    marked = [place for place, each in enumerate(texts) if each.kind == "title"]
    if marked:
        return _run(texts, marked[0], lambda each: each.kind == "title")
    if texts[0].kind == "heading":
        return _run(
            texts, 0, lambda each: each.kind == "heading" and each.level == 1 and not _BODY.match(each.text)
        )
    return _named(texts)


def _run(texts: list[Paragraph], start: int, belongs: Callable[[Paragraph], bool]) -> tuple[int, int]:
    end = start + 1
    while end < len(texts) and belongs(texts[end]):
        end += 1
    return start, end


def _named(texts: list[Paragraph]) -> tuple[int, int]:
    """The last line that reads like a name before the body begins: a notice may stand before what it issues."""
    head = []
    for each in texts[:_SEARCHED]:
        if _BODY.match(each.text) or each.cells:
            break
        head.append(each)
    names = [place for place, each in enumerate(head, 1) if _is_name(each.text)]
    if not names:
        return next(((place, place + 1) for place, each in enumerate(texts) if not each.cells), (0, 0))
    end = ([place for place in names if not _LETTER.search(head[place - 1].text)] or names)[-1]
    start = end - 1
    while start and end - start < _TITLE_LINES and _may_begin_title(head[start - 1].text):
        start -= 1
    if end < len(head) and _TITLE_TAIL.fullmatch(head[end].text):
        end += 1
    return start, end


def _is_name(text: str) -> bool:
    short = len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text) and not DATED.match(text)
    return short and any(match.end() == len(text) for match in _GENRE.finditer(text))


def _may_begin_title(text: str) -> bool:
    """Titles are broken over several lines; what stands above them in a document is not part of them."""
    if len(text) > _LONGEST_TITLE // 2 or text.endswith("文件") or text.startswith("附"):
        return False
    other = DATED.search(text) or DOC_NUMBER.search(text) or _SENTENCE.search(text) or _is_name(text)
    return not other
