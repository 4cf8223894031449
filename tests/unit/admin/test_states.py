"""Every state of a change is reached, and its history says who, when and why; every type is written in its own form."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.unit.admin.colleague import RULE, Colleague, SetClock, form_of
from tests.unit.admin.test_journey import WORDS, approved, begin
from webapp.admin.desk import Desk
from webapp.admin.source_text import read_source
from webapp.admin.states import STATES, of_document
from webapp.admin.tables import Draft
from webapp.compiler.compile import compile_content
from webapp.compiler.problems import InvalidContentError
from webapp.rules.schema import TYPES


def state(desk: Desk, number: int) -> str:
    with desk.database.transaction() as session:
        return session.get_one(Draft, number).state


def test_every_state_is_reached_and_says_who_when_and_why(
    writer: Colleague, approver: Colleague, desk: Desk, clock: SetClock
) -> None:
    seen = set()

    def step(who: Colleague, number: int, name: str, **form: str) -> None:
        clock.on(minutes=1)
        assert who.post(f"drafts/{number}/{name}", **form).status_code == 303
        seen.add(state(desk, number))

    at = begin(writer)
    seen.add(state(desk, 1))
    writer.post(f"{at}save", **{**form_of(writer.page(at)), "f.plain": WORDS})
    step(writer, 1, "submit")
    step(approver, 1, "send_back", reason="条号写错了")
    step(writer, 1, "submit")
    step(approver, 1, "approve")
    step(approver, 1, "schedule", when="2026-12-01T08:00")
    step(approver, 1, "unschedule")
    step(approver, 1, "publish")
    approved(writer, approver, "第二次改的话。")
    step(approver, 2, "publish")
    seen.add(state(desk, 1))
    assert state(desk, 1) == "superseded"
    approver.post("releases/take-back", publication="2", reason="第二次改错了")
    seen.add(state(desk, 2))
    assert (state(desk, 1), state(desk, 2)) == ("published", "taken_back")
    begin(writer)
    step(writer, 3, "discard", reason="不用改了")
    assert seen == set(STATES) - {"publishing"}, "which lasts only while files are written"
    history = writer.page("content/{}/{}/".format(*RULE))
    for told in (
        "Zhang</strong> 提交审核",
        "Li</strong> 退回",
        "条号写错了",
        "Li</strong> 收回",
        "第二次改错了",
        "不用改了",
    ):
        assert told in history, told
    assert "2026年11月26日 09:02" in history, "when, in Beijing"


def listed(who: Colleague, query: str = "") -> dict[str, str]:
    """The rows of the list: id → the row as text."""
    rows = who.page(f"content/?{query}").split("<li>")[1:]
    return {unescape(re.findall(r"content/[a-z]+/([^/]+)/", row)[0]): row for row in rows}


def counted(who: Colleague, query: str = "") -> dict[str, int]:
    """The states that one can choose, each with how many there are."""
    choice = who.page(f"content/?{query}").partition('<select name="state"')[2].partition("</select>")[0]
    found = re.findall(r'<option value="([a-z_]+)"[^>]*>\S+ (\d+)</option>', choice)
    return {name: int(number) for name, number in found}


def test_the_list_is_filtered_by_state_and_every_choice_leads_somewhere(
    writer: Colleague, approver: Colleague, desk: Desk
) -> None:
    everything = counted(writer)
    assert everything == {"published": len(listed(writer))}
    approved(writer, approver)
    writer.post("content/new", type="topic", id="xin-zhuti")
    outside = desk.settings.content / "topic" / "wai.md"
    text = (desk.settings.content / "topic" / "hongbao.md").read_text("utf-8")
    outside.write_text(text.replace("hongbao", "wai"), "utf-8")
    assert counted(writer) == {**everything, "approved": 1, "draft": 1, "unpublished": 1}
    assert list(listed(writer, "state=approved")) == [RULE[1]]
    assert "已同意" in listed(writer, "q=红包&type=rule")[RULE[1]]
    assert list(listed(writer, "state=draft")) == ["xin-zhuti"]
    assert list(listed(writer, "state=unpublished")) == ["wai"]
    outside.unlink()
    approver.post("drafts/1/publish")
    approver.post("releases/take-back", publication="1", reason="不对")
    writer.post("drafts/2/discard", reason="不要了")
    assert counted(writer) == {**everything, "taken_back": 1, "discarded": 1}
    assert list(listed(writer, "state=discarded")) == ["xin-zhuti"], "what nobody published is found again"
    nothing = writer.page("content/?state=in_review")
    assert "全部内容" in nothing and 'value="in_review" selected' in nothing
    for state_, number in counted(writer).items():
        assert len(listed(writer, f"state={state_}")) == number


@pytest.mark.parametrize(
    ("changes", "lies", "released", "expected"),
    [
        ([], True, True, ("published",)),
        ([], True, False, ("unpublished",)),
        (["draft"], False, False, ("draft",)),
        (["superseded", "published", "in_review"], True, True, ("in_review", "published", "superseded")),
        (["superseded", "published"], False, False, ("removed", "superseded")),
        (["taken_back"], False, False, ("taken_back",)),
        (["taken_back", "published"], True, True, ("published",)),
    ],
)
def test_where_a_document_stands(
    changes: list[str], lies: bool, released: bool, expected: tuple[str, ...]
) -> None:
    assert of_document(changes, lies, released) == expected


@pytest.mark.parametrize("type_", TYPES)
def test_a_form_asks_for_what_check_asks_for(type_: str, writer: Colleague, desk: Desk) -> None:
    """A new document of each type: beside its fields stands what the compiler says of the same file, word by word."""
    id_ = "jia-guiding--xin" if type_ == "rule" else "src-xin" if type_ == "source" else "xin"
    assert writer.post("content/new", type=type_, id=id_).status_code == 303
    page = unescape(writer.page("drafts/1/"))
    file = desk.settings.content / type_ / f"{id_}.md"
    with desk.database.transaction() as session:
        text = session.get_one(Draft, 1).text or ""
    assert read_source(text), "what is known is filled in"
    assert ("ruleset: jia-guiding" in text, "updated_on: 20" in text) == (type_ == "rule", True)
    file.write_text(text, "utf-8")
    with pytest.raises(InvalidContentError) as said:
        compile_content(desk.settings.content)
    problems = [each for each in said.value.problems if each.path.endswith(f"{type_}/{id_}.md")]
    assert problems
    for problem in problems:
        assert problem.zh in page and problem.hint_zh in page, problem.zh
        if TYPES[type_].field(problem.field):
            beside = page.partition(f'data-problems="f.{problem.field}"')[2].partition("</ul>")[0]
            assert problem.zh in beside
