"""The remembered statement is the application's own answer, as long as the file is the same file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp import create_app
from webapp.release.builder import publish
from webapp.release.store import HEAD
from webapp.rules.library import Library
from webapp.serve.remembered import MOST
from webapp.settings import Settings, packaged

Asked = dict[str, str]


class Counted:
    """An application that says how often it was really asked."""

    def __init__(self, app: Any) -> None:
        self.app, self.count = app, 0

    def __call__(self, *arguments: Any) -> Any:
        self.count += 1
        return self.app(*arguments)


@pytest.fixture
def deployment(
    tmp_path: Path, library_without: Callable[[str], Library]
) -> tuple[Settings, FlaskClient, Counted]:
    settings = Settings(Path("content"), tmp_path, packaged("translations"))
    publish(library_without(""), settings)
    app: Flask = create_app(settings)
    remembered: Any = app.wsgi_app
    remembered._app = counted = Counted(remembered._app)
    return settings, app.test_client(), counted


@pytest.mark.parametrize(
    "asked", [{}, {"Accept-Encoding": "gzip, deflate"}, {"Accept-Encoding": "br;q=0, gzip"}]
)
def test_second_answer_is_the_first_without_asking(
    asked: Asked, deployment: tuple[Settings, FlaskClient, Counted]
) -> None:
    _, client, counted = deployment
    first = client.get(f"/{HEAD}?1", headers=asked)
    again = client.get(f"/{HEAD}?2", headers=asked)
    assert counted.count == 1
    assert (first.status, dict(first.headers), first.data) == (again.status, dict(again.headers), again.data)
    assert first.status_code == 200
    etag = first.headers["ETag"]
    unchanged = [client.get(f"/{HEAD}", headers={**asked, "If-None-Match": etag}) for _ in range(2)]
    assert [(answer.status_code, answer.data) for answer in unchanged] == [(304, b"")] * 2
    assert counted.count == 2


def test_a_new_release_is_seen_at_once(
    deployment: tuple[Settings, FlaskClient, Counted], library_without: Callable[[str], Library]
) -> None:
    settings, client, counted = deployment
    old = client.get(f"/{HEAD}").data
    publish(library_without("hongbao"), settings)
    assert client.get(f"/{HEAD}").data == (settings.data / "site" / HEAD).read_bytes() != old
    assert counted.count == 2


def test_everything_else_is_asked_every_time(deployment: tuple[Settings, FlaskClient, Counted]) -> None:
    _, client, counted = deployment
    for _ in range(2):
        assert client.head(f"/{HEAD}").data == b""
        assert client.get(f"/{HEAD}", headers={"Range": "bytes=0-9"}).status_code == 206
        assert client.post(f"/{HEAD}").status_code == 405
        assert client.get("/healthz").status_code == 200
    assert counted.count == 8


def test_memory_is_bounded_and_what_is_not_there_is_not_remembered(
    deployment: tuple[Settings, FlaskClient, Counted],
) -> None:
    settings, client, counted = deployment
    for number in range(3 * MOST):
        client.get(f"/{HEAD}", headers={"If-None-Match": f'"{number}"'})
    remembered: Any = client.application.wsgi_app
    assert len(remembered._answers) <= MOST
    (settings.data / "site" / HEAD).unlink()
    before = counted.count
    assert client.get(f"/{HEAD}").status_code == 404
    assert client.get(f"/{HEAD}").status_code == 404
    assert counted.count == before + 2
