"""What someone looks for is written nowhere: not by us, not by Flask, not by the server, not when things break."""

from __future__ import annotations

import logging
from http.client import HTTPConnection
from pathlib import Path

import pytest

from webapp import create_app
from webapp.query.engine import Engine
from webapp.settings import Settings

SECRET = "妄议中央mima"
ENCODED = "%E5%A6%84%E8%AE%AE%E4%B8%AD%E5%A4%AEmima"
ADDRESSES = (
    f"/search?q={ENCODED}", f"/api/search?q={ENCODED}", f"/api/search?q={ENCODED}&limit=x", f"/r/x?q={ENCODED}",
    f"/nothing?q={ENCODED}", f"/?q={ENCODED}",
)  # fmt: skip


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
