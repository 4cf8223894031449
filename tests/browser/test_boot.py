"""A page, a release and a server that may die → what stands on the screen; on localhost and on plain HTTP."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.hosts import NAME, FaultServer, Reply, static_server
from tests.browser.phone import KEYS, READY, TAKE, URL, Guest, GuestFactory, PhoneFactory
from tests.browser.publisher import Publisher
from webapp.release.keys import load_keys

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["localhost", NAME])
def test_opens_with_the_server_dead_and_the_browser_restarted(
    name: str, publisher: Publisher, phone_on: PhoneFactory, tmp_path: Path
) -> None:
    publisher.release("红包", "保密")
    server = static_server(publisher.host, tmp_path / "server.log")
    server.start()
    try:
        phone = phone_on(server.port)
        url = f"http://{name}{'' if name == NAME else f':{server.port}'}/gz/hongxian/"
        page = phone.open(url + "#/r/rule-1", READY)
        assert page.evaluate("isSecureContext") is (name == "localhost")
        assert page.inner_text("#shown") == "红包|保密 by v1"
        assert page.url.endswith("#/r/rule-1")
        assert page.evaluate("hongxian.fingerprint") == load_keys(publisher.data).fingerprint
        if name == "localhost":
            page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    finally:
        server.kill()
    phone.restart()
    page, seconds = phone.timed(url, READY)
    print(f"{name}: opened in {seconds * 1000:.0f} ms with the server dead")
    assert page.inner_text("#shown") == "红包|保密 by v1"
    assert seconds < 5


def problem(page: Page) -> str:
    """The code of what the splash complains about."""
    page.wait_for_selector("html[data-boot]", state="attached")
    assert page.is_visible("#splash-retry")
    assert page.is_visible("#splash-pages a")
    return page.get_attribute("html", "data-boot") or ""


def test_a_first_visit_without_content_says_what_to_do_and_goes_on(
    publisher: Publisher, open_host: FaultServer, guest: Guest
) -> None:
    publisher.release("红包", "保密")
    open_host.fault = lambda path, _body: Reply(b"", 500) if "sync/" in path else None
    page = guest.page()
    page.goto(URL)
    assert problem(page) == "unreachable"
    assert "联网重试" in page.inner_text("#splash-message")
    assert page.get_attribute("#splash-second", "lang") == "en"
    open_host.fault = lambda _path, _body: None
    page.click("#splash-retry")
    page.wait_for_selector(READY, state="attached")
    assert page.inner_text("#shown") == "红包|保密 by v1"


@pytest.mark.parametrize("mode", ["S", "H", "W"])
def test_a_first_install_that_breaks_off_keeps_what_arrived(
    mode: str, publisher: Publisher, open_host: FaultServer, guest_as: GuestFactory
) -> None:
    publisher.release("红包", "保密")
    for share in (0.01, 0.2, 0.5, 0.9, 0.999):
        breaks_off(open_host, share)
        guest = guest_as(mode)
        page = guest.page()
        page.goto(guest.url)
        assert problem(page) == "unreachable"
        open_host.fault = lambda path, _body: Reply(b"", 500) if "sync/first/" in path else None
        kept = set(page.evaluate(KEYS))
        open_host.requests.clear()
        page.click("#splash-retry")
        page.wait_for_selector(READY, state="attached")
        fetched = {path.split("/")[-1].split(".")[0] for path in open_host.requests if "sync/o/" in path}
        assert fetched, f"{share}: something was missing"
        assert not kept & fetched, f"{share}: what is whole is not fetched again"


def breaks_off(host: FaultServer, share: float) -> None:
    """The connection is lost in the pack, and no object can be had by itself."""

    def fault(path: str, body: bytes) -> Reply | None:
        if "sync/first/" in path:
            return Reply(body[: int(len(body) * share)], declared=len(body))
        return Reply(b"", 500) if "sync/o/" in path else None

    host.fault = fault


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body[: len(body) // 2],
        lambda body: body[:-200] + bytes([body[-200] ^ 1]) + body[-199:],
        lambda body: b"<!doctype html>",
        lambda body: b"",
    ],
    ids=["half", "one bit", "portal", "nothing"],
)
def test_a_bad_pack_is_made_good_object_by_object(
    spoil: Callable[[bytes], bytes], publisher: Publisher, open_host: FaultServer, guest: Guest
) -> None:
    publisher.release("红包", "保密")
    open_host.fault = lambda path, body: Reply(spoil(body)) if "sync/first/" in path else None
    page = guest.open(URL, READY)
    assert page.inner_text("#shown") == "红包|保密 by v1"


def test_what_is_forged_never_becomes_the_first_release(
    publisher: Publisher, open_host: FaultServer, guest: Guest
) -> None:
    publisher.release("红包", "保密")
    open_host.fault = lambda path, body: (
        Reply(body.replace(b'seq\\":1', b'seq\\":9')) if "head.json" in path else None
    )
    page = guest.page()
    page.goto(URL)
    assert problem(page) == "bad-signature"
    assert "没有通过核对" in page.inner_text("#splash-message")
    assert page.evaluate(KEYS) == []


BROKEN_STORES = {
    "Object.defineProperty(self, 'indexedDB', { value: undefined })": "unavailable",
    "Object.defineProperty(self, 'indexedDB', { get() { throw new DOMException('', 'SecurityError'); } })": (
        "unavailable"
    ),
    "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); }": "unavailable",
    "IDBFactory.prototype.open = () => ({})": "timeout",
    "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); }": "no-space",
}


@pytest.mark.parametrize("mode", ["S", "H", "W"])
def test_storage_that_fails_is_named(
    mode: str, publisher: Publisher, open_host: FaultServer, guest_as: GuestFactory
) -> None:
    """Absent, forbidden, refused, never answering, full."""
    publisher.release("红包")
    guest = guest_as(mode)
    for broken, code in BROKEN_STORES.items():
        page = guest.page()
        page.add_init_script(broken)
        page.goto(guest.url)
        assert problem(page) == code, broken
        page.close()


@pytest.mark.parametrize("mode", ["S", "H", "W"])
def test_a_connection_that_is_lost_once_is_opened_again(
    mode: str, publisher: Publisher, open_host: FaultServer, guest_as: GuestFactory
) -> None:
    publisher.release("红包")
    guest = guest_as(mode)
    page = guest.page()
    page.add_init_script(
        """const good = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...given) {
          IDBDatabase.prototype.transaction = good;
          throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
        };"""
    )
    page.goto(guest.url)
    page.wait_for_selector(READY, state="attached")


def test_without_webcrypto_locks_and_workers_it_is_the_same(
    publisher: Publisher, open_host: FaultServer, guest: Guest
) -> None:
    """What in-app browsers take away."""
    publisher.release("红包", "保密")
    page = guest.page()
    page.add_init_script(
        """const gone = [[Navigator.prototype, 'serviceWorker'], [self, 'caches'], [Crypto.prototype, 'subtle'],
          [Navigator.prototype, 'storage'], [Navigator.prototype, 'locks'], [self, 'BroadcastChannel']];
        for (const [owner, key] of gone) delete owner[key];"""
    )
    page.goto(f"http://localhost:{open_host.port}/gz/hongxian/index.html")
    page.wait_for_selector(READY, state="attached")
    assert page.inner_text("#shown") == "红包|保密 by v1"


@pytest.mark.parametrize("address", ["", "index.html", "#/r/rule-0", "index.html?from=chat#/search?q=1"])
def test_every_form_of_the_address_is_the_same_place(
    address: str, publisher: Publisher, open_host: FaultServer, guest: Guest
) -> None:
    publisher.release("红包")
    guest.open(URL, READY).close()
    open_host.requests.clear()
    page = guest.open(URL + address, READY)
    assert page.url == URL + address
    assert page.evaluate("hongxian.database") == "hongxian:/gz/hongxian/"
    assert not [path for path in open_host.requests if "sync/" in path], "what is held opens without asking"


@pytest.mark.parametrize(
    ("locale", "text", "second"),
    [
        ("zh-CN", "连不上", "No network"),
        ("zh-TW", "連不上", "No network"),
        ("en-GB", "No network", "连不上"),
        ("fr", "连不上", "No network"),
    ],
)
def test_it_speaks_the_language_of_the_browser(
    locale: str,
    text: str,
    second: str,
    publisher: Publisher,
    open_host: FaultServer,
    counter: tuple[FaultServer, Browser],
) -> None:
    publisher.release("红包")
    open_host.fault = lambda path, _body: Reply(b"", 500) if "sync/" in path else None
    page = counter[1].new_page(locale=locale)
    page.goto(f"http://127.0.0.1:{open_host.port}/gz/hongxian/")
    page.wait_for_selector("html[data-boot]", state="attached")
    assert page.inner_text("#splash-message").startswith(text)
    assert page.inner_text("#splash-second").startswith(second)
    page.close()


def test_from_a_file_it_says_so(publisher: Publisher, host: FaultServer, phone_on: PhoneFactory) -> None:
    publisher.release("红包")
    page = phone_on(host.port).page()
    page.goto((publisher.site / "index.html").as_uri())
    assert problem(page) == "file"
    assert "单文件版" in page.inner_text("#splash-message")
    assert page.get_attribute("#splash-pages a", "href") == "single-file.html"


def test_without_scripts_it_points_to_the_plain_pages(
    publisher: Publisher, open_host: FaultServer, counter: tuple[FaultServer, Browser]
) -> None:
    publisher.release("红包")
    page = counter[1].new_page(java_script_enabled=False)
    page.goto(f"http://127.0.0.1:{open_host.port}/gz/hongxian/")
    assert page.locator("noscript a[href='r/']").count() == 2
    assert "没有运行脚本" in page.inner_text("body")
    page.close()


def test_a_shell_that_throws_gives_way_to_the_previous_release(
    publisher: Publisher, open_host: FaultServer, guest: Guest
) -> None:
    publisher.release("红包")
    page = guest.open(URL, READY)
    publisher.release("保密", shell="throw new Error('broken shell');\n")
    assert page.evaluate(TAKE) == {"kind": "taken"}
    page = guest.open(URL, READY)
    assert page.inner_text("#shown") == "红包 by v1"


def test_another_deployment_at_the_same_address_replaces_the_old_one(
    publisher: Publisher, open_host: FaultServer, guest: Guest, tmp_path: Path
) -> None:
    publisher.release("红包")
    guest.open(URL, READY).close()
    other = Publisher(tmp_path / "other")
    other.release("保密", mark="other")
    open_host.folder = other.host
    page = guest.page()
    page.goto(URL)
    page.reload()  # the page itself is in the HTTP cache for a year: only a reload asks for the new one
    page.locator("#shown", has_text="保密 by other").wait_for()
    assert page.evaluate("hongxian.release.seq") == 1


@pytest.mark.parametrize(
    "row",
    [
        "null",
        "'x'",
        "{}",
        "{ ...row, statement: {} }",
        "{ ...row, envelope: '{' }",
        "{ ...row, documents: 'x' }",
        "{ ...row, seq: 'x' }",
    ],
)
def test_a_row_that_says_nothing_is_replaced(
    row: str, publisher: Publisher, host: FaultServer, phone_on: PhoneFactory
) -> None:
    """What is current cannot be read: online it comes again, offline the previous one opens."""
    publisher.release("红包")
    phone = phone_on(host.port)
    page = phone.open(URL, READY)
    spoil = f"""async () => {{
      const asked = indexedDB.open(hongxian.database);
      await new Promise((resolve) => {{ asked.onsuccess = resolve; }});
      const states = asked.result.transaction('state', 'readwrite').objectStore('state');
      const read = states.get('current');
      await new Promise((resolve) => {{ read.onsuccess = resolve; }});
      const row = read.result;
      states.put({row}, 'current');
      states.put('x', 'turn');
      await new Promise((resolve) => {{ states.transaction.oncomplete = resolve; }});
      asked.result.close();
    }}"""
    page.evaluate(spoil)
    page = phone.open(URL, READY)
    assert page.inner_text("#shown") == "红包 by v1"
    publisher.release("保密", mark="v2")
    assert page.evaluate(TAKE) == {"kind": "taken"}
    page.evaluate(spoil)
    host.close()
    assert phone.open(URL, READY).inner_text("#shown") == "红包 by v1"
