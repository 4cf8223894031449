"""The body tree of a document → HTML for a page without JavaScript.

Everything is escaped here and nowhere else; the phone builds the same tree as DOM nodes. Offsets of marks
count UTF-16 code units, as JavaScript does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from markupsafe import Markup, escape

from webapp.rules.model import Block, Cell, Mark

Link = Callable[[str], str]
"""Id of a document → relative address of its page."""

TAGS = {"b": "strong", "i": "em", "s": "s", "code": "code"}
ADDRESSES = ("https:", "http:", "mailto:", "tel:")

# The page's own title is the h1, so a body's `##` stays h2 whatever level its author began with.
HIGHEST, LOWEST = 2, 6


def body_html(blocks: Iterable[Block], link: Link) -> Markup:
    """The blocks one after the other."""
    return Markup("\n").join(_block(block, link) for block in blocks)


def _block(block: Block, link: Link) -> Markup:
    if block["k"] == "h":
        return _element(
            f"h{min(max(block['l'], HIGHEST), LOWEST)}", inline_html(block["t"], block.get("m", ()), link)
        )
    if block["k"] == "p":
        return _element("p", inline_html(block["t"], block.get("m", ()), link))
    if block["k"] == "quote":
        return _element("blockquote", body_html(block["c"], link))
    if block["k"] == "table":
        return _table(block["head"], block["rows"], link)
    if block["k"] == "hr":
        return Markup("<hr>")
    items = Markup("").join(_element("li", _item(item, link)) for item in block["c"])
    return _element(block["k"], items, {"start": block["s"]} if "s" in block else {})


def _item(blocks: list[Block], link: Link) -> Markup:
    """A list item of one paragraph is just its text: `<li><p>` would space the list out."""
    if len(blocks) == 1 and blocks[0]["k"] == "p":
        return inline_html(blocks[0]["t"], blocks[0].get("m", ()), link)
    return body_html(blocks, link)


def _table(head: list[Cell], rows: list[list[Cell]], link: Link) -> Markup:
    """In a box of its own that scrolls, so that a wide table never makes the page scroll sideways."""
    top = _element("thead", _row("th", head, link)) if head else Markup("")
    body = _element("tbody", Markup("").join(_row("td", row, link) for row in rows))
    return _element("div", _element("table", top + body), {"class": "wide", "tabindex": 0})


def _row(tag: str, cells: list[Cell], link: Link) -> Markup:
    return _element(
        "tr", Markup("").join(_element(tag, inline_html(c["t"], c.get("m", ()), link)) for c in cells)
    )


def inline_html(text: str, marks: Iterable[Mark], link: Link) -> Markup:
    """Text with its marks. Marks may overlap: the text is cut where any of them begins or ends."""
    units = text.encode("utf-16-le", "surrogatepass")
    end = len(units) // 2
    kept = [(max(0, m[0]), min(end, m[1]), m[2], m[3] if len(m) > 3 else "") for m in marks]
    anchors = sorted(m for m in kept if m[2] == "a")
    styles = [m for m in kept if m[2] in TAGS]
    html, position = Markup(""), 0
    for start, stop, _, target in anchors:
        if start < position or stop <= start:
            continue
        inner = _styled(units, start, stop, styles)
        html += _styled(units, position, start, styles) + _anchor(inner, target, link)
        position = stop
    return html + _styled(units, position, end, styles)


def _styled(units: bytes, start: int, stop: int, styles: list[tuple[int, int, str, str]]) -> Markup:
    inside = [m for m in styles if m[0] < stop and m[1] > start]
    cuts = sorted({start, stop, *(cut for m in inside for cut in m[:2] if start < cut < stop)})
    html = Markup("")
    for left, right in pairwise(cuts):
        piece = escape(units[2 * left : 2 * right].decode("utf-16-le", "replace"))
        for kind in TAGS:
            if any(m[2] == kind and m[0] <= left and m[1] >= right for m in inside):
                piece = _element(TAGS[kind], piece)
        html += piece
    return html


def _anchor(inner: Markup, target: str, link: Link) -> Markup:
    if target.startswith("#"):
        return _element("a", inner, {"href": link(target[1:])})
    if target.lower().startswith(ADDRESSES):
        return _element("a", inner, {"href": target, "rel": "noreferrer noopener"})
    return inner


def _element(tag: str, inner: Markup, attributes: dict[str, object] | None = None) -> Markup:
    shown = Markup("").join(
        Markup(' {}="{}"').format(name, value) for name, value in (attributes or {}).items()
    )
    return Markup("<{}{}>{}</{}>").format(Markup(tag), shown, inner, Markup(tag))
