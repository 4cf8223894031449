"""A new release is served as soon as it is published; a damaged one never replaces one that works."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from webapp import create_app
from webapp.errors import ReleaseError
from webapp.release.builder import publish
from webapp.rules.library import Library
from webapp.serve.current_release import CurrentRelease
from webapp.settings import Settings


@pytest.fixture
def own(tmp_path: Path, settings: Settings) -> Settings:
    """A deployment that a test may change."""
    shutil.copytree(settings.data, tmp_path / "data", symlinks=True)
    return Settings(settings.content, tmp_path / "data", settings.translations)


def test_without_a_release_the_page_says_what_to_run(tmp_path: Path, settings: Settings) -> None:
    app = create_app(Settings(tmp_path, tmp_path, settings.translations))
    for address in ("/", "/r/", "/r/x/", "/search?q=x", "/healthz", "/api/search?q=x", "/api/rules/x"):
        answer = app.test_client().get(address)
        assert answer.status_code == 503, address
        assert "./run" in (answer.get_json()["error"]["zh"] if answer.is_json else answer.text)


def test_new_release_is_taken_without_a_restart(
    own: Settings, library_without: Callable[[str], Library]
) -> None:
    client = create_app(own).test_client()
    assert client.get("/healthz").get_json()["seq"] == 1
    assert client.get("/r/jubao/").status_code == 200
    publish(library_without("jubao"), own)
    assert client.get("/healthz").get_json()["seq"] == 2
    assert client.get("/r/jubao/").status_code == 404
    assert "jubao" not in [each["id"] for each in client.get("/api/search?q=举报").get_json()["results"]]


def test_a_head_that_cannot_be_read_leaves_the_old_release(own: Settings) -> None:
    client = create_app(own).test_client()
    client.get("/healthz")
    head = own.data / "site" / "sync" / "head.json"
    good = head.read_bytes()
    for bad in (b"", b"{}", good[:-20], good.replace(b'"seq\\":1', b'"seq\\":9')):
        head.write_bytes(bad)
        assert client.get("/healthz").get_json()["seq"] == 1
    head.unlink()
    assert client.get("/healthz").get_json()["seq"] == 1


def test_a_damaged_object_is_named_and_not_served(own: Settings) -> None:
    damaged = max(
        (own.data / "site" / "sync" / "o").rglob("*.txt"), key=lambda path: b"shitiao" in path.read_bytes()
    )
    damaged.write_bytes(damaged.read_bytes() + b" ")
    with pytest.raises(ReleaseError) as failed:
        CurrentRelease(own.data).get()
    assert damaged.name in failed.value.en
    assert create_app(own).test_client().get("/r/").status_code == 503


def test_many_threads_get_one_release_and_one_engine(own: Settings) -> None:
    current = CurrentRelease(own.data)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: current.get().engine, range(32)))
    assert len({id(engine) for engine in found}) == 1
