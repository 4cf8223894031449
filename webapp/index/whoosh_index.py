"""Turns search units into a Whoosh index and answers which units hold a term. The only module that imports Whoosh.

Whoosh keeps postings here and ranks nothing. Every index is built whole into a fresh folder; then a small pointer
file is switched to it, so that a reader sees an old index or a new one, never half of one. Whoosh reads its table of
contents with pickle, therefore the pointer holds the digest of a manifest of all files: what does not match is not
opened but built anew. An index belongs to one machine and is never shipped.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import warnings
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import Any

from webapp.analysis.corpus import build_corpus
from webapp.analysis.tables import Tables
from webapp.rules.units import Unit

# Whoosh 2.7.4 (2016) has old escapes in its regular expressions; Python says so once, when it compiles the files.
warnings.filterwarnings("ignore", category=SyntaxWarning, module=r".*[\\/]whoosh[\\/].*")
warnings.filterwarnings("ignore", category=DeprecationWarning, module=r".*[\\/]whoosh[\\/].*")

from whoosh import fields, formats, index  # noqa: E402 (after the filters above)
from whoosh.filedb.filestore import FileStorage  # noqa: E402

FORMAT = 1  # of what lies in the folder; part of its identity
FIELD = "terms"
POINTER, MANIFEST = "current.json", "manifest.json"
KEPT_ROWS = 4096


class Terms(fields.FieldType):  # type: ignore[misc]
    """Terms that our own analyzer made, as they are; of a unit only whether it holds them."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.scorable = False
        self.stored = False
        self.unique = False
        self.vector = None
        self.multitoken_query = "default"
        self.spelling = False
        self.column_type = None
        self.sortable = False


class WhooshCandidates:
    """Which units hold which terms, from an open index. Units have the numbers they were written with."""

    def __init__(self, directory: Path) -> None:
        self._reader: Any = index.open_dir(str(directory), readonly=True).reader()
        self._lock = Lock()  # a reader moves about in one open file; requests are answered in several threads
        self.frequency = lru_cache(maxsize=KEPT_ROWS)(self._frequency)
        self.holders = lru_cache(maxsize=KEPT_ROWS)(self._read_row)

    def all_of(self, terms: Sequence[str]) -> list[int]:
        """The units that hold every one of the terms, ascending. The rarest term leads."""
        ordered = sorted(terms, key=self.frequency)
        if not ordered or not self.frequency(ordered[0]):
            return []
        found = self.holders(ordered[0])
        for term in ordered[1:]:
            found = found & self.holders(term)
        return sorted(found)

    def close(self) -> None:
        self._reader.close()

    def _frequency(self, term: str) -> int:
        with self._lock:
            return int(self._reader.doc_frequency(FIELD, _key(term)))

    def _read_row(self, term: str) -> frozenset[int]:
        if not self._frequency(term):
            return frozenset()
        with self._lock:
            return frozenset(self._reader.postings(FIELD, _key(term)).all_ids())


def ensure_index(release_digest: str, units: list[Unit], tables: Tables, root: Path) -> WhooshCandidates:
    """The index of this release below `root`: opened when it is there and whole, built when not."""
    try:
        return _open_current(root, release_digest)
    except (OSError, ValueError, KeyError):
        return _build_current(release_digest, units, tables, root)


def build_index(units: list[Unit], tables: Tables, directory: Path) -> str:
    """Writes an index of all units into an empty folder; returns the digest of its manifest."""
    corpus = build_corpus(units, tables)
    storage = FileStorage(str(directory)).create()
    writer = storage.create_index(fields.Schema(**{FIELD: Terms()})).writer(limitmb=256)
    for number in range(len(units)):
        writer.add_document(**{FIELD: sorted(map(_key, corpus.terms(number)))})
    writer.commit(optimize=True)  # one segment: the numbers of its documents are the numbers of the units
    return _write_manifest(directory)


def open_index(directory: Path, manifest_digest: str) -> WhooshCandidates:
    """Opens a folder of which every file is what was written; raises ValueError for any other."""
    manifest = (directory / MANIFEST).read_bytes()
    if hashlib.sha256(manifest).hexdigest() != manifest_digest:
        raise ValueError("manifest")
    if json.loads(manifest) != _digests(directory):
        raise ValueError("files")
    return WhooshCandidates(directory)


def _open_current(root: Path, release_digest: str) -> WhooshCandidates:
    pointer = json.loads((root / POINTER).read_text(encoding="utf-8"))
    if pointer["release"] != release_digest or pointer["format"] != FORMAT:
        raise ValueError("release")
    name = Path(str(pointer["folder"])).name  # a name, never a way out of `root`
    return open_index(root / name, str(pointer["manifest"]))


def _build_current(release_digest: str, units: list[Unit], tables: Tables, root: Path) -> WhooshCandidates:
    root.mkdir(parents=True, exist_ok=True)
    directory = Path(mkdtemp(prefix="index-", dir=root))
    manifest = build_index(units, tables, directory)
    pointer = {"format": FORMAT, "release": release_digest, "folder": directory.name, "manifest": manifest}
    fresh = directory.with_suffix(".json")
    fresh.write_text(json.dumps(pointer, sort_keys=True), encoding="utf-8")
    fresh.replace(root / POINTER)
    _remove_others(root, directory)
    return open_index(directory, manifest)


def _remove_others(root: Path, current: Path) -> None:
    """Old indexes go, but the newest of them stays: another process may be about to open it."""
    others = [path for path in root.glob("index-*") if path.is_dir() and path != current]
    others.sort(key=lambda path: path.stat().st_mtime)
    for path in others[:-1]:
        shutil.rmtree(path, ignore_errors=True)  # a file that is open on Windows goes the next time


def _write_manifest(directory: Path) -> str:
    manifest = json.dumps(_digests(directory), sort_keys=True).encode()
    (directory / MANIFEST).write_bytes(manifest)
    return hashlib.sha256(manifest).hexdigest()


def _digests(directory: Path) -> dict[str, str]:
    files = sorted(path for path in directory.iterdir() if path.name != MANIFEST and not _is_lock(path))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _is_lock(path: Path) -> bool:
    return path.name.endswith("LOCK")


def _key(term: str) -> str:
    """A term as Whoosh can store it: halves of characters beyond the first plane have no UTF-8 form."""
    if any("\ud800" <= char < "\ue000" for char in term):
        return "~" + term.encode("utf-16-be", "surrogatepass").hex()
    return term
