"""An object store → the folder that a server serves from, in the order that is safe at every moment."""

from __future__ import annotations

from webapp.release.delivery import HASH_NAMED
from webapp.release.folder import Folder
from webapp.release.location import site_folder, site_of
from webapp.release.place import Place
from webapp.release.store import HEAD
from webapp.settings import Settings

PAGE, WORKER = "index.html", "sw.js"


def mirror(source: Place, target: Folder) -> bool:
    """Make the folder hold what the store offers now; → whether anything was new. The head comes last."""
    head = source.read(HEAD)
    if head is None or head == target.read(HEAD):
        return False
    with target.locked():
        there = set(target.names())
        wanted = [name for name in source.names() if name not in (HEAD, PAGE, WORKER)]
        missing = (name for name in wanted if name not in there or not HASH_NAMED.fullmatch(name))
        target.write((name, source.read(name) or b"") for name in missing)
        target.write([(PAGE, source.read(PAGE) or b"")], modified=source.modified(PAGE))
        target.write([(WORKER, source.read(WORKER) or b""), (HEAD, head)])
    return True


def follow_once(settings: Settings) -> None:
    """Where releases lie in an object store: bring the copy that pages are made from up to date."""
    if settings.store:
        mirror(site_of(settings), Folder(site_folder(settings.data)))
