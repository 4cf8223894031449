"""The current release of a data directory → one .html to send in a chat, copy to a stick and open from disk.

Without scripts it is the plain text of everything; with them it is the whole app, checked by the same signature as on
a phone. Nothing in it is fetched from anywhere. The last element hides the warning that a cut file shows.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from flask import Flask, g, render_template

from webapp import create_app
from webapp.errors import PublishError
from webapp.linker.modules import link
from webapp.release import bootloader
from webapp.release.builder import STATIC
from webapp.release.disk import Disk
from webapp.release.location import site_of
from webapp.release.mirror import follow_once
from webapp.release.objects import digest, pack_text
from webapp.release.shell import minify_css, script_json
from webapp.release.store import Release, ReleaseStore, root_name
from webapp.rules.library import Library
from webapp.serve.dates import today
from webapp.serve.document_view import DocumentView, view
from webapp.serve.templating import style_sheet
from webapp.settings import Settings

ENTRY = STATIC / "js" / "boot" / "single-file.js"
# What somebody reads; topics, regions and issuers only sort, and each document names them.
CHAPTERS = (
    "rule",
    "scenario",
    "ruleset",
    "guide",
    "case",
    "interpretation",
    "practice",
    "finding",
    "channel",
)
WHOLE = "#cut{display:none}"


def write_single_file(settings: Settings, path: Path, disk: Disk | None = None) -> int:
    """Write the file, whole or not at all; → its bytes."""
    data = single_file(settings)
    disk = disk or Disk()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".single-", suffix=".tmp", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            disk.fsync(file.fileno())
        os.chmod(name, 0o644)
        disk.rename(Path(name), path)
    except OSError as error:
        raise PublishError(
            f"{error.filename or path}：写不进去（{error.strerror}）。请换一个位置或清出空间，再运行一次。",
            f"{error.filename or path}: cannot be written ({error.strerror}). Choose another place or free some space.",
        ) from error
    return len(data)


def single_file(settings: Settings) -> bytes:
    """The whole page."""
    follow_once(settings)
    store = ReleaseStore(site_of(settings))
    release = store.published()
    app = create_app(settings, frozen=True)
    parts = {
        "STYLE": minify_css(_style(app)),
        "WHOLE": WHOLE,
        "RELEASE": script_json(_release(store, release)),
        "PACK": script_json(pack_text(release.first())),
        "SCRIPT": link(ENTRY, STATIC),
    }
    page = _plain(app, release.library())
    for name, text in parts.items():
        page = page.replace(f"[[{name}]]", text, 1)
    return page.replace("[[CSP]]", bootloader.policy(page, connect="'none'"), 1).encode()


def _release(store: ReleaseStore, release: Release) -> dict[str, object]:
    roots = [store.folder.read(root_name(n)) or b"" for n in range(1, len(store.roots()) + 1)]
    return {
        "channel": release.statement["ch"],
        "fingerprint": store.fingerprint(),
        "roots": [root.decode() for root in roots],
        "head": release.envelope.decode(),
        "texts": {digest(data): data.decode() for data in release.shell().texts.values()},
    }


def _style(app: Flask) -> str:
    with app.test_request_context("/"):
        return style_sheet().raw.decode()


def _plain(app: Flask, library: Library) -> str:
    with app.test_request_context("/"):
        g.on_one_page = True
        return render_template("single_file.html", library=library, chapters=_chapters(library))


def _chapters(library: Library) -> dict[str, list[DocumentView]]:
    day = today()
    found = {
        type_: list(filter(None, (view(library, each["id"], day) for each in library.of_type(type_))))
        for type_ in CHAPTERS
    }
    return {type_: views for type_, views in found.items() if views}
