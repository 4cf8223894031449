"""The release's own files: right type, lifetime and encoding, in parts, and nothing outside the folder."""

from __future__ import annotations

import gzip
import json

import pytest
from flask.testing import FlaskClient

from webapp.settings import Settings

YEAR = "public, max-age=31536000"


@pytest.fixture
def first_pack(settings: Settings) -> str:
    return next(f"/sync/first/{path.name}" for path in (settings.data / "site/sync/first").iterdir())


@pytest.mark.parametrize(
    ("address", "kind", "lifetime"),
    [
        ("/", "text/html; charset=utf-8", YEAR),
        ("/index.html", "text/html; charset=utf-8", YEAR),
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/sync/head.json", "application/json", "no-cache"),
        ("/sync/root/1.json", "application/json", "no-cache"),
        ("/sync/r/1-1.json", "application/json", "no-cache"),
        ("/icons/icon-192.png", "image/png", "public, max-age=86400"),
    ],
)
def test_type_and_lifetime(client: FlaskClient, address: str, kind: str, lifetime: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content_type == kind
    assert answer.headers["Cache-Control"] == lifetime


def test_hash_named_files_never_change(client: FlaskClient, first_pack: str, settings: Settings) -> None:
    objects = settings.data / "site" / "sync" / "o"
    one = next(objects.rglob("*.txt")).relative_to(settings.data / "site").as_posix()
    for address in (first_pack, f"/{one}"):
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == f"{YEAR}, immutable"
        assert answer.content_type == "text/plain; charset=utf-8"


def test_bytes_are_those_of_the_file(client: FlaskClient, settings: Settings, first_pack: str) -> None:
    raw = (settings.data / "site" / first_pack[1:]).read_bytes()
    assert client.get(first_pack).data == raw
    packed = client.get(first_pack, headers={"Accept-Encoding": "gzip, deflate"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == raw
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.data) < len(raw)


@pytest.mark.parametrize("accepted", ["", "identity", "*", "gzip;q=0", "deflate", "nonsense;;;q=x"])
def test_not_compressed_unless_asked(client: FlaskClient, first_pack: str, accepted: str) -> None:
    assert "Content-Encoding" not in client.get(first_pack, headers={"Accept-Encoding": accepted}).headers


def test_unchanged_file_is_not_sent_again(client: FlaskClient) -> None:
    for accepted in ("identity", "gzip"):
        first = client.get("/sync/head.json", headers={"Accept-Encoding": accepted})
        again = client.get(
            "/sync/head.json", headers={"Accept-Encoding": accepted, "If-None-Match": first.headers["ETag"]}
        )
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]


def test_encodings_have_different_tags(client: FlaskClient, first_pack: str) -> None:
    plain = client.get(first_pack).headers["ETag"]
    packed = client.get(first_pack, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    assert plain != packed


def test_part_of_a_file(client: FlaskClient, first_pack: str) -> None:
    whole = client.get(first_pack).data
    part = client.get(first_pack, headers={"Range": "bytes=10-19", "Accept-Encoding": "gzip"})
    assert (part.status_code, part.data) == (206, whole[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert client.get(first_pack, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416
    stale = client.get(first_pack, headers={"Range": "bytes=10-19", "If-Range": '"other"'})
    assert (stale.status_code, stale.data) == (200, whole)


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=0-1, -5", "lines=1-2", "bytes=nonsense"])
def test_what_cannot_be_cut_is_sent_whole(client: FlaskClient, first_pack: str, asked: str) -> None:
    answer = client.get(first_pack, headers={"Range": asked, "Accept-Encoding": "identity"})
    assert (answer.status_code, answer.data) == (200, client.get(first_pack).data)
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_head_has_the_headers_and_no_body(client: FlaskClient, first_pack: str) -> None:
    for address in ("/", first_pack, "/sync/head.json"):
        got, head = client.get(address), client.head(address)
        assert head.data == b""
        assert head.headers["Content-Length"] == got.headers["Content-Length"]


@pytest.mark.parametrize(
    "address",
    [
        "/sync/../../keys/root.json",
        "/sync/%2e%2e/%2e%2e/keys/root.json",
        "/sync/..%2f..%2fkeys",
        "/sync/..%5c..%5ckeys",
        "/sync/%c0%ae%c0%ae/keys",
        "/sync/head.json%00",
        "/sync/head.json/",
        "/sync//head.json",
        "/sync/.hidden",
        "/sync/con:",
        "/sync/",
        "/sync",
        "/keys/",
        "/icons/../../bootloader.json",
        f"/sync/{'a' * 5000}",
        "//sync/head.json",
    ],
)
def test_nothing_outside_the_folder(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (400, 404)
    assert b"BEGIN" not in answer.data


def test_symbolic_link_out_of_the_folder(client: FlaskClient, settings: Settings) -> None:
    link = settings.data / "site" / "sync" / "link.json"
    secret = settings.data / "secret.json"
    secret.write_text("{}")
    link.symlink_to(secret)
    try:
        assert client.get("/sync/link.json").status_code == 404
    finally:
        link.unlink()


def test_head_is_the_current_statement(client: FlaskClient) -> None:
    envelope = json.loads(client.get("/sync/head.json").data)
    assert json.loads(envelope["signed"])["t"] == "release"
