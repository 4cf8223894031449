"""Changes on their way: never overwritten, never lost, never seen outside before they are published."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from tests.unit.admin.colleague import FILE, RULE, Colleague, SetClock, form_of
from tests.unit.admin.test_journey import WORDS, approved, begin
from webapp.admin import publishing, states
from webapp.admin.desk import Desk, set_option
from webapp.admin.tables import Base, Draft, Opened
from webapp.export.static_site import export
from webapp.release.location import site_of
from webapp.release.store import ReleaseStore
from webapp.settings import Settings

CANARY = "金丝雀啄木鸟"


def test_two_people_who_save_the_same_rule_both_keep_their_words(
    writer: Colleague, add: Callable[..., None], enter: Callable[[str], Colleague], desk: Desk
) -> None:
    add("wang", "editor")
    other, at = enter("wang"), begin(writer)
    mine, theirs = form_of(writer.page(at)), form_of(other.page(at))
    assert other.post(f"{at}save", **{**theirs, "f.plain": "他写的话。"}).status_code == 303
    assert "Wang" in writer.page(at), "told that somebody was here a moment ago"
    answer = writer.post(f"{at}save", **{**mine, "f.plain": "我写的话。"})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "他写的话。" in shown and "我写的话。" in shown and "<ins>" in shown
    assert "有 1 处改了同一个地方" in shown and "违规的红包不收。" in shown, "and what both began with"
    version = re.search(r'name="version" value="(\d+)"', shown)
    with desk.database.transaction() as session:
        kept = session.get_one(Draft, 1).text or ""
    assert version and "他写的话。" in kept
    merged = kept.replace("他写的话。", "他写的话，我写的话。")
    assert writer.post(f"{at}save", text=merged, version=version[1]).status_code == 303
    with desk.database.transaction() as session:
        assert session.get_one(Draft, 1).text == merged


def test_two_people_who_change_different_places_get_both_together(
    writer: Colleague, add: Callable[..., None], enter: Callable[[str], Colleague], desk: Desk
) -> None:
    add("wang", "editor")
    other, at = enter("wang"), begin(writer)
    mine, theirs = form_of(writer.page(at)), form_of(other.page(at))
    saved = writer.post(f"{at}autosave", **{**mine, "f.plain": "我先写的话。"}).get_json()
    assert other.post(f"{at}save", **{**theirs, "f.plain": "没人要的话。"}).status_code == 409
    assert other.post(f"{at}save", **{**form_of(other.page(at)), "f.plain": "他写的话。"}).status_code == 303
    again = {**mine, "version": saved["version"], "f.plain": "我先写的话。", "f.aliases": "抢红包\r\n撒钱"}
    shown = writer.post(f"{at}save", **again).get_data(as_text=True)
    assert "已经放在一起" in shown and "同一个地方 1" not in shown
    proposed = re.search(r'<textarea id="text"[^>]*>(.*?)</textarea>', shown, re.DOTALL)
    assert proposed and "他写的话。" in proposed[1] and "撒钱" in proposed[1]
    with desk.database.transaction() as session:
        kept = session.query(Opened).filter_by(draft_id=1).count()
        assert kept > 2 and "撒钱" not in (session.get_one(Draft, 1).text or ""), (
            "only saving by hand changes it"
        )
    writer.post(f"{at}submit")
    with desk.database.transaction() as session:
        assert session.query(Opened).count() == 0, "nobody writes on it any longer"


def test_the_form_saves_itself_and_says_what_is_wrong_beside_the_field(writer: Colleague) -> None:
    at = begin(writer)
    form = {**form_of(writer.page(at)), "f.updated_on": "2026-13-01", "f.topics": ["hongbaoo"]}
    answer = writer.post(f"{at}autosave", **form).get_json()
    assert "13 月" in answer["problems"]["f.updated_on"][0]
    assert "hongbao" in answer["problems"]["f.topics"][0]
    assert answer["problems"]["f.title"] == [] and answer["version"] == 2
    assert answer["unwritten"] == []
    page = writer.page(at)
    assert 'errors unwritten"' not in page
    assert 'value="2026-13-01"' in page, "what was typed is kept, wrong or not"
    empty = writer.post(f"{at}autosave", **{**form, "version": "2", "f.title": ""}).get_json()
    assert empty["unwritten"] == ["f.title"] and empty["problems"]["f.title"]
    assert 'errors unwritten" data-problems="f.title"' in writer.page(at), (
        "what is still to be done is no alarm"
    )
    stale = writer.post(f"{at}autosave", **{**form, "f.plain": "另一句"})
    assert (stale.status_code, stale.get_json()["code"]) == (409, "conflict")
    assert writer.post(f"{at}submit").status_code == 409


def test_a_session_that_has_ended_loses_nothing_and_saves_nothing(writer: Colleague, clock: SetClock) -> None:
    at = begin(writer)
    form = form_of(writer.page(at))
    clock.on(hours=13)
    answer = writer.client.post(f"/admin/{at}autosave", data={**form, "token": "old"})
    assert (answer.status_code, answer.get_json()["code"]) == (401, "signed-out")


def test_a_change_made_outside_is_noticed_and_taken_in_by_hand(
    writer: Colleague, approver: Colleague, desk: Desk, settings: Settings
) -> None:
    at = approved(writer, approver)
    file = settings.content / FILE
    text = file.read_text("utf-8").replace("aliases: [抢红包]", "aliases: [抢红包, 发红包]")
    file.write_text(text, "utf-8")
    assert approver.post(f"{at}publish").status_code == 409
    assert file.read_text("utf-8") == text, "never overwritten"
    assert writer.post(f"{at}withdraw").status_code == 303
    page = writer.page(at)
    assert "<ins>, 发红包</ins>" in page
    form = {**form_of(page), "f.aliases": "抢红包\r\n发红包"}
    assert writer.post(f"{at}save", **form).status_code == 303
    assert writer.post(f"{at}submit").status_code == 409, "not before the author says so"
    assert writer.post(f"{at}merged").status_code == 303
    assert writer.post(f"{at}submit").status_code == 303
    assert approver.post(f"{at}approve").status_code == 303
    assert approver.post(f"{at}publish").status_code == 303
    assert file.read_text("utf-8") == text.replace("plain: 违规的红包不收。", f"plain: {WORDS}")


def test_a_change_that_breaks_another_file_goes_no_further(writer: Colleague, settings: Settings) -> None:
    assert writer.post("content/topic/hongbao/start", remove="1").status_code == 303
    page = writer.page("drafts/1/review/")
    assert "jia-guiding--hongbao.md" in page
    assert writer.post("drafts/1/submit").status_code == 409
    assert (settings.content / "topic" / "hongbao.md").exists()


def test_a_new_document_is_written_published_and_taken_back(
    writer: Colleague, approver: Colleague, settings: Settings
) -> None:
    assert writer.post("content/new", type="topic", id="xin-zhuti").status_code == 303
    form = {**form_of(writer.page("drafts/1/")), "f.title": "新主题", "f.summary": "试一试。", "f.order": "9"}
    form |= {"f.updated_on": "2026-11-26", "body": "说明。"}
    assert writer.post("drafts/1/save", **form).status_code == 303
    assert writer.post("drafts/1/submit").status_code == 303
    assert approver.post("drafts/1/approve").status_code == 303
    assert approver.post("drafts/1/publish").status_code == 303
    file = settings.content / "topic" / "xin-zhuti.md"
    assert file.read_text("utf-8").startswith("---\nid: xin-zhuti\ntype: topic\ntitle: 新主题\n")
    assert approver.post("releases/take-back", publication="1", reason="不要了").status_code == 303
    assert not file.exists()


def test_what_is_due_is_published_in_the_name_of_who_set_the_date(
    writer: Colleague, approver: Colleague, desk: Desk, clock: SetClock, enter: Callable[[str], Colleague]
) -> None:
    at = approved(writer, approver)
    assert approver.post(f"{at}schedule", when="2026-11-26T08:00").status_code == 422, "that is past"
    assert approver.post(f"{at}schedule", when="2026-11-27T08:00").status_code == 303
    assert publishing.publish_due(desk) == []
    clock.on(hours=24)  # 9:00 in Beijing
    assert publishing.publish_due(desk) == [(FILE, "done")]
    assert publishing.publish_due(desk) == []
    now = ReleaseStore(site_of(desk.settings)).published()
    assert now.documents[RULE[1]]["plain"] == WORDS  # type: ignore[typeddict-item]
    assert "Li" in enter("li").page("releases/")


def test_what_cannot_be_published_when_due_waits_and_says_why(
    writer: Colleague,
    approver: Colleague,
    desk: Desk,
    settings: Settings,
    clock: SetClock,
    enter: Callable[[str], Colleague],
) -> None:
    at = approved(writer, approver)
    approver.post(f"{at}schedule", when="2026-11-27T08:00")
    (settings.content / FILE).write_text("---\nbroken\n", "utf-8")
    clock.on(hours=24)
    assert publishing.publish_due(desk) == [(FILE, "changed-outside")]
    assert "请先把那边的改动并进来" in enter("li").page(f"{at}review/")
    assert publishing.publish_due(desk) == []


def test_one_person_is_enough_only_where_the_office_says_so(writer: Colleague, desk: Desk) -> None:
    at = begin(writer)
    writer.post(f"{at}save", **{**form_of(writer.page(at)), "f.plain": WORDS})
    writer.post(f"{at}submit")
    assert writer.post(f"{at}approve").status_code == 409
    with desk.database.transaction() as session:
        set_option(session, "four_eyes", "no")
    assert writer.post(f"{at}approve").status_code == 303


@pytest.mark.parametrize("state", states.STATES)
@pytest.mark.parametrize("step", states.STEPS.values(), ids=lambda step: step.name)
def test_steps_lead_only_from_where_they_may(state: str, step: states.Step) -> None:
    def take(actor: int, reason: str) -> str:
        return states.after(step.name, state, actor=actor, authors={1}, four_eyes=True, reason=reason)

    if state not in step.of:
        with pytest.raises(states.NotPossibleError, match="state"):
            take(2, "因为")
        return
    assert take(2, "因为") == step.to
    if step.other:
        with pytest.raises(states.NotPossibleError, match="same-person"):
            take(1, "因为")
    if step.reason:
        with pytest.raises(states.NotPossibleError, match="reason"):
            take(2, " ")


def test_nothing_of_a_draft_is_seen_outside(
    writer: Colleague, app: Flask, settings: Settings, tmp_path: Path
) -> None:
    at = begin(writer)
    writer.post(
        f"{at}save", **{**form_of(writer.page(at)), "f.plain": CANARY, "f.aliases": CANARY, "body": CANARY}
    )
    writer.post(f"{at}submit")
    assert CANARY in writer.page(f"{at}review/")
    client = app.test_client()
    for address in (
        "/", f"/r/{RULE[1]}/", f"/search?q={CANARY}", f"/api/search?q={CANARY}", f"/api/rules/{RULE[1]}", "/healthz",
        f"/api/suggest?q={CANARY}", "/contents/", "/redlines/", "/sync/head.json",
    ):  # fmt: skip
        text = client.get(address).get_data(as_text=True)
        assert CANARY not in text.replace(f'value="{CANARY}"', "").replace(f'"query":"{CANARY}"', "") or (
            "search" in address or "suggest" in address
        ), address
    assert client.get(f"/api/search?q={CANARY}").get_json()["total"] == 0
    export(settings, tmp_path / "out")
    for folder in (tmp_path / "out", settings.content, settings.data / "site", settings.data / "index"):
        for path in folder.rglob("*"):
            assert not path.is_file() or CANARY.encode() not in path.read_bytes(), path


def test_what_is_due_for_review_or_ends_soon_is_on_the_first_page(
    writer: Colleague, settings: Settings
) -> None:
    shown = writer.page("")
    assert "到了复核的日子" not in shown and "一个月内废止" not in shown
    day = (date.today() + timedelta(days=20)).isoformat()
    for name, field in ((FILE, "review_due_on"), ("ruleset/jia-guiding.md", "repealed_on")):
        path = settings.content / name
        text = re.sub(rf"{field}: .*\n", "", path.read_text("utf-8"))
        path.write_text(text.replace("updated_on:", f"{field}: {day}\nupdated_on:", 1), "utf-8")
    shown = writer.page("")
    assert "到了复核的日子" in shown and "一个月内废止" in shown


def test_the_tables_are_those_of_the_migrations(desk: Desk) -> None:
    with desk.database.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert [each for each in found if "sqlite" not in str(each)] == []


def test_the_desk_searches_and_lists(writer: Colleague) -> None:
    assert "jia-guiding--hongbao" in writer.page("content/?q=抢红包")
    assert "jia-guiding--hongbao" not in writer.page("content/?q=抢红包&type=topic")
    at = begin(writer)
    assert at in writer.page("").replace("./", "")


def test_the_effect_on_the_search_is_told(writer: Colleague) -> None:
    at = begin(writer)
    writer.post(f"{at}save", **{**form_of(writer.page(at)), "f.aliases": "抢红包\r\n撒钱"})
    page = writer.page(f"{at}effect/")
    assert "撒钱" in page and "<ins>不违规收受微信红包</ins>" in page
    asked, known = (int(each) for each in re.findall(r"试了 (\d+) 种问法（全部 (\d+) 种）", page)[0])
    assert asked == known > 20, "every title, name, question and plain word of the library"


def test_a_pasted_regulation_becomes_a_draft_with_its_proof(
    writer: Colleague, approver: Colleague, settings: Settings
) -> None:
    text = "某局微信群管理办法\n\n第一条　为了管好微信群，制定本办法。\n\n第二条　群主对群负责。\n"
    answer = writer.post("upload/", pasted=text)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    page = writer.page("drafts/1/")
    assert "某局微信群管理办法" in page and "共 2 条" in page
    shown = writer.page("drafts/1/review/")
    assert writer.post("drafts/1/submit").status_code == 303, shown
    assert approver.post("drafts/1/approve").status_code == 303
    assert approver.post("drafts/1/publish").status_code == 303
    now = ReleaseStore(site_of(settings)).published().documents
    made = [document for document in now.values() if document["title"] == "某局微信群管理办法"]
    assert [article["no"] for article in made[0]["articles"]] == ["1", "2"]


@pytest.mark.parametrize("name", ["old.doc", "scan.pdf", "x.docx", "x.exe"])
def test_what_cannot_be_read_is_refused_with_what_to_do(name: str, writer: Colleague) -> None:
    from io import BytesIO

    data = {"token": writer.token(), "file": (BytesIO(b"\xd0\xcf\x11\xe0 no zip"), name)}
    answer = writer.client.post("/admin/upload/", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert 'class="caution"' in answer.get_data(as_text=True)
