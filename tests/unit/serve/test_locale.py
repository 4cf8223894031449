"""The language of a page: what the address says, else what the browser says, else Chinese; never an error."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

HOME = {"zh": "全部内容", "zh_Hant": "全部內容", "en": "Everything on record"}
TAG = {"zh": "zh-Hans", "zh_Hant": "zh-Hant", "en": "en"}


def language(client: FlaskClient, address: str, accept: str | None = None) -> str:
    answer = client.get(address, headers={} if accept is None else {"Accept-Language": accept})
    assert answer.status_code == 200
    assert "Accept-Language" in answer.headers["Vary"]
    found = next(name for name, tag in TAG.items() if tag == answer.headers["Content-Language"])
    assert f'<html lang="{TAG[found]}"' in answer.text
    assert f"<h1>{HOME[found]}</h1>" in answer.text
    return found


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "zh"),
        ("", "zh"),
        ("zh-CN", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-SG", "zh"),
        ("zh-Hans-CN", "zh"),
        ("zh-TW,zh;q=0.8", "zh_Hant"),
        ("zh-HK", "zh_Hant"),
        ("zh-MO", "zh_Hant"),
        ("zh-Hant", "zh_Hant"),
        ("en-US,en;q=0.9", "en"),
        ("en;q=0.2,zh-TW;q=0.7", "zh_Hant"),
        ("fr", "zh"),
        ("fr-FR,en;q=0.5", "en"),
        ("*", "zh"),
        ("zh_CN", "zh"),
        ("-,;;q=,zh-,\x7f;q=zz", "zh"),
        ("a" * 5000, "zh"),
        ("../../../etc/passwd", "zh"),
    ],
)
def test_what_the_browser_asks_for(client: FlaskClient, accept: str | None, expected: str) -> None:
    assert language(client, "/contents/", accept) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("en", "en"), ("zh_Hant", "zh_Hant"), ("zh-TW", "zh_Hant"), ("xx", "zh"), ("%00", "zh")],
)
def test_the_address_wins(client: FlaskClient, wanted: str, expected: str) -> None:
    assert language(client, f"/contents/?lang={wanted}", "zh-CN") == expected


def test_a_chosen_language_goes_along(client: FlaskClient) -> None:
    assert 'href="../r/shitiao/?lang=en"' in client.get("/contents/?lang=en").text
    assert "lang=" not in client.get("/contents/", headers={"Accept-Language": "en"}).text.replace(
        'hreflang="', ""
    ).split("<footer")[0].replace('lang="', "")


def test_errors_speak_the_language_too(client: FlaskClient) -> None:
    assert "No such page" in client.get("/nothing?lang=en").text
    assert "没有这一页" in client.get("/nothing").text


def test_documents_stay_what_they_are(client: FlaskClient) -> None:
    page = client.get("/r/shitiao--hongbao/?lang=en").text
    assert '<h1 lang="zh-Hans">不得违规收受微信红包</h1>' in page
    assert "Quoted by the press" in page
