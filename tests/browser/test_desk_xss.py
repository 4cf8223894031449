"""More than 500 ways to smuggle a script, in every field there is: none runs, with our policy or without."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from webapp import create_app
from webapp.admin import accounts, audit, drafts, passwords, sign_ins
from webapp.admin.desk import Desk, open_desk
from webapp.admin.source_text import new_text, read_source
from webapp.cli.listening import listen
from webapp.compiler.compile import compile_content
from webapp.release.builder import publish
from webapp.rules.instants import stored
from webapp.rules.schema import TYPES, Field
from webapp.settings import Settings, packaged

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "gao shan liu shui 88"
RAN = "XSS-RAN"
# What would run, how it gets out of where it stands, and how it hides.
SCRIPTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)//",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<iframe src=javascript:alert(1)>", "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>", "<video><source onerror=alert(1)>",
    "<math><a xlink:href=javascript:alert(1)>x",
    "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<meta http-equiv=refresh content=0;url=javascript:alert(1)>",
    "<base href=javascript:alert(1)//>", "<form action=javascript:alert(1)><button autofocus>",
    "<style>@import'x'</style>",
    "<svg><animate onbegin=alert(1) attributeName=x>", "<marquee onstart=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "[x](javascript:alert(1))", "![x](x\"onerror=alert(1))", "<javascript:alert(1)>", "{{7*7}}${alert(1)}", "{% x %}",
)  # fmt: skip
BREAKS = (
    "",
    '">',
    "'>",
    "</textarea>",
    "</title>",
    "</option></select>",
    "-->",
    "]]>",
    "</style>",
    '" autofocus onfocus=alert(1) x="',
)
DISGUISES = (
    str,
    str.upper,
    lambda text: text.replace("<", "\uff1c"),
    lambda text: text.replace("<", "&#60;"),
)
VECTORS = [break_ + hide(script) for break_, script, hide in product(BREAKS, SCRIPTS, DISGUISES[:2])] + [
    hide(script) for script, hide in product(SCRIPTS, DISGUISES[2:])
]
PER_DRAFT = 30


@dataclass
class Served:
    """A desk in this process, with somebody signed in."""

    desk: Desk
    address: str
    cookie: str


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    shutil.copytree(ROOT / "tests" / "corpora" / "small", tmp_path / "content")
    settings = Settings(tmp_path / "content", tmp_path / "data", packaged("translations"))
    publish(compile_content(settings.content), settings)
    desk = open_desk(settings)
    with desk.database.transaction() as session:
        user = accounts.add_user(
            session, desk.clock, "all", "x", ["editor", "reviewer", "publisher", "auditor", "admin"]
        )
        user.password, user.password_set_at = passwords.hashed(PASSWORD), stored(desk.clock())
        key = sign_ins.begin(session, desk.clock, user, "127.0.0.1")
    server = listen(create_app(settings, desk=desk), "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Served(desk, f"http://127.0.0.1:{server.port}/admin/", key)
    server.waitress.close()
    desk.database.close()


def filled(field: Field, vectors: list[str]) -> Any:
    """A value of that field made of vectors; only the kinds that can hold words."""
    if field.kind == "group":
        return [{each.name: filled(each, vectors) for each in field.fields}]
    if field.kind == "map":
        return {"x": " ".join(vectors[:5])}
    return vectors if field.many else " ".join(vectors)


def draft_of(served: Served, type_: str, number: int, vectors: list[str]) -> int:
    """A draft with vectors in every field, its history and its record."""
    kind = TYPES[type_]
    values = {field.name: filled(field, vectors) for field in kind.fields if field.name not in ("id", "type")}
    id_ = f"xss-{number}"
    text = new_text(kind, {"id": id_, "type": type_, **values}, "\n\n".join(vectors))
    assert read_source(text), "the form has to show them"
    with served.desk.database.transaction() as session:
        rows = [["place", vector, "reason"] for vector in vectors]
        proof = {"characters_in": 1, "taken": 1, "left_out": 0, "articles": 1}
        record = {"proof": proof, "left_out": rows, "notices": rows, "proposals": rows}
        draft = drafts.start(session, served.desk.clock, 1, f"{type_}/{id_}.md", None, text, record=record)
        drafts.add_event(session, served.desk.clock, draft, 1, "save", " ".join(vectors))
        audit.append(session, served.desk.clock, vectors[0], "save", vectors[1], why=" ".join(vectors))
        if number < 10:
            user = accounts.add_user(session, served.desk.clock, f"user{number}", vectors[2], ["editor"])
            user.shown = vectors[2]
        return draft.id


def without_policy(route: Route) -> None:
    """As an old browser that knows no policy."""
    answer = route.fetch()
    kept = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
    route.fulfill(response=answer, headers=kept)


@pytest.mark.parametrize("policy", [True, False], ids=["with policy", "without"])
def test_no_vector_runs_in_any_field(policy: bool, served: Served, engine: Browser) -> None:
    assert len(set(VECTORS)) >= 500
    context = engine.new_context(locale="zh-CN")
    context.add_cookies([{"name": "hongxian-session", "value": served.cookie, "url": served.address}])
    context.add_init_script(f"window.alert = () => console.log('{RAN}')")
    ran: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: ran.append(page.url) if RAN in message.text else None)
    if not policy:
        context.route("**/*", without_policy)
    chunks = [VECTORS[at : at + PER_DRAFT] for at in range(0, len(VECTORS), PER_DRAFT)]
    types = ("rule", "ruleset", "source", "lexicon", "channel", "topic")
    for number, vectors in enumerate(chunks):
        draft = draft_of(served, types[number % len(types)], number, vectors)
        for way in (f"drafts/{draft}/", f"drafts/{draft}/?as=text", f"drafts/{draft}/review/"):
            visit(page, served.address + way)
    for vectors in chunks[::6]:
        from_a_phone(page, served.address, vectors)
        from_a_file(page, served.address, vectors)
    for way in ("", "content/?q=xss", "accounts/", "audit/", "releases/", "me/"):
        visit(page, served.address + way)
    assert ran == []
    with page.expect_console_message(lambda message: RAN in message.text):  # that it would be noticed
        page.goto("data:text/html,<img src=x onerror=alert(1)>")
    context.close()


def from_a_phone(page: Page, address: str, vectors: list[str]) -> None:
    """What a reporter wrote, as the editor pastes it."""
    report = (
        f"红线随身查·报告错误\n版本：{vectors[0]}\n条目：{vectors[1]}\n编号：jia-guiding--hongbao\n哪里不对："
    )
    missed = "\n".join(("红线随身查·没有查到", "版本：1-1", *vectors[:5]))
    visit(page, address + "field/")
    page.locator("#pasted").fill(f"{report}{' '.join(vectors)}\n{missed}")
    page.get_by_role("button", name="看能做什么").click()
    expect(page.get_by_text("有人报告的错误")).to_be_visible()
    settle(page)


def from_a_file(page: Page, address: str, vectors: list[str]) -> None:
    """Its name, its title and its text."""
    text = "\n".join((vectors[0], f"第一条　{vectors[1]}", f"第二条　{vectors[2]}"))
    visit(page, address + "upload/")
    page.locator("input[type=file]").set_input_files(
        {"name": f"{vectors[3].replace('/', '')}.txt", "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.get_by_role("button", name="上传并核对").click()
    expect(page.locator("details.box, .caution").first).to_be_visible()
    settle(page)


def visit(page: Page, address: str) -> None:
    """Load it and let everything that loads or focuses by itself do so."""
    page.goto(address)
    settle(page)


def settle(page: Page) -> None:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
