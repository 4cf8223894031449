"""Turns the lexicon's documents into look-ups: the official wording that a plain word leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

SAME, WIDER = "lexicon", "wider"  # the reasons: both ways the same, or the plain word is the wider one
Lexicon = Mapping[str, Mapping[str, str]]


def build_lexicon(documents: Iterable[Mapping[str, Any]], form: Callable[[str], str]) -> Lexicon:
    """Match form → match forms with the reason, in the order of the entries."""
    found: dict[str, dict[str, str]] = {}
    for document in documents:
        for entry in document.get("entries", ()) if document["type"] == "lexicon" else ():
            plain, official = ([form(word) for word in entry[name]] for name in ("plain", "official"))
            both_ways = entry["way"] == "双向"
            _lead(found, plain, official, SAME if both_ways else WIDER)
            if both_ways:
                _lead(found, official, plain, SAME)
    return {word: wording for word, wording in found.items() if wording}


def _lead(found: dict[str, dict[str, str]], words: list[str], wording: list[str], reason: str) -> None:
    for word in words:
        known = found.setdefault(word, {})
        for each in wording:
            if each != word:
                known.setdefault(each, reason)
