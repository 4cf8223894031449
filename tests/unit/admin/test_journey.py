"""From the one-time token to a release and back again, as a browser without scripts does it."""

from __future__ import annotations

import re

from flask import Flask

from tests.unit.admin.colleague import FILE, PASSWORD, RULE, TOKEN, Colleague, form_of
from webapp.admin.accounts import setup_token
from webapp.admin.desk import Desk
from webapp.admin.tables import Draft
from webapp.release.location import site_of
from webapp.release.store import ReleaseStore

WORDS = "收红包先问问单位纪检，再决定。"


def begin(writer: Colleague) -> str:
    answer = writer.post("content/{}/{}/start".format(*RULE))
    assert answer.status_code == 303
    return "drafts/" + answer.headers["Location"].split("drafts/")[1]


def approved(writer: Colleague, approver: Colleague, words: str = WORDS) -> str:
    """A change to which somebody else has agreed; → its address."""
    at = begin(writer)
    assert writer.post(f"{at}save", **{**form_of(writer.page(at)), "f.plain": words}).status_code == 303
    assert writer.post(f"{at}submit").status_code == 303
    assert approver.post(f"{at}approve").status_code == 303
    return at


def test_the_first_account_is_made_once_with_the_token(app: Flask, desk: Desk) -> None:
    with desk.database.transaction() as session:
        key = setup_token(session, desk.clock)
    client = app.test_client()
    token = TOKEN.search(client.get(f"/admin/setup?key={key}").get_data(as_text=True))
    assert token
    form = {
        "token": token[1], "key": key, "name": "wang", "shown": "王", "password": PASSWORD, "again": PASSWORD,
        "profile": "asvs",
    }  # fmt: skip
    assert client.post("/admin/setup", data={**form, "key": "guessed"}).status_code == 422
    assert client.post("/admin/setup", data=form).status_code == 303
    assert client.post("/admin/setup", data={**form, "name": "second"}).status_code == 303, (
        "leads to signing in"
    )
    with desk.database.transaction() as session:
        assert setup_token(session, desk.clock) is None


def test_a_form_sent_as_it_came_changes_nothing(writer: Colleague, desk: Desk) -> None:
    at = begin(writer)
    before = desk.contents.read(FILE)
    assert writer.post(f"{at}save", **form_of(writer.page(at))).status_code == 303
    with desk.database.transaction() as session:
        assert session.get_one(Draft, 1).text == before


def test_the_whole_way_and_back(writer: Colleague, approver: Colleague, desk: Desk) -> None:
    at = begin(writer)
    form = form_of(writer.page(at))
    before = desk.contents.read(FILE)
    store = ReleaseStore(site_of(desk.settings))
    first = store.published()
    assert writer.post(f"{at}save", **{**form, "f.plain": WORDS}).status_code == 303
    assert "<ins>" in writer.page(f"{at}review/")
    assert WORDS in writer.page(f"{at}preview/{RULE[1]}/")
    assert WORDS not in (desk.contents.read(FILE) or ""), "a draft stays in the database"
    assert writer.post(f"{at}submit").status_code == 303
    assert writer.post(f"{at}approve").status_code == 409, "who wrote it does not approve it"
    assert approver.post(f"{at}approve").status_code == 303
    assert approver.post(f"{at}publish", reason="红包那一条").status_code == 303
    now = store.published()
    assert now.statement["seq"] == first.statement["seq"] + 1
    assert now.documents[RULE[1]]["plain"] == WORDS  # type: ignore[typeddict-item]
    page = approver.page("releases/")
    number = re.search(r'name="publication" value="(\d+)"', page)
    assert number
    assert approver.post("releases/take-back", publication=number[1], reason="写错了").status_code == 303
    assert desk.contents.read(FILE) == before
    assert store.published().statement["seq"] == now.statement["seq"] + 1
    assert store.published().documents == first.documents
