"""What the browser tests share. A missing browser skips on a desk and fails in CI."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.browser.app import SUBPATH, build_site
from tests.browser.hosts import FaultServer, Process, static_server
from tests.browser.person import KEYBOARD, THUMB, Hands, Person, profile_of
from tests.browser.phone import ARGUMENTS, Guest, GuestFactory, Phone, PhoneFactory, chromium, leading_to
from tests.browser.publisher import Publisher

PersonFactory = Callable[[Hands], Person]


@pytest.fixture(scope="session")
def browser() -> str:
    """The Chromium to drive."""
    found = chromium()
    if found is None and os.environ.get("CI"):
        pytest.fail("no Chromium: install `chromium` or set HONGXIAN_BROWSER")
    if found is None:
        pytest.skip("no Chromium here: install `chromium` or set HONGXIAN_BROWSER to its path")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One driver for all tests."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture
def phone_on(playwright: Playwright, browser: str, in_memory: Path) -> Iterator[PhoneFactory]:
    """`phone_on(port)` → a phone with a fresh profile, to which every name of the site leads to that port."""
    phones: list[Phone] = []

    def make(port: int, home: Path | None = None) -> Phone:
        phones.append(Phone(playwright, browser, in_memory / f"profile-{len(phones)}", port, home))
        return phones[-1]

    yield make
    for phone in phones:
        phone.stop()


@pytest.fixture(scope="session")
def counter(
    playwright: Playwright, browser: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[FaultServer, Browser]]:
    """One server and one browser for all guests."""
    server = FaultServer(tmp_path_factory.mktemp("counter"))
    args = [*ARGUMENTS, leading_to(server.port)]
    running = playwright.chromium.launch(executable_path=browser, args=args)
    yield server, running
    running.close()
    server.close()


@pytest.fixture
def open_host(counter: tuple[FaultServer, Browser], publisher: Publisher) -> Iterator[FaultServer]:
    """The server of the guests, with the deployment of this test; it cannot be closed."""
    server, _ = counter
    server.serve(publisher.host)
    yield server
    server.over.set()


@pytest.fixture
def guest_as(counter: tuple[FaultServer, Browser]) -> Iterator[GuestFactory]:
    """`guest_as("W")` → somebody new in that mode of the fault matrix, for tests in which nobody restarts."""
    server, running = counter
    guests: list[Guest] = []

    def make(mode: str) -> Guest:
        guests.append(Guest(running, server.port, mode))
        return guests[-1]

    yield make
    for someone in guests:
        someone.stop()


@pytest.fixture
def guest(guest_as: GuestFactory) -> Guest:
    """Somebody new on plain HTTP."""
    return guest_as("H")


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """A deployment with nothing published yet."""
    return Publisher(tmp_path / "deployment")


@pytest.fixture
def host(publisher: Publisher) -> Iterator[FaultServer]:
    """A server of that deployment that can misbehave."""
    server = FaultServer(publisher.host)
    yield server
    server.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """The shipped content as a static site below a subpath."""
    folder = tmp_path_factory.mktemp("app")
    build_site(folder)
    server = static_server(folder, folder / "server.log")
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def engine(playwright: Playwright, browser: str) -> Iterator[Browser]:
    """One browser for all journeys."""
    running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
    yield running
    running.close()


@pytest.fixture(scope="session")
def profiles(engine: Browser) -> Iterator[dict[Hands, BrowserContext]]:
    """One profile for each pair of hands: the app is installed once, and every journey starts as a later visit."""
    made = {hands: profile_of(engine, hands) for hands in (THUMB, KEYBOARD)}
    yield made
    for context in made.values():
        context.close()


@pytest.fixture
def person_with(profiles: dict[Hands, BrowserContext], site: Process) -> Iterator[PersonFactory]:
    """`person_with(THUMB)` → somebody new to the app; whatever the browser complains about fails the test."""
    people: list[Person] = []

    def make(hands: Hands) -> Person:
        people.append(Person(profiles[hands], f"http://127.0.0.1:{site.port}/{SUBPATH}/", hands))
        return people[-1]

    yield make
    for person in people:
        person.leave()
    assert [complaint for person in people for complaint in person.complaints] == []


@pytest.fixture(params=[THUMB, KEYBOARD], ids=lambda hands: hands.name)
def person(request: pytest.FixtureRequest, person_with: PersonFactory) -> Person:
    """Each journey twice: by touch on a phone, and by keyboard at a desk."""
    return person_with(request.param)
