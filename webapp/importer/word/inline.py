"""The inside of a paragraph → its pieces of text in order, and what hangs on them: notes, text boxes, pictures.

What is not taken over goes on the list with its reason (its *fate*); nothing is passed over because it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from webapp.importer.places import Place
from webapp.importer.reading import GETA, Reading
from webapp.importer.refusals import refused

from .counting import SIGNS, TEXT, symbol
from .markup import Element, attribute, switched_on, value
from .styles import Styles

_LONGEST_INSTRUCTION = 100  # its first word is all that is asked for
BREAK = "\n"
_FATES = {"w:del": "deleted", "w:moveFrom": "deleted", "w:rt": "phonetic"}
_BREAKS = ("w:br", "w:cr")
_SPACES = ("w:tab", "w:ptab")
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_PICTURES = ("a:blip", "v:imagedata")
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "zapf")


@dataclass
class Field:
    """A field that has begun: its instruction, until the separator, is no text."""

    instruction: str = ""
    in_result: bool = False

    @property
    def fate(self) -> str:
        """Why text inside it is left out: its instruction, or a table of contents; "" for a result that stays."""
        if not self.in_result:
            return "field"
        return "contents" if self.instruction.split()[:1] == ["TOC"] else ""


@dataclass(frozen=True)
class Hanging:
    """Something that is read behind its paragraph: the content of a text box, or the note of this kind and id."""

    kind: str
    element: Element
    fate: str = ""


@dataclass
class Inline:
    """`place`: of the paragraph that is read; `hidden`: what its style says; `fields` go on over paragraphs."""

    reading: Reading
    styles: Styles
    fields: list[Field] = field(default_factory=list)
    place: Place = field(default=Place("paragraph", 0))
    hidden: bool = False
    hanging: list[Hanging] = field(default_factory=list)

    def pieces(self, element: Element, fate: str) -> Iterator[str | Hanging]:
        """All pieces inside an element. With a `fate` (a reason) its text is listed as left out, not given."""
        for child in element:
            yield from self.piece(child, fate)

    def piece(self, child: Element, fate: str) -> Iterator[str | Hanging]:
        """The pieces of one element: text, `BREAK` for a line break, and what hangs on the paragraph.

        Raises ContentError for an embedded file (`w:altChunk`), whose text would be missed.
        """
        name = child.tag
        if name in TEXT or name in SIGNS or name == "w:sym":
            yield from self._text(child, fate)
        elif name in _BREAKS or name in _SPACES:
            yield "" if fate else BREAK if name in _BREAKS else " "
        elif name in _NOTES and not fate:
            yield Hanging(_NOTES[name], child)
        elif name == "w:r":
            yield from self.pieces(child, fate or self._hidden(child))
        elif name == "w:fldChar":
            self._field(attribute(child, "fldCharType"))
        elif name == "w:txbxContent":
            yield Hanging("box", child, fate)
        elif name == "mc:AlternateContent":
            yield from self.pieces(self.chosen(child), fate)
        elif name == "w:altChunk":
            raise refused("embedded-text")
        elif not name.endswith("Pr"):  # properties hold no text, but marks of tracked changes
            yield from self._other(child, fate)

    def _other(self, child: Element, fate: str) -> Iterator[str | Hanging]:
        name = child.tag
        if name == "v:textpath":
            self.reading.leave(self.place, child.get("string", ""), "word-art")
        elif name in _PICTURES:
            self.reading.note(self.place, "", "picture")
        elif name == "w:object":
            self.reading.note(self.place, "", "embedded")
        elif name in ("w:ins", "w:moveTo") and not fate:
            self.reading.note(self.place, all_text(child), "inserted")
        elif name == "m:oMath" and not fate:
            self.reading.note(self.place, all_text(child), "formula")
        elif name == "w:sdt" and switched_on(child, "w:sdtPr/w:showingPlcHdr"):
            fate = fate or "placeholder"
        yield from self.pieces(child, fate or _FATES.get(name, ""))

    def _text(self, child: Element, fate: str) -> Iterator[str]:
        text = SIGNS.get(child.tag) or child.text or ""
        if child.tag in ("w:instrText", "w:delInstrText"):
            if self.fields and len(self.fields[-1].instruction) < _LONGEST_INSTRUCTION:
                self.fields[-1].instruction += text
            fate = fate or "field"
        elif child.tag == "w:delText":
            fate = fate or "deleted"
        elif child.tag == "w:sym":
            text = symbol(attribute(child, "char"))
        fate = fate or next((each.fate for each in self.fields if each.fate), "")
        if fate:
            self.reading.leave(self.place, text, fate)
        elif (
            child.tag == "w:sym"
            and attribute(child, "font").lower().startswith(_SYMBOL_FONTS)
            and text < "\ue000"
        ):
            self.reading.leave(self.place, text, "damaged")
            self.reading.add(self.place, GETA, "stand-in")
            yield GETA
        else:
            yield text

    def _hidden(self, run: Element) -> str:
        own = switched_on(run, "w:rPr/w:vanish")
        style = value(run, "w:rPr/w:rStyle")
        by_style = self.hidden or (bool(style) and self.styles.get(style).hidden)
        return "hidden" if (by_style if own is None else own) else ""

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(Field())
        elif self.fields and kind == "separate":
            self.fields[-1].in_result = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def chosen(self, element: Element) -> Element:
        """One of the alternatives is shown: the first with text, which modern programs know; the rest repeat it."""
        options = list(element) or [element]
        chosen = next((each for each in options if all_text(each).strip()), options[0])
        for option in options:
            if option is not chosen:
                self.reading.leave(self.place, all_text(option), "fallback")
        return chosen


def all_text(element: Element) -> str:
    """Every character under an element that Word could show, whatever it is for."""
    parts = []
    for each in element.iter():
        if each.tag in TEXT:
            parts.append(each.text or "")
        elif each.tag in SIGNS:
            parts.append(SIGNS[each.tag])
        elif each.tag == "w:sym":
            parts.append(symbol(attribute(each, "char")))
        elif each.tag == "v:textpath":
            parts.append(each.get("string", ""))
    return "".join(parts)
