"""The shipped content in a real Chromium → medians of what a person waits for. Prints, never judges.

python -m tests.bench.phone [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.app import SUBPATH, build_site
from tests.browser.hosts import NAME, static_server
from tests.browser.phone import Phone, chromium

SEARCH = "input[type=search]"
QUERIES = ["红包", "hongbao", "群主由谁来当", "涉密", "微信紅包", "能不能在群里抢同事发的红包"]
# Types a query letter by letter; a keystroke counts until the results that answer it are painted.
TYPE = """async (query) => {
  const box = document.querySelector('input[type=search]');
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const waits = [];
  for (let end = 1; end <= query.length; end += 1) {
    const answered = new Promise((done) => {
      const list = document.querySelector('.results, .list');
      const watch = new MutationObserver(() => { watch.disconnect(); done(); });
      watch.observe(list, { childList: true, subtree: true, characterData: true });
      setTimeout(() => { watch.disconnect(); done(); }, 2000);
    });
    const began = performance.now();
    box.value = query.slice(0, end);
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await answered;
    await painted();
    waits.push(performance.now() - began);
  }
  return waits;
}"""


def main(arguments: list[str]) -> int:
    """The command line described above."""
    rounds = int(arguments[0]) if arguments else 7
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        build_site(home)
        for name in ("localhost", NAME):
            server = static_server(home, home / "server.log")
            server.start()
            phone = Phone(playwright, str(chromium()), home / f"profile-{name}", server.port)
            host = name if name == NAME else f"{name}:{server.port}"
            url = f"http://{host}/{SUBPATH}/"
            _, first = phone.timed(url, SEARCH)
            if name == "localhost":
                for rate in (1, 4):
                    print(row(f"keystroke to painted results, CPU / {rate}", keystrokes(phone, url, rate)))
            server.kill()
            print(row(f"first visit, {name}", [first * 1000]))
            print(row(f"cold start of the browser, server dead, {name}", openings(phone, url, rounds)))
            phone.stop()
    return 0


def openings(phone: Phone, url: str, rounds: int) -> list[float]:
    """Milliseconds from the navigation to the search box, each with a newly started browser."""
    times = []
    for _ in range(rounds):
        phone.restart()
        times.append(phone.timed(url, SEARCH)[1] * 1000)
    return times


def keystrokes(phone: Phone, url: str, rate: int) -> list[float]:
    """Milliseconds for every letter of every query, after one warm-up query."""
    page = phone.open(url + "#/search?q=群", "[data-rule-id]")
    throttle(page, rate)
    page.evaluate(TYPE, "微信")
    return [wait for query in QUERIES for wait in page.evaluate(TYPE, query)]


def throttle(page: Page, rate: int) -> None:
    """Slow the page down; DevTools slows workers far less than it says, so read these with care."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def row(name: str, times: list[float]) -> str:
    """One line: median, 95th percentile, greatest, number."""
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    middle = statistics.median(ordered)
    return f"{name}: median {middle:.0f} ms, p95 {high:.0f} ms, max {ordered[-1]:.0f} ms (n={len(ordered)})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
