"""A release that was published → a new release that withdraws it: whole (take back) or single rules at once (recall).

Numbers only go up, so nothing here lowers one: taking back publishes the old objects under the next number, with the
reason; a recall publishes the present objects with a list of ids that phones hide as soon as they see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from webapp.errors import ReleaseError
from webapp.release.builder import STATIC, Published, publish_objects
from webapp.release.disk import Disk
from webapp.release.objects import Objects
from webapp.release.statement import Change, recall_in
from webapp.release.store import Release, ReleaseStore
from webapp.release.verifier import Position
from webapp.settings import Settings


def take_back(
    settings: Settings,
    to: Position | None = None,
    reason: str = "",
    *,
    now: datetime | None = None,
    static: Path = STATIC,
    disk: Disk | None = None,
) -> Published:
    """Publish the objects of an earlier release again; without `to`, of the last that said something else."""

    def what(store: ReleaseStore) -> tuple[Objects, Change]:
        current = store.published()
        old = release_at(store, to) if to else _last_other(store, current)
        return old.objects(), Change(reason, {"to": list(old.position), "reason": reason})

    return publish_objects(settings, what, now=now, static=static, disk=disk)


def recall(
    settings: Settings,
    ids: Iterable[str],
    reason: str = "",
    *,
    lift: bool = False,
    now: datetime | None = None,
    static: Path = STATIC,
    disk: Disk | None = None,
) -> Published:
    """Hide rules on every phone, or show them again. A rule that is changed or removed later is no longer recalled."""
    named = set(ids)

    def what(store: ReleaseStore) -> tuple[Objects, Change]:
        current = store.published()
        held = recall_in(current)
        known = set(held) if lift else _known(current)
        for id_ in sorted(named - known):
            raise _unknown(id_, known)
        kept = {id_: why for id_, why in held.items() if id_ not in named}
        listed = kept if lift else {**kept, **dict.fromkeys(named, reason)}
        return current.objects(), Change(reason, current.statement["reverts"], listed)

    return publish_objects(settings, what, now=now, static=static, disk=disk)


def release_at(store: ReleaseStore, position: Position) -> Release:
    """A release by its number, or an error that lists those there are."""
    found = next((release for release in store.list() if release.position == position), None)
    if found is None:
        listed = " ".join(f"{epoch}-{seq}" for epoch, seq in store.positions()[-8:])
        raise ReleaseError(
            f"没有第 {position[0]}-{position[1]} 版。最近的有：{listed}。",
            f"There is no release {position[0]}-{position[1]}. The latest are: {listed}.",
        )
    return found


def _last_other(store: ReleaseStore, current: Release) -> Release:
    """The last release before what is current that said something else; what was taken back is passed over."""
    back = current.statement["reverts"]
    start = tuple(back["to"]) if back else current.position
    same = current.statement["content"], current.statement["shell"]
    for release in reversed(store.list()):
        if release.position < start and (release.statement["content"], release.statement["shell"]) != same:
            return release
    raise ReleaseError(
        "没有更早的、内容不同的版本可以退回。",
        "There is no earlier release with other content to go back to.",
    )


def _known(release: Release) -> set[str]:
    """What can be recalled: documents and articles."""
    articles = (
        each["id"] for document in release.documents.values() for each in document.get("articles", ())
    )
    return {*release.documents, *articles}


def _unknown(id_: str, known: Iterable[str]) -> ReleaseError:
    near = get_close_matches(id_, list(known), 1)
    zh, en = (f"是不是 {near[0]}？", f" Did you mean {near[0]}?") if near else ("", "")
    return ReleaseError(f"当前版本里没有 {id_}，没有改动。{zh}", f"{id_} is not in the current release.{en}")
