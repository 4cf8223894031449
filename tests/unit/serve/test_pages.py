"""Plain pages say everything about a document and nothing unknown, and every link on them leads somewhere."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.serve.plain_page import PlainPage, says, text_of
from webapp import create_app
from webapp.serve.addresses import every_page
from webapp.serve.current_release import CurrentRelease
from webapp.settings import Settings


def addresses(settings: Settings) -> list[str]:
    return [address for address, _ in every_page(CurrentRelease(settings.data).get().library)]


@pytest.mark.parametrize("prefix", ["", "/guiju", "/a/b"])
def test_every_link_leads_to_a_page(app: Flask, settings: Settings, prefix: str) -> None:
    client = app.test_client()

    def get(path: str) -> int:
        return client.get(path.removeprefix(prefix), environ_overrides={"SCRIPT_NAME": prefix}).status_code

    reached: set[str] = set()
    for address in ["/search", "/nothing", "/r/nothing/", *addresses(settings)]:
        answer = client.get(address, environ_overrides={"SCRIPT_NAME": prefix}, follow_redirects=False)
        if answer.mimetype != "text/html" or answer.status_code == 301:
            continue
        for target in PlainPage(answer.text).targets(address, prefix):
            if target.netloc == "site" and target.path not in {*reached, f"{prefix}{address}"}:
                assert target.path.startswith(f"{prefix}/"), (address, target)
                assert get(target.path) in (200, 301), (address, target)
                reached.add(target.path)


def test_no_element_twice_under_one_id(client: FlaskClient, settings: Settings) -> None:
    for address in addresses(settings):
        answer = client.get(address)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            ids = PlainPage(answer.text).ids
            assert len(ids) == len(set(ids))


def test_a_rule_says_everything_in_the_order_of_the_app(client: FlaskClient) -> None:
    says(
        client, "/r/shitiao--hongbao/",
        "红线", "浙江省", "未核实", "注意 后来另有规定。", "“不得违规收受微信红包”",
        "媒体引述 文字转引自报道，未见文件原文", "转引自：某报（2017年6月12日）",
        "编者说明 收红包先看<会不会>影响公务。",
        "不看数额：本库收录的红包条文都没有写“多少钱以下可以收”", "语气 不得 禁止：不能做",
        "管谁 全体党员干部 这一句没有写明，按报道上下文推断", "适用范围 没有查实", "平台 微信", "地区 浙江省",
        "状态 未核实 2026年11月1日查过 · 依据：某报 现在是否还有效，没有查到依据", "怎么理解 不看数额。",
        "依据从哪里来 属于 微信行为十条", "收录 1/10", "发布机构 省委办公厅", "发布 未载明", "本页更新",
        "其他地方怎么规定 群主要管群里的红包 编者说明：群主要管。", "并排看各地原文 2 个地区",
        "场景问答 能不能抢红包", "发帖前想一想", "有关规定 保密条例 第二条",
        "下面是案例和看法，不是规定 案例 某人受到处理", "看法和做法 某人说",
        "来源 某报 媒体引述 要求不得违规收受微信红包 L1", "在应用里打开",
    )  # fmt: skip
    assert "别的话" not in text_of(client, "/r/shitiao--hongbao/"), (
        "only the excerpt at the place that is cited"
    )
    assert 'href="../../#/r/shitiao--hongbao"' in client.get("/r/shitiao--hongbao/").text


def test_a_rule_of_a_repealed_set_leads_to_what_replaced_it(client: FlaskClient) -> None:
    says(
        client, "/r/shi-guiding--qunzhu/",
        "已废止", "这是旧版本 现在看： 微信行为十条 旧版保留备查", "没有见到原话，只有报道的转述。",
        "媒体转述 报道的转述，不是文件原文", "地区 某市、浙江省", "属于 某市微信群规定", "上位规定 保密条例",
        "发布机构 未载明", "废止 2020年1月1日", "转载 2021年6月 本库据以核对的转载，不是发布日期",
    )  # fmt: skip
    says(client, "/r/shi-guiding/", "这是旧版本 现在看： 微信行为十条", "收录的条目 群主要管群里的红包")


def test_who_said_it_and_what_became_of_it(client: FlaskClient) -> None:
    says(
        client, "/r/jiedu-mou/", "马某（化名） 按报道原样，本库不推测是谁", "身份 教授", "何时说的 2017年6月"
    )
    says(client, "/r/anli-mou/", "处理结果 报道没有写明")


def test_a_rule_set(client: FlaskClient) -> None:
    says(
        client, "/r/shitiao/",
        "收录 1/10", "又称 十条戒律", "发布机构 省委办公厅", "归口部门 未明确", "性质 规范性文件", "2026年11月1日",
    )  # fmt: skip
    assert 'href="https://example.org/" rel="noreferrer noopener"' in client.get("/r/shitiao/").text


def test_a_source_shows_what_was_archived(client: FlaskClient) -> None:
    shown = text_of(client, "/r/src-bao/")
    assert "要求不得违规收受微信红包" in shown
    assert 'class="address quiet" href="https://example.org/a?b=1&amp;c=2"' in client.get("/r/src-bao/").text


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
    for address in ("/r/changjing-hongbao/", "/r/fatie-qian/"):
        assert "编者说明" in text_of(client, address)
        assert "figure" not in client.get(address).text


def test_an_unverified_channel_shows_no_number(client: FlaskClient) -> None:
    assert "10086" not in client.get("/r/jubao/").text
    assert "未核实，不列号码和链接" in client.get("/r/jubao/").text


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
    home = next(link for link in PlainPage(answer.text).links if link.endswith("plain.css"))
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
            assert not any("search" in link or "lang=" in link for link in PlainPage(answer.text).links)
    assert 'content="0; url=../shitiao/"' in client.get("/r/shitiao-old/").text
