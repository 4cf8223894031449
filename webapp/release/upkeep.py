"""A published folder → what is wrong with it; and the same folder without what no phone can ask for any more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from webapp.errors import ReleaseError
from webapp.release.store import HEAD, Release, ReleaseStore, delta_name, first_name, log_name, object_name

STORED = re.compile(r"(sync/(?:o/[0-9a-f]{2}|first|d)/[0-9a-f]{64}\.txt)(?:\.gz|\.br)?")
PAGE_FILES = ("index.html", "sw.js", "manifest.webmanifest")
KEEP_RELEASES = 64
KEEP_FIRST = 3


def verify(store: ReleaseStore) -> list[str]:
    """Read everything and check it; one line per problem, none when all is well."""
    return list(_problems(store))


def remove_old(store: ReleaseStore) -> list[str]:
    """Remove objects that no recent release names; → what was removed. Statements stay for ever.

    When a recent release cannot be read, nobody knows what it names, and everything stays.
    """
    kept = store.recent(KEEP_RELEASES)
    try:
        names = {object_name(sha256) for release in kept for sha256 in release.object_digests()}
    except ReleaseError:
        return []
    for release in kept[-KEEP_FIRST:]:
        names.add(first_name(release.statement["first"]["h"]))
        names.update(delta_name(each["h"]) for each in release.statement["deltas"])
    matches = filter(None, map(STORED.fullmatch, store.folder.names("sync")))
    old = [match[0] for match in matches if match[1] not in names]
    store.folder.remove(old)
    return old


def _problems(store: ReleaseStore) -> Iterator[str]:
    try:
        current, releases = store.current(), store.recent(KEEP_RELEASES)
    except ReleaseError as error:
        yield f"{error.zh} / {error.en}"
        return
    if current is None:
        yield f"{HEAD}：没有这个文件 / missing"
        return
    if store.folder.read(log_name(current.position)) != current.envelope:
        yield f"{log_name(current.position)}：与 {HEAD} 不一致 / differs from {HEAD}"
    for name in PAGE_FILES:
        if store.folder.read(name) is None:
            yield f"{name}：没有这个文件 / missing"
    for release in releases:
        yield from _broken(release, with_first=release.position == current.position)


def _broken(release: Release, *, with_first: bool) -> Iterator[str]:
    at = "-".join(map(str, release.position))
    try:
        digests = release.object_digests()
    except ReleaseError as error:
        yield f"{at}: {error.zh} / {error.en}"
        return
    readers = [lambda sha256=sha256: release.read(sha256) for sha256 in digests]
    for read in [*readers, release.first, release.deltas] if with_first else readers:
        try:
            read()
        except ReleaseError as error:
            yield f"{at}: {error.zh} / {error.en}"
