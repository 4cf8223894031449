"""The content that ships: every page of it is there, whole, and leads only to pages that are there."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient

from webapp import create_app
from webapp.compiler.compile import compile_content
from webapp.release.builder import publish
from webapp.serve.addresses import every_page
from webapp.settings import Settings, packaged

VOID = {"meta", "link", "input", "hr", "br"}


class Page(HTMLParser):
    """Links, and whether every element is closed in its place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name in ("href", "action") and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[FlaskClient, list[str]]:
    settings = Settings(packaged("content"), tmp_path_factory.mktemp("real"), packaged("translations"))
    library = compile_content(settings.content)
    publish(library, settings)
    return create_app(settings).test_client(), [address for address, _ in every_page(library)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_whole_and_leads_to_pages_that_are_there(
    real: tuple[FlaskClient, list[str]], language: str
) -> None:
    client, addresses = real
    assert len(addresses) > 100
    for address in addresses:
        answer = client.get(f"{address}?lang={language}")
        if answer.mimetype != "text/html" or answer.status_code != 200:
            assert answer.status_code in (200, 301), address
            continue
        targets = (urlsplit(urljoin(f"http://site{address}", link)) for link in Page(answer.text).links)
        for target in targets:
            if target.netloc == "site" and not target.path.startswith(("/icons/", "/search")):
                assert target.path == "/" or target.path in addresses, (address, target.path)


def test_nothing_inside_shows_on_a_page(real: tuple[FlaskClient, list[str]]) -> None:
    """No id where a title belongs, no word of the program, no mark that was not rendered."""
    client, addresses = real
    for address in addresses:
        answer = client.get(address)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            text = re.sub(r"<[^>]*>", "\n", answer.text)
            assert not re.search(r"\bNone\b|\bUndefined\b|\[\]|\{\{|\*\*|press_|official_text", text), address
            assert not re.search(r">\s*[a-z0-9]+(-[a-z0-9]+)+\s*</a>", answer.text), address
