"""A small office without a proxy: `./run cert`, `./run --tls`, the authority installed on a phone, the server dead."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.browser.hosts import NAME, Process
from tests.browser.phone import PhoneFactory

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "tests" / "corpora" / "small"
URL = f"https://{NAME}/"
SEARCH = "input[type=search]"
pytestmark = pytest.mark.browser


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """What `./run cert` says phones have to install."""
    command = [sys.executable, "-m", "webapp", "cert", NAME, "--data", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "证书信任设置" in done.stderr
    return Path(done.stdout.strip())


@pytest.fixture
def office(authority: Path, tmp_path: Path) -> Iterator[Process]:
    """`./run --tls`"""
    serve = [
        sys.executable,
        "-m",
        "webapp",
        "serve",
        "--tls",
        "--content",
        str(CONTENT),
        "--data",
        str(tmp_path),
    ]
    server = Process(lambda port: [*serve, "--port", str(port)], tmp_path / "log")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def home(authority: Path, tmp_path: Path) -> Path:
    """The home of somebody who trusts the office: Chromium reads what `certutil` has put there."""
    if shutil.which("certutil") is None:
        message = "no certutil: install `libnss3-tools`"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    store = tmp_path / "home" / ".pki" / "nssdb"
    store.mkdir(parents=True)
    place = ["certutil", "-d", f"sql:{store}"]
    subprocess.run([*place, "-N", "--empty-password"], check=True)
    subprocess.run([*place, "-A", "-n", "office", "-t", "C,,", "-i", str(authority)], check=True)
    return tmp_path / "home"


def test_a_phone_that_trusts_the_office_opens_with_the_server_dead(
    office: Process, home: Path, phone_on: PhoneFactory
) -> None:
    phone = phone_on(office.port, home)
    page = phone.open(URL, SEARCH)
    assert page.evaluate("isSecureContext")
    assert page.evaluate("navigator.serviceWorker.ready.then((found) => found.scope)") == URL
    office.kill()
    phone.restart()
    page = phone.open(URL, SEARCH)
    page.fill(SEARCH, "红包")
    expect(page.locator("[data-rule-id]").first).to_be_visible()


def test_a_phone_that_does_not_is_warned(office: Process, phone_on: PhoneFactory, tmp_path: Path) -> None:
    phone = phone_on(office.port, tmp_path / "stranger")
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        phone.open(URL, SEARCH)
