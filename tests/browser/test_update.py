"""A second release, good or bad → taken whole or refused, with the old one intact until then and after that."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.hosts import Fault, FaultServer, Reply
from tests.browser.phone import KEYS, READY, TAKE, URL, Browsing, Guest, GuestFactory, PhoneFactory
from tests.browser.publisher import Publisher

HTML = {"Content-Type": "text/html"}
HARD = {"Content-Type": "image/png", "Cache-Control": "public, max-age=31536000"}
DATABASE = """const opened = indexedDB.open('hongxian:/gz/hongxian/');
  const database = await new Promise((resolve) => { opened.onsuccess = () => resolve(opened.result); });
  const change = (store, work) => new Promise((resolve) => {
    const transaction = database.transaction(store, 'readwrite');
    work(transaction.objectStore(store));
    transaction.oncomplete = () => { database.close(); resolve(); };
  });"""
DAMAGE = f"async (hash) => {{ {DATABASE} await change('objects', (store) => store.put(new Uint8Array(5), hash)); }}"
FORGET = f"async (keys) => {{ {DATABASE} await change('state', (store) => keys.forEach((key) => store.delete(key))); }}"
pytestmark = pytest.mark.browser


def flipped(body: bytes, at: int) -> bytes:
    """The same bytes with one bit changed."""
    return body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]


def on(pattern: str, reply: Callable[[bytes], Reply]) -> Fault:
    """A fault for the paths that match."""
    return lambda path, body: reply(body) if re.search(pattern, path) else None


def refused(code: str) -> dict[str, Any]:
    """What `check` and `take` say of an answer that is not taken."""
    return {"kind": "refused", "code": code}


PORTAL = "<!doctype html><title>login</title><form>请先登录</form>".encode()
OBJECT = r"sync/o/"
HEAD = r"sync/head\.json"
ALL = ""
GONE = {"kind": "unreachable"}
# name → paths, what goes over the wire instead, what `take` says
FAULTS: dict[str, tuple[str, Callable[[bytes], Reply], dict[str, Any]]] = {
    "500 on the head": (HEAD, lambda _: Reply(b"x", 500), GONE),
    "503 on objects": (OBJECT, lambda _: Reply(b"x", 503), GONE),
    "404 of objects": (OBJECT, lambda _: Reply(b"", 404), GONE),
    "portal everywhere": (ALL, lambda _: Reply(PORTAL, headers=HTML), refused("not-json")),
    "portal by redirect": (ALL, lambda _: Reply(b"", 302, {"Location": "/login"}), GONE),
    "portal on objects": (OBJECT, lambda _: Reply(PORTAL), refused("truncated")),
    "bit flip in the head": (
        HEAD,
        lambda body: Reply(flipped(body, body.index(b"seq") + 6)),
        refused("bad-signature"),
    ),
    "bit flip in objects": (
        OBJECT,
        lambda body: Reply(flipped(body, len(body) // 2)),
        refused("hash-mismatch"),
    ),
    "head cut, length kept": (HEAD, lambda body: Reply(body[:-9], declared=len(body)), GONE),
    "head cut, clean end": (HEAD, lambda body: Reply(body[:-9]), refused("not-json")),
    "objects cut, clean end": (OBJECT, lambda body: Reply(body[:-3]), refused("truncated")),
    "newline after objects": (OBJECT, lambda body: Reply(body + b"\n"), refused("too-large")),
    "endless head": (HEAD, lambda body: Reply(body, endless=True), refused("too-large")),
    "endless objects": (OBJECT, lambda body: Reply(body, endless=True), refused("too-large")),
    "empty head": (HEAD, lambda _: Reply(b""), refused("not-json")),
    "silence after half a head": (HEAD, lambda body: Reply(body[:99], declared=len(body), stall=True), GONE),
    "charset conversion": (OBJECT, lambda body: Reply(body.decode().encode("gb18030")), {"kind": "refused"}),
}


@pytest.fixture
def host(open_host: FaultServer) -> FaultServer:
    """Nobody restarts here, but the last one."""
    return open_host


def behind(publisher: Publisher, phone: Browsing, url: str = URL) -> None:
    """A phone with release 1 on it; release 2 is published and not yet taken."""
    publisher.release("红包", "保密", mark="v1")
    phone.open(url, READY).close()
    publisher.release("红包", "群规", mark="v2")


@pytest.fixture
def phone(
    publisher: Publisher, host: FaultServer, guest_as: GuestFactory, request: pytest.FixtureRequest
) -> Guest:
    """Such a phone on plain HTTP, or in the mode that a test names."""
    made = guest_as(getattr(request, "param", "H"))
    behind(publisher, made, made.url)
    return made


in_every_mode = pytest.mark.parametrize("phone", ["S", "H", "W"], indirect=True)


def shown(phone: Browsing, url: str = URL) -> str:
    """What a freshly opened page shows."""
    page = phone.open(url, READY)
    text = page.inner_text("#shown")
    page.close()
    return text


def test_a_second_release_is_offered_then_taken_and_never_mixed(phone: Guest, host: FaultServer) -> None:
    page = phone.open(URL, READY)
    host.requests.clear()
    offer = page.evaluate("hongxian.check()")
    assert offer["kind"] == "newer"
    assert [entry[0] for entry in offer["documents"]] == ["rule-0", "rule-1"]
    assert shown(phone) == "红包|保密 by v1", "the old one is intact until the new one is taken"
    assert page.evaluate("(offer) => hongxian.take(offer)", offer) == {"kind": "taken"}
    assert page.inner_text("#shown") == "红包|保密 by v1", "an open page stays on its release"
    assert page.evaluate("hongxian.release.seq") == 1
    assert shown(phone) == "红包|群规 by v2"
    assert page.evaluate("hongxian.check()") == {"kind": "same"}
    objects = [path for path in host.requests if "/sync/o/" in path]
    assert len(objects) == len(set(objects)), "no object is fetched twice"
    assert not [path for path in host.requests if "/sync/first/" in path], "an update needs no pack"


@pytest.mark.parametrize("name", FAULTS)
def test_a_bad_answer_is_refused_and_the_old_release_stays(
    name: str, phone: Guest, host: FaultServer
) -> None:
    paths, reply, expected = FAULTS[name]
    page = phone.open(URL, READY)
    host.fault = on(paths, reply)
    answer = page.evaluate(TAKE)
    assert {**answer, **expected} == answer, answer
    assert shown(phone) == "红包|保密 by v1"
    host.fault = lambda _path, _body: None
    assert page.evaluate(TAKE) == {"kind": "taken"}
    assert shown(phone) == "红包|群规 by v2"


def test_a_proxy_that_adds_a_mark_and_a_newline_to_the_head_does_no_harm(
    phone: Guest, host: FaultServer
) -> None:
    host.fault = on(HEAD, lambda body: Reply(b"\xef\xbb\xbf" + body + b"\r\n"))
    assert phone.open(URL, READY).evaluate(TAKE) == {"kind": "taken"}
    assert shown(phone) == "红包|群规 by v2"


def test_wrong_types_and_hard_caching_do_no_harm(phone: Guest, host: FaultServer) -> None:
    page = phone.open(URL, READY)
    host.fault = lambda _path, body: Reply(body, headers=HARD) if body else None
    assert page.evaluate("hongxian.check()")["kind"] == "newer"
    assert page.evaluate(TAKE) == {"kind": "taken"}


def test_an_older_release_is_refused(publisher: Publisher, phone: Guest, host: FaultServer) -> None:
    page = phone.open(URL, READY)
    assert page.evaluate(TAKE) == {"kind": "taken"}
    old = (publisher.site / "sync" / "r" / "1-1.json").read_bytes()
    host.fault = on(HEAD, lambda _: Reply(old))
    assert page.evaluate("hongxian.check()") == refused("older")
    forced = page.evaluate("(envelope) => hongxian.take({ envelope })", old.decode())
    assert forced == refused("older"), "an offer made up by the page is checked again"
    assert shown(phone) == "红包|群规 by v2"


def test_a_release_of_another_key_is_refused(publisher: Publisher, phone: Guest, host: FaultServer) -> None:
    envelope = json.loads(publisher.head())
    envelope["signed"] = envelope["signed"].replace('"seq":2', '"seq":3')
    host.fault = on(HEAD, lambda _: Reply(json.dumps(envelope).encode()))
    assert phone.open(URL, READY).evaluate("hongxian.check()") == refused("bad-signature")


def test_two_tabs_never_end_on_the_older_release(publisher: Publisher, phone: Guest) -> None:
    one, two = phone.open(URL, READY), phone.open(URL, READY)
    offer_two = one.evaluate("hongxian.check()")
    publisher.release("红包", "群规", "举报", mark="v3")
    offer_three = two.evaluate("hongxian.check()")
    assert two.evaluate("(offer) => hongxian.take(offer)", offer_three) == {"kind": "taken"}
    late = one.evaluate("(offer) => hongxian.take(offer)", offer_two)
    assert late in ({"kind": "superseded"}, refused("older"))
    assert shown(phone) == "红包|群规|举报 by v3"


def test_two_tabs_at_the_same_moment(publisher: Publisher, phone: Guest) -> None:
    one, two = phone.open(URL, READY), phone.open(URL, READY)
    take = "(offer) => { window.outcome = hongxian.take(offer); }"
    offer_two = one.evaluate("hongxian.check()")
    publisher.release("红包", "群规", "举报", mark="v3")
    offer_three = two.evaluate("hongxian.check()")
    one.evaluate(take, offer_two)
    two.evaluate(take, offer_three)
    outcomes = [page.evaluate("window.outcome")["kind"] for page in (one, two)]
    assert outcomes[1] == "taken", outcomes
    assert shown(phone) == "红包|群规|举报 by v3"


def test_what_no_release_uses_is_cleared_away(publisher: Publisher, phone: Guest) -> None:
    page = phone.open(URL, READY)
    assert page.evaluate(TAKE) == {"kind": "taken"}
    publisher.release("最后", mark="v3")
    assert page.evaluate(TAKE) == {"kind": "taken"}
    # Current: shell, tables, manifest root, page, 1 document. Previous: shell, manifest root, page, 2 documents.
    assert len(page.evaluate(KEYS)) == 10


def test_a_cut_update_goes_on_where_it_stopped(phone: Guest, host: FaultServer) -> None:
    page = phone.open(URL, READY)
    sent: list[str] = []

    def dies_after_three(path: str, _body: bytes) -> Reply | None:
        if "/sync/o/" not in path:
            return None
        sent.append(path)
        return Reply(b"", 500) if len(sent) > 3 else None

    host.fault = dies_after_three
    assert page.evaluate(TAKE) == {"kind": "unreachable"}
    host.fault = lambda _path, _body: None
    host.requests.clear()
    assert page.evaluate(TAKE) == {"kind": "taken"}
    assert not set(sent[:3]) & set(host.requests), "what arrived is not fetched again"


def test_no_bit_of_the_head_can_be_changed(publisher: Publisher, phone: Guest, host: FaultServer) -> None:
    page = phone.open(URL, READY)
    head = publisher.head()
    for position in range(0, len(head), len(head) // 50):
        host.fault = on(HEAD, lambda body, at=position: Reply(flipped(body, at)))  # type: ignore[misc]
        answer = page.evaluate("hongxian.check()")
        assert answer["kind"] == "refused", f"byte {position}: {answer}"
    assert shown(phone) == "红包|保密 by v1"


@in_every_mode
def test_a_damaged_object_falls_back_offline_and_is_mended_online(
    publisher: Publisher, phone: Guest, host: FaultServer
) -> None:
    page = phone.open(phone.url, READY)
    assert page.evaluate(TAKE) == {"kind": "taken"}
    shell = publisher.statement()["shell"]["h"]
    page.evaluate(DAMAGE, shell)
    host.fault = on(r"sync/", lambda _: Reply(b"", 500))
    assert shown(phone, phone.url) == "红包|保密 by v1", "the previous release, whole"
    host.fault = lambda _path, _body: None
    page = phone.open(phone.url, READY)
    assert page.evaluate("hongxian.repair()")["kind"] in ("repaired", "whole")
    assert shown(phone, phone.url) == "红包|群规 by v2"


def test_a_damaged_manifest_does_not_keep_the_next_release_away(
    publisher: Publisher, phone: Guest, host: FaultServer
) -> None:
    page = phone.open(URL, READY)
    assert page.evaluate(TAKE) == {"kind": "taken"}
    page.evaluate(DAMAGE, publisher.statement()["content"]["h"])
    publisher.release("红包", "群规", mark="v3")  # the same documents: the damaged manifest is needed again
    host.fault = on(OBJECT, lambda _: Reply(b"", 500))
    assert page.evaluate(TAKE) == GONE
    assert shown(phone) == "红包|群规 by v2"
    host.fault = lambda _path, _body: None
    assert page.evaluate(TAKE) == {"kind": "taken"}
    assert shown(phone) == "红包|群规 by v3"


@in_every_mode
def test_a_damaged_root_gives_way_to_the_one_that_the_page_pins(publisher: Publisher, phone: Guest) -> None:
    page = phone.open(phone.url, READY)
    page.evaluate(
        f"""async () => {{ {DATABASE} await change('state', (store) => {{
          const asked = store.get('trust');
          asked.onsuccess = () => store.put({{ ...asked.result, root: 'damaged' }}, 'trust');
        }}); }}"""
    )
    assert page.evaluate(TAKE) == {"kind": "taken"}
    assert shown(phone, phone.url) == "红包|群规 by v2"


@in_every_mode
def test_a_lost_release_does_not_lower_what_the_phone_accepts(
    publisher: Publisher, phone: Guest, host: FaultServer
) -> None:
    page = phone.open(phone.url, READY)
    assert page.evaluate(TAKE) == {"kind": "taken"}
    page.evaluate(FORGET, ["current", "previous"])
    old = (publisher.site / "sync" / "r" / "1-1.json").read_bytes()
    host.fault = on(HEAD, lambda _: Reply(old))
    page = phone.open(phone.url, "html[data-boot]")
    assert page.get_attribute("html", "data-boot") == "older"
    host.fault = lambda _path, _body: None
    page.click("#splash-retry")
    page.wait_for_selector(READY, state="attached")
    assert page.inner_text("#shown") == "红包|群规 by v2"


@pytest.mark.parametrize("mode", ["H", "S"])
def test_a_browser_killed_during_an_update_holds_one_release_or_the_other(
    mode: str,
    publisher: Publisher,
    host: FaultServer,
    phone_on: PhoneFactory,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    """Four times in each mode, a hundred times with `--faults full`, each at another moment of the next update."""
    kills = 100 if request.config.getoption("--faults") == "full" else 4
    phone = phone_on(host.port)
    url = f"http://localhost:{host.port}/gz/hongxian/" if mode == "S" else URL
    behind(publisher, phone, url)
    old, new = "红包|保密 by v1", "红包|群规 by v2"
    for seed in range(kills):
        page = phone.open(url, READY)
        page.evaluate(f"window.outcome = {TAKE}, 0")
        # Not a wait for something to happen: the moment of death is what varies, and an update takes about this long.
        page.wait_for_timeout(random.Random(seed).uniform(0, 400))
        phone.kill()
        phone.start()
        assert shown(phone, url) in (old, new), f"kill {seed}"
        assert phone.open(url, READY).evaluate(TAKE)["kind"] in ("taken", "same")
        assert shown(phone, url) == new
        publisher.release(f"第{seed}次", mark=f"v{seed + 3}")
        old, new = new, f"第{seed}次 by v{seed + 3}"
    record_property("faults", {"mode": mode, "rows": {30: kills}, "counted": {}})
