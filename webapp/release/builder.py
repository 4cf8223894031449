"""A library → the current release of a data directory: everything is built first, then written in a safe order.

Order of writing: roots, objects, first pack, the signed statement (into the log), page files, and the
head last. Whatever stops it, phones see the old release or the new one, whole; running it again finishes
what was begun.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from webapp.analysis.tables import build_tables
from webapp.errors import PublishError
from webapp.release import bootloader, sizes
from webapp.release.bootloader import Deployment
from webapp.release.ceremony import ensure_dev_keys
from webapp.release.delta import deltas_to
from webapp.release.disk import Disk
from webapp.release.folder import Folder, failures_told
from webapp.release.keys import Keys
from webapp.release.location import site_of
from webapp.release.objects import Objects, collect
from webapp.release.place import Place
from webapp.release.shell import build_shell
from webapp.release.sizes import Size
from webapp.release.statement import Change, next_statement, recall_in, taken_back
from webapp.release.store import (
    HEAD,
    Release,
    ReleaseStore,
    delta_name,
    first_name,
    log_name,
    object_name,
    root_name,
)
from webapp.release.upkeep import remove_old
from webapp.rules.canonical import canonical_json
from webapp.rules.library import Library
from webapp.settings import PACKAGE, Settings

STATIC = PACKAGE / "static"
# Browsers guess how long a page may be kept from its age: an old one is kept for long. One day later per revision.
FIRST_PAGE = datetime(2001, 1, 1, tzinfo=UTC)
PAGE_STATE = "bootloader.json"


@dataclass(frozen=True)
class Published:
    """Which release is current now, whether this run made it, and what a phone fetches of it.

    `withheld`: the content that was offered had been taken back, and stays away.
    """

    seq: int
    created: bool
    parts: Mapping[str, bytes]
    beside: Mapping[str, bytes]
    withheld: bool = False

    @cached_property
    def sizes(self) -> dict[str, Size]:
        """How large the parts are; compressing a large library takes longer than publishing a change of it."""
        parts = sizes.measure(self.parts)
        # All that a phone fetches when it comes for the first time; shell and tables are in the pack.
        visit = [*sizes.measure(self.beside).values(), parts["head"], parts["first"]]
        return {**parts, "visit": sizes.total(visit)}


def publish(
    library: Library,
    settings: Settings,
    *,
    notes: str = "",
    again: bool = False,
    now: datetime | None = None,
    static: Path = STATIC,
    disk: Disk | None = None,
) -> Published:
    """Make the library the current release. Unchanged content keeps the release that is there, and content that was
    taken back is published only `again`.
    """
    objects = collect(library.documents, build_tables(), build_shell(static, settings.translations))

    withheld = False

    def what(store: ReleaseStore) -> tuple[Objects, Change]:
        nonlocal withheld
        latest = store.latest()
        if latest is None:
            return objects, Change(notes)
        withheld = not again and taken_back(store, objects)
        if withheld:
            return latest.objects(), _as_it_is(latest)
        same = all(
            latest.statement[part] == objects.fields[part] for part in ("content", "shell", "analyzer")
        )
        return objects, Change(notes, latest.statement["reverts"] if same else None)

    published = publish_objects(settings, what, now=now, static=static, disk=disk)
    return replace(published, withheld=withheld)


def publish_objects(
    settings: Settings,
    what: Callable[[ReleaseStore], tuple[Objects, Change]],
    *,
    now: datetime | None = None,
    static: Path = STATIC,
    disk: Disk | None = None,
) -> Published:
    """Publish what is decided once nobody else can publish."""
    with failures_told(settings.data):
        keys = ensure_dev_keys(settings.data)
        site = site_of(settings, disk)
        # Where several machines publish, they have to agree on what was noted about the page.
        notes = site if settings.store else Folder(settings.data, disk)
        with site.locked():
            return _publish_locked(site, notes, keys, what, now or datetime.now(UTC), static)


def _publish_locked(
    site: Place,
    notes: Place,
    keys: Keys,
    what: Callable[[ReleaseStore], tuple[Objects, Change]],
    now: datetime,
    static: Path,
) -> Published:
    """The order of writing is what makes it safe: nothing is named before it is there."""
    store = ReleaseStore(site)
    _require_our_channel(store, keys)
    site.write((root_name(n), envelope) for n, envelope in enumerate(keys.envelopes, start=1))
    objects, change = what(store)
    deltas = deltas_to(objects, store)
    envelope, at = next_statement(keys, objects, store.latest(), change, now, deltas.references)
    page = _page(notes, static, keys, store.current())
    parts = _parts(page.files, objects, envelope)
    sizes.check_budgets(sizes.measure({name: parts[name] for name in sizes.BUDGETS}))
    site.write((object_name(sha256), data) for sha256, data in objects.by_digest.items())
    site.write((delta_name(sha256), data) for sha256, data in deltas.files.items())
    site.write([(first_name(objects.fields["first"]["h"]), objects.first), (log_name(at), envelope)])
    _write_page(site, page)
    created = site.write([(HEAD, envelope)]) > 0
    remove_old(store)
    beside = {name: page.files[name] for name in bootloader.kept_files(page.files)}
    return Published(at[1], created, parts, beside)


def _as_it_is(release: Release) -> Change:
    statement = release.statement
    return Change(statement["notes"], statement["reverts"], recall_in(release))


@dataclass(frozen=True)
class _Page:
    """The files around the page, and how old the page claims to be."""

    files: dict[str, bytes]
    modified: int


def _page(notes: Place, static: Path, keys: Keys, current: Release | None) -> _Page:
    """Page, worker, manifest and icons. Floor and revision are noted when the page itself changes."""
    code = bootloader.read_code(static)
    here = Deployment(keys.fingerprint, keys.channel, current.position if current else (keys.root.epoch, 0))
    state = _page_state(notes)
    if state.get("page") != (digest := bootloader.page_digest(code, here)):
        state = {"page": digest, "floor": here.floor, "revision": state.get("revision", 0) + 1}
        notes.write([(PAGE_STATE, canonical_json(state))])
    page = bootloader.build_page(code, replace(here, floor=(state["floor"][0], state["floor"][1])))
    files = {**bootloader.read_companions(static), "index.html": page}
    files["sw.js"] = bootloader.build_worker(static, files)
    return _Page(files, int((FIRST_PAGE + timedelta(days=state["revision"])).timestamp()))


def _page_state(notes: Place) -> dict[str, Any]:
    """What was noted about the page; nothing before the first publication."""
    data = notes.read(PAGE_STATE)
    if data is None:
        return {}
    try:
        state = json.loads(data)
        floor = state["floor"]
        if [type(value) for value in (state["page"], state["revision"], *floor)] == [str, int, int, int]:
            return {"page": state["page"], "revision": state["revision"], "floor": floor}
    except (ValueError, LookupError, TypeError):
        pass
    where = notes.root / PAGE_STATE
    raise PublishError(
        f"{where}：文件已损坏。请从备份恢复；没有备份就删去它，再发布一次。",
        f"{where}: damaged. Restore it from a backup; without one delete it and publish again.",
    )


def _write_page(site: Place, page: _Page) -> None:
    """The worker last: it names the digests of the others."""
    site.write((name, data) for name, data in page.files.items() if name not in ("index.html", "sw.js"))
    site.write([("index.html", page.files["index.html"])], modified=page.modified)
    site.write([("sw.js", page.files["sw.js"])])


def _parts(files: Mapping[str, bytes], objects: Objects, head: bytes) -> dict[str, bytes]:
    def named(part: str) -> bytes:
        return objects.by_digest[objects.fields[part]["h"]]

    return {
        "bootloader": files["index.html"],
        "sw": files["sw.js"],
        "head": head,
        "shell": named("shell"),
        "tables": named("analyzer"),
        "first": objects.first,
    }


def _require_our_channel(store: ReleaseStore, keys: Keys) -> None:
    channel = store.channel()
    if channel not in (None, keys.channel):
        raise PublishError(
            f"{store.folder.root} 属于渠道 {channel}，密钥属于渠道 {keys.channel}。"
            "请把这个文件夹改名存好，再发布一次。",
            f"{store.folder.root} belongs to channel {channel}, the keys to {keys.channel}. "
            "Rename that folder to keep it, then publish again.",
        )
