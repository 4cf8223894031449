"""The bytes of a part → its XML as a tree with short names (`w:p`). No document type, no entities, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from webapp.importer.refusals import refused

__all__ = ["Element", "attribute", "children", "first", "number", "parse", "switched_on", "value"]

MAX_DEPTH = 100
MAX_ELEMENTS = 1_500_000
_LONGEST_NUMBER = 9
_OFFICE = "schemas.openxmlformats.org"
# Names of both editions of the format (the second one is called strict) → the prefix that everybody uses.
_PREFIXES = {
    f"http://{_OFFICE}/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    f"http://{_OFFICE}/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    f"http://{_OFFICE}/drawingml/2006/main": "a:",
    "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    f"http://{_OFFICE}/drawingml/2006/chart": "c:",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c:",
    f"http://{_OFFICE}/markup-compatibility/2006": "mc:",
    "urn:schemas-microsoft-com:vml": "v:",
    f"http://{_OFFICE}/package/2006/relationships": "",
}


class Walk:
    """An expat parser that counts what it sees and refuses what no Word file needs."""

    def __init__(self) -> None:
        self.parser: XMLParserType = ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._names: dict[str, str] = {}
        self._depth = 0
        self._count = 0

    def feed(self, data: bytes) -> None:
        try:
            self.parser.Parse(data, True)
        except (ExpatError, ValueError, LookupError) as error:
            raise refused("damaged") from error

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """For those who watch."""

    def end(self, name: str) -> None:
        """For those who watch."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise refused("too-large", "XML")
        self.start(self._short(name), {self._short(key): text for key, text in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(self._short(name))

    def _short(self, name: str) -> str:
        if name not in self._names:
            uri, _, local = name.rpartition(" ")
            self._names[name] = _PREFIXES.get(uri, f"{uri} " if uri else "") + local
        return self._names[name]

    def _refuse(self, *_: object) -> None:
        raise refused("unsafe", "DTD")


class _Tree(Walk):
    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()
        self.start = self.builder.start  # type: ignore[method-assign,assignment]
        self.end = self.builder.end  # type: ignore[method-assign,assignment]
        self.parser.CharacterDataHandler = self.builder.data


def parse(data: bytes) -> Element:
    """XML → its tree. Raises ContentError: damaged, with a document type, or deeper or larger than any Word file."""
    tree = _Tree()
    tree.feed(data)
    return tree.builder.close()


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Those of this name, none when there is no element."""
    return (each for each in (() if element is None else element) if each.tag == name)


def first(element: Element | None, path: str) -> Element | None:
    """What stands first under this path of names."""
    for name in path.split("/"):
        element = next(children(element, name), None)
    return element


def value(element: Element | None, path: str) -> str:
    """The `w:val` of what stands under this path, "" without it."""
    found = first(element, path)
    return "" if found is None else attribute(found, "val")


def number(text: str) -> int | None:
    """A whole number as Word writes it; None when it is none, or too long to be meant."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None


def attribute(element: Element, name: str) -> str:
    """An attribute of the `w:` namespace by its short name, "" without it."""
    return element.get(f"w:{name}", "")


def switched_on(element: Element | None, path: str) -> bool | None:
    """Whether a switch is on; None when nothing is said about it."""
    found = first(element, path)
    return None if found is None else attribute(found, "val") not in ("0", "false", "off")
