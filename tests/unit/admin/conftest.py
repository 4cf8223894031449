"""A desk over a copy of the small content, people with accounts, and a clock that tests set."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.unit.admin.colleague import PASSWORD, TOKEN, Colleague, SetClock
from webapp import create_app
from webapp.admin import accounts, passwords
from webapp.admin.desk import Desk, open_desk
from webapp.compiler.compile import compile_content
from webapp.release.builder import publish
from webapp.rules.instants import stored
from webapp.settings import Settings, packaged

ROOT = Path(__file__).resolve().parents[3]
# Hashing is slow on purpose, and what is stored says how slow; that it is has a test of its own.
with pytest.MonkeyPatch.context() as patch:
    patch.setattr(passwords, "COST", 2**8)
    HASHED = passwords.hashed(PASSWORD)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small content and a data folder with its first release, to copy from."""
    folder = tmp_path_factory.mktemp("published")
    shutil.copytree(ROOT / "tests" / "corpora" / "small", folder / "content")
    settings = Settings(folder / "content", folder / "data", packaged("translations"))
    publish(compile_content(settings.content), settings)
    return folder


@pytest.fixture
def settings(tmp_path: Path, published: Path) -> Settings:
    shutil.copytree(published / "content", tmp_path / "content")
    shutil.copytree(published / "data", tmp_path / "data")
    return Settings(tmp_path / "content", tmp_path / "data", packaged("translations"))


@pytest.fixture
def desk(settings: Settings, clock: SetClock) -> Iterator[Desk]:
    made = open_desk(settings, clock=clock)
    yield made
    made.database.close()


@pytest.fixture
def app(settings: Settings, desk: Desk) -> Flask:
    return create_app(settings, desk=desk)


@pytest.fixture
def add(desk: Desk, clock: SetClock) -> Callable[..., None]:
    """`add("li", "editor", "reviewer")` → an account with the usual password."""

    def make(name: str, *roles: str) -> None:
        with desk.database.transaction() as session:
            user = accounts.add_user(session, clock, name, name.title(), roles)
            user.password, user.password_set_at = HASHED, stored(clock())

    return make


@pytest.fixture
def enter(app: Flask) -> Callable[[str], Colleague]:
    """`enter("li")` → signed in, each in a browser of their own."""

    def sign_in(name: str) -> Colleague:
        client = app.test_client()
        token = TOKEN.search(client.get("/admin/sign-in").get_data(as_text=True))
        assert token
        form = {"name": name, "password": PASSWORD, "token": token[1]}
        answer = client.post("/admin/sign-in", data=form)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return Colleague(client, name)

    return sign_in


@pytest.fixture
def writer(add: Callable[..., None], enter: Callable[[str], Colleague]) -> Colleague:
    add("zhang", "editor", "publisher", "reviewer")
    return enter("zhang")


@pytest.fixture
def approver(add: Callable[..., None], enter: Callable[[str], Colleague]) -> Colleague:
    add("li", "reviewer", "publisher")
    return enter("li")


@pytest.fixture
def full(request: pytest.FixtureRequest) -> bool:
    """Whether everything is to be tried, or a sample."""
    return bool(request.config.getoption("--faults") == "full")
