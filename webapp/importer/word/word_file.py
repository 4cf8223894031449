"""A Word file as bytes → a reading: its body, the notes in it, and every other part with text on the list."""

from __future__ import annotations

from collections import Counter

from webapp.importer.places import Place
from webapp.importer.reading import MAX_CHARACTERS, Reading
from webapp.importer.refusals import refused

from .counting import count_part
from .document import Document, Notes
from .inline import all_text
from .markup import Element, attribute, children
from .numbering import Numbering
from .package import Package
from .styles import Styles

_NOTES = ("footnote", "endnote")
# What the name of a part begins with → why its text is not taken over.
_ELSEWHERE = ("header", "footer", "comments")


def read_word(data: bytes) -> Reading:
    """A .docx → its reading. ContentError: damaged, encrypted, unsafe, too large, or another file in its text."""
    package = Package(data)
    main = package.related("").get("officeDocument", "word/document.xml")
    if main not in package.names:
        raise refused("damaged")
    folder = main.rpartition("/")[0] + "/"
    related = package.related(main)
    trees = {name: package.tree(name) for name in package.names if _has_text(name, folder)}
    reading = Reading(_count(package, list(trees)))
    if reading.source.total() > MAX_CHARACTERS:
        raise refused("too-large", f"> {MAX_CHARACTERS // 10_000} 万字 / characters")
    styles = Styles(trees.get(related.get("styles", "")))
    numbering = Numbering(trees.get(related.get("numbering", "")), styles)
    parts = {kind: related.get(f"{kind}s", "") for kind in _NOTES}
    notes = {key: note for kind, name in parts.items() for key, note in _notes(trees.get(name), kind).items()}
    reading.paragraphs += Document(reading, styles, numbering, notes).blocks(trees[main])
    for (kind, _), note in notes.items():  # those the body took are gone
        reading.leave(Place("part", 0, parts[kind]), all_text(note), "unused-note")
    for name, tree in trees.items():
        if name not in (main, *parts.values()):
            _leave_part(name.removeprefix(folder), tree, reading)
    return reading


def _has_text(name: str, folder: str) -> bool:
    """Building blocks of Word (glossary) belong to no page."""
    return name.startswith(folder) and name.endswith(".xml") and not name.startswith(f"{folder}glossary/")


def _count(package: Package, names: list[str]) -> Counter[str]:
    return sum((count_part(package.read(name)) for name in names), Counter[str]())


def _notes(tree: Element | None, kind: str) -> Notes:
    return {(kind, attribute(note, "id")): note for note in children(tree, f"w:{kind}")}


def _leave_part(name: str, tree: Element, reading: Reading) -> None:
    kind = next((each for each in _ELSEWHERE if name.startswith(each)), "")
    reading.leave(Place(kind or "part", 0, name), all_text(tree), kind or "other-part")
