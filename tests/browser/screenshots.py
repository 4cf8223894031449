"""The running app → a picture of every screen, to be looked at.

python -m tests.browser.screenshots FOLDER     every screen at four widths, light, dark and 长辈版
python -m tests.browser.screenshots --readme   the few that the README and the manifest show
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.browser.app import ROOT, SUBPATH, build_site, screens
from tests.browser.hosts import static_server
from tests.browser.person import GO, HEADING
from tests.browser.phone import chromium

PICTURES = ROOT / "webapp" / "static" / "screenshots"
SIZES = {360: 740, 390: 844, 768: 1024, 1280: 800}
# What the phone itself asks for; 长辈版 is chosen as its owner chooses it.
DRESSES: dict[str, Literal["light", "dark"]] = {"light": "light", "dark": "dark", "elder": "light"}
README = {
    "home": (390, ["#/"]),
    "results": (390, ["#/search?q=红包"]),
    "rule": (390, ["#/r/tj-zuzhibu-weixin-shiyanjin--hongbao-liquan"]),
    "desk": (1280, ["#/search?q=红包", "#/r/tj-zuzhibu-weixin-shiyanjin--hongbao-liquan"]),
}


def main(arguments: list[str]) -> int:
    """The command line described above."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build_site(Path(folder))
        server = static_server(Path(folder), Path(folder) / "server.log")
        server.start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        address = f"http://127.0.0.1:{server.port}/{SUBPATH}/"
        try:
            if arguments[0] == "--readme":
                _for_readme(browser, address)
            else:
                _every_screen(browser, address, Path(arguments[0]))
        finally:
            browser.close()
            server.kill()
    return 0


def _every_screen(browser: Browser, address: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for width in SIZES:
        for dress in DRESSES:
            phone = _phone(browser, width, dress)
            page = _opened(phone, address, dress)
            for name, route in screens():
                page.evaluate(GO, route)
                page.screenshot(path=folder / f"{name}-{width}-{dress}.png")
            phone.close()
            print(f"{width} {dress}", file=sys.stderr)


def _for_readme(browser: Browser, address: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    for name, (width, routes) in README.items():
        phone = _phone(browser, width, "light")
        page = _opened(phone, address, "light")
        for route in routes:
            page.evaluate(GO, route)
        page.screenshot(path=PICTURES / f"{name}.png")
        phone.close()


def _phone(browser: Browser, width: int, dress: str) -> BrowserContext:
    """A profile of its own, so that one first install serves all its pictures."""
    size: ViewportSize = {"width": width, "height": SIZES[width]}
    return browser.new_context(
        viewport=size, locale="zh-CN", reduced_motion="reduce", color_scheme=DRESSES[dress]
    )


def _opened(phone: BrowserContext, address: str, dress: str) -> Page:
    """The app in one page; from there on only the screen changes."""
    page = phone.new_page()
    page.goto(address + "#/")
    page.locator(HEADING).first.wait_for()
    if dress == "elder":
        page.locator("#elder-entry").click()
        page.locator("html[data-elder]").wait_for()
    return page


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
