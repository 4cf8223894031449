"""Every kind of fault at many positions, over real connections, in real Chromium, in every mode.

What is counted: `lost`, release 1 is no longer whole; `torn`, the current release misses an object; `older`, the phone
went back; `false_success`, it says taken and has not, or takes what it must not.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.faults.kinds import KINDS, SAME, YES, Kind
from tests.browser.hosts import NAME, FaultServer, Reply
from tests.browser.phone import READY, WEBVIEW, PhoneFactory
from tests.browser.publisher import Publisher

pytestmark = pytest.mark.browser
VICTIM = Path(__file__).with_name("victim.js").read_text(encoding="utf-8")
# Other lanes of a download that failed are still on their way: the next fault must not meet them instead.
PENDING = """self.send = self.fetch.bind(self);
self.pending = new Set();
self.fetch = (...asked) => {
  const answer = self.send(...asked);
  pending.add(answer);
  const gone = () => pending.delete(answer);
  answer.then(gone, gone);
  return answer;
};"""
# Injections of each kind in each mode; every byte of an update is tried in `test_bytes.py`.
TIMES = {"sample": 10, "full": 100}
SLOW_TIMES = {"sample": 1, "full": 5}
SEED = 20261126
Report = Callable[[str, object], None]


def opened(mode: str, host: FaultServer, phone_on: PhoneFactory) -> Page:
    """A page on release 1: S localhost with a worker, H plain HTTP, W what an in-app browser leaves."""
    page = phone_on(host.port).page()
    page.add_init_script(PENDING)
    if mode == "W":
        page.add_init_script(WEBVIEW)
    name = f"localhost:{host.port}" if mode == "S" else NAME
    page.goto(f"http://{name}/gz/hongxian/")
    page.wait_for_selector(READY, state="attached")
    assert page.evaluate("'serviceWorker' in navigator") is (mode == "S")
    page.evaluate(VICTIM)
    return page


class Injection:
    """One fault on the answers of a server: every path that fits, or one object of the update."""

    def __init__(self, kind: Kind, chance: random.Random) -> None:
        self.kind = kind
        self.chance = chance
        self.place = chance.random()
        self.nth = chance.randrange(5)
        self.seen = 0
        self.met = 0

    def __call__(self, path: str, body: bytes) -> Reply | None:
        if self.kind.paths not in path or "sync/root/2" in path or not body:
            return None
        self.seen += 1
        if self.kind.one and self.seen - 1 != self.nth:
            return None
        self.met += 1
        return self.kind.change(body, int(len(body) * self.place), self.chance)


def problems(seen: dict[str, Any], answers: tuple[str, ...]) -> list[str]:
    """What must never be, of what was seen after one injection that may be answered so."""
    taken = seen["answer"]["kind"] == YES
    found = []
    if not seen["whole"]:
        found.append("lost")
    if seen["missing"] or seen["seq"] not in (1, 2):
        found.append("torn")
    if seen["seq"] < 1 or seen["trusted"] < seen["seq"]:
        found.append("older")
    if taken != (seen["seq"] == 2) or (taken and YES not in answers):
        found.append("false_success")
    return found


@pytest.mark.parametrize("mode", ["S", "H", "W"])
def test_faults_on_the_wire(
    mode: str,
    publisher: Publisher,
    host: FaultServer,
    phone_on: PhoneFactory,
    request: pytest.FixtureRequest,
    record_property: Report,
) -> None:
    publisher.release("红包", "保密", mark="v1")
    page = opened(mode, host, phone_on)
    publisher.release("红包", "群规", "举报", mark="v2")
    size = request.config.getoption("--faults")
    rows: Counter[int] = Counter()
    met: Counter[str] = Counter()
    wrong: list[str] = []
    counted: Counter[str] = Counter()
    for kind in KINDS:
        for number in range((SLOW_TIMES if kind.slow else TIMES)[size]):
            injection = Injection(kind, random.Random(f"{SEED} {mode} {kind.name} {number}"))
            host.fault = injection
            seen = page.evaluate("suffer()")
            host.fault = lambda _path, _body: None
            if not injection.met:
                continue  # a lane of the download before had brought that object already
            met[kind.name] += 1
            rows[kind.row] += 1
            bad = problems(seen, kind.answers)
            counted.update(bad)
            if bad or seen["answer"]["kind"] not in kind.answers:
                wrong.append(f"{mode} {kind.name} {number}: {bad} {seen}")
    assert page.evaluate("suffer()")["answer"] == {"kind": YES}, "and without a fault it is taken"
    record_property("faults", {"mode": mode, "rows": dict(rows), "counted": dict(counted)})
    assert not wrong, "\n".join(wrong)
    assert set(met) == {kind.name for kind in KINDS}, "every kind was injected"


@pytest.mark.parametrize("mode", ["S", "H", "W"])
def test_an_old_head_in_front_of_new_objects(
    mode: str, publisher: Publisher, host: FaultServer, phone_on: PhoneFactory, record_property: Report
) -> None:
    """Rows 14 and 26: a half copied export, a cache on the way; and the next release is taken all the same."""
    publisher.release("红包", mark="v1")
    old = publisher.head()
    page = opened(mode, host, phone_on)
    publisher.release("红包", "群规", mark="v2")
    host.fault = lambda path, _body: Reply(old) if path.endswith("sync/head.json") else None
    assert page.evaluate("suffer()")["answer"] == {"kind": SAME}
    host.fault = lambda _path, _body: None
    assert page.evaluate("suffer()")["answer"] == {"kind": YES}
    host.fault = lambda path, _body: Reply(old) if path.endswith("sync/head.json") else None
    assert page.evaluate("hongxian.check()") == {"kind": "refused", "code": "older"}
    record_property("faults", {"mode": mode, "rows": {14: 1, 26: 2}, "counted": {}})


def test_two_tabs_race_and_never_end_on_the_older_one(
    publisher: Publisher,
    host: FaultServer,
    phone_on: PhoneFactory,
    request: pytest.FixtureRequest,
    record_property: Report,
) -> None:
    """Row 32: two pages take different releases at the same moment; 1,000 rounds with `--faults full`."""
    rounds = 1000 if request.config.getoption("--faults") == "full" else 25
    publisher.release("红包", mark="v1")
    phone = phone_on(host.port)
    assert phone.context is not None
    phone.context.add_init_script(PENDING)
    one, two = (phone.open(f"http://{NAME}/gz/hongxian/", READY) for _ in range(2))
    for page in (one, two):
        page.evaluate(VICTIM)
    publisher.release("红包", "群规", mark="v2")
    offers = [one.evaluate("hongxian.check()")]
    publisher.release("红包", "群规", "举报", mark="v3")
    offers.append(two.evaluate("hongxian.check()"))
    host.fault = lambda path, _body: Reply(b"", 404) if path.endswith("sync/head.json") else None
    older = 0
    chance = random.Random(SEED)
    start = """([offer, wait]) => {
      self.outcome = new Promise((go) => setTimeout(go, wait)).then(() => hongxian.take(offer));
    }"""
    for number in range(rounds):
        one.evaluate("suffer()")  # no head: only back to release 1
        for page, offer in zip((one, two), offers, strict=True):
            page.evaluate(start, [offer, chance.uniform(0, 20)])
        kinds = [page.evaluate("self.outcome")["kind"] for page in (one, two)]
        seq = one.evaluate("victim.seen()")["seq"]
        older += seq != 3
        assert kinds[1] == YES, f"round {number}: {kinds}"
    record_property("faults", {"mode": "H", "rows": {32: rounds}, "counted": {"older": older}})
    assert older == 0
