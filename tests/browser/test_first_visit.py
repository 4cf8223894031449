"""A first visit in a real browser to our own server: all bodies together stay within 150 KB of gzip."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.app import ROOT
from tests.browser.hosts import NAME, Process
from tests.browser.person import HEADING, SEARCH
from tests.browser.phone import PhoneFactory

pytestmark = pytest.mark.browser
BUDGET = 150_000


def test_a_first_visit_stays_within_its_budget(phone_on: PhoneFactory, tmp_path: Path) -> None:
    """Plain HTTP, where browsers ask for gzip and for nothing better."""
    serve = [
        sys.executable,
        "-m",
        "webapp",
        "serve",
        "--content",
        str(ROOT / "content"),
        "--data",
        str(tmp_path),
    ]
    server = Process(lambda port: [*serve, "--port", str(port)], tmp_path / "server.log")
    server.start()
    page = phone_on(server.port).page()
    bodies: dict[str, int] = {}  # by address; what the page makes itself has none
    page.on("response", lambda answer: bodies.update({answer.url: int(answer.headers["content-length"])}))
    page.goto(f"http://{NAME}/")
    expect(page.locator(HEADING).first).to_be_attached()
    page.locator(SEARCH).fill("红包")
    expect(page.locator("[data-rule-id]").first).to_be_visible()
    server.kill()
    bodies = {url: size for url, size in bodies.items() if url.startswith("http")}
    print(f"{sum(bodies.values())} bytes", bodies)
    assert any("/sync/first/" in url for url in bodies) and f"http://{NAME}/" in bodies, bodies
    assert sum(bodies.values()) <= BUDGET, bodies
