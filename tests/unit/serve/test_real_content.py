"""The content that ships: every page of it is there, whole, and leads only to pages that are there."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.unit.serve.plain_page import PlainPage
from webapp import create_app
from webapp.compiler.compile import compile_content
from webapp.release.builder import publish
from webapp.serve.addresses import every_page
from webapp.settings import Settings, packaged


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
        page = PlainPage(answer.text)
        assert page.chinese_in("en") == [], address
        for target in page.targets(address):
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
