"""The shipped content in a real Chromium → what a person waits for, in milliseconds. Prints, never judges.

./run bench phone [--rounds N] [--laws PATH] [--json]; with `--laws`, keystrokes in a law book instead.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.figures import percentile
from tests.bench.laws import load_laws
from tests.browser.app import SUBPATH, build_site
from tests.browser.hosts import NAME, static_server
from tests.browser.person import ASKED, TYPED_NEAR
from tests.browser.phone import Phone, chromium
from webapp.release.builder import publish
from webapp.rules.library import Library
from webapp.settings import PACKAGE, Settings

SEARCH = "input[type=search]"
TIMES = 3  # every query is typed so often: a 95th percentile of a few dozen keystrokes would be one hiccup
PREPARING = "还在准备其余条文"  # what the results say while there is more to be indexed
QUERIES = ["红包", "hongbao", "群主由谁来当", "涉密", "微信紅包", "能不能在群里抢同事发的红包"]
LEGAL = ["劳动合同", "xingzheng chufa", "行政许可法第三十条", "公司拖欠工资怎么办", "未成年人能不能签合同"]
# Types a query letter by letter; a keystroke counts until the screen that answers it is painted. What is put into the
# page is watched, not asked for again and again: asking would take the time that is measured.
TYPE = """async (query) => {
  const box = document.querySelector('input[type=search]');
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const isAnswer = (node) => node instanceof Element && Boolean(node.querySelector('.count'));
  const answered = () => new Promise((done) => {
    const watch = new MutationObserver((changes) => {
      if (!changes.some(({ addedNodes }) => Array.from(addedNodes).some(isAnswer))) return;
      watch.disconnect();
      done();
    });
    watch.observe(document.querySelector('.pane.list'), { subtree: true, childList: true });
  });
  const waits = [];
  for (let end = 1; end <= query.length; end += 1) {
    const answer = answered();
    const began = performance.now();
    box.value = query.slice(0, end);
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await answer;
    await frame();
    await new Promise((done) => setTimeout(done));
    waits.push(performance.now() - began);
  }
  return waits;
}"""
# DevTools slows a worker far less than it says. Without one the engine runs in the page, where a quarter is a quarter.
NO_WORKER = "self.Worker = undefined"
KEYSTROKES = [
    ("keystroke_ms", 1, ASKED),
    ("keystroke_quarter_speed_ms", 4, ASKED),
    ("keystroke_quarter_speed_in_page_ms", 4, NO_WORKER),
]


def main(arguments: list[str]) -> int:
    """The command line described above."""
    parser = argparse.ArgumentParser(prog="./run bench phone", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="冷启动的次数 / cold starts (7)")
    parser.add_argument("--laws", type=Path, metavar="PATH", help="法规的文件夹或 .tar.xz / regulations")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 / one JSON object")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        waits = measured_laws(home, chosen.laws) if chosen.laws else measured(home, chosen.rounds)
    if chosen.json:
        print(
            json.dumps(
                {f"{name}_{key}": value for name, all_ in waits.items() for key, value in row(all_).items()}
            )
        )
    else:
        for name, all_ in waits.items():
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in row(all_).items()))
    return 0


def measured(home: Path, rounds: int) -> dict[str, list[float]]:
    """Name of what is waited for → every wait: on localhost (as over HTTPS), and on plain HTTP."""
    waits: dict[str, list[float]] = {}
    build_site(home)
    with sync_playwright() as playwright:
        for kind, name in (("https", "localhost"), ("http", NAME)):
            server = static_server(home, home / "server.log")
            server.start()
            phone = Phone(playwright, str(chromium()), home / f"profile-{name}", server.port)
            url = f"http://{name if name == NAME else f'{name}:{server.port}'}/{SUBPATH}/"
            waits[f"first_visit_{kind}_ms"] = [phone.timed(url, SEARCH)[1] * 1000]
            if kind == "https":
                for waited, rate, script in KEYSTROKES:
                    page = phone.page()
                    page.add_init_script(script)
                    waits[waited] = keystrokes(page, url, rate)
            server.kill()
            waits[f"cold_open_offline_{kind}_ms"] = openings(phone, url, rounds)
            phone.stop()
    return waits


def measured_laws(home: Path, laws: Path) -> dict[str, list[float]]:
    """Every keystroke in a law book whose index is complete, at a quarter of the speed, the engine in the page."""
    settings = Settings(content=home, data=home / "data", translations=PACKAGE.parent / "translations")
    publish(Library(load_laws(laws).documents), settings)  # type: ignore[arg-type]
    (home / SUBPATH).parent.mkdir(parents=True)
    (settings.data / "site").rename(home / SUBPATH)
    with sync_playwright() as playwright:
        server = static_server(home, home / "server.log")
        server.start()
        phone = Phone(playwright, str(chromium()), home / "profile", server.port)
        page = phone.page()
        page.add_init_script(NO_WORKER)
        url = f"http://localhost:{server.port}/{SUBPATH}/"
        waits = {"keystroke_quarter_speed_in_page_ms": keystrokes(page, url, 4, LEGAL)}
        server.kill()
        phone.stop()
    return waits


def openings(phone: Phone, url: str, rounds: int) -> list[float]:
    """From the navigation to the search box, each in a newly started browser, the server dead."""
    times = []
    for _ in range(rounds):
        phone.restart()
        times.append(phone.timed(url, SEARCH)[1] * 1000)
    return times


def keystrokes(page: Page, url: str, rate: int, queries: Sequence[str] = QUERIES) -> list[float]:
    """Every letter of every query at this fraction of the processor's speed, after one to warm up.

    A page that has a worker answers by itself soon after the box got the focus: before a keyboard has opened.
    """
    page.goto(url + "#/search?q=群")
    page.locator("[data-rule-id]").first.wait_for(timeout=120_000)
    page.get_by_text(PREPARING).wait_for(state="detached", timeout=120_000)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    page.locator(SEARCH).focus()
    if page.evaluate("self.Worker && self.asked"):
        page.evaluate(TYPED_NEAR)
    page.evaluate(TYPE, "微信")
    waits = [wait for _ in range(TIMES) for query in queries for wait in page.evaluate(TYPE, query)]
    page.close()
    return waits


def row(times: list[float]) -> dict[str, float]:
    """Median, 95th percentile, greatest, and how many."""
    figures = {"median": statistics.median(times), "p95": percentile(times, 0.95), "max": max(times)}
    return {**{name: round(value, 1) for name, value in figures.items()}, "n": len(times)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
