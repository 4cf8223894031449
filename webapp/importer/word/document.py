"""The body of a Word file → paragraphs in reading order, with their automatic numbers, tables, notes and text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from webapp.importer.places import Place
from webapp.importer.reading import MAX_COLUMNS, MAX_PARAGRAPHS, Kind, Paragraph, Reading
from webapp.importer.refusals import refused
from webapp.rules.ids import ARTICLE_LABEL, NUMERAL

from .inline import BREAK, Hanging, Inline, all_text
from .markup import Element, attribute, first, number, switched_on, value
from .numbering import Label, Numbering
from .styles import Style, Styles, heading_level

_WIDE_GAP = re.compile(rf"{ARTICLE_LABEL}|第{NUMERAL}(?:分编|编|章|节)")
_CLOSED = tuple("）)、．】〕")
# Empty cells cost little, and a table of millions would still be a table of millions.
_CELLS_OF_A_PARAGRAPH = 8
CONTAINERS = ("w:body", "w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo")

Notes = dict[tuple[str, str], Element]


class Document:
    """Reads once, from the beginning to the end, because numbers are counted on the way."""

    def __init__(self, reading: Reading, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self._reading = reading
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._inline = Inline(reading, styles)
        self._read = 0
        self._counted = {"paragraph": 0, "table": 0, "note": 0}
        self._joined = ""

    def blocks(self, parent: Element, fate: str = "", place: Place | None = None) -> Iterator[Paragraph]:
        """`place`: where all of it is said to be, for tables, boxes and notes; otherwise paragraphs are counted."""
        for child in parent:
            if child.tag == "w:p":
                yield from self._paragraph(child, fate, place)
            elif child.tag == "w:tbl":
                yield from self._table(child, fate, place)
            elif child.tag in CONTAINERS:
                yield from self.blocks(child, fate or _fate(child), place)
            elif child.tag == "mc:AlternateContent":
                yield from self.blocks(self._inline.chosen(child), fate, place)
            else:
                yield from self._behind("text", 0, list(self._inline.piece(child, fate)))
        yield from self._lines(self._take_joined(), "text", 0)

    def _paragraph(self, element: Element, fate: str, place: Place | None) -> Iterator[Paragraph]:
        self._count(1)
        style = self._styles.of_paragraph(value(element, "w:pPr/w:pStyle"))
        self._inline.place = place or self._next("paragraph")
        self._inline.hidden = style.hidden
        fate = fate or ("contents" if style.name.startswith("toc ") else "")
        pieces = list(self._inline.pieces(element, fate))
        if _mark_deleted(element):
            self._joined += "".join(each for each in pieces if isinstance(each, str))
            pieces = [each for each in pieces if not isinstance(each, str)]
        elif not fate:
            pieces = [self._label(element, style), self._take_joined(), *pieces]
        yield from self._behind(*_kind(element, style), pieces)

    def _count(self, read: int) -> None:
        self._read += read
        if self._read > MAX_PARAGRAPHS:
            raise refused("too-large", f"> {MAX_PARAGRAPHS} 段 / paragraphs")

    def _behind(self, kind: Kind, level: int, pieces: list[str | Hanging]) -> Iterator[Paragraph]:
        """The text of the pieces, and behind it what hangs on them."""
        place = self._inline.place
        text, hanging = "", []
        for piece in pieces:
            if isinstance(piece, str):
                text += piece
                continue
            mark = self._mark(piece)
            text += mark
            hanging.append((piece, mark))
        yield from self._lines(text, kind, level)
        for piece, mark in hanging:
            yield from self._hung(piece, mark)
            self._inline.place = place

    def _next(self, part: str) -> Place:
        self._counted[part] += 1
        return Place(part, self._counted[part])

    def _take_joined(self) -> str:
        text, self._joined = self._joined, ""
        return text

    def _lines(self, text: str, kind: Kind, level: int) -> Iterator[Paragraph]:
        for line in text.split(BREAK):
            shown = self._reading.shown(line, self._inline.place)
            if shown:
                yield Paragraph(kind, shown, self._inline.place, level)

    def _label(self, element: Element, style: Style) -> str:
        """The automatic number of a paragraph with the space behind it."""
        own = first(element, "w:pPr/w:numPr")
        listed = value(own, "w:numId") or style.listed
        level = value(own, "w:ilvl") or style.level
        label = self._numbering.label(listed, level, style.chain)
        if label is None:
            return ""
        if label.unknown:
            self._reading.note(self._inline.place, f"{label.unknown}: {label.text}", "number-format")
        self._reading.add(self._inline.place, label.text, "number")
        return label.text + _gap(label)

    def _mark(self, hanging: Hanging) -> str:
        """Notes are counted through, whatever Word calls them."""
        if (hanging.kind, attribute(hanging.element, "id")) not in self._notes:
            return ""
        mark = f"［注{self._next('note').number}］"
        self._reading.add(self._inline.place, mark, "note-mark")
        return mark

    def _hung(self, hanging: Hanging, mark: str) -> Iterator[Paragraph]:
        """The inside of a box stands at its paragraph; a note has a place of its own."""
        place, content, fate = self._inline.place, hanging.element, hanging.fate
        if mark:
            place = Place(hanging.kind, self._counted["note"])
            content = self._notes.pop((hanging.kind, attribute(hanging.element, "id")))
            self._reading.add(place, mark, "note-mark")
        if not fate and all_text(content).strip():
            self._reading.note(place, all_text(content), "note" if mark else "text-box")
        outer, self._inline.fields = self._inline.fields, []
        read = list(self.blocks(content, fate, place))
        self._inline.fields = outer
        if mark:
            read[:1] = _marked(read[:1], mark, place)
        yield from read

    def _table(self, element: Element, fate: str, place: Place | None) -> Iterator[Paragraph]:
        rows = [(row, list(inside(row, "w:tc"))) for row in inside(element, "w:tr")]
        if all(len(cells) == 1 and _span(cells[0], "w:tcPr/w:gridSpan") == 1 for _, cells in rows):
            for _, cells in rows:  # a frame, not a table
                yield from self.blocks(cells[0], fate, place)
            return
        here = place or self._next("table")
        kind: Kind = "head"
        for row, cells in rows:
            gone = fate or ("deleted" if first(row, "w:trPr/w:del") is not None else "")
            texts = [""] * _span(row, "w:trPr/w:gridBefore", 0)
            for cell in cells:
                texts += [self._cell(cell, gone, here), *[""] * (_span(cell, "w:tcPr/w:gridSpan") - 1)]
            self._count(len(texts) // _CELLS_OF_A_PARAGRAPH)
            if any(texts):
                yield Paragraph(kind, "", here, cells=_narrow(texts))
                kind = "row"

    def _cell(self, cell: Element, fate: str, place: Place) -> str:
        """Everything in it on one line."""
        if next(cell.iter("w:tbl"), None) is not None:
            self._reading.note(place, all_text(cell), "nested-table")
        return " ".join(text for each in self.blocks(cell, fate, place) for text in each.texts if text)


def inside(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also where something is wrapped around them."""
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in CONTAINERS:
            yield from inside(child, name)


def _kind(element: Element, style: Style) -> tuple[Kind, int]:
    own = number(value(element, "w:pPr/w:outlineLvl"))
    outline = style.outline if own is None else heading_level(own)
    if style.name == "title":
        return "title", 0
    return ("heading", outline) if outline else ("text", 0)


def _fate(container: Element) -> str:
    """Of a table of contents that Word makes, or of what nobody has filled in yet."""
    gallery = value(container, "w:sdtPr/w:docPartObj/w:docPartGallery")
    if gallery == "Table of Contents":
        return "contents"
    return "placeholder" if switched_on(container, "w:sdtPr/w:showingPlcHdr") else ""


def _mark_deleted(element: Element) -> bool:
    """Whether a tracked change takes away the end of the paragraph, which joins it with the next one."""
    return any(first(element, f"w:pPr/w:rPr/{name}") is not None for name in ("w:del", "w:moveFrom"))


def _gap(label: Label) -> str:
    text = label.text.strip()
    if _WIDE_GAP.fullmatch(text):
        return "\u3000"
    return "" if label.suffix == "nothing" or text.endswith(_CLOSED) else " "


def _span(element: Element, path: str, default: int = 1) -> int:
    span = number(value(element, path))
    return default if span is None else min(span, MAX_COLUMNS)


def _narrow(texts: list[str]) -> tuple[str, ...]:
    """No row is wider than Word allows; what stands beyond goes into its last cell."""
    beyond = " ".join(filter(None, texts[MAX_COLUMNS - 1 :]))
    return (*texts[: MAX_COLUMNS - 1], beyond) if len(texts) > MAX_COLUMNS else tuple(texts)


def _marked(read: list[Paragraph], mark: str, place: Place) -> list[Paragraph]:
    """A note begins with its mark."""
    if read and not read[0].cells:
        return [replace(read[0], text=mark + read[0].text)]
    return [Paragraph("text", mark, place), *read]
