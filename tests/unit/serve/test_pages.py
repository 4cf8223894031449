"""Plain pages say everything about a document and nothing unknown, and every link on them leads somewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp import create_app
from webapp.serve.addresses import every_page
from webapp.serve.current_release import CurrentRelease
from webapp.settings import Settings


class Links(HTMLParser):
    """The addresses of a page, and whether its elements are closed in order."""

    VOID = frozenset({"meta", "link", "input", "hr", "br", "img"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "style", "iframe")
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            assert name != "style"
            if name in ("href", "src", "action") and value:
                self.found.append(value)
            if name == "id" and value:
                self.ids.append(value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def addresses(settings: Settings) -> list[str]:
    return [address for address, _ in every_page(CurrentRelease(settings.data).get().library)]


@pytest.mark.parametrize("prefix", ["", "/guiju", "/a/b"])
def test_every_link_leads_to_a_page(app: Flask, settings: Settings, prefix: str) -> None:
    client = app.test_client()

    def get(path: str) -> int:
        return client.get(path.removeprefix(prefix), environ_overrides={"SCRIPT_NAME": prefix}).status_code

    for address in ["/search", "/nothing", "/r/nothing/", *addresses(settings)]:
        answer = client.get(address, environ_overrides={"SCRIPT_NAME": prefix}, follow_redirects=False)
        if answer.mimetype != "text/html" or answer.status_code == 301:
            continue
        for link in Links(answer.text).found:
            target = urlsplit(urljoin(f"http://site{prefix}{address}", link))
            if target.netloc == "site" and target.path != f"{prefix}{address}":
                assert target.path.startswith(f"{prefix}/"), (address, link)
                assert get(target.path) in (200, 301), (address, link)


def test_no_element_twice_under_one_id(client: FlaskClient, settings: Settings) -> None:
    for address in addresses(settings):
        answer = client.get(address)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            ids = Links(answer.text).ids
            assert len(ids) == len(set(ids))


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.text))


def test_a_rule(client: FlaskClient) -> None:
    shown = text_of(client, "/r/shitiao--hongbao/")
    for words in (
        "不得违规收受微信红包", "红线", "媒体引述", "编者说明", "收红包先看&lt;会不会&gt;影响公务。",
        "后来另有规定。", "微信行为十条", "浙江省", "适用对象（推定）", "全体党员干部", "保密条例 第二条",
        "在应用里打开", "未核实", "北京时间",
    ):  # fmt: skip
        assert words in shown
    assert "“不得违规收受微信红包”" in shown
    assert 'href="../../#/r/shitiao--hongbao"' in client.get("/r/shitiao--hongbao/").text


def test_a_rule_set(client: FlaskClient) -> None:
    shown = text_of(client, "/r/shitiao/")
    for words in (
        "收录 1/10，其余未见原文",
        "归口部门",
        "未明确",
        "规范性文件",
        "十条戒律",
        "省委办公厅",
        "2026年11月1日",
    ):
        assert words in shown
    assert 'href="https://example.org/" rel="noreferrer noopener"' in client.get("/r/shitiao/").text


def test_an_official_text_with_its_articles(client: FlaskClient) -> None:
    shown = text_of(client, "/r/tiaoli/")
    for words in (
        "第一章 总则",
        "第一条",
        "第二条",
        "涉密信息不得上网。",
        "2024年3月",
        "2024年5月1日",
        "现行",
    ):
        assert words in shown
    article = text_of(client, "/r/tiaoli--art-2/")
    assert "官方原文" in article
    assert "涉密信息不得上网。" in article
    assert "为了保守国家秘密" not in article


def test_an_annotated_article_is_its_rule(client: FlaskClient) -> None:
    answer = client.get("/r/tiaoli--art-1/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "../tiaoli--mudi/")
    shown = text_of(client, "/r/tiaoli--mudi/")
    assert "为了保守国家秘密" in shown
    assert "官方原文" in shown


def test_a_paraphrase_is_never_in_quotation_marks(client: FlaskClient) -> None:
    assert "来源级别：编者说明" in text_of(client, "/r/changjing-hongbao/")
    assert "blockquote" not in client.get("/r/changjing-hongbao/").text


def test_an_unverified_channel_shows_no_number(client: FlaskClient) -> None:
    assert "10086" not in client.get("/r/jubao/").text
    assert "渠道未核实" in client.get("/r/jubao/").text


def test_topic_region_and_issuer_lead_to_what_belongs_to_them(client: FlaskClient) -> None:
    assert "不得违规收受微信红包" in text_of(client, "/r/hongbao/")
    assert "微信行为十条" in text_of(client, "/r/zhejiang/")
    assert "浙江省" in text_of(client, "/r/quanguo/")
    assert "保密条例" in text_of(client, "/r/shengwei-bangongting/")


def test_old_id_and_missing_slash_lead_on_without_naming_a_host(client: FlaskClient) -> None:
    for address, target in {
        "/r/shitiao-old/": "../shitiao/",
        "/r/shitiao-old/?lang=en": "../shitiao/?lang=en",
        "/r/shitiao": "shitiao/",
        "/r": "r/",
    }.items():
        answer = client.get(address, headers={"Host": "evil.example"})
        assert (answer.status_code, answer.headers["Location"]) == (301, target)
        assert b"evil" not in answer.data


def test_a_wrong_id_is_met_with_what_it_may_have_meant(client: FlaskClient) -> None:
    answer = client.get("/r/shitiao--hongba/")
    assert answer.status_code == 404
    assert 'href="../../r/shitiao--hongbao/"' in answer.text


@pytest.mark.parametrize("address", ["/nothing", "/a/b/c", "/r/x/y/z/", "/a%2Fb", "/r/a%2Fb/", "/%E4%BD%A0"])
def test_links_of_the_404_page_are_right_at_any_depth(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    home = next(link for link in Links(answer.text).found if link.endswith("plain.css"))
    assert urlsplit(urljoin(f"http://site{address}", home)).path == "/plain.css"


def test_unchanged_page_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/r/shitiao/")
    again = client.get("/r/shitiao/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    english = client.get("/r/shitiao/?lang=en", headers={"If-None-Match": first.headers["ETag"]})
    assert english.status_code == 200


def test_frozen_pages_need_no_server(settings: Settings) -> None:
    client = create_app(settings, frozen=True).test_client()
    for address in addresses(settings):
        answer = client.get(address)
        assert answer.status_code == 200
        if answer.mimetype == "text/html":
            assert not any("search" in link or "lang=" in link for link in Links(answer.text).found)
    assert 'content="0; url=../shitiao/"' in client.get("/r/shitiao-old/").text
