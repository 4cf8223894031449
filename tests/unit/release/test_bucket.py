"""Releases in an object store, against a real server of that protocol in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.browser.hosts import HOST, Process
from tests.unit.release.object_store import BUCKET, WHO, await_writable, client_of, object_store
from webapp.errors import PublishError, UsageError
from webapp.release.bucket import Bucket
from webapp.release.delivery import headers_of
from webapp.release.folder import Folder
from webapp.release.location import bucket_at
from webapp.release.mirror import mirror
from webapp.release.s3 import Client, Credentials, Request, signed
from webapp.release.store import HEAD, ReleaseStore, log_name
from webapp.release.upkeep import verify
from webapp.release.withdrawal import recall, take_back

NUMBERS = count()
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """An object store that nobody else uses."""
    made = object_store(tmp_path_factory.mktemp("store"))
    made.start()
    await_writable(made)
    yield made
    made.kill()


@pytest.fixture
def url(server: Process, monkeypatch: pytest.MonkeyPatch) -> str:
    """A part of the bucket where nothing is yet."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", WHO.key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", WHO.secret)
    return f"s3://{BUCKET}/{next(NUMBERS)}/hongxian?endpoint=http://{HOST}:{server.port}"


@pytest.fixture
def stored(deployment: Any, url: str) -> Any:
    """A deployment whose releases lie in the bucket."""
    deployment.settings = replace(deployment.settings, store=url)
    return deployment


def titles(url: str) -> list[str]:
    """What a phone finds there, every byte checked."""
    store = ReleaseStore(bucket_at(url))
    assert verify(store) == []
    return [document["title"] for document in store.published().documents.values()]


def test_publish_take_back_and_recall(stored: Any, url: str) -> None:
    assert stored.publish("甲", "乙").seq == 1
    assert (stored.publish("甲", "乙").created, stored.publish("甲", "丙").seq) == (False, 2)
    assert titles(url) == ["甲", "丙"]
    assert take_back(stored.settings, reason="错", static=stored.static).seq == 3
    assert titles(url) == ["甲", "乙"]
    assert recall(stored.settings, ["rule-1"], static=stored.static).seq == 4
    assert [release.position[1] for release in ReleaseStore(bucket_at(url)).list()] == [1, 2, 3, 4]
    assert not (stored.settings.data / "site").exists()


def test_objects_lie_there_as_browsers_need_them(stored: Any, url: str, server: Process) -> None:
    stored.publish("甲" * 500)
    store = ReleaseStore(bucket_at(url))
    client = client_of(server)
    prefix = f"/{BUCKET}/{url.split('/')[3]}/hongxian"
    for name in store.folder.names():
        answer = client.ask("HEAD", f"{prefix}/{name}")
        assert (answer.headers["content-type"], answer.headers["cache-control"]) == (
            headers_of(name)["Content-Type"],
            headers_of(name)["Cache-Control"],
        )
    first = store.published().statement["first"]["h"]
    packed = client.ask("GET", f"{prefix}/sync/first/{first}.txt")
    assert packed.headers["content-encoding"] == "gzip"
    assert store.folder.modified("index.html") < datetime(2002, 1, 1, tzinfo=UTC).timestamp()
    client.close()


def test_of_two_publishers_the_second_is_told_and_loses_nothing(stored: Any, url: str) -> None:
    stored.publish("甲")
    other = stored.copy(stored.settings.content.parent / "other")
    other.settings = replace(other.settings, store=url)
    # The other one publishes in the middle: after this one has read, before it has written its statement.
    write = Bucket.write
    inside = threading.local()

    def interrupted(self: Bucket, files: Any, **named: Any) -> int:
        if not getattr(inside, "done", False):
            inside.done = True
            assert other.publish("乙").seq == 2
        return write(self, files, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Bucket, "write", interrupted)
        with pytest.raises(PublishError, match="somebody else published"):
            stored.publish("丙")
    assert titles(url) == ["乙"]
    assert stored.publish("丙").seq == 3
    assert titles(url) == ["丙"]


STEP = 9


class Cutting:
    """A way to the store that breaks at the n-th request, before it is sent or before its answer is read."""

    def __init__(self, at: int, *, sent: bool) -> None:
        self.left, self.sent, self.once = at, sent, Client._once

    def __call__(self, client: Client, *arguments: Any) -> Any:
        self.left -= 1
        if self.left == 0 and not self.sent:
            raise ConnectionAbortedError("cut")
        answer = self.once(client, *arguments)
        if self.left == 0:
            raise ConnectionAbortedError("cut")
        return answer


def test_a_cut_at_any_request_breaks_nothing_and_is_finished_by_a_rerun(
    stored: Any, url: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    cuts, finished = 0, False
    for at in range(1, 400, 1 if request.config.getoption("--faults") == "full" else STEP):
        here = url.replace("/hongxian", f"/case-{at}")
        stored.settings = replace(stored.settings, store=here)
        stored.publish("甲")
        with monkeypatch.context() as patch:
            patch.setattr(Client, "_once", _as_method(Cutting(at, sent=at % 2 == 0)))
            try:
                stored.publish("乙")
            except PublishError:
                cuts += 1
            else:
                finished = True
        assert titles(here) == ["乙"] if finished else titles(here) in (["甲"], ["乙"])
        assert stored.publish("乙").seq == 2
        assert titles(here) == ["乙"]
        if finished:
            break
    assert finished
    assert cuts > 3


def _as_method(cutting: Cutting) -> Callable[..., Any]:
    return lambda self, *arguments: cutting(self, *arguments)


def test_a_store_that_ignores_conditions_is_refused(stored: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Client.ask

    def deaf(
        self: Client, method: str, path: str, query: Any = None, headers: Any = None, body: bytes = b""
    ) -> Any:
        kept = {name: value for name, value in (headers or {}).items() if not name.startswith("If-")}
        return ask(self, method, path, query, kept, body)

    monkeypatch.setattr(Client, "ask", deaf)
    with pytest.raises(PublishError, match="ignores conditional writes"):
        stored.publish("甲")


def test_a_server_follows_the_store_and_goes_on_without_it(stored: Any, url: str, tmp_path: Path) -> None:
    stored.publish("甲")
    copy = Folder(tmp_path / "copy")
    assert mirror(bucket_at(url), copy)
    assert not mirror(bucket_at(url), copy)
    assert verify(ReleaseStore(copy)) == []
    stored.publish("乙")
    assert mirror(bucket_at(url), copy)
    store = ReleaseStore(copy)
    assert (verify(store), store.published().position) == ([], (1, 2))
    assert copy.read(log_name((1, 1))) is not None
    assert copy.modified("index.html") == bucket_at(url).modified("index.html") > 0
    assert copy.read(HEAD) == bucket_at(url).read(HEAD)
    for place in (copy, bucket_at(url)):
        with pytest.raises(FileNotFoundError):
            place.modified("nothing.html")


def test_serve_follows_the_store_without_keys_of_its_own(stored: Any, url: str, tmp_path: Path) -> None:
    stored.publish("甲", "乙")
    environment = {**os.environ, "HONGXIAN_STORE": url, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "webapp", "serve", "--port", "0", "--data", str(tmp_path / "replica")]
    with subprocess.Popen(
        line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as serving:
        assert serving.stdout
        address = serving.stdout.readline().decode().strip()
        with urllib.request.urlopen(f"{address}{HEAD}", timeout=10) as answer:
            assert answer.read() == bucket_at(url).read(HEAD)
        serving.terminate()
    assert serving.returncode == 0
    assert not (tmp_path / "replica" / "keys").exists()


def test_a_store_that_is_away_or_refuses_is_told(stored: Any, url: str) -> None:
    with socket.socket() as nobody:
        nobody.bind((HOST, 0))
        away = replace(stored.settings, store=f"s3://b?endpoint=http://{HOST}:{nobody.getsockname()[1]}")
        stored.settings = away
        with pytest.raises(PublishError, match="cannot be reached"):
            stored.publish("甲")
    stored.settings = replace(away, store=url.replace(BUCKET, "no-such-bucket"))
    with pytest.raises(PublishError, match="NoSuchBucket"):
        stored.publish("甲")
    for wrong in ("http://b", "s3://", "s3://b?secret=x"):
        with pytest.raises(UsageError, match="names no store"):
            bucket_at(wrong)


def test_signature_is_that_of_the_published_example() -> None:
    """`GET Object` of Amazon's documentation of Signature Version 4."""
    who = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
    asked = Request("GET", "/test.txt", {}, {"Host": "examplebucket.s3.amazonaws.com", "Range": "bytes=0-9"})
    said = signed(who, asked, datetime(2013, 5, 24, tzinfo=UTC))
    assert said["Authorization"].endswith(
        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    )


def test_a_wrong_key_is_refused(stored: Any, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store checks what we sign, so every other test here is one of the signature, too."""
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    with pytest.raises(PublishError, match="SignatureDoesNotMatch"):
        stored.publish("甲")


def test_odd_names_and_queries_are_signed_as_the_store_reads_them(server: Process) -> None:
    client = client_of(server)
    for name in ("a b", "红~", "x+y=z&w", "p/q/.r"):
        assert client.ask("PUT", f"/{BUCKET}/odd/{name}", body=name.encode()).status == 200
        assert client.ask("GET", f"/{BUCKET}/odd/{name}").body == name.encode()
        assert client.ask("GET", f"/{BUCKET}/", {"list-type": "2", "prefix": f"odd/{name}"}).status == 200
    client.close()
