"""A browser without scripts in which somebody is signed in, and a clock that tests set."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PASSWORD = "gao shan liu shui 88"
RULE = ("rule", "jia-guiding--hongbao")
FILE = "/".join(RULE) + ".md"
SEEN_STEP = re.compile(r"drafts/\d+/(approve|schedule|publish)")
VERSION = re.compile(r'name="version" value="(\d+)"')
TOKEN = re.compile(r'name="token" value="([^"]+)"')


@dataclass
class SetClock:
    """A clock that stands still until it is moved on."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 26, 1, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def on(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Colleague:
    """A browser in which somebody is signed in."""

    client: FlaskClient
    name: str

    def get(self, address: str) -> TestResponse:
        return self.client.get(f"/admin/{address}")

    def page(self, address: str) -> str:
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.headers.get("Location"))
        return answer.get_data(as_text=True)

    def token(self) -> str:
        found = TOKEN.search(self.client.get("/admin/me/").get_data(as_text=True))
        assert found
        return found[1]

    def post(self, address: str, **form: object) -> TestResponse:
        if SEEN_STEP.fullmatch(address) and "version" not in form:
            form["version"] = self.version(address.rpartition("/")[0])
        return self.client.post(f"/admin/{address}", data={"token": self.token(), **form})

    def version(self, draft: str) -> str:
        """Of the text that the page of the review shows."""
        found = VERSION.search(self.get(f"{draft}/review/").get_data(as_text=True))
        return found[1] if found else ""


def form_of(page: str) -> dict[str, object]:
    """Every field of the form of a draft, as a browser would send it."""
    start = page.index('<form method="post" id="draft"')
    form = page[start : page.index("</form>", start)]
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        named = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if named.get("type") == "checkbox" and " checked" not in tag:
            continue
        if "name" in named:
            fields.setdefault(named["name"], []).append(unescape(named.get("value", "")))
    for name, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        fields.setdefault(name, []).append(unescape(text).replace("\n", "\r\n"))
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        fields.setdefault(name, []).append(unescape(chosen[0]) if chosen else "")
    return dict(fields)
