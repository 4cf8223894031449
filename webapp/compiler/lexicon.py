"""Checks the lexicon: every plain word is written once, and leads to wording that the library has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from webapp.analysis.normalizer import Normalizer
from webapp.analysis.tables import Tables, build_tables

from .drafts import Draft
from .links import Directory

Form = Callable[[str], str]


def check_lexicon(drafts: dict[str, Draft], directory: Directory) -> None:
    """Adds `plain-twice` and `wording-unknown` to the reports of the lexicon files; the place is that of the word."""
    lexicon = [draft for draft in drafts.values() if draft.type.name == "lexicon"]
    if not lexicon:
        return
    form = _normalizer().match_form
    if directory.types.keys() <= drafts.keys():  # the wording may be in a file that could not be read
        _check_wording(lexicon, [draft for draft in drafts.values() if draft.type.searchable], form)
    owners: dict[str, str] = {}
    for draft in lexicon:
        _check_plain(draft, owners, form)


@lru_cache(maxsize=1)
def _normalizer() -> Normalizer:
    """The tables do not depend on the library."""
    return Normalizer(Tables.from_json(build_tables()))


def _check_wording(lexicon: list[Draft], searchable: list[Draft], form: Form) -> None:
    """Short texts are read first: what an editor writes about is there, and a law book need not be read."""
    said = [(draft, path, word) for draft in lexicon for path, word in _words(draft, "official")]
    missing = {form(word) for _, _, word in said} - {""}
    for draft in sorted(searchable, key=lambda draft: len(draft.report.lines)):
        if not missing:
            return
        text = form("\n".join(draft.report.lines))
        missing = {word for word in missing if word not in text}
    for draft, path, word in said:
        if form(word) in missing:
            draft.report.add("wording-unknown", draft.place(*path), _name(path), got=word)


def _check_plain(draft: Draft, owners: dict[str, str], form: Form) -> None:
    for path, word in _words(draft, "plain"):
        here = f"{draft.id} {_name(path)}"
        owner = owners.setdefault(form(word), here)
        if owner != here:
            draft.report.add("plain-twice", draft.place(*path), _name(path), got=word, other=owner)


def _words(draft: Draft, name: str) -> Iterator[tuple[tuple[Any, ...], str]]:
    for index, entry in enumerate(draft.fields.get("entries") or ()):
        for place, word in enumerate((entry or {}).get(name) or ()):
            if word:
                yield ("entries", index, name, place), word


def _name(path: tuple[Any, ...]) -> str:
    return "{}[{}].{}[{}]".format(*path)
