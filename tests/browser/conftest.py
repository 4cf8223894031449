"""What the browser tests share. A missing browser skips on a desk and fails in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.browser.hosts import FaultServer
from tests.browser.phone import Phone, PhoneFactory, chromium
from tests.browser.publisher import Publisher


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
def phone_on(playwright: Playwright, browser: str, tmp_path: Path) -> Iterator[PhoneFactory]:
    """`phone_on(port)` → a phone with a fresh profile, to which every name of the site leads to that port."""
    phones: list[Phone] = []

    def make(port: int) -> Phone:
        phones.append(Phone(playwright, browser, tmp_path / f"profile-{len(phones)}", port))
        return phones[-1]

    yield make
    for phone in phones:
        phone.stop()


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
