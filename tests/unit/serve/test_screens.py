"""Every screen of the app has its plain page: the same list in the same order, printable, with no script."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.unit.serve.plain_page import PlainPage, says, text_of
from webapp.rules.lists import LISTS, named_list
from webapp.serve.current_release import CurrentRelease
from webapp.serve.dates import today
from webapp.serve.lists import SCREENS
from webapp.settings import PACKAGE, Settings


def rows(html: str) -> list[str]:
    """The documents of a list, in order."""
    main = html.split("<main")[1].split("</main>")[0]
    return re.findall(r'<li><a class="title" href="[./]*r/([^/"]+)/', main)


def test_every_list_of_the_library_has_a_page(client: FlaskClient) -> None:
    """Whoever adds a list to `rules/lists.py` adds its page; `mine` has one of its own, `typical` none."""
    assert set(LISTS) - {"mine", "typical"} == set(SCREENS)
    for name in SCREENS:
        assert client.get(f"/{name}/").status_code == 200, name


@pytest.mark.parametrize("name", sorted(set(SCREENS) - {"news"}))
def test_a_list_is_introduced_as_in_the_app(name: str) -> None:
    """The app has 最近更新 as a view of its own, with other words."""
    app = (PACKAGE / "static" / "js" / "ui" / "list-view.js").read_text(encoding="utf-8")
    for words in filter(None, (SCREENS[name].title, SCREENS[name].note)):
        assert f'N_("{words}")' in app, words


@pytest.mark.parametrize("name", sorted(set(SCREENS) - {"topics", "compare", "rulesets"}))
def test_a_list_is_that_of_the_app(client: FlaskClient, settings: Settings, name: str) -> None:
    library = CurrentRelease(settings.data).get().library
    expected = [id_ for group in named_list(library, name, today()) for id_ in group["ids"]]
    assert rows(client.get(f"/{name}/").text) == expected


def test_the_start_leads_everywhere(client: FlaskClient) -> None:
    page = PlainPage(client.get("/r/").text)
    reached = {target.path for target in page.targets("/r/")}
    assert reached >= {f"/{name}/" for name in [*SCREENS, "mine", "about", "contents", "before-posting"]} - {
        "/groups/chengyuan/"
    }
    says(client, "/r/", "红线随身查", "红线一览", "举报渠道", "与我有关", "群主", "红包礼金")


def test_red_lines_say_whose_word_it_is_and_which_forbid_in_their_own_words(client: FlaskClient) -> None:
    says(
        client, "/redlines/",
        "“红线”是报道的说法", "条文自己的禁止用语", "共 1 条", "红包礼金", "“不得违规收受微信红包”", "不得",
        "媒体引述", "浙江省", "未核实", "微信行为十条",
    )  # fmt: skip


def test_group_rules_stand_by_stage_and_by_role(client: FlaskClient) -> None:
    says(
        client,
        "/groups/",
        "群规",
        "管群：群主的责任",
        "群主要管群里的红包",
        "编者说明：群主要管。",
        "媒体转述",
    )
    assert rows(client.get("/groups/").text) == ["shi-guiding--qunzhu"]
    says(client, "/groups/chengyuan/", "还没有收录。")
    current = re.compile(r'chengyuan/" aria-current="page"')
    assert current.search(client.get("/groups/chengyuan/").text)


def test_a_guide_is_found_by_what_it_is_for(client: FlaskClient) -> None:
    says(client, "/before-posting/", "发帖前想一想", "谁会看到？", "回答依据 “不得违规收受微信红包”")
    assert client.get("/template/").status_code == 404, "the library has none"


def test_a_comparison_has_the_regions_side_by_side(client: FlaskClient) -> None:
    says(
        client, "/compare/hongbao/",
        "没有写到的，不等于可以做", "地区", "语气", "平台", "管谁", "浙江省", "不得", "微信",
        "某市", "要", "微信群", "群主", "“不得违规收受微信红包”", "没有见到原话，只有报道的转述。",
        "都没有写“多少钱以下可以收”",
    )  # fmt: skip
    assert '<th scope="row">' in client.get("/compare/hongbao/").text
    assert client.get("/compare/baomi/").status_code == 404


def test_older_versions_stand_under_the_one_in_force(client: FlaskClient) -> None:
    says(client, "/rulesets/", "微信行为十条", "收录 1/10", "某市微信群规定", "已废止", "收录 1 条")


def test_who_is_in_charge_is_said_even_when_nobody_says_so(client: FlaskClient) -> None:
    says(client, "/owners/", "未明确", "保密条例")


def test_news_is_by_day(client: FlaskClient) -> None:
    says(client, "/news/", "按编辑日期，新的在前。", "2026年11月22日")


def test_what_concerns_me_is_asked_in_the_address_and_kept_nowhere(client: FlaskClient) -> None:
    says(client, "/mine/", "服务器不保存", "选了角色或地区")
    answer = client.get("/mine/?role=机关干部&region=zhejiang&lang=en")
    assert rows(answer.text) == ["shitiao--hongbao", "tiaoli--mudi"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert re.search(r'<option value="zhejiang"[^>]* selected>', answer.text)
    assert 'name="lang" value="en"' in answer.text
    assert rows(client.get("/mine/?role=机关干部").text) == rows(client.get("/mine/jiguan/").text)
    assert rows(client.get("/mine/?role=%00&region=nowhere").text) == []
    assert client.get("/mine?role=群主").headers["Location"] == "mine/?role=%E7%BE%A4%E4%B8%BB"


def test_the_style_sheet_is_small(client: FlaskClient) -> None:
    """The app's colours and all of the plain pages' looks, as they go over the wire."""
    packed = client.get("/plain.css", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) <= 6 * 1024
    assert b"--page:#ededed" in client.get("/plain.css").data


def test_about_names_the_release(client: FlaskClient, settings: Settings) -> None:
    fingerprint = CurrentRelease(settings.data).get().fingerprint
    assert len(fingerprint) == 64
    assert fingerprint in text_of(client, "/about/").replace(" ", "")
    says(
        client,
        "/about/",
        "不是官方答复",
        "第 1 版",
        "北京时间",
        "开发版",
        "媒体转述 报道的转述，不是文件原文",
    )


@pytest.mark.parametrize(
    "address", ["/r/", "/redlines/", "/mine/qunzhu/", "/search?q=红包", "/about/", "/r/x/"]
)
def test_every_page_names_its_release_and_leads_to_the_channels(client: FlaskClient, address: str) -> None:
    html = client.get(address).text
    assert "第 1 版" in html
    assert 'channels/">举报渠道</a>' in html
    for landmark in ("<header", "<main id", "<footer", 'class="skip"', "<h1"):
        assert html.count(landmark) >= 1


@pytest.mark.parametrize(
    "address", ["/redlines", "/compare/hongbao", "/mine/qunzhu", "/groups/chengyuan", "/about"]
)
def test_a_missing_slash_leads_on_without_naming_a_host(client: FlaskClient, address: str) -> None:
    answer = client.get(f"{address}?lang=en", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{address.split('/')[-1]}/?lang=en")
