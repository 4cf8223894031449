"""Turns what parsing made of one file into an entry that can be kept, and back, so that no file is parsed twice.

An entry is named by the digest of the compiler, of the file's place and of its bytes, and says in itself what it is of.
Whatever is damaged, of another file or of another compiler is as if it were not there. Kept is only what went without
a problem and depends on this file alone: problems are found anew each time, and so is what a link shows.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Protocol, cast

from webapp.rules.model import Article, Block

from .front_matter import Mapping, Scalar, Sequence, Value
from .problems import Place


@dataclass(frozen=True)
class Parsed:
    """One file. `body` is None when it has links, which depend on other files. Never changed, so it can be shared."""

    header: Mapping
    body_line: int
    body: list[Block] | None
    articles: list[Article]


class Store(Protocol):
    """Bytes by name, kept at best: what is written may be gone, or something else, when it is read."""

    compiler: str

    def read(self, name: str) -> bytes | None:
        """The bytes under this name, None where there are none; never raises."""

    def write(self, name: str, data: bytes) -> None:
        """Keeps them if it can; never raises."""

    def tidy(self, used: set[str]) -> None:
        """May forget anything but the names in `used`."""


class KnownFiles:
    """The files that were parsed before, from memory or from a store. One for each content folder and process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._parsed: dict[str, Parsed] = {}
        self._used: set[str] = set()
        self._grown = False

    def name(self, folder: str, stem: str, data: bytes) -> str:
        """What the entry of this file is called, if there is one."""
        digest = hashlib.sha256(f"{self._store.compiler}\n{folder}/{stem}\n".encode())
        digest.update(data)
        return digest.hexdigest()

    def get(self, name: str) -> Parsed | None:
        """What was parsed under this name before, None when it has to be parsed. Marks the name as used."""
        self._used.add(name)
        if name not in self._parsed:
            data = self._store.read(name)
            found = decoded(name, data) if data else None
            if found is None:
                return None
            self._parsed[name] = found
        return self._parsed[name]

    def put(self, name: str, parsed: Parsed) -> None:
        """Keeps what was just parsed, here and in the store."""
        self._parsed[name] = parsed
        self._store.write(name, encoded(name, parsed))
        self._grown = True

    def rest(self) -> None:
        """The end of one compilation: what it did not need is forgotten, here and in time in the store."""
        self._parsed = {name: parsed for name, parsed in self._parsed.items() if name in self._used}
        if self._grown:
            self._store.tidy(self._used)
        self._used, self._grown = set(), False


def encoded(name: str, parsed: Parsed) -> bytes:
    """Its digest, then JSON."""
    value = [name, _packed(parsed.header), parsed.body_line, parsed.body, parsed.articles]
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(text).hexdigest().encode() + b"\n" + text


def decoded(name: str, data: bytes) -> Parsed | None:
    """None when it is not what was written under this name."""
    digest, _, text = data.partition(b"\n")
    if hashlib.sha256(text).hexdigest().encode() != digest:
        return None
    try:
        given, header, line, body, articles = json.loads(text)
        tree = _unpacked(header)
    except (ValueError, TypeError, AttributeError):
        return None
    shapes = [type(value) for value in (tree, line, articles)] == [Mapping, int, list]
    if given != name or not shapes or not (body is None or isinstance(body, list)):
        return None
    return Parsed(cast(Mapping, tree), line, cast("list[Block] | None", body), articles)


def _packed(value: Value) -> list[Any]:
    """A scalar is [line, column, text], a list [line, column, [items]], a map [line, column, {key: [value, place]}]."""
    if isinstance(value, Scalar):
        return [*value.place, value.text]
    if isinstance(value, Sequence):
        return [*value.place, [_packed(item) for item in value.items]]
    return [
        *value.place,
        {key: [_packed(entry), *value.keys[key]] for key, entry in value.entries.items()},
    ]


def _unpacked(value: list[Any]) -> Value:
    line, column, inner = value
    place = Place(line, column)
    if isinstance(inner, list):
        return Sequence([_unpacked(item) for item in inner], place)
    if not isinstance(inner, dict):
        return Scalar(inner, place)
    entries = {key: _unpacked(entry) for key, (entry, _, _) in inner.items()}
    return Mapping(entries, {key: Place(at, column) for key, (_, at, column) in inner.items()}, place)
