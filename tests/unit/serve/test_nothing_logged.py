"""What someone looks for is written nowhere: not by us, not by Flask, not by the server, not when things break."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import Flask

from webapp import create_app
from webapp.cli.listening import listen
from webapp.query.engine import Engine
from webapp.settings import Settings

SECRET = "妄议中央mima"
ENCODED = "%E5%A6%84%E8%AE%AE%E4%B8%AD%E5%A4%AEmima"
ADDRESSES = (
    f"/search?q={ENCODED}", f"/api/search?q={ENCODED}", f"/api/search?q={ENCODED}&limit=x", f"/r/x?q={ENCODED}",
    f"/nothing?q={ENCODED}", f"/?q={ENCODED}",
)  # fmt: skip


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    server = listen(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.waitress.run)
    thread.start()
    yield server.port
    server.waitress.close()
    # The loop looks at its sockets again when one of them stirs.
    with socket.socket() as knock:
        knock.connect_ex(("127.0.0.1", server.port))
    thread.join(10)


def test_with_the_real_server(
    port: int, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for address in ADDRESSES:
        connection = HTTPConnection("127.0.0.1", port)
        connection.request("GET", address)
        answer = connection.getresponse()
        assert answer.status < 500
        assert answer.headers["Server"] is None
        connection.close()
    written = caplog.text + "".join(capfd.readouterr())
    assert SECRET not in written
    assert ENCODED not in written


def test_when_the_engine_breaks(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    def broken(_engine: Engine, text: str, **_options: object) -> None:
        raise ValueError(f"cannot find {text}")

    monkeypatch.setattr(Engine, "search", broken)
    caplog.set_level(logging.DEBUG)
    client = create_app(settings).test_client()
    for address in (f"/search?q={SECRET}", f"/api/search?q={SECRET}"):
        answer = client.get(address)
        assert answer.status_code == 500
        assert "cannot find" not in answer.text
    assert "ValueError on GET /search" in caplog.text
    assert SECRET not in caplog.text
