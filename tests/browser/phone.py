"""A phone: one real Chromium with a profile on disk that survives its death."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright

from tests.browser.hosts import HOST, NAME

# Nothing may talk to the outside, and nothing may be fetched behind the test's back.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEWPORT = {"width": 390, "height": 844}

# The deployment of the stand-in shell, its state and what its pages are asked.
READY = "html[data-ready]"
URL = f"http://{NAME}/gz/hongxian/"
TAKE = "hongxian.check().then((offer) => offer.kind === 'newer' ? hongxian.take(offer) : offer)"
KEYS = """async () => {
  const open = indexedDB.open('hongxian:/gz/hongxian/');
  const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const request = database.transaction('objects').objectStore('objects').getAllKeys();
  return new Promise((resolve) => { request.onsuccess = () => { database.close(); resolve(request.result); }; });
}"""

# What in-app browsers take away.
GONE = """const gone = [[Navigator.prototype, 'serviceWorker'], [self, 'caches'], [Crypto.prototype, 'subtle'],
  [Navigator.prototype, 'storage'], [Navigator.prototype, 'locks'], [self, 'BroadcastChannel']];
for (const [owner, key] of gone) delete owner[key];"""


def chromium() -> str | None:
    """Where the browser is, if it is."""
    named = os.environ.get("HONGXIAN_BROWSER")
    return (
        named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    )


def leading_to(port: int) -> str:
    """The argument by which the name of the site leads to that port."""
    return f"--host-resolver-rules=MAP {NAME} {HOST}:{port}"


class Browsing:
    """One person's pages, and how long an opening took."""

    context: BrowserContext | None = None

    def open(self, url: str, ready: str) -> Page:
        """A new page that has reached the state `ready` (a selector)."""
        page = self.page()
        page.goto(url)
        page.wait_for_selector(ready, state="attached")
        return page

    def timed(self, url: str, ready: str) -> tuple[Page, float]:
        """The same, and the seconds from the navigation to the state."""
        page = self.page()
        began = time.monotonic()
        page.goto(url, wait_until="commit")
        page.wait_for_selector(ready, state="attached")
        return page, time.monotonic() - began

    def page(self) -> Page:
        """An empty page whose uncaught errors fail the test that reads them."""
        assert self.context is not None
        return self.context.new_page()

    def stop(self) -> None:
        """Switch off."""
        if self.context is not None:
            self.context.close()
            self.context = None


def webview(agent: str) -> str:
    """The script that makes of a page what an in-app browser of that name would have."""
    return f"{GONE}\nObject.defineProperty(navigator, 'userAgent', {{ value: {agent!r} }});"


WEBVIEW = webview("Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) MicroMessenger/8.0.43")


class Guest(Browsing):
    """A profile in the memory of a browser that runs anyway: a tenth of a second, and nothing survives its end.

    `mode` is one of the fault matrix: S localhost with a worker, H plain HTTP, W what an in-app browser leaves.
    """

    def __init__(self, browser: Browser, port: int, mode: str = "H") -> None:
        self.mode = mode
        self.home = f"http://{f'localhost:{port}' if mode == 'S' else NAME}/"
        self.url = f"{self.home}gz/hongxian/"
        self.context = browser.new_context(viewport=VIEWPORT, locale="zh-CN")  # type: ignore[arg-type]
        if mode == "W":
            self.context.add_init_script(WEBVIEW)


class Phone(Browsing):
    """A browser of its own with a profile on disk: it can be restarted and killed."""

    def __init__(
        self, playwright: Playwright, browser: str, profile: Path, port: int, home: Path | None = None
    ) -> None:
        self.playwright = playwright
        self.browser = browser
        self.profile = profile
        self.port = port
        # Where the certificates lie that its owner trusts.
        self.environment = {**os.environ, "HOME": str(home)} if home else None
        self.start()

    def start(self) -> None:
        """Switch on with the profile as it was left."""
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=self.browser,
            args=[*ARGUMENTS, leading_to(self.port)],
            viewport=VIEWPORT,  # type: ignore[arg-type]
            locale="zh-CN",
            env=self.environment,  # type: ignore[arg-type]
        )

    def kill(self) -> None:
        """As if the battery fell out: no process of the browser gets to finish anything."""
        assert self.context is not None
        lock = os.readlink(self.profile / "SingletonLock")  # "<host>-<process id>"
        os.kill(int(lock.rsplit("-", 1)[1]), signal.SIGKILL)
        with contextlib.suppress(Error):
            self.context.close()
        for name in ("SingletonLock", "SingletonSocket", "SingletonCookie"):
            (self.profile / name).unlink(missing_ok=True)
        self.context = None

    def restart(self) -> None:
        """Off and on again: nothing in memory survives."""
        self.stop()
        self.start()


PhoneFactory = Callable[..., Phone]
GuestFactory = Callable[[str], Guest]
