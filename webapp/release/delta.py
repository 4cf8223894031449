"""The documents of two releases → a delta: what a phone that has the one needs to make all objects of the other. Pure.

`{"changed":[[id,[[skip,drop,text]…]]…],"gone":[id…]}`: skip and drop count bytes of the document as the phone has it,
of nothing when it is new. The manifest follows from the documents, so it is not in here. A delta needs no trust: what
comes out of it is named by its own digest, and a phone that gets anything else fetches the objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from webapp.errors import ReleaseError
from webapp.release.objects import Objects, digest, reference
from webapp.release.sizes import gzipped
from webapp.release.store import Release, ReleaseStore
from webapp.rules.canonical import canonical_json

# Phones that come every few days find the release that they have among these; others fetch the objects.
KEEP = 3
LOOK_BACK = 16
# Where a sentence, a clause or a JSON value ends.
PIECE = re.compile(r'[^，。；：、,"{}\[\]]*[，。；：、,"{}\[\]]?')

Edit = list[Any]


@dataclass(frozen=True)
class Deltas:
    """What goes into the statement, and the files that it names by digest."""

    references: list[dict[str, Any]]
    files: dict[str, bytes]


def deltas_to(objects: Objects, store: ReleaseStore) -> Deltas:
    """From each of the last releases that had other documents, where that is less than the objects themselves."""
    target = objects.fields["content"]["h"]
    found: dict[str, bytes] = {}
    for release in reversed(store.recent(LOOK_BACK)):
        content = release.statement["content"]["h"]
        if content not in (target, *found) and (made := _from(release, objects)):
            found[content] = made
        if len(found) == KEEP:
            break
    references = [{"from": content, **reference(data)} for content, data in found.items()]
    return Deltas(references, {digest(data): data for data in found.values()})


def _from(release: Release, objects: Objects) -> bytes | None:
    """The delta, or None when the old release cannot be read or the objects are smaller."""
    try:
        before = {id_: (sha256, n) for id_, sha256, n in release.entries()}
        held = {*release.object_digests()}
        old = {
            id_: release.read(sha256)
            for id_, (sha256, _) in before.items()
            if sha256 not in objects.by_digest
        }
    except ReleaseError:
        return None
    after = {id_: objects.by_digest[sha256] for id_, sha256, _ in objects.entries if sha256 not in held}
    gone = sorted(set(before) - {id_ for id_, _, _ in objects.entries})
    changed = [[id_, edits(old.get(id_, b"").decode(), text.decode())] for id_, text in sorted(after.items())]
    made = canonical_json({"changed": changed, "gone": gone})
    manifest = (objects.by_digest[sha256] for sha256 in objects.manifest if sha256 not in held)
    return (
        made
        if len(gzipped(made)) < sum(len(gzipped(data)) for data in [*after.values(), *manifest])
        else None
    )


def edits(old: str, new: str) -> list[Edit]:
    """What to do to one text, from its beginning on, to get the other: skip bytes, drop bytes, put text."""
    made: list[Edit] = []
    done = 0
    for start, end, put in _changes(old, new):
        made.append([_bytes(old[done:start]), _bytes(old[start:end]), put])
        done = end
    return made


def _changes(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what stands there instead), in characters. Only what lies between the equal ends is compared."""
    first, last = _equal_ends(old, new)
    a = PIECE.findall(old[first : len(old) - last])
    b = PIECE.findall(new[first : len(new) - last])
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        before, after = "".join(a[a1:a2]), "".join(b[b1:b2])
        head, tail = _equal_ends(before, after)
        at = first + sum(map(len, a[:a1])) + head
        yield at, at + len(before) - head - tail, after[head : len(after) - tail]


def _equal_ends(a: str, b: str) -> tuple[int, int]:
    """How many characters are equal at the beginning, and then at the end."""
    head = _equal_start(a, b)
    return head, _equal_start(a[head:][::-1], b[head:][::-1])


def _equal_start(a: str, b: str) -> int:
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _bytes(text: str) -> int:
    return len(text.encode())
