"""A small office without a proxy: `./run cert`, `./run --tls`, the authority installed on a phone, the server dead."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.desk import Desk, first_account
from tests.browser.hosts import HOST, NAME, Process
from tests.browser.phone import PhoneFactory
from webapp.cli.lan import address
from webapp.doctor.examine import examine
from webapp.doctor.reader import WebReader

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
    return trusting(authority, tmp_path / "home")


def trusting(authority: Path, home: Path) -> Path:
    """The home of somebody who trusts the office: Chromium reads what `certutil` has put there."""
    if shutil.which("certutil") is None:
        message = "no certutil: install `libnss3-tools`"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    store = home / ".pki" / "nssdb"
    store.mkdir(parents=True)
    place = ["certutil", "-d", f"sql:{store}"]
    subprocess.run([*place, "-N", "--empty-password"], check=True)
    subprocess.run([*place, "-A", "-n", "office", "-t", "C,,", "-i", str(authority)], check=True)
    return home


def test_a_phone_that_trusts_the_office_opens_with_the_server_dead(
    office: Process, authority: Path, home: Path, phone_on: PhoneFactory
) -> None:
    found = examine(WebReader(f"https://{HOST}:{office.port}/", authority))
    assert [each.code for each in found] == ["https", "signed"], "the doctor trusts what phones trust"
    phone = phone_on(office.port, home)
    page = phone.open(URL, SEARCH)
    assert page.evaluate("isSecureContext")
    assert page.evaluate("navigator.serviceWorker.ready.then((found) => found.scope)") == URL
    office.kill()
    phone.restart()
    page = phone.open(URL, SEARCH)
    page.fill(SEARCH, "红包")
    expect(page.locator("[data-rule-id]").first).to_be_visible()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """`./run cert`, then `./run desk --tls` for the whole network; without one, its address is the loopback's."""
    place = tmp_path / "office"
    command = [sys.executable, "-m", "webapp", "cert", "--data", str(place / "data")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = Desk(place, None, "--tls", "--host", "0.0.0.0")
    yield made
    made.stop()
    assert made.complaints == []


@pytest.fixture
def second_pc(desk: Desk, tmp_path: Path, phone_on: PhoneFactory) -> Page:
    """Another machine's browser, as far as the desk can tell; it trusts what `./run cert` has made."""
    browser = phone_on(0, trusting(tmp_path / "office" / "data" / "tls" / "ca.crt", tmp_path / "pc"))
    page = desk.listen(browser.page())
    page.set_viewport_size({"width": 1280, "height": 860})
    return page


def test_the_desk_is_used_on_a_second_pc(desk: Desk, second_pc: Page) -> None:
    page = first_account(desk, second_pc)
    assert page.url.startswith(f"https://{address()}:") and page.evaluate("isSecureContext")
    kept = {each["name"]: each for each in page.context.cookies()}
    assert kept["__Host-session"]["secure"] and kept["__Host-session"]["httpOnly"]
    page.get_by_role("link", name="账号", exact=True).click()
    page.get_by_label("写的人和同意的人必须是两个人").uncheck()
    page.locator("form[action$='options']").get_by_role("button", name="保存").click()
    page.goto(f"{desk.admin}content/rule/jia-guiding--hongbao/")
    page.get_by_role("button", name="修改").click()
    page.get_by_label("编者说明").fill("在第二台电脑上写的话。")
    expect(page.locator("#saved")).to_contain_text("已自动保存")
    expect(page.frame_locator("#preview").locator("main")).to_contain_text("在第二台电脑上写的话。")
    page.get_by_role("button", name="保存，看改了什么").click()
    for step in ("提交审核", "同意", "发布"):
        page.get_by_role("main").get_by_role("button", name=step, exact=True).click()
    expect(page.locator(".cells li").first).to_contain_text("第 2 版")
    page.goto(f"{desk.admin.removesuffix('admin/')}#/r/jia-guiding--hongbao")
    expect(page.locator("[data-pane]").last).to_contain_text("在第二台电脑上写的话。")


def test_a_phone_that_does_not_is_warned(office: Process, phone_on: PhoneFactory, tmp_path: Path) -> None:
    phone = phone_on(office.port, tmp_path / "stranger")
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        phone.open(URL, SEARCH)
