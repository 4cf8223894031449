"""A page of the app and a pair of hands → somebody who does things with it, and hears every complaint of the browser.

A thumb taps; a keyboard gets everywhere with Tab and acts with Enter, Space and the arrows. What a journey asks for is
the same, so each is told once and gone through with both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    ViewportSize,
    expect,
)

SEARCH = "input[type=search]"
HEADING = ".app[data-pane] h1:visible"
# A screen of 158 articles is the longest that anybody has to walk through.
LONGEST_WAY = 400
# The sum of layout shifts that nobody sees.
NO_JUMP = 0.01
JUMPS = Path(__file__).with_name("jumps.js").read_text(encoding="utf-8")
GO = """async (route) => {
  if (location.hash === route) return;
  const before = document.title;
  location.hash = route;
  while (document.title === before) await new Promise((done) => requestAnimationFrame(done));
}"""
# A transaction waits for those before it.
STORED = """async (forget) => {
  const open = indexedDB.open(hongxian.database);
  const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const work = database.transaction('personal', 'readwrite');
  if (forget) work.objectStore('personal').clear();
  await new Promise((resolve) => { work.oncomplete = resolve; });
  database.close();
}"""

# What the page asks of its search worker.
ASKED = """self.asked = [];
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  self.asked.push(message.action);
  return post.call(this, message, ...rest);
};"""
# Types until an answer stands there of which the worker was not asked; how often that took.
TYPED_NEAR = """async () => {
  const box = document.querySelector('input[type=search]');
  box.focus();
  for (let times = 1; ; times += 1) {
    const before = self.asked.length;
    const answered = new Promise((done) => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector('.pane.list .count')) return;
        watch.disconnect();
        done();
      });
      watch.observe(document.querySelector('.pane.list'), { subtree: true, childList: true });
    });
    box.value = times % 2 ? '红' : '红包';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await answered;
    if (!self.asked.slice(before).includes('search')) return times;
  }
}"""


@dataclass(frozen=True)
class Hands:
    """What somebody has to work with."""

    name: str
    width: int
    height: int
    touch: bool


THUMB = Hands("thumb", 390, 844, touch=True)
KEYBOARD = Hands("keyboard", 1280, 800, touch=False)


def profile_of(engine: Browser, hands: Hands) -> BrowserContext:
    """A browser as these hands have it, with nothing in it yet."""
    size: ViewportSize = {"width": hands.width, "height": hands.height}
    return engine.new_context(viewport=size, has_touch=hands.touch, is_mobile=hands.touch, locale="zh-CN")


class Person:
    """The app in one page of a profile."""

    def __init__(self, profile: BrowserContext, address: str, hands: Hands) -> None:
        self.hands = hands
        self.address = address
        self.complaints: list[str] = []
        self.page: Page = profile.new_page()
        self.page.add_init_script(JUMPS)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, route: str = "#/") -> Page:
        """A fresh load of a route, until its screen stands; what is being stored on the one before is stored first."""
        if self.page.url.startswith(self.address):
            self.page.evaluate(STORED)
        self.page.goto("about:blank")
        self.page.goto(self.address + route)
        expect(self.page.locator(HEADING).first).to_be_attached()
        return self.page

    def go(self, route: str) -> Page:
        """To another screen of the page that is open, as when its address is typed, until it has its title."""
        self.page.evaluate(GO, route)
        return self.page

    def leave(self) -> None:
        """Close the page; what the person kept on this phone is forgotten."""
        if self.page.url.startswith(self.address):
            self.page.evaluate(STORED, True)
        self.page.close()

    def type(self, text: str) -> None:
        """Key by key into the search box, as far as the box is from here."""
        self.reach(self.page.locator(SEARCH))
        self.page.keyboard.type(text)

    def press(self, target: Locator) -> None:
        """Follow a link, press a button, tick a box."""
        self.reach(target)
        if self.hands.touch:
            target.tap()
        else:
            ticked = target.get_attribute("type") in ("checkbox", "radio")
            self.page.keyboard.press("Space" if ticked else "Enter")

    def choose(self, group: Locator, text: str | re.Pattern[str]) -> None:
        """One of several radio buttons: tapped by its words, or reached with the arrows."""
        wanted = group.get_by_label(text, exact=True)
        if self.hands.touch:
            wanted.tap()
        else:
            self.reach(group.locator("input:checked"))
            for _ in range(group.locator("input").count()):
                if wanted.is_checked():
                    break
                self.page.keyboard.press("ArrowDown")
                expect(group.locator("input:checked")).to_be_focused()  # after a reload as well
        expect(wanted).to_be_checked()

    def pick(self, choices: Locator, value: str) -> None:
        """A value of a drop-down list: the list of the system itself is out of a test's reach."""
        self.reach(choices)
        choices.select_option(value)

    def reach(self, target: Locator) -> None:
        """The cursor to the target: a thumb touches it, a keyboard tabs there; what has it already keeps it."""
        target.wait_for()
        if self.hands.touch:
            if target.evaluate("(it) => it.matches('input[type=search], select, textarea')"):
                target.tap() if target.evaluate("(it) => it.matches('input')") else target.focus()
            return
        for _ in range(LONGEST_WAY):
            if target.evaluate("(it) => it === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way to {target} with the Tab key")

    def back(self) -> None:
        """The browser's own way back."""
        self.page.go_back()

    def saw_no_jump(self, doing: str) -> None:
        """Nothing moved that nobody moved, since the last time this was asked."""
        total, moved = self.page.evaluate("jumped()")
        assert total < NO_JUMP, f"{total:.4f} {doing}:\n" + "\n".join(moved)
