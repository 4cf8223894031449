"""The desk in a real browser, from the one-time token to a phone that has the regulation and then has it no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.desk import Desk, choose_password, first_account, sign_in
from tests.browser.person import HEADING
from tests.browser.phone import TAKE, VIEWPORT

pytestmark = pytest.mark.browser

TITLE = "某市机关工作群管理办法"
LAST = "本办法由某市委办公室负责解释，自2026年12月1日起施行。"
SET = "moushijiguangongzuoqunguanlibanfa"
ARTICLES = 62


def regulation(path: Path) -> Path:
    """A Word file as an office writes it: chapters, articles, items, one table."""
    word = Document()
    word.add_heading(TITLE, 0)
    for number in range(1, ARTICLES + 1):
        if number % 20 == 1:
            word.add_heading(f"第{'一二三四'[number // 20]}章　第{number}条以下", 1)
        last = number == ARTICLES
        word.add_paragraph(f"第{number}条　{LAST if last else f'群主应当管好第{number}类工作群。'}")
        if number == 3:
            word.add_paragraph("（一）不发涉密内容；")
            word.add_paragraph("（二）不转来历不明的消息。")
    word.save(str(path))
    return path


@pytest.fixture
def desk(engine: Browser, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, engine)
    with ExitStack() as stack:
        stack.callback(made.stop)
        yield made
    for context in engine.contexts[:]:
        if any(made.admin in page.url for page in context.pages):
            context.close()
    assert made.complaints == []


def colleague(desk: Desk, chief: Page) -> Page:
    chief.get_by_role("link", name="账号", exact=True).click()
    form = chief.locator("form[action$='accounts/add']")
    form.get_by_label("登录名").fill("li")
    form.get_by_label("姓名").fill("李强")
    for role in ("审核", "发布"):
        form.get_by_label(role).check()
    form.get_by_role("button", name="添加").click()
    desk.look(chief, "02-accounts")
    other = desk.person()
    other.goto(chief.locator(".link").inner_text())
    choose_password(other)
    other.get_by_role("button", name="保存").click()
    sign_in(other, "li")
    return other


def phone(desk: Desk) -> Page:
    assert desk.engine
    page = desk.engine.new_context(viewport=VIEWPORT, locale="zh-CN", has_touch=True).new_page()  # type: ignore[arg-type]
    page.goto(desk.admin.removesuffix("admin/"))
    expect(page.locator(HEADING).first).to_be_attached()
    return page


def check_and_read(page: Page, id_: str) -> str:
    """The phone asks, takes what there is, and shows a page of it."""
    assert page.evaluate(TAKE)["kind"] == "taken"
    page.goto(page.url.split("#")[0] + f"#/r/{id_}")
    page.reload()
    expect(page.locator(HEADING).first).to_be_attached()
    return page.locator("main:visible, .app[data-pane]").last.inner_text()


def test_from_a_word_file_to_a_phone_and_back(desk: Desk, tmp_path: Path) -> None:
    chief = first_account(desk)
    other = colleague(desk, chief)
    hand = phone(desk)

    chief.get_by_role("link", name="导入", exact=True).click()
    chief.get_by_label("Word（.docx）").set_input_files(regulation(tmp_path / "banfa.docx"))
    chief.get_by_role("button", name="上传并核对").click()
    expect(chief.locator("details.box").first).to_contain_text(f"共 {ARTICLES} 条")
    expect(chief.locator("details.box").first).to_contain_text("一个不少")
    desk.look(chief, "03-imported")

    chief.get_by_label("一句话说明").fill("机关工作群怎么建、怎么管，共 62 条。")
    expect(chief.locator("#saved")).to_contain_text("已自动保存")
    chief.get_by_label("更新日期").fill("2026-13-01")
    expect(chief.locator("[data-problems='f.updated_on'] li")).to_contain_text("没有 13 月")
    desk.look(chief, "04-error-beside-the-field")
    chief.get_by_label("更新日期").fill("2026-11-26")
    expect(chief.locator("[data-problems='f.updated_on'] li")).to_have_count(0)
    expect(chief.frame_locator("#preview").get_by_role("heading", level=1)).to_contain_text(TITLE)
    desk.look(chief, "05-draft")
    chief.get_by_role("button", name="保存，看改了什么").click()
    chief.get_by_role("button", name="提交审核").click()
    expect(chief.locator("main .label").first).to_have_text("待审核")

    other.goto(chief.url)
    other.locator(".effect").scroll_into_view_if_needed()  # loads when it is looked at
    expect(other.frame_locator(".effect").locator("main")).to_contain_text("种问法")
    desk.look(other, "06-review")
    other.get_by_role("button", name="同意").click()
    other.get_by_label("这一版改了什么").fill("新增工作群管理办法")
    other.get_by_role("button", name="发布", exact=True).click()
    expect(other.get_by_role("heading", level=1)).to_have_text("发布")
    expect(other.locator(".cells li").first).to_contain_text("第 2 版")
    desk.look(other, "07-published")

    assert LAST in check_and_read(hand, f"{SET}--art-{ARTICLES}")
    desk.look(hand, "08-phone-has-it")

    other.get_by_label("原因").fill("印发前还要再核一遍")
    other.get_by_role("button", name="收回这一次发布").click()
    expect(other.locator(".cells li").first).to_contain_text("收回")
    desk.look(other, "09-taken-back")
    assert LAST not in check_and_read(hand, f"{SET}--art-{ARTICLES}")
    desk.look(hand, "10-phone-has-it-no-more")


def test_what_was_typed_survives_the_end_of_session_and_network(desk: Desk) -> None:
    chief = first_account(desk)
    chief.goto(desk.admin + "content/rule/jia-guiding--hongbao/")
    faster_than_the_script(chief)
    topic = chief.get_by_label("主题").nth(1)
    topic.fill("群规范")
    expect(topic).to_have_value("群规范")
    topic.fill("红包礼金")  # picked by its title
    expect(topic).to_have_value("hongbao")
    topic.fill("")
    expect(chief.locator("#saved")).to_contain_text("已自动保存")
    chief.context.set_offline(True)
    chief.get_by_label("编者说明").fill("断网时写的话。")
    expect(chief.locator("#saved")).to_contain_text("连不上服务器")
    chief.context.set_offline(False)
    expect(chief.locator("#saved")).to_contain_text("已自动保存", timeout=15_000)
    cookies = [each for each in chief.context.cookies() if "session" not in each["name"]]
    chief.context.clear_cookies()
    chief.get_by_label("编者说明").fill("登录过期时写的话。")
    expect(chief.locator("#saved")).to_contain_text("登录已经过期")
    chief.context.add_cookies(cookies)  # type: ignore[arg-type]
    second = chief.context.new_page()
    second.goto(desk.admin)
    sign_in(second, "wang")
    chief.once("dialog", lambda dialog: dialog.accept())
    chief.goto(chief.url)
    expect(chief.get_by_label("编者说明")).to_have_value("登录过期时写的话。")
    chief.get_by_label("编者说明").press("End")
    chief.get_by_label("编者说明").type("好")
    expect(chief.locator("#saved")).to_contain_text("已自动保存")
    chief.reload()
    expect(chief.get_by_label("编者说明")).to_have_value("登录过期时写的话。好")
    chief.get_by_label("编者说明").fill("没有等自动保存就点了保存。")
    chief.get_by_role("button", name="保存", exact=True).click()
    expect(chief.get_by_label("编者说明")).to_have_value("没有等自动保存就点了保存。")
    expect(chief.locator("#saved")).to_be_empty()
    while_it_saves(chief.context.new_page(), chief.url)
    while_signed_out(chief.context.new_page(), chief.url)
    # the browser itself says that it was offline and refused, and nothing else is amiss
    amiss = ("ERR_INTERNET_DISCONNECTED", "401 (UNAUTHORIZED)")
    desk.complaints[:] = [each for each in desk.complaints if not any(known in each for known in amiss)]


def faster_than_the_script(page: Page) -> None:
    """What is typed before the script has come is saved as well."""
    held: list[Route] = []
    page.route("**/desk.js", lambda route: held.append(route))
    page.get_by_role("button", name="修改").click()
    page.get_by_label("编者说明").fill("脚本还没有到，就写好的话。")
    held[0].continue_()
    page.unroute("**/desk.js")
    expect(page.locator("#saved")).to_contain_text("已自动保存")


def while_it_saves(page: Page, url: str) -> None:
    """What is typed while the server takes its time with what came before is saved, too."""
    page.clock.install()
    held: list[Route] = []
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/autosave" in request.url else None)
    page.route("**/autosave", lambda route: route.continue_() if held else held.append(route))
    page.goto(url)
    page.get_by_label("编者说明").fill("先写的话。")
    with page.expect_request("**/autosave"):
        page.clock.run_for(2000)
    page.get_by_label("编者说明").fill("后写的话。")
    page.clock.run_for(2000)
    assert len(asked) == len(held) == 1
    held[0].continue_()
    expect(page.locator("#saved")).to_contain_text("已自动保存")
    with page.expect_request("**/autosave") as request:
        page.clock.run_for(2000)
    assert "后写的话。" in str(request.value.post_data)
    expect(page.locator("#saved")).to_contain_text("已自动保存")
    page.close()


def while_signed_out(page: Page, url: str) -> None:
    """A server that said no is asked again when more is typed, and not every second."""
    page.clock.install()
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if request.url.endswith("/autosave") else None
    )
    page.goto(url)
    page.context.clear_cookies()
    for times, words in enumerate(("先写的话。", "后写的话。"), 1):
        page.get_by_label("编者说明").fill(words)
        with page.expect_response("**/autosave"):
            page.clock.run_for(2000)
        expect(page.locator("#saved")).to_contain_text("登录已经过期")
        page.clock.run_for(60_000)
        assert len(asked) == times


def conflict(desk: Desk, chief: Page) -> None:
    """The same change in two windows, saved in both: the second one sees three texts."""
    chief.goto(desk.admin + "drafts/1/")
    second = chief.context.new_page()
    second.goto(chief.url)
    for page, words in ((second, "另一个窗口写的话。"), (chief, "这个窗口写的话。")):
        page.get_by_label("编者说明").fill(words)
        page.get_by_role("button", name="保存", exact=True).click()
    second.close()
    expect(chief.get_by_role("heading", level=1)).to_have_text("两个人都改了")


def test_every_page_fits_and_every_control_has_a_name(desk: Desk) -> None:
    chief = first_account(desk)
    chief.goto(desk.admin + "accounts/")
    chief.locator("form[action$='accounts/1']").get_by_label("审计").check()
    chief.locator("form[action$='accounts/1']").get_by_role("button", name="保存").click()
    chief.goto(desk.admin)  # other roles: signed out
    fits(desk, chief, "sign-in")
    sign_in(chief, "wang")
    chief.goto(desk.admin + "content/rule/jia-guiding--hongbao/")
    chief.get_by_role("button", name="修改").click()
    expect(chief.locator("#draft")).to_be_visible()
    conflict(desk, chief)
    fits(desk, chief, "conflict")
    ways = (
        "content/ content/new content/rule/jia-guiding--hongbao/ upload/ field/ releases/ accounts/ audit/ me/ "
        "drafts/1/ drafts/1/?as=text drafts/1/review/ drafts/1/effect/ nowhere/"
    )
    for way in ["", *ways.split()]:
        chief.goto(desk.admin + way)
        fits(desk, chief, way.rstrip("/") or "home")
    desk.complaints[:] = [each for each in desk.complaints if "404" not in each and "409" not in each]


def fits(desk: Desk, page: Page, name: str) -> None:
    """Nothing is wider than the screen, every control has a name; with HONGXIAN_SHOTS a picture of each."""
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} at {width}: {wide} px too wide"
        desk.look(page, f"page-{re.sub('[/?=]', '-', name)}-{width}")
    if page.get_by_role("heading", level=1).count() == 0:
        return  # what stands in a frame has its heading outside
    found = Axe().run(page, options={"iframes": False}).response["violations"]
    told = [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found]
    assert not told, f"{name}: {told}"
