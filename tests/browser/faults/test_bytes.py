"""Every byte of an update, changed and cut off: the phone keeps release 1 whole, says why, and goes on afterwards.

The bodies are spoiled inside the page, between the network and the phone's code, so one page meets thousands of
faults; `test_sweep.py` shows over real connections that they arrive like this. Every position of the head and one in
`THOROUGH` of the objects goes through a whole check or update, with a look at the store after it. The others go through
the function by which every object of a download comes (it checks two signatures less), with a look after each batch.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.faults.test_sweep import SEED, Report, opened, problems
from tests.browser.hosts import FaultServer
from tests.browser.phone import PhoneFactory
from tests.browser.publisher import Publisher

pytestmark = pytest.mark.browser
IN_PAGE = Path(__file__).with_name("bytes.js").read_text(encoding="utf-8")
ROWS = {"bit": 7, "cut": 6, "lost": 5}
ANSWERS = {"bit": "refused", "cut": "refused", "lost": "unreachable"}
# Every how manieth position is tried.
STEP = {"sample": 101, "full": 1}
THOROUGH = 20
PARTS = {"sample": 1, "full": 6}  # each a test of its own, so a night that was cut short can go on
BATCH = 300


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A full run comes in parts."""
    if "part" in metafunc.fixturenames:
        metafunc.parametrize("part", range(PARTS[metafunc.config.getoption("--faults")]))


def positions(brought: list[tuple[str, int]]) -> Iterator[dict[str, Any]]:
    """Every byte of everything in every way; which bit it is that changes is chance."""
    for path, size in brought:
        for at in range(size):
            for way in ROWS:
                chance = random.Random(f"{SEED} {path} {at} {way}")
                thorough = "head" in path or chance.randrange(THOROUGH) == 0
                yield {"path": path, "at": at, "way": way, "bit": chance.randrange(8), "thorough": thorough}


@pytest.mark.parametrize("mode", ["S", "H", "W"])
def test_every_byte_of_an_update(
    mode: str,
    part: int,
    publisher: Publisher,
    host: FaultServer,
    phone_on: PhoneFactory,
    request: pytest.FixtureRequest,
    record_property: Report,
) -> None:
    size = request.config.getoption("--faults")
    publisher.release("红包", "保密", mark="v1")
    page = opened(mode, host, phone_on)
    publisher.release("红包", "群规", "举报", mark="v2")
    page.evaluate(IN_PAGE)
    every = list(positions(page.evaluate("brought()")))[:: STEP[size]][part :: PARTS[size]]
    rows: Counter[int] = Counter()
    counted: Counter[str] = Counter()
    wrong: list[str] = []
    for start in range(0, len(every), BATCH):
        found = page.evaluate("(faults) => sufferAll(faults)", every[start : start + BATCH])
        for seen in found["seen"]:
            bad = problems(seen, ())
            counted.update(bad)
            rows[ROWS[seen["way"]]] += 1
            if bad or seen["met"] != 1 or seen["answer"]["kind"] != ANSWERS[seen["way"]]:
                wrong.append(f"{mode} {bad} {seen}")
        assert found["then"] == {
            "answer": {"kind": "taken"}, "seq": 2, "trusted": 2, "missing": 0, "whole": True, "again": 0,
        }  # fmt: skip
    record_property("faults", {"mode": mode, "rows": dict(rows), "counted": dict(counted)})
    print(f"{mode}: {rows.total()} positions of an update")
    assert not wrong, "\n".join(wrong[:20])


# Every cut of the pack: what comes out of it is whole and real, and never less than of a shorter piece.
UNPACK = """async ([path, step]) => {
  const pack = new Uint8Array(await (await fetch(path)).arrayBuffer());
  const known = new Set((await victim.look()).keys);
  const wrong = [];
  let before = 0, cuts = 0;
  for (let at = 0; at < pack.length; at += step) {
    const objects = await hongxian.unpack(pack.slice(0, at));
    if (objects.length < before || objects.some(([hash]) => !known.has(hash))) wrong.push(at);
    before = objects.length;
    cuts += 1;
  }
  return { cuts, wrong, missing: known.size - (await hongxian.unpack(pack)).length };
}"""


def test_a_first_visit_that_is_cut_anywhere_gives_whole_objects(
    publisher: Publisher,
    host: FaultServer,
    phone_on: PhoneFactory,
    request: pytest.FixtureRequest,
    record_property: Report,
) -> None:
    """Row 3, where a pack is taken apart; `test_boot.py` shows that the phone then goes on where it stopped."""
    path = publisher.release("红包", "保密")["first"]["h"]
    page = opened("H", host, phone_on)
    step = {"sample": 211, "full": 9}[request.config.getoption("--faults")]
    found = page.evaluate(UNPACK, [f"sync/first/{path}.txt", step])
    record_property("faults", {"mode": "H", "rows": {3: found["cuts"]}, "counted": {}})
    print(f"{found['cuts']} cuts of a first visit")
    assert found["cuts"] > 100
    assert found == {"cuts": found["cuts"], "wrong": [], "missing": 0}
