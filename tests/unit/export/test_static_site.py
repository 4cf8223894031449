"""The export: what lies in it, what it refuses, and that a live folder is never wrong while it is
written.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.serve.plain_page import PlainPage
from webapp.compiler.compile import compile_content
from webapp.errors import PublishError, ReleaseError
from webapp.export.static_site import export
from webapp.release.builder import publish
from webapp.release.ceremony import init_keys
from webapp.release.disk import Disk
from webapp.release.location import site_folder
from webapp.release.store import HEAD, ReleaseStore
from webapp.release.upkeep import verify
from webapp.rules.library import Library
from webapp.rules.model import Document
from webapp.settings import Settings

CORPUS = Path(__file__).parents[2] / "corpora" / "small"


@pytest.fixture(scope="module")
def library() -> Library:
    return compile_content(CORPUS)


@pytest.fixture(scope="module")
def published(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with one release of the small corpus, made with the product's own shell."""
    data = tmp_path_factory.mktemp("published") / "data"
    publish(library, replace(Settings.from_environ(content=CORPUS), data=data))
    return data


@pytest.fixture
def settings(published: Path, tmp_path: Path) -> Settings:
    """A deployment of its own."""
    shutil.copytree(published, tmp_path / "data")
    return replace(Settings.from_environ(content=CORPUS), data=tmp_path / "data", base_url=None)


def without(library: Library, id_: str) -> Library:
    return Library(document for document in library.documents.values() if document["id"] != id_)


def documents_in(out: Path) -> list[Document]:
    """The documents that an export holds."""
    release = ReleaseStore(out).current()
    assert release
    return list(release.documents.values())


def removable(library: Library) -> str:
    """A document that nothing else needs."""
    texts = {d["id"]: str({**d, "id": ""}) for d in library.documents.values()}
    return next(id_ for id_ in texts if not any(id_ in text for other, text in texts.items() if other != id_))


def test_everything_a_phone_needs_is_there(settings: Settings, tmp_path: Path, library: Library) -> None:
    out = tmp_path / "out"
    export(settings, out)
    site = site_folder(settings.data)
    for path in (path for path in site.rglob("*") if path.is_file() and not path.name.startswith(".")):
        assert (out / path.relative_to(site)).read_bytes() == path.read_bytes()
    assert verify(ReleaseStore(out)) == []
    release = ReleaseStore(out).current()
    assert release
    assert release.documents == library.documents


def test_every_document_has_a_plain_page(settings: Settings, tmp_path: Path, library: Library) -> None:
    out = tmp_path / "out"
    export(settings, out)
    for id_, document in library.documents.items():
        page = (out / "r" / id_ / "index.html").read_text(encoding="utf-8")
        assert document["title"] in page or id_ in page, id_
        assert "<script" not in page
        assert 'action="' not in page, "a dumb server cannot search"
    assert (out / "r" / "index.html").is_file()
    assert (out / "404.html").is_file()
    assert (out / "plain.css").is_file()
    articles = [a["id"] for d in library.documents.values() for a in d.get("articles", ())]
    assert articles
    assert all((out / "r" / id_ / "index.html").is_file() for id_ in articles)


def test_every_link_of_every_page_leads_to_a_file(settings: Settings, tmp_path: Path) -> None:
    """A crawl from the plain start page over files alone; what it does not reach would be lost."""
    out = tmp_path / "out"
    export(settings, out)
    waiting, reached = ["/r/"], {"/r/"}
    while waiting:
        address = waiting.pop()
        page = PlainPage((out / address[1:] / "index.html").read_text(encoding="utf-8"))
        for target in page.targets(address):
            if target.netloc != "site" or target.path in reached:
                continue
            file = out / target.path[1:] / ("index.html" if target.path.endswith("/") else "")
            assert file.is_file(), (address, target.path)
            reached.add(target.path)
            if target.path not in ("/", "/plain.css") and file.name == "index.html":
                waiting.append(target.path)
    pages = {f"/{path.parent.relative_to(out).as_posix()}/" for path in out.rglob("*/index.html")}
    renamed = {f"/r/{old}/" for d in documents_in(out) for old in d.get("redirects", ())}
    articles = {f"/r/{a['id']}/" for d in documents_in(out) for a in d.get("articles", ()) if "rule" in a}
    assert pages - reached - renamed - articles == set()


def test_the_404_page_is_right_at_any_depth(settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(settings, out)
    page = (out / "404.html").read_text(encoding="utf-8")
    assert "href=" not in page
    assert "src=" not in page
    assert "没有这一页" in page
    assert "There is no such page." in page
    style = page.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page


def test_with_a_base_address_the_404_page_leads_home_and_pages_are_canonical(
    settings: Settings, tmp_path: Path
) -> None:
    for base in ("https://example.org/gz/hongxian", "https://example.org/gz/hongxian/"):
        out = tmp_path / "out"
        export(replace(settings, base_url=base), out)
        assert 'href="https://example.org/gz/hongxian/r/"' in (out / "404.html").read_text(encoding="utf-8")
        page = (out / "redlines" / "index.html").read_text(encoding="utf-8")
        assert '<link rel="canonical" href="https://example.org/gz/hongxian/redlines/">' in page


def test_the_page_looks_old_and_has_a_compressed_twin(settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(settings, out)
    page = out / "index.html"
    twin = out / "index.html.gz"
    assert page.stat().st_mtime < 1_000_000_000
    assert twin.stat().st_mtime == page.stat().st_mtime
    assert gzip.decompress(twin.read_bytes()) == page.read_bytes()
    assert twin.read_bytes()[4:8] == bytes(4), "no time inside"
    packs = list((out / "sync" / "first").glob("*.txt.gz"))
    assert [gzip.decompress(pack.read_bytes()) for pack in packs] == [
        pack.with_suffix("").read_bytes() for pack in packs
    ]
    assert len(packs) == 1


def test_writing_again_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(settings, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    export(settings, out)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()} == before


def test_an_update_over_a_live_folder(settings: Settings, tmp_path: Path, library: Library) -> None:
    out = tmp_path / "out"
    export(settings, out)
    old = ReleaseStore(out).current()
    assert old
    gone = removable(library)
    publish(without(library, gone), settings)
    export(settings, out)
    new = ReleaseStore(out).current()
    assert new
    assert (old.position, new.position) == ((1, 1), (1, 2))
    assert old.documents.keys() - new.documents.keys() == {gone}, (
        "phones that are still at the old one can go on"
    )
    assert old.first()
    assert not (out / "r" / gone).exists(), "what was withdrawn has no page any more"
    assert verify(ReleaseStore(out)) == []


def test_a_folder_with_other_things_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PublishError, match="something else"):
        export(settings, out)
    assert [path.name for path in out.iterdir()] == ["letter.txt"]


def test_an_empty_folder_and_a_missing_one_are_taken(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    export(settings, tmp_path / "empty")
    export(settings, tmp_path / "deep" / "missing")
    assert (
        verify(ReleaseStore(tmp_path / "empty")) == verify(ReleaseStore(tmp_path / "deep" / "missing")) == []
    )


def test_a_copy_without_hidden_files_is_still_ours(settings: Settings, tmp_path: Path) -> None:
    export(settings, tmp_path / "out")
    shutil.copytree(tmp_path / "out", tmp_path / "copy", ignore=shutil.ignore_patterns(".*"))
    export(settings, tmp_path / "copy")


def test_a_file_or_the_site_itself_is_no_place(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in (tmp_path / "file", site_folder(settings.data), site_folder(settings.data) / "out"):
        with pytest.raises(PublishError, match="cannot be exported to"):
            export(settings, place)


def test_another_channel_is_left_alone(settings: Settings, tmp_path: Path, library: Library) -> None:
    export(settings, tmp_path / "out")
    head = (tmp_path / "out" / HEAD).read_bytes()
    other = replace(settings, data=tmp_path / "other")
    init_keys(other.data, "office-2")
    publish(library, other)
    with pytest.raises(PublishError, match="this channel"):
        export(other, tmp_path / "out")
    assert (tmp_path / "out" / HEAD).read_bytes() == head


def test_an_older_release_never_goes_over_a_newer_one(
    settings: Settings, tmp_path: Path, library: Library
) -> None:
    shutil.copytree(settings.data, tmp_path / "backup")
    publish(without(library, removable(library)), settings)
    export(settings, tmp_path / "out")
    with pytest.raises(PublishError, match="newer"):
        export(replace(settings, data=tmp_path / "backup"), tmp_path / "out")


def test_before_the_first_release_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="Nothing has been published"):
        export(replace(Settings.from_environ(), data=tmp_path / "data"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


class WatchingDisk(Disk):
    """Before each rename, looks at the live folder as a phone would."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.seen: list[tuple[int, int]] = []

    def rename(self, old: Path, new: Path) -> None:
        self.look()
        super().rename(old, new)

    def look(self) -> None:
        release = ReleaseStore(self.out).current()
        assert release
        release.first()
        assert all(release.read(sha256) for sha256 in release.object_digests())
        self.seen.append(release.position)


def test_at_every_moment_a_phone_finds_one_whole_release(
    settings: Settings, tmp_path: Path, library: Library
) -> None:
    out = tmp_path / "out"
    export(settings, out)
    publish(without(library, removable(library)), settings)
    disk = WatchingDisk(out)
    export(settings, out, disk=disk)
    disk.look()
    assert len(disk.seen) > 5
    assert set(disk.seen[:-1]) == {(1, 1)}
    assert disk.seen[-1] == (1, 2)


def test_a_folder_that_cannot_be_written_is_named(settings: Settings, tmp_path: Path) -> None:
    blocked = tmp_path / "file"  # not even root makes a folder inside a file
    blocked.touch()
    with pytest.raises(PublishError, match=str(blocked)):
        export(settings, blocked / "out")
