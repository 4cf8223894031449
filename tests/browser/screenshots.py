"""The running app → a picture of every screen, to be looked at.

python -m tests.browser.screenshots FOLDER     every screen at four widths, light, dark and 长辈版
python -m tests.browser.screenshots --readme   the few that the README and the manifest show
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from tests.browser.app import ROOT, SUBPATH, build_site, screens
from tests.browser.hosts import static_server
from tests.browser.phone import chromium

PICTURES = ROOT / "webapp" / "static" / "screenshots"
SIZES = {360: 740, 390: 844, 768: 1024, 1280: 800}
DRESSES: dict[str, dict[str, str]] = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "elder": {"theme": "light", "elder": "", "size": "24"},
}
# What is read beside a list on a wide screen.
DETAIL = ("#/r/", "#/about", "#/compare/", "#/before-posting", "#/template")
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
        for dress, attributes in DRESSES.items():
            phone = _phone(browser, width)
            for name, route in screens():
                _picture(phone, address, [route], attributes, folder / f"{name}-{width}-{dress}.png")
            phone.close()
            print(f"{width} {dress}", file=sys.stderr)


def _for_readme(browser: Browser, address: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    for name, (width, routes) in README.items():
        phone = _phone(browser, width)
        _picture(phone, address, routes, DRESSES["light"], PICTURES / f"{name}.png")
        phone.close()


def _phone(browser: Browser, width: int) -> BrowserContext:
    """A profile of its own, so that one first install serves all its pictures."""
    size: ViewportSize = {"width": width, "height": SIZES[width]}
    return browser.new_context(viewport=size, locale="zh-CN", reduced_motion="reduce")


def _picture(
    phone: BrowserContext, address: str, routes: list[str], attributes: dict[str, str], path: Path
) -> None:
    """The last of some screens, as it stands when its heading and its list are there."""
    page = phone.new_page()
    for route in routes:
        page.goto(address + route)
        pane = "detail" if route.startswith(DETAIL) else "list"
        page.locator(f".app[data-pane={pane}] .{pane} h1:visible").first.wait_for()
    page.evaluate("(all) => Object.assign(document.documentElement.dataset, all)", attributes)
    page.screenshot(path=path)
    page.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
