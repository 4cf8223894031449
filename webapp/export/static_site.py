"""The current release of a data directory → a folder for any dumb server: the app, `sync/`, and plain pages.

Writing over a live folder is safe at every moment: objects first, the head last, and objects of recent
releases stay. Plain pages are frozen from the same Flask app that `serve` runs, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from webapp import create_app
from webapp.errors import PublishError
from webapp.export.single_file import single_file
from webapp.release.disk import Disk
from webapp.release.folder import LOCK, Folder
from webapp.release.location import site_folder, site_of
from webapp.release.mirror import follow_once
from webapp.release.place import Place
from webapp.release.sizes import brotlied, gzipped
from webapp.release.store import HEAD, Release, ReleaseStore, first_name, log_name, object_name
from webapp.release.upkeep import remove_old
from webapp.rules.library import Library
from webapp.serve.addresses import every_page
from webapp.settings import Settings

PAGE = "index.html"
WORKER = "sw.js"
NOT_FOUND = "404.html"
# What opens from disk, where a page can fetch nothing; the bootloader points to it by this name.
SINGLE_FILE = "single-file.html"
OF_CONTENT = ("r", "compare")  # what lies here comes and goes with the content


def export(settings: Settings, out: Path, *, disk: Disk | None = None) -> None:
    """Write the current release to `out`: a new folder, an empty one, or an earlier export of the same channel."""
    follow_once(settings)
    source = ReleaseStore(site_of(settings))
    release = source.published()
    _require_place(settings, release, out)
    pages = dict(_plain_pages(settings, release.library()))
    single = single_file(settings)
    target = Folder(out, disk)
    with target.locked():
        _require_not_newer(ReleaseStore(target), release)
        target.write((name, source.folder.read(name) or b"") for name in source.folder.names("sync/root"))
        target.write(_with_compressed(_objects(release)))
        target.write((log_name(each.position), each.envelope) for each in source.list())
        target.write([*pages.items(), (SINGLE_FILE, single)])
        _write_page(source.folder, target)
        target.write([(HEAD, release.envelope)])
        remove_old(ReleaseStore(target))
        there = (name for folder in OF_CONTENT for name in target.names(folder))
        target.remove(name for name in there if name not in pages)


def _objects(release: Release) -> Iterator[tuple[str, bytes, bool]]:
    """(name, bytes, worth compressing beforehand) of every object and of the first pack."""
    shell = release.statement["shell"]["h"]
    for sha256 in release.object_digests():
        yield object_name(sha256), release.read(sha256), sha256 == shell
    yield first_name(release.statement["first"]["h"]), release.first(), True
    yield from ((name, data, False) for name, data in release.deltas().items())


def _with_compressed(files: Iterator[tuple[str, bytes, bool]]) -> Iterator[tuple[str, bytes]]:
    """Servers that know how to may send the `.gz` or `.br` that lies beside a file."""
    for name, data, compress in files:
        yield name, data
        if compress:
            yield from _compressed(name, data)


def _compressed(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield f"{name}.gz", gzipped(data)
    brotli = brotlied(data)
    if brotli is not None:
        yield f"{name}.br", brotli


def _write_page(source: Place, target: Folder) -> None:
    """The page keeps the old time that it has in the site: browsers then keep it long without being told to."""
    beside = [name for name in source.names() if not name.startswith("sync/") and name not in (PAGE, WORKER)]
    target.write((name, source.read(name) or b"") for name in beside)
    page = source.read(PAGE) or b""
    target.write([(PAGE, page), *_compressed(PAGE, page)], modified=source.modified(PAGE))
    target.write([(WORKER, source.read(WORKER) or b"")])


def _plain_pages(settings: Settings, library: Library) -> Iterator[tuple[str, bytes]]:
    """Every plain page with its style, and what a server shows for an unknown address."""
    client = create_app(settings, frozen=True).test_client()
    for address, name in [*every_page(library), (f"/{NOT_FOUND}", NOT_FOUND)]:
        answer = client.get(address)
        expected = 404 if name == NOT_FOUND else 200
        if answer.status_code != expected:
            raise PublishError(
                f"{address}：页面应返回 {expected}，实际是 {answer.status_code}，没有导出。请把这条报告给开发者。",
                f"{address}: expected status {expected}, got {answer.status_code}; nothing was exported. "
                "Please report this.",
            )
        yield name, answer.data


def _require_place(settings: Settings, release: Release, out: Path) -> None:
    inside = out.resolve().is_relative_to(site_folder(settings.data).resolve())
    if inside or (out.exists() and not out.is_dir()):
        raise PublishError(
            f"{out} 不能作为导出目录。请换一个新目录。", f"{out} cannot be exported to. Choose a new folder."
        )
    channel = ReleaseStore(out).channel()
    ours = channel == release.statement["ch"] or (channel is None and (out / LOCK).exists())
    if out.is_dir() and any(out.iterdir()) and not ours:
        raise PublishError(
            f"{out} 里有别的东西，不是本应用、本渠道（{release.statement['ch']}）的导出，没有改动。请换一个空目录。",
            f"{out} holds something else, not an export of this channel ({release.statement['ch']}); "
            "it was left alone. Choose an empty folder.",
        )


def _require_not_newer(target: ReleaseStore, release: Release) -> None:
    there = target.current()
    if there is not None and there.position > release.position:
        raise PublishError(
            f"{target.folder.root} 里已是第 {there.position[1]} 版，比要导出的第 {release.position[1]} 版新，"
            "没有改动。",
            f"{target.folder.root} already holds release {there.position[1]}, newer than {release.position[1]}; "
            "it was left alone.",
        )
