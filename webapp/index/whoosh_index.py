"""Turns search units into a Whoosh index and answers which units hold a term. The only module that imports Whoosh.

Whoosh keeps postings here and ranks nothing. The index is a row of segments, each in a folder of its own that is never
changed: what a new release has in common with the last one is kept, the rest is written anew, then a small pointer
file is switched, so that a reader sees an old index or a new one, never half of one. Whoosh reads its table of
contents with pickle, therefore the pointer holds the digest of a manifest of all files: what does not match is not
opened but built anew. An index belongs to one machine and is never shipped.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock

from webapp.analysis.corpus import build_corpus
from webapp.analysis.tables import Tables
from webapp.index.segments import Segment, segments_of
from webapp.rules.canonical import canonical_json
from webapp.rules.units import Unit

# Whoosh 2.7.4 (2016) has old escapes in its regular expressions; Python says so once, when it compiles the files.
warnings.filterwarnings("ignore", category=SyntaxWarning, module=r".*[\\/]whoosh[\\/].*")
warnings.filterwarnings("ignore", category=DeprecationWarning, module=r".*[\\/]whoosh[\\/].*")

from whoosh import fields, formats, index  # noqa: E402 (after the filters above)
from whoosh.filedb.filestore import FileStorage  # noqa: E402

FORMAT = 2  # of what lies in the folder; part of its identity
FIELD = "terms"
POINTER, MANIFEST, COUNTS = "current.json", "manifest.json", "counts.json"
KEPT_ROWS = 4096
COUNT_BITS = 32
COUNT_MASK = (1 << COUNT_BITS) - 1
RESTING = 3600  # seconds after which nobody is still writing a folder or about to open it


Tell = Callable[[int, int], None]


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
    """Which units hold which terms, from open segments: folder and numbers of the units in it.

    `before`: others that have most segments in common with these, so that only the rest has to be counted.
    """

    def __init__(
        self, segments: Iterable[tuple[Path, Sequence[int]]], before: WhooshCandidates | None = None
    ) -> None:
        self._lock = Lock()  # a reader moves about in one open file; requests are answered in several threads
        listed = list(segments)
        self._folders = [folder for folder, _ in listed]
        self._numbers = [numbers for _, numbers in listed]
        self._readers = [index.open_dir(str(folder), readonly=True).reader() for folder in self._folders]
        # How many units hold a term, and before that a bit for each segment.
        self._held = (before and before._held_with(self._folders)) or _counted(self._folders)
        self.holders = lru_cache(maxsize=KEPT_ROWS)(self._read_row)

    def frequency(self, term: str) -> int:
        """How many units hold the term."""
        return self._held.get(_key(term), 0) & COUNT_MASK

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
        """Lets go of the files, so that their folders can be removed; nothing may be asked afterwards."""
        for reader in self._readers:
            reader.close()

    def _held_with(self, folders: list[Path]) -> dict[str, int] | None:
        """What `_held` is with these folders in place of the own ones; None when counting anew is as good."""
        places = [
            at for at, pair in enumerate(zip(self._folders, folders, strict=False)) if len(set(pair)) > 1
        ]
        if len(folders) != len(self._folders) or 2 * len(places) > len(folders):
            return None
        held = dict(self._held)
        try:
            for at in places:
                _count(held, self._folders[at], at, -1)
                _count(held, folders[at], at, 1)
        except OSError:  # an old folder was cleared away
            return None
        return held

    def _read_row(self, term: str) -> frozenset[int]:
        key, found = _key(term), set[int]()
        places = self._held.get(key, 0) >> COUNT_BITS
        with self._lock:
            for place, (reader, numbers) in enumerate(zip(self._readers, self._numbers, strict=True)):
                if places >> place & 1:
                    found.update(numbers[each] for each in reader.postings(FIELD, key).all_ids())
        return frozenset(found)


def _counted(folders: list[Path]) -> dict[str, int]:
    held: dict[str, int] = {}
    for at, folder in enumerate(folders):
        _count(held, folder, at, 1)
    return held


def _count(held: dict[str, int], folder: Path, at: int, sign: int) -> None:
    """Adds a segment in its place, or takes it away; a term that nothing holds any more stays with a nought."""
    place, get = 1 << COUNT_BITS + at, held.get
    for key, count in json.loads((folder / COUNTS).read_text(encoding="utf-8")).items():
        held[key] = get(key, 0) + sign * (place + count)


def ensure_index(
    units: list[Unit],
    tables: Tables,
    root: Path,
    *,
    beside: Path | None = None,
    tell: Tell | None = None,
    before: WhooshCandidates | None = None,
) -> WhooshCandidates:
    """The index of these units below `root`: segments that are there and whole are opened, the others built.

    `beside` is another such folder, whose segments are opened as well and never written. `tell`: how many are done.
    `before`: see `WhooshCandidates`.
    """
    segments = segments_of(units, f"{FORMAT} {hashlib.sha256(canonical_json(tables.value)).hexdigest()}")
    known = _known(root)
    kept = {each.name: known[each.name] for each in segments if _is_whole(root, known.get(each.name))}
    others = _known(beside) if beside else {}
    lent = {
        each.name: beside / others[each.name][0]
        for each in segments
        if beside and each.name not in kept and _is_whole(beside, others.get(each.name))
    }
    missing = [each for each in segments if each.name not in kept and each.name not in lent]
    if missing:
        root.mkdir(parents=True, exist_ok=True)
        for done, each in enumerate(missing):
            if tell:
                tell(done, len(missing))
            kept[each.name] = _build(each, units, tables, root)
            _point(root, {**known, **kept})  # whoever is stopped goes on from here the next time
        _point(root, kept)
        _remove_others(root, {folder for folder, _ in [*kept.values(), *known.values()]})
    folders = {name: root / folder for name, (folder, _) in kept.items()} | lent
    return WhooshCandidates(((folders[each.name], each.numbers) for each in segments), before)


def _known(root: Path) -> dict[str, list[str]]:
    """Name of a segment → its folder and the digest of its manifest, as they were written last."""
    try:
        value = json.loads((root / POINTER).read_text(encoding="utf-8"))["segments"]
        # A folder is a name, never a way out of `root`.
        return {str(name): [Path(str(folder)).name, str(digest)] for name, (folder, digest) in value.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _is_whole(root: Path, entry: list[str] | None) -> bool:
    """Whether every file of a folder is what was written."""
    if entry is None:
        return False
    try:
        manifest = (root / entry[0] / MANIFEST).read_bytes()
        right = hashlib.sha256(manifest).hexdigest() == entry[1]
        return right and bool(json.loads(manifest) == _digests(root / entry[0]))
    except (OSError, ValueError):
        return False


def _build(segment: Segment, units: list[Unit], tables: Tables, root: Path) -> list[str]:
    """Writes a segment into a fresh folder; gives its name and the digest of its manifest."""
    directory = Path(mkdtemp(prefix="index-", dir=root))
    corpus = build_corpus([units[number] for number in segment.numbers], tables)
    storage = FileStorage(str(directory)).create()
    # Whoosh asks the disk for every posting whether there is a file of lengths: a third of all the work.
    storage.file_exists = cache(storage.file_exists)
    writer = storage.create_index(fields.Schema(**{FIELD: Terms()})).writer(limitmb=256)
    counts: dict[str, int] = {}
    for number in range(len(segment.numbers)):
        keys = sorted(map(_key, corpus.terms(number)))
        writer.add_document(**{FIELD: keys})
        for key in keys:
            counts[key] = counts.get(key, 0) + 1
    writer.commit(optimize=True)  # in the order of the units: document 0 is the first of them
    (directory / COUNTS).write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")
    manifest = json.dumps(_digests(directory), sort_keys=True).encode()
    (directory / MANIFEST).write_bytes(manifest)
    return [directory.name, hashlib.sha256(manifest).hexdigest()]


def _point(root: Path, segments: dict[str, list[str]]) -> None:
    fresh = Path(mkdtemp(prefix="pointer-", dir=root)) / POINTER
    fresh.write_text(json.dumps({"segments": segments}, sort_keys=True), encoding="utf-8")
    fresh.replace(root / POINTER)
    fresh.parent.rmdir()


def _remove_others(root: Path, kept: set[str]) -> None:
    """Folders of neither this index nor the one before it go, once they have rested."""
    for path in root.glob("index-*"):
        if path.is_dir() and path.name not in kept and time.time() - path.stat().st_mtime > RESTING:
            shutil.rmtree(path, ignore_errors=True)  # a file that is open on Windows goes the next time


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
