"""The part of styles → what a paragraph or a run takes from its style, through all that the style is based on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .markup import Element, attribute, children, number, switched_on, value

_LONGEST_CHAIN = 20


@dataclass(frozen=True)
class Style:
    """`listed`, `level`: of a list, "" where none is named; `outline`: level of a heading from 1, 0 for text;
    `chain`: the style and all it rests on.
    """

    name: str = ""
    listed: str = ""
    level: str = ""
    outline: int = 0
    hidden: bool = False
    chain: tuple[str, ...] = ()


class Styles:
    """The styles of a document by id (`w:styleId`); without that part there are none, and all is plain."""

    def __init__(self, tree: Element | None) -> None:
        self._elements = {attribute(each, "styleId"): each for each in children(tree, "w:style")}
        self._default = next(
            (attribute(each, "styleId") for each in children(tree, "w:style") if _is_default(each)), ""
        )
        self._known: dict[str, Style] = {}

    def of_paragraph(self, style: str) -> Style:
        """The style of a paragraph; one that names none ("") has the default of the document."""
        return self.get(style or self._default)

    def get(self, style: str) -> Style:
        """The style with this id, an empty one for "" and for ids that are not there. Worked out once."""
        if style not in self._known:
            self._known[style] = self._resolve(style)
        return self._known[style]

    def _resolve(self, style: str) -> Style:
        """From the style itself to what it rests on; the first that says something decides."""
        chain: list[Element] = []
        ids: list[str] = []
        while style in self._elements and len(chain) < _LONGEST_CHAIN:
            chain.append(self._elements[style])
            ids.append(style)
            style = value(chain[-1], "w:basedOn")
        outline = _first(value(each, "w:pPr/w:outlineLvl") for each in chain)
        hidden = [switched_on(each, "w:rPr/w:vanish") for each in chain]
        name = value(chain[0], "w:name").lower() if chain else ""
        return Style(
            name=name,
            listed=_first(value(each, "w:pPr/w:numPr/w:numId") for each in chain),
            level=_first(value(each, "w:pPr/w:numPr/w:ilvl") for each in chain),
            outline=_outline(outline, name),
            hidden=next((each for each in hidden if each is not None), False),
            chain=tuple(ids),
        )


def _is_default(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")


def _first(values: Iterable[str]) -> str:
    return next((each for each in values if each), "")


def _outline(level: str, name: str) -> int:
    """A level that is set, or that of the style's name; styles of headings are called so in every language."""
    written = number(level)
    named = number(name.removeprefix("heading ")) if name.startswith("heading ") else None
    return heading_level(written) if written is not None else heading_level((named or 10) - 1)


def heading_level(outline: int) -> int:
    """Word counts headings from 0 and calls 9 text; here 1 is the highest and 0 text."""
    return outline + 1 if 0 <= outline < 9 else 0
