"""A second release, good or bad → taken whole or refused, with the old one intact until then and after that."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.hosts import NAME, Fault, FaultServer, Reply
from tests.browser.phone import Phone, PhoneFactory
from tests.browser.publisher import Publisher

READY = "html[data-ready]"
PROBLEM = "html[data-boot]"
URL = f"http://{NAME}/gz/hongxian/"
TAKE = "hongxian.check().then((offer) => offer.kind === 'newer' ? hongxian.take(offer) : offer)"
KEYS = """async () => {
  const open = indexedDB.open('hongxian:/gz/hongxian/');
  const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const request = database.transaction('objects').objectStore('objects').getAllKeys();
  return new Promise((resolve) => { request.onsuccess = () => { database.close(); resolve(request.result); }; });
}"""
pytestmark = pytest.mark.browser


def flipped(body: bytes, at: float = 0.5) -> bytes:
    """The same bytes with one bit changed."""
    position = round(len(body) * at)
    return body[:position] + bytes([body[position] ^ 1]) + body[position + 1 :]


def on(pattern: str, reply: Callable[[bytes], Reply]) -> Fault:
    """A fault for the paths that match."""
    return lambda path, body: reply(body) if re.search(pattern, path) else None


PORTAL = "<!doctype html><title>login</title><form>请先登录</form>".encode()
OBJECT = r"sync/o/"
HEAD = r"sync/head\.json"
# name → (fault, what `take` says)
FAULTS: dict[str, tuple[Fault, dict[str, Any]]] = {
    "500 on the head": (on(HEAD, lambda _: Reply(b"x", 500)), {"kind": "unreachable"}),
    "503 on objects": (on(OBJECT, lambda _: Reply(b"x", 503)), {"kind": "unreachable"}),
    "404 of objects": (on(OBJECT, lambda _: Reply(b"", 404)), {"kind": "unreachable"}),
    "portal everywhere": (lambda *_: Reply(PORTAL, headers={"Content-Type": "text/html"}), {"kind": "refused", "code": "not-json"}),
    "portal by redirect": (on("", lambda _: Reply(b"", 302, {"Location": "/login"})), {"kind": "unreachable"}),
    "portal on objects": (on(OBJECT, lambda _: Reply(PORTAL)), {"kind": "refused", "code": "truncated"}),
    "bit flip in the head": (on(HEAD, lambda body: Reply(flipped(body, (body.index(b"seq") + 6) / len(body)))), {"kind": "refused", "code": "bad-signature"}),
    "bit flip in objects": (on(OBJECT, lambda body: Reply(flipped(body))), {"kind": "refused", "code": "hash-mismatch"}),
    "head cut, length kept": (on(HEAD, lambda body: Reply(body[:-9], declared=len(body))), {"kind": "unreachable"}),
    "head cut, clean end": (on(HEAD, lambda body: Reply(body[:-9])), {"kind": "refused", "code": "not-json"}),
    "objects cut, clean end": (on(OBJECT, lambda body: Reply(body[:-3])), {"kind": "refused", "code": "truncated"}),
    "newline after objects": (on(OBJECT, lambda body: Reply(body + b"\n")), {"kind": "refused", "code": "too-large"}),
    "endless head": (on(HEAD, lambda body: Reply(body, endless=True)), {"kind": "refused", "code": "too-large"}),
    "endless objects": (on(OBJECT, lambda body: Reply(body, endless=True)), {"kind": "refused", "code": "too-large"}),
    "empty head": (on(HEAD, lambda _: Reply(b"")), {"kind": "refused", "code": "not-json"}),
    "silence after the head's first half": (on(HEAD, lambda body: Reply(body[:99], declared=len(body), stall=True)), {"kind": "unreachable"}),
    "charset conversion": (on(OBJECT, lambda body: Reply(body.decode().encode("gb18030"))), {"kind": "refused"}),
}


@pytest.fixture
def phone(publisher: Publisher, host: FaultServer, phone_on: PhoneFactory) -> Phone:
    """A phone with release 1 on it; release 2 is published and not yet taken."""
    publisher.release("红包", "保密", mark="v1")
    phone = phone_on(host.port)
    phone.open(URL, READY).close()
    publisher.release("红包", "群规", mark="v2")
    return phone


def shown(phone: Phone) -> str:
    """What a freshly opened page shows."""
    page = phone.open(URL, READY)
    text = page.inner_text("#shown")
    page.close()
    return text


def test_a_second_release_is_offered_then_taken_and_never_mixed(phone: Phone, host: FaultServer) -> None:
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
def test_a_bad_answer_is_refused_and_the_old_release_stays(name: str, phone: Phone, host: FaultServer) -> None:
    fault, expected = FAULTS[name]
    page = phone.open(URL, READY)
    host.fault = fault
    answer = page.evaluate(TAKE)
    assert {**answer, **expected} == answer, answer
    assert shown(phone) == "红包|保密 by v1"
    host.fault = lambda _path, _body: None
    assert page.evaluate(TAKE) == {"kind": "taken"}
    assert shown(phone) == "红包|群规 by v2"


def test_a_proxy_that_adds_a_mark_and_a_newline_to_the_head_does_no_harm(phone: Phone, host: FaultServer) -> None:
    host.fault = on(HEAD, lambda body: Reply(b"\xef\xbb\xbf" + body + b"\r\n"))
    assert phone.open(URL, READY).evaluate(TAKE) == {"kind": "taken"}
    assert shown(phone) == "红包|群规 by v2"


def test_wrong_types_and_hard_caching_do_no_harm(phone: Phone, host: FaultServer) -> None:
    page = phone.open(URL, READY)
    host.fault = lambda path, body: Reply(body, headers={"Content-Type": "image/png", "Cache-Control": "public, max-age=31536000"}) if body else None
    assert page.evaluate("hongxian.check()")["kind"] == "newer"
    assert page.evaluate(TAKE) == {"kind": "taken"}


def test_an_older_release_is_refused(publisher: Publisher, phone: Phone, host: FaultServer) -> None:
    page = phone.open(URL, READY)
    assert page.evaluate(TAKE) == {"kind": "taken"}
    old = (publisher.site / "sync" / "r" / "1-1.json").read_bytes()
    host.fault = on(HEAD, lambda _: Reply(old))
    assert page.evaluate("hongxian.check()") == {"kind": "refused", "code": "older"}
    forced = page.evaluate("(envelope) => hongxian.take({ envelope })", old.decode())
    assert forced == {"kind": "refused", "code": "older"}, "an offer made up by the page is checked again"
    assert shown(phone) == "红包|群规 by v2"


def test_a_release_of_another_key_is_refused(publisher: Publisher, phone: Phone, host: FaultServer) -> None:
    envelope = json.loads(publisher.head())
    envelope["signed"] = envelope["signed"].replace('"seq":2', '"seq":3')
    host.fault = on(HEAD, lambda _: Reply(json.dumps(envelope).encode()))
    assert phone.open(URL, READY).evaluate("hongxian.check()") == {"kind": "refused", "code": "bad-signature"}


def test_two_tabs_never_end_on_the_older_release(publisher: Publisher, phone: Phone) -> None:
    one, two = phone.open(URL, READY), phone.open(URL, READY)
    offer_two = one.evaluate("hongxian.check()")
    publisher.release("红包", "群规", "举报", mark="v3")
    offer_three = two.evaluate("hongxian.check()")
    assert two.evaluate("(offer) => hongxian.take(offer)", offer_three) == {"kind": "taken"}
    late = one.evaluate("(offer) => hongxian.take(offer)", offer_two)
    assert late in ({"kind": "superseded"}, {"kind": "refused", "code": "older"})
    assert shown(phone) == "红包|群规|举报 by v3"


def test_two_tabs_at_the_same_moment(publisher: Publisher, phone: Phone) -> None:
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


def test_what_no_release_uses_is_cleared_away(publisher: Publisher, phone: Phone) -> None:
    page = phone.open(URL, READY)
    assert page.evaluate(TAKE) == {"kind": "taken"}
    publisher.release("最后", mark="v3")
    assert page.evaluate(TAKE) == {"kind": "taken"}
    # Current: shell, tables, manifest root, page, 1 document. Previous: shell, manifest root, page, 2 documents.
    assert len(page.evaluate(KEYS)) == 10


def test_a_cut_update_goes_on_where_it_stopped(phone: Phone, host: FaultServer) -> None:
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
