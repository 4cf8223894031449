"""The HTML of a plain page → its addresses, ids and text; refuses what no plain page may hold."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import SplitResult, urljoin, urlsplit

from flask.testing import FlaskClient

VOID = frozenset({"meta", "link", "input", "hr", "br", "img"})
HAN = re.compile(r"[\u3400-\u9fff]")


class PlainPage(HTMLParser):
    """A page read once: whole, without scripts or styles of its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.languages: list[str] = [""]
        self.open: list[str] = []
        # Text by the language it is marked with.
        self.text: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == [], "every element is closed in its place"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "style", "iframe")
        given = dict(attrs)
        assert not any(name.startswith("on") or name == "style" for name in given)
        self.links += [value for name in ("href", "src", "action") if (value := given.get(name))]
        self.ids += [value for value in (given.get("id"),) if value]
        for name in ("title", "placeholder", "aria-label"):
            if given.get(name):
                self.text.append((self.languages[-1], given[name] or ""))
        if tag not in VOID:
            self.open.append(tag)
            self.languages.append(given.get("lang") or self.languages[-1])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.languages.pop()

    def handle_data(self, data: str) -> None:
        if (
            data.strip() and self.open[-1] != "title"
        ):  # a title cannot say of its parts what language they are
            self.text.append((self.languages[-1], data.strip()))

    def targets(self, address: str, prefix: str = "") -> list[SplitResult]:
        """Where the links of a page at this address lead."""
        return [urlsplit(urljoin(f"http://site{prefix}{address}", link)) for link in self.links]

    def chinese_in(self, language: str) -> list[str]:
        """Chinese words in parts of the page that are said to be in another language."""
        example = "For example: 红包"
        return [
            text for marked, text in self.text if marked == language and HAN.search(text.replace(example, ""))
        ]


def text_of(client: FlaskClient, address: str) -> str:
    """What a reader sees, in one line."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.text)))


def says(client: FlaskClient, address: str, *expected: str) -> None:
    """The words are on the page, in this order; spaces do not count."""
    shown, place = text_of(client, address).replace(" ", ""), 0
    for words in (each.replace(" ", "") for each in expected):
        assert words in shown[place:], (words, shown[place:])
        place = shown.index(words, place) + len(words)
