"""Turns Markdown into the body tree: blocks of plain text with marks (see webapp/README.md).

The only importer of markdown-it. What the tree cannot hold (HTML, images, code blocks, other link schemes)
is a problem with its place; nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from webapp.rules.model import Block, Cell, ListBlock, Table

from .characters import bad_characters
from .cjk_emphasis import flanking
from .marked_text import MarkedText
from .problems import Place, Report

MAX_NESTING = 6
MAX_PARAGRAPH = 20_000
_SCHEMES = re.compile("(?:https?://|mailto:|tel:).", re.IGNORECASE)
_MARKS = {"strong": "b", "em": "i", "s": "s"}


class Placed(NamedTuple):
    """A block of the outermost level and the line it starts on."""

    line: int
    block: Block


Link = Callable[[str, bool, Place], "tuple[str, str] | None"]
"""(text, is a code span, place) → (document id, its title), or None when the text names no document."""


def _emphasis(state: StateInline, silent: bool) -> bool:
    """The stock tokenizer for `*`, `_` and `~~` with our rule of what opens and closes."""
    marker, start = state.src[state.pos], state.pos
    if silent or marker not in "*_~":
        return False
    end = start
    while end < state.posMax and state.src[end] == marker:
        end += 1
    length = end - start
    if marker == "~" and length != 2:  # 10~20 is a range
        state.push("text", "", 0).content = marker * length
        state.pos = end
        return True
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    can_open, can_close = flanking(before, after, marker)
    width = 2 if marker == "~" else 1
    for _ in range(length // width):
        state.push("text", "", 0).content = marker * width
        # A length of 0 switches off the "rule of three", which is for asterisks only.
        rule_of_three = 0 if marker == "~" else length
        state.delimiters.append(
            Delimiter(ord(marker), rule_of_three, len(state.tokens) - 1, -1, can_open, can_close)
        )
    state.pos = end
    return True


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Code stands between backticks. A line that begins with `~~~` is text, as other runs of `~` are."""
    at = state.bMarks[start] + state.tShift[start]
    return state.src[at : at + 1] != "~" and fence(state, start, end, silent)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # Reference definitions would vanish from the text, and `---` under a paragraph would make it a heading.
    parser.disable(["reference", "lheading"])
    parser.block.ruler.at("fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("strikethrough", _emphasis)
    # HTML and every link scheme are recognised so that they can be refused by name; nothing renders them.
    parser.options["html"] = True
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


_PARSER = _parser()


def parse_body(
    text: str, first_line: int, report: Report, link: Link, starts: re.Pattern[str] | None = None
) -> list[Placed]:
    """`starts`: a line of a paragraph that matches begins a new one (the labels of official texts)."""
    tokens = _PARSER.parse(text)
    return list(_Body(tokens, first_line, report, link, starts).blocks())


class _Body:
    """Walks the tokens of one body."""

    def __init__(
        self, tokens: list[Token], first_line: int, report: Report, link: Link, starts: re.Pattern[str] | None
    ) -> None:
        self.tokens = iter(tokens)
        self.first_line = first_line
        self.report = report
        self.link = link
        self.starts = starts
        self.line = first_line
        self.depth = 0

    def blocks(self, end: str = "") -> Iterator[Placed]:
        """The blocks up to the token that closes their container."""
        for token in self.tokens:
            if token.type == end:
                return
            if token.map:
                self.line = self.first_line + token.map[0]
            line = self.line
            for block in self._block(token):
                yield block if isinstance(block, Placed) else Placed(line, block)

    def _block(self, token: Token) -> list[Any]:
        if token.type == "paragraph_open":
            return self._paragraphs()
        if token.type == "heading_open":
            return [self._heading(int(token.tag[1:]))]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            return [self._list(token)]
        if token.type == "blockquote_open":
            return [{"k": "quote", "c": self._nested("blockquote_close")}]
        if token.type == "table_open":
            return [self._table()]
        if token.type == "hr":
            return [{"k": "hr"}]
        if token.type == "html_block":
            got = token.content.strip().split("\n")[0][:40]
            self.report.add("html", self._find(self.line, "<"), "body", got=got)
        elif token.type in ("fence", "code_block"):
            self.report.add("code-block", Place(self.line, 1), "body")
        return []

    def _nested(self, end: str) -> list[Block]:
        self.depth += 1
        if self.depth == MAX_NESTING + 1:
            self.report.add("list-too-deep", Place(self.line, 1), "body", limit=MAX_NESTING)
        blocks = [placed.block for placed in self.blocks(end)]
        self.depth -= 1
        return blocks

    def _paragraphs(self) -> list[Placed]:
        """One paragraph, or several where a line starts with a label of an official text."""
        inline = next(self.tokens)
        next(self.tokens)
        placed: list[Placed] = []
        for line, cell in self._inline(inline, self.starts):
            placed.append(Placed(line, {"k": "p", **cell}))
        return placed

    def _heading(self, level: int) -> Block:
        inline = next(self.tokens)
        next(self.tokens)
        if level == 1:
            self.report.add("heading-level", Place(self.line, 1), "body")
        return {"k": "h", "l": level, **self._inline(inline)[0][1]}

    def _list(self, token: Token) -> ListBlock:
        ordered = token.type == "ordered_list_open"
        block: ListBlock = {"k": "ol" if ordered else "ul", "c": []}
        start = int(token.attrs.get("start", 1))
        if ordered and start != 1:
            block["s"] = start
        for item in self.tokens:
            if item.type != "list_item_open":
                break
            self.line = self.first_line + item.map[0] if item.map else self.line
            expected = start + len(block["c"])
            if ordered and int(item.info) != expected:
                self.report.add(
                    "list-numbers", self._find(self.line, item.info), "body", got=item.info, expected=expected
                )
            block["c"].append(self._nested("list_item_close"))
        return block

    def _table(self) -> Table:
        rows: list[list[Cell]] = []
        for token in self.tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                self.line = self.first_line + token.map[0] if token.map else self.line
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._inline(token)[0][1])
        return {"k": "table", "head": rows[0], "rows": rows[1:]}

    def _inline(self, token: Token, starts: re.Pattern[str] | None = None) -> list[tuple[int, Cell]]:
        """The text of one inline token: (line, text and marks), one pair unless `starts` cuts it."""
        line = self.line
        if len(token.content) > MAX_PARAGRAPH:
            self.report.add(
                "line-too-long", Place(line, 1), "body", got=len(token.content), limit=MAX_PARAGRAPH
            )
        done: list[tuple[int, Cell]] = []
        text, text_line = MarkedText(), line
        children = token.children or []
        for index, child in enumerate(children):
            if child.type in ("softbreak", "hardbreak"):
                line += 1
                if starts and starts.match(_line_after(children, index)):
                    done.append((text_line, text.cell()))
                    text, text_line = text.cut(), line
                elif child.type == "softbreak":
                    text.soft_break()
                else:
                    text.add("\n")
            else:
                self._child(child, text, line)
        return [*done, (text_line, text.cell())]

    def _child(self, child: Token, text: MarkedText, line: int) -> None:
        if child.type == "text":
            for _, code, name in bad_characters(child.content):  # written as an entity, as &#x200b;
                self.report.add(code, self._find(line, "&"), "body", name=name)
            text.add(child.content)
        elif child.type == "code_inline":
            self._code(child.content, text, line)
        elif child.type == "link_open":
            text.open("a", self._target(child, line))
        elif child.type == "link_close":
            text.close()
        elif child.tag in _MARKS and child.nesting == 1:
            text.open(_MARKS[child.tag])
        elif child.tag in _MARKS:
            text.close()
        elif child.type == "html_inline":
            self.report.add("html", self._find(line, child.content), "body", got=child.content[:40])
        elif child.type == "image":
            self.report.add("image", self._find(line, "!["), "body")
        else:
            raise AssertionError(
                f"token {child.type} is not handled"
            )  # a rule was enabled above and not here

    def _code(self, content: str, text: MarkedText, line: int) -> None:
        """A code span that names a document is a link that shows its title."""
        found = self.link(content, True, self._find(line, content))
        kind, target = ("a", f"#{found[0]}") if found else ("code", None)
        text.open(kind, target)
        text.add(found[1] if found else content)
        text.close()

    def _target(self, child: Token, line: int) -> str:
        target = str(child.attrs.get("href", ""))
        place = self._find(line, target or "](")
        if child.attrs.get("title"):
            self.report.add("link-title", place, "body")
        if target.startswith("#"):
            found = self.link(target[1:], False, place)
            return f"#{found[0]}" if found else target
        if not _SCHEMES.match(target):
            self.report.add("unsafe-link", place, "body", got=target[:80])
        return target

    def _find(self, line: int, needle: str) -> Place:
        """The place of `needle` on a line; markdown-it knows lines only."""
        text = self.report.lines[line - 1] if line <= len(self.report.lines) else ""
        return Place(line, max(0, text.find(needle)) + 1)


def _line_after(children: list[Token], index: int) -> str:
    text = ""
    for child in children[index + 1 :]:
        if child.type in ("softbreak", "hardbreak"):
            break
        text += child.content
    return text
