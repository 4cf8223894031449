"""The packaged server is killed under load and started again: no answer is ever wrong, and then all are there."""

from __future__ import annotations

import hashlib
import http.client
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.hosts import HOST, Process
from webapp.compiler.compile import compile_content
from webapp.release.builder import publish
from webapp.settings import PACKAGE, Settings

SMALL = Path(__file__).resolve().parents[2] / "corpora" / "small"
READERS = 8
ENOUGH = 200  # answers of each life of the server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    """`serve` over the small content, which is published already."""
    settings = Settings(content=SMALL, data=tmp_path / "data", translations=PACKAGE.parent / "translations")
    publish(compile_content(SMALL), settings)
    places = ["--content", str(SMALL), "--data", str(settings.data)]
    command = [sys.executable, "-m", "webapp", "serve", *places, "--port"]
    made = Process(lambda port: [*command, str(port)], tmp_path / "log")
    made.start()
    yield made
    made.kill()


class Readers:
    """Phones that fetch objects without a pause; what they got, counted."""

    def __init__(self, port: int, paths: list[str]) -> None:
        self.port = port
        self.paths = paths
        self.got: Counter[str] = Counter()
        self.changed = threading.Condition()
        self.over = False
        self.threads = [threading.Thread(target=self.read, args=(at,)) for at in range(READERS)]
        for thread in self.threads:
            thread.start()

    def read(self, at: int) -> None:
        while not self.over:
            at += 1
            found = self.one(self.paths[at % len(self.paths)])
            with self.changed:
                self.got[found] += 1
                self.changed.notify()

    def one(self, path: str) -> str:
        """`whole`, `cut` (an answer that began and was not finished) or `refused`; anything else is wrong."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        try:
            connection.request("GET", "/" + path)
            answer = connection.getresponse()
            body = answer.read()
        except http.client.IncompleteRead:
            return "cut"
        except (OSError, http.client.HTTPException):
            return "refused"
        finally:
            connection.close()
        right = answer.status == 200 and hashlib.sha256(body).hexdigest() in path
        return "whole" if right else f"{path}: {answer.status}, {len(body)} bytes"

    def wait_for(self, found: str, more: int) -> None:
        """Until that many more of these have been seen."""
        with self.changed:
            enough = self.got[found] + more
            assert self.changed.wait_for(lambda: self.got[found] >= enough, timeout=60), self.got

    def stop(self) -> None:
        self.over = True
        for thread in self.threads:
            thread.join()


def test_no_answer_is_wrong_and_a_restart_answers_all(server: Process, tmp_path: Path) -> None:
    site = tmp_path / "data" / "site"
    readers = Readers(
        server.port, sorted(str(path.relative_to(site)) for path in site.glob("sync/o/*/*.txt"))
    )
    try:
        for _ in range(3):
            readers.wait_for("whole", ENOUGH)
            server.kill()
            readers.wait_for("refused", READERS)
            server.start()
            readers.wait_for("whole", ENOUGH)
    finally:
        readers.stop()
    assert set(readers.got) <= {"whole", "cut", "refused"}, readers.got
    assert readers.got["cut"] <= 3 * READERS
