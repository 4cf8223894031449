"""What a browser takes away or forgets, row by row of the matrix: the app opens from what is left."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession, Page

from tests.browser.hosts import NAME, FaultServer
from tests.browser.phone import READY, WEBVIEW, GuestFactory, PhoneFactory
from tests.browser.publisher import Publisher

pytestmark = pytest.mark.browser


def address(host: FaultServer, name: str = "localhost") -> str:
    return f"http://{name}{'' if name == NAME else f':{host.port}'}/gz/hongxian/"


def installed(publisher: Publisher, host: FaultServer, phone_on: PhoneFactory) -> Page:
    """A page on release 1 whose worker is active."""
    publisher.release("红包", "保密")
    page = phone_on(host.port).open(address(host), READY)
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    return page


def tools(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def reopened(page: Page, url: str) -> str:
    """What stands there after leaving and coming back."""
    page.goto("about:blank")
    page.goto(url)
    page.wait_for_selector(READY, state="attached")
    return page.inner_text("#shown")


def test_an_in_app_browser_reopens_with_the_server_dead(
    publisher: Publisher, host: FaultServer, phone_on: PhoneFactory
) -> None:
    """Row 1 in W: no worker, no WebCrypto; the page comes from the HTTP cache."""
    publisher.release("红包", "保密")
    phone = phone_on(host.port)
    assert phone.context is not None
    phone.context.add_init_script(WEBVIEW)
    phone.open(address(host, NAME), READY).close()
    host.close()
    phone.restart()
    assert phone.context is not None
    phone.context.add_init_script(WEBVIEW)
    assert reopened(phone.page(), address(host, NAME)) == "红包|保密 by v1"


def test_a_worker_that_was_stopped_answers_again(
    publisher: Publisher, host: FaultServer, phone_on: PhoneFactory
) -> None:
    """Row 39: nothing that a worker needs is only in its memory."""
    page = installed(publisher, host, phone_on)
    host.close()
    session = tools(page)
    session.send("ServiceWorker.enable")
    for _ in range(3):
        session.send("ServiceWorker.stopAllWorkers")
        assert reopened(page, address(host)) == "红包|保密 by v1"


@pytest.mark.parametrize("gone", ["indexeddb", "service_workers,cache_storage"])
def test_page_or_content_wiped_comes_back(
    gone: str, publisher: Publisher, host: FaultServer, phone_on: PhoneFactory
) -> None:
    """Row 43: one of the two is wiped by type; the next visit brings it back, and then it opens offline again."""
    page = installed(publisher, host, phone_on)
    origin = address(host).rsplit("/gz", 1)[0]
    page.goto("about:blank")
    tools(page).send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": gone})
    assert reopened(page, address(host)) == "红包|保密 by v1"
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    host.close()
    assert reopened(page, address(host)) == "红包|保密 by v1"


@pytest.mark.parametrize("mode", ["S", "H", "W"])
def test_without_local_storage_and_cookies_it_is_the_same(
    mode: str, publisher: Publisher, open_host: FaultServer, guest_as: GuestFactory
) -> None:
    """Row 50: reading either throws, as it does where both are forbidden."""
    publisher.release("红包", "保密")
    guest = guest_as(mode)
    page = guest.page()
    page.add_init_script(
        """const refuse = { get() { throw new DOMException('', 'SecurityError'); } };
        for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(self, name, refuse);
        Object.defineProperty(Document.prototype, 'cookie', refuse);"""
    )
    page.goto(guest.url)
    page.wait_for_selector(READY, state="attached")
    assert page.inner_text("#shown") == "红包|保密 by v1"


@pytest.mark.parametrize("mode", ["S", "H", "W"])
def test_a_later_version_of_the_store_is_not_kept_waiting(
    mode: str, publisher: Publisher, open_host: FaultServer, guest_as: GuestFactory
) -> None:
    """Row 48: an open page lets go of the store, goes on showing what it shows, and names what it can no longer do."""
    publisher.release("红包", "保密")
    guest = guest_as(mode)
    page = guest.open(guest.url, READY)
    other = guest.page()
    other.goto(guest.url + "sw.js")
    upgrade = """() => new Promise((resolve) => {
      const asked = indexedDB.open('hongxian:/gz/hongxian/', 2);
      asked.onblocked = () => resolve('blocked');
      asked.onsuccess = () => resolve('open');
    })"""
    assert other.evaluate(upgrade) == "open"
    assert page.evaluate("hongxian.check()")["kind"] == "storage"
    assert page.inner_text("#shown") == "红包|保密 by v1"
