"""The service worker, on localhost: what it keeps, what it leaves alone, and what it refuses to take over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page

from tests.browser.hosts import FaultServer, Reply
from tests.browser.phone import READY, Phone, PhoneFactory
from tests.browser.publisher import Publisher

KEPT = """async () => {
  const names = await caches.keys();
  const found = {};
  for (const name of names) {
    const requests = await (await caches.open(name)).keys();
    found[name] = requests.map((one) => new URL(one.url).pathname).sort();
  }
  return found;
}"""
STATES = """async () => {
  const one = await navigator.serviceWorker.getRegistration();
  return one ? ['installing', 'waiting', 'active'].filter((state) => one[state]) : [];
}"""
# Resolves when the update check is over and whatever it found is installed or discarded.
UPDATE = """async () => {
  const one = await navigator.serviceWorker.getRegistration();
  const found = new Promise((resolve) => { one.onupdatefound = () => resolve(one.installing); });
  await one.update().catch(() => null);
  if (!one.installing && !one.waiting) return 'nothing';
  const worker = one.installing || one.waiting || await found;
  while (worker.state === 'installing') await new Promise((resolve) => { worker.onstatechange = resolve; });
  return worker.state;
}"""
pytestmark = pytest.mark.browser


def address(host: FaultServer) -> str:
    """A secure context without a certificate."""
    return f"http://localhost:{host.port}/gz/hongxian/"


def controlled(phone: Phone, host: FaultServer) -> Page:
    """A page that an active worker answered: the second one, as the first came before the worker."""
    first = phone.open(address(host), READY)
    first.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page = phone.open(address(host), READY)
    first.close()
    assert page.evaluate("Boolean(navigator.serviceWorker.controller)")
    return page


def change_page(publisher: Publisher) -> None:
    """Publish a page, and so a worker, that differs from the one before."""
    before = (publisher.site / "sw.js").read_bytes()
    template = publisher.static / "index.html"
    template.write_text(
        template.read_text(encoding="utf-8").replace("正在打开", "马上就好"), encoding="utf-8"
    )
    publisher.release("红包", "群规", mark="v2")
    assert (publisher.site / "sw.js").read_bytes() != before


@pytest.fixture
def phone(publisher: Publisher, host: FaultServer, phone_on: PhoneFactory) -> Phone:
    """A phone to which release 1 is on offer."""
    publisher.release("红包", "保密")
    return phone_on(host.port)


def test_it_keeps_the_page_and_its_icons_and_nothing_else(phone: Phone, host: FaultServer) -> None:
    kept = controlled(phone, host).evaluate(KEPT)
    assert [name.startswith("hongxian:/gz/hongxian/:") for name in kept] == [True]
    paths = next(iter(kept.values()))
    assert "/gz/hongxian/index.html" in paths
    assert not [path for path in paths if "/sync/" in path or path.endswith("sw.js")]


def test_it_answers_the_page_and_leaves_the_rest_to_the_network(phone: Phone, host: FaultServer) -> None:
    controlled(phone, host).close()
    host.requests.clear()
    page = phone.open(address(host), READY)
    assert page.evaluate("hongxian.check()") == {"kind": "same"}
    asked = [path for path in host.requests if not path.endswith("sw.js")]
    assert asked == ["gz/hongxian/sync/head.json"], (
        "the page comes from the worker, the statement from the server"
    )
    assert page.evaluate("fetch('api/search?q=1').then((answer) => answer.status)") == 404
    assert "gz/hongxian/api/search" in host.requests


def test_a_plain_page_becomes_the_app_when_the_server_is_gone(
    publisher: Publisher, phone: Phone, host: FaultServer
) -> None:
    plain = publisher.site / "r" / "rule-0"
    plain.mkdir(parents=True)
    (plain / "index.html").write_text("<title>plain</title>", encoding="utf-8")
    controlled(phone, host).close()
    page = phone.page()
    page.goto(address(host) + "r/rule-0/")
    assert page.title() == "plain"
    host.close()
    page = phone.open(address(host) + "r/rule-0/", READY)
    assert page.url == address(host) + "#/r/rule-0"


@pytest.mark.parametrize("status", [200, 404, 500])
def test_a_worker_that_cannot_be_fetched_changes_nothing(
    status: int, phone: Phone, host: FaultServer
) -> None:
    page = controlled(phone, host)
    host.fault = lambda path, _body: (
        Reply(b"<!doctype html>login", status) if path.endswith("sw.js") else None
    )
    page.evaluate(UPDATE)
    assert page.evaluate(STATES) == ["active"]
    host.close()
    phone.open(address(host), READY)


def test_one_bad_file_fails_the_whole_new_worker(
    publisher: Publisher, phone: Phone, host: FaultServer
) -> None:
    page = controlled(phone, host)
    before = page.evaluate(KEPT)
    old = publisher.site / "index.html"
    (publisher.static / "index.html").write_text(
        (publisher.static / "index.html").read_text(encoding="utf-8").replace("正在打开", "正在打開"),
        encoding="utf-8",
    )
    good = old.read_bytes()
    publisher.release("红包", "群规", mark="v2")
    assert old.read_bytes() != good, "the page has changed, so the worker has"
    host.fault = lambda path, _body: Reply(b"<!doctype html>login") if path.endswith("index.html") else None
    assert page.evaluate(UPDATE) == "redundant"
    assert page.evaluate(STATES) == ["active"]
    assert {name: paths for name, paths in page.evaluate(KEPT).items() if paths} == before
    host.fault = lambda _path, _body: None
    assert page.evaluate(UPDATE) == "installed", "a window is open: the new one waits"
    assert page.evaluate(STATES) == ["waiting", "active"]
    assert page.evaluate("hongxian.release.seq") == 1, "a new page is no new release"


def test_it_goes_on_request(publisher: Publisher, phone: Phone, host: FaultServer) -> None:
    page = controlled(phone, host)
    template = publisher.static / "index.html"
    template.write_text(
        template.read_text(encoding="utf-8").replace("正在打开", "正在打開"), encoding="utf-8"
    )
    publisher.release("红包", "群规", mark="v2")
    assert page.evaluate(UPDATE) == "installed"
    old = page.evaluate(KEPT)
    assert len(old) == 2
    page.evaluate(
        """async () => {
          const one = await navigator.serviceWorker.getRegistration();
          const worker = one.waiting;
          worker.postMessage('take-over');
          while (worker.state !== 'activated') await new Promise((resolve) => { worker.onstatechange = resolve; });
        }"""
    )
    assert len(page.evaluate(KEPT)) == 1, "the cache of the old worker is gone"


# Asked from outside the scope, where nothing tells: resolves when the active worker has just these caches.
SETTLED = """async (wanted) => {
  for (let look = 0; look < 600; look++) {
    const names = (await caches.keys()).filter((name) => name.startsWith('hongxian:/gz/hongxian/'));
    const one = await navigator.serviceWorker.getRegistration('/gz/hongxian/');
    const states = [one.installing, one.waiting].concat(one.active && one.active.state);
    if (names.length === wanted && !states[0] && !states[1] && states[2] === 'activated') return;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error('no worker settled');
}"""


def outside(phone: Phone, host: FaultServer) -> Page:
    """A page of the same origin that no worker of ours answers."""
    (host.folder / "elsewhere").mkdir(exist_ok=True)
    (host.folder / "elsewhere" / "index.html").write_text("<title>elsewhere</title>", encoding="utf-8")
    page = phone.page()
    page.goto(f"http://localhost:{host.port}/elsewhere/")
    return page


def test_a_worker_that_breaks_every_page_is_gone_after_one_more_opening(
    phone: Phone, host: FaultServer
) -> None:
    """Row 38: it was shipped, then mended on the server; the browser asks behind the opening that fails."""
    broken = (
        b"self.addEventListener('fetch', (event) => event.respondWith(Promise.reject(new Error('broken'))));"
    )
    host.fault = lambda path, _body: Reply(broken) if path.endswith("sw.js") else None
    page = phone.open(address(host), READY)
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.goto("about:blank")
    host.fault = lambda _path, _body: None
    with pytest.raises(Error, match="ERR_FAILED"):
        page.goto(address(host))
    outside(phone, host).evaluate(SETTLED, 1)
    host.close()
    assert phone.open(address(host), READY).inner_text("#shown") == "红包|保密 by v1"


def test_the_worker_of_an_earlier_release_gives_way_by_the_second_opening(
    publisher: Publisher, phone: Phone, host: FaultServer
) -> None:
    """Row 36: it waits for the pages that it opened, and the next one is the new page."""
    controlled(phone, host).close()
    change_page(publisher)
    first = phone.open(address(host), READY)
    assert first.evaluate(UPDATE) == "installed"
    first.close()
    outside(phone, host).evaluate(SETTLED, 1)
    second = phone.page()
    second.goto(address(host), wait_until="commit")
    assert "马上就好" in second.evaluate("fetch('index.html').then((answer) => answer.text())")


def test_caches_that_were_left_behind_go_and_those_of_others_stay(
    publisher: Publisher, phone: Phone, host: FaultServer
) -> None:
    """Row 40: what an installation that broke off left, beside the cache of another deployment of the same origin."""
    page = controlled(phone, host)
    left, other = "hongxian:/gz/hongxian/:left", "hongxian:/gz/other/:kept"
    page.evaluate(
        """(names) => Promise.all(names.map(async (name) =>
          (await caches.open(name)).put('/gz/hongxian/index.html', new Response('left behind'))))""",
        [left, other],
    )
    change_page(publisher)
    assert page.evaluate(UPDATE) == "installed"
    page.close()
    watcher = outside(phone, host)
    watcher.evaluate(SETTLED, 1)
    kept = watcher.evaluate(KEPT)
    assert left not in kept
    assert other in kept
