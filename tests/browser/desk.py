"""A desk of its own process, and people at their own PCs who sign in there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, expect

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "gao shan liu shui 88"


class Desk:
    """`options` are those of `./run desk`."""

    def __init__(self, folder: Path, engine: Browser | None = None, *options: str) -> None:
        shots = os.environ.get("HONGXIAN_SHOTS")
        self.engine, self.shots = engine, Path(shots) if shots else None
        self.complaints: list[str] = []
        shutil.copytree(ROOT / "tests" / "corpora" / "small", folder / "content")
        command = [sys.executable, "-P", "-m", "webapp", "desk", "--port", "0"]
        places = ["--content", str(folder / "content"), "--data", str(folder / "data"), *options]
        self.process = subprocess.Popen(
            [*command, *places],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert self.process.stdout
        self.admin = self.process.stdout.readline().strip()
        self.setup = self.process.stdout.readline().strip()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()

    def person(self, *, width: int = 1280, height: int = 860) -> Page:
        assert self.engine
        page = self.engine.new_context(viewport={"width": width, "height": height}, locale="zh-CN").new_page()
        return self.listen(page)

    def listen(self, page: Page) -> Page:
        """Whatever the page complains of is heard."""
        page.set_default_timeout(10_000)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def look(self, page: Page, name: str) -> None:
        """For people who want to look at every step: HONGXIAN_SHOTS names a folder."""
        if self.shots:
            page.screenshot(path=self.shots / f"{name}.png", full_page=True)


def sign_in(page: Page, name: str) -> None:
    page.get_by_label("登录名").fill(name)
    page.get_by_label("口令", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("您好")


def choose_password(page: Page) -> None:
    page.get_by_label("口令", exact=True).fill(PASSWORD)
    page.get_by_label("再输一次口令").fill(PASSWORD)


def first_account(desk: Desk, chief: Page | None = None) -> Page:
    """With the one-time token; at a PC of their own unless one is given."""
    chief = chief or desk.person()
    chief.goto(desk.setup)
    chief.get_by_label("登录名").fill("wang")
    chief.get_by_label("姓名").fill("王敏")
    choose_password(chief)
    desk.look(chief, "01-setup")
    chief.get_by_role("button", name="建立账号").click()
    sign_in(chief, "wang")
    return chief
