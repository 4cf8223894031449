"""The classic mistakes of a deployment, each made on purpose, on a disk and on a real server."""

from __future__ import annotations

import gzip
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from webapp.compiler.compile import compile_content
from webapp.doctor.examine import examine
from webapp.doctor.findings import MARKS, SENTENCES
from webapp.doctor.reader import FolderReader, WebReader
from webapp.errors import SyncError
from webapp.release.builder import publish
from webapp.release.store import object_name
from webapp.rules.library import Library
from webapp.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
GOOD_CACHING = {
    "/index.html": "public, max-age=31536000",
    "/sync/head.json": "no-cache",
    "/sw.js": "no-cache",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small corpus, published twice, so that there is a delta."""
    folder = tmp_path_factory.mktemp("doctor")
    settings = Settings(
        content=ROOT / "tests" / "corpora" / "small", data=folder, translations=ROOT / "translations"
    )
    library = compile_content(settings.content)
    one, *others = library.documents.values()
    publish(Library([{**one, "title": one["title"] + "（旧）"}, *others]), settings)
    publish(library, settings)
    (folder / "site" / "single-file.html").write_text("<!doctype html>", encoding="utf-8")
    return folder / "site"


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    shutil.copytree(published, tmp_path / "site")
    return tmp_path / "site"


class Handler(SimpleHTTPRequestHandler):
    """A plain server whose headers a test can choose."""

    headers_of: ClassVar[dict[str, dict[str, str]]] = {}
    instead: Callable[[str], bytes | None] = staticmethod(lambda path: None)

    def do_GET(self) -> None:
        other = type(self).instead(self.path)
        if other is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(other)

    def end_headers(self) -> None:
        path = self.path.partition("?")[0]
        if path in GOOD_CACHING:
            self.send_header(
                "Cache-Control", type(self).headers_of.get(path, {}).get("cache", GOOD_CACHING[path])
            )
        super().end_headers()

    def guess_type(self, path: Any) -> str:
        name = "/" + Path(path).name
        return type(self).headers_of.get(name, {}).get("type", str(super().guess_type(path)))

    def log_message(self, *_: Any) -> None:
        """Nothing on the screen."""


@pytest.fixture
def serve(site: Path) -> Iterator[Callable[..., str]]:
    """`serve(headers, instead)` → the address of a server of the site."""
    running: list[ThreadingHTTPServer] = []

    def start(
        headers: dict[str, dict[str, str]] | None = None,
        instead: Callable[[str], bytes | None] = lambda path: None,
        host: str = "127.0.0.1",
    ) -> str:
        members = {"headers_of": headers or {}, "instead": staticmethod(instead)}
        handler = type("Chosen", (Handler,), members)
        server = ThreadingHTTPServer((host, 0), partial(handler, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return f"http://{host}:{server.server_port}/"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def codes(reader: Any) -> list[str]:
    return [finding.code for finding in examine(reader)]


def test_a_good_folder_has_nothing_to_mend(site: Path) -> None:
    assert codes(FolderReader(site)) == ["signed"]


def test_a_good_server_has_only_notes(serve: Callable[..., str]) -> None:
    assert codes(WebReader(serve())) == ["https", "not-compressed", "signed"]


def test_plain_http_is_told_plainly(serve: Callable[..., str]) -> None:
    assert codes(WebReader(serve(host="127.0.0.2")))[0] == "plain-http"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda site: (site / "index.html").unlink(), "no-page"),
        (lambda site: (site / "sync/head.json").unlink(), "no-head"),
        (lambda site: edit(site / "sync/head.json", b'seq\\":2', b'seq\\":3'), "bad-head"),
        (
            lambda site: edit(site / "index.html", b'fingerprint:"', b'fingerprint:"' + b"0" * 64 + b'",x:"'),
            "other-page",
        ),
        (lambda site: an_object(site).unlink(), "missing"),
        (lambda site: next((site / "sync/d").iterdir()).unlink(), "missing"),
        (lambda site: edit(shell(site), b"\n", b"\r\n"), "line-ends"),
        (lambda site: an_object(site).write_bytes(an_object(site).read_bytes()[:-3]), "altered"),
        (lambda site: (site / "sw.js").unlink(), "missing"),
        (lambda site: (site / "single-file.html").unlink(), "no-single-file"),
        (
            lambda site: ((site / "keys").mkdir(), (site / "keys/root.1.json").write_text("{}")),
            "keys-exposed",
        ),
    ],
)
def test_what_is_wrong_in_a_folder_is_named(site: Path, spoil: Callable[[Path], Any], code: str) -> None:
    spoil(site)
    assert code in codes(FolderReader(site))


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"/sync/head.json": {"cache": "public, max-age=600"}}, "head-cached"),
        ({"/sw.js": {"cache": "max-age=86400"}}, "worker-cached"),
        ({"/index.html": {"cache": "no-store"}}, "page-not-kept"),
        ({"/sw.js": {"type": "application/octet-stream"}}, "worker-type"),
        ({"/index.html": {"type": "text/plain"}}, "page-type"),
    ],
)
def test_what_a_server_says_wrongly_is_named(
    serve: Callable[..., str], headers: dict[str, dict[str, str]], code: str
) -> None:
    assert code in codes(WebReader(serve(headers)))


def test_a_login_page_instead_of_files_is_recognised(serve: Callable[..., str]) -> None:
    address = serve(instead=lambda path: b"<!doctype html><title>login" if "/sync/o/" in path else None)
    assert "web-page-instead" in codes(WebReader(address))


def test_an_expired_release_is_a_note(published: Path, tmp_path: Path) -> None:
    settings = Settings(
        content=ROOT / "tests" / "corpora" / "small", data=tmp_path, translations=ROOT / "translations"
    )
    publish(compile_content(settings.content), settings, now=datetime(2020, 1, 1, tzinfo=UTC))
    assert "expired" in codes(FolderReader(tmp_path / "site"))


def test_a_server_that_is_not_there_is_an_error_with_advice() -> None:
    with pytest.raises(SyncError, match=r"cannot be reached .*Check the address"):
        codes(WebReader("http://127.0.0.1:9/"))


def test_an_answer_that_breaks_off_is_an_error_with_advice() -> None:
    class Cut(Handler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(gzip.compress(b"a page " * 1000)[:-12])

    server = ThreadingHTTPServer(("127.0.0.1", 0), Cut)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with pytest.raises(SyncError, match="cannot be reached"):
        codes(WebReader(f"http://127.0.0.1:{server.server_port}/"))
    server.shutdown()
    server.server_close()


def test_every_sentence_says_it_in_both_languages() -> None:
    for level, zh, en in SENTENCES.values():
        assert level in MARKS
        assert zh != en
        assert not any("\u4e00" <= char <= "\u9fff" for char in en)


def edit(path: Path, before: bytes, after: bytes) -> None:
    data = path.read_bytes()
    assert before in data
    path.write_bytes(data.replace(before, after))


def an_object(site: Path) -> Path:
    """The list of documents of the release that is published."""
    statement = json.loads(json.loads((site / "sync/head.json").read_bytes())["signed"])
    return site / object_name(statement["content"]["h"])


def shell(site: Path) -> Path:
    return next(
        p for p in (site / "sync" / "o").rglob("*.txt") if p.read_bytes().startswith(b"var HONGXIAN_SHELL")
    )
