"""Turns the lexicon's documents into look-ups: the official wording that a plain word leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Lexicon = Mapping[str, tuple[str, ...]]


def build_lexicon(documents: Iterable[Mapping[str, Any]], form: Callable[[str], str]) -> Lexicon:
    """Match form → match forms, in the order of the entries; both ways where an entry says so."""
    found: dict[str, dict[str, None]] = {}
    for document in documents:
        for entry in document.get("entries", []) if document["type"] == "lexicon" else []:
            plain, official = ([form(word) for word in entry[name]] for name in ("plain", "official"))
            _lead(found, plain, official)
            if entry["way"] == "双向":
                _lead(found, official, plain)
    return {word: tuple(wording) for word, wording in found.items() if wording}


def _lead(found: dict[str, dict[str, None]], words: list[str], wording: list[str]) -> None:
    for word in words:
        found.setdefault(word, {}).update((each, None) for each in wording if each != word)
