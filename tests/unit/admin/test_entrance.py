"""Signing in: what strangers learn, what they can break, and how a session ends."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.admin.colleague import PASSWORD, TOKEN, Colleague, SetClock
from webapp.admin import accounts, passwords
from webapp.admin.desk import Desk, set_option
from webapp.admin.one_time_code import code_at
from webapp.admin.tables import SignIn, User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
Add = Callable[..., None]
Enter = Callable[[str], Colleague]


def attempt(client: FlaskClient, name: str, password: str, **more: str) -> Any:
    token = TOKEN.search(client.get("/admin/sign-in").get_data(as_text=True))
    assert token
    return client.post("/admin/sign-in", data={"name": name, "password": password, "token": token[1], **more})


def test_a_stranger_cannot_tell_a_wrong_name_from_a_wrong_password(app: Flask, add: Add) -> None:
    add("li", "editor")
    answers = [attempt(app.test_client(), name, "falsch falsch 1") for name in ("li", "nobody")]
    texts = [TOKEN.sub("", answer.get_data(as_text=True)).replace("nobody", "li") for answer in answers]
    assert texts[0] == texts[1]
    assert [answer.status_code for answer in answers] == [401, 401]


def test_a_wrong_name_costs_as_much_hashing_as_a_wrong_password(
    app: Flask, add: Add, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("li", "editor")
    with desk.database.transaction() as session:
        session.get_one(User, 1).password = passwords.hashed(PASSWORD)
    counted: list[int] = []
    real = passwords._key

    def counting(password: str, salt: bytes, cost: int) -> bytes:
        counted.append(cost)
        return real(password, salt, cost)

    monkeypatch.setattr(passwords, "_key", counting)
    for name in ("li", "nobody"):
        attempt(app.test_client(), name, "falsch falsch 1")
    assert counted == [passwords.COST, passwords.COST] and passwords.COST >= 2**15


def test_five_failures_lock_for_a_while_and_a_known_browser_still_gets_in(
    app: Flask, add: Add, enter: Enter, clock: SetClock
) -> None:
    add("li", "editor")
    known = enter("li")
    known.post("sign-out")
    stranger = app.test_client()
    for _ in range(5):
        assert attempt(stranger, "li", "falsch falsch 1").status_code == 401
    assert attempt(stranger, "li", PASSWORD).status_code == 401, "locked for strangers, the right one too"
    assert attempt(known.client, "li", PASSWORD).status_code == 303, "not for the PC it was used on"
    clock.on(minutes=16)
    assert attempt(stranger, "li", PASSWORD).status_code == 303, "and never for ever"


def test_one_address_cannot_try_all_names(app: Flask, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.admin.counters.ADDRESS_FAILURES", 3)
    client = app.test_client()
    texts = [attempt(client, f"name{n}", "falsch falsch 1").get_data(as_text=True) for n in range(5)]
    assert ["15" in text for text in texts] == [False, False, False, True, True]


def test_a_code_works_once(app: Flask, desk: Desk, add: Add, clock: SetClock) -> None:
    add("li", "editor")
    with desk.database.transaction() as session:
        found = accounts.by_name(session, "li")
        assert found
        found.code_secret = SECRET
    code = code_at(SECRET, int(clock().timestamp()) // 30)
    assert attempt(app.test_client(), "li", PASSWORD).status_code == 401
    assert attempt(app.test_client(), "li", PASSWORD, code=code).status_code == 303
    assert attempt(app.test_client(), "li", PASSWORD, code=code).status_code == 401, "replayed"
    clock.on(seconds=30)
    code = code_at(SECRET, int(clock().timestamp()) // 30)
    assert attempt(app.test_client(), "li", PASSWORD, code=code).status_code == 303


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, SHA-1, its last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    known = {59: "287082", 1111111109: "081804", 2000000000: "279037", 20000000000: "353130"}
    assert {seconds: code_at(secret, seconds // 30) for seconds in known} == known


@pytest.mark.parametrize(("profile", "idle", "absolute"), [("asvs", 30, 12 * 60), ("mlps3", 15, 8 * 60)])
def test_a_session_ends_when_idle_and_when_old(
    profile: str, idle: int, absolute: int, desk: Desk, add: Add, enter: Enter, clock: SetClock
) -> None:
    with desk.database.transaction() as session:
        set_option(session, "profile", profile)
    add("li", "editor")
    somebody = enter("li")
    clock.on(minutes=idle - 1)
    assert somebody.get("me/").status_code == 200
    clock.on(minutes=idle + 1)
    assert somebody.get("me/").status_code == 303
    somebody = enter("li")
    for _ in range(absolute // (idle - 1)):
        clock.on(minutes=idle - 1)
        somebody.get("me/")
    clock.on(minutes=idle - 1)
    assert somebody.get("me/").status_code == 303, "however busy, it ends"


def test_a_session_gets_a_new_key_and_what_was_there_before_is_worth_nothing(app: Flask, add: Add) -> None:
    add("li", "editor")
    client = app.test_client()
    client.set_cookie("hongxian-session", "planted")
    assert attempt(client, "li", PASSWORD).status_code == 303
    cookie = client.get_cookie("hongxian-session")
    assert cookie and cookie.value != "planted" and len(cookie.value) >= 43


def test_the_database_holds_nothing_that_signs_in(desk: Desk, add: Add, enter: Enter) -> None:
    add("li", "editor")
    cookie = enter("li").client.get_cookie("hongxian-session")
    with desk.database.transaction() as session:
        row = session.get_one(SignIn, 1)
        assert cookie and cookie.value not in (row.key, row.token)
        assert PASSWORD not in str(session.get_one(User, 1).password)


def test_sessions_end_at_once_when_roles_change_or_somebody_leaves(
    desk: Desk, add: Add, enter: Enter
) -> None:
    add("chief", "admin")
    add("li", "editor")
    chief, li = enter("chief"), enter("li")
    assert li.get("content/").status_code == 200
    assert chief.post("accounts/2", deed="change", roles="reviewer", active="1").status_code == 303
    assert li.get("content/").status_code == 303
    li = enter("li")
    chief.post("accounts/2", deed="change", roles="reviewer")
    assert li.get("content/").status_code == 303
    assert attempt(li.client, "li", PASSWORD).status_code == 401


def test_the_last_person_who_manages_accounts_stays(add: Add, enter: Enter) -> None:
    add("chief", "admin")
    assert enter("chief").post("accounts/1", deed="change", roles="admin").status_code == 422


def test_an_old_password_and_a_missing_code_come_first(
    desk: Desk, add: Add, enter: Enter, clock: SetClock
) -> None:
    with desk.database.transaction() as session:
        set_option(session, "profile", "mlps3")
    add("li", "editor")
    somebody = enter("li")
    assert somebody.get("content/").headers["Location"].endswith("me/"), "no code yet"
    with desk.database.transaction() as session:
        session.get_one(User, 1).code_secret = SECRET
    assert somebody.get("content/").status_code == 200
    clock.on(days=91)
    client = somebody.client
    attempt(client, "li", PASSWORD, code=code_at(SECRET, int(clock().timestamp()) // 30))
    assert somebody.get("content/").headers["Location"].endswith("me/"), "90 days are over"


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "短"), ("aaaaaaaaaaaaaaaa", "容易猜"), ("password123456", "容易猜"), ("qwertyuiop[]123", "容易猜"),
        ("1234567890123", "容易猜"), ("li is the best one", None), ("zhang is the best one", "登录名"),
    ],
)  # fmt: skip
def test_passwords_that_everybody_tries_first_are_refused(
    password: str, said: str | None, add: Add, enter: Enter
) -> None:
    add("zhang", "editor")
    form = {"old": PASSWORD, "password": password, "again": password}
    answer = enter("zhang").post("me/password", **form)
    assert (answer.status_code == 303) == (said is None)
    assert said is None or said in answer.get_data(as_text=True)


def test_an_invitation_works_once_and_not_for_ever(
    app: Flask, add: Add, enter: Enter, clock: SetClock
) -> None:
    add("chief", "admin")
    text = enter("chief").post("accounts/add", name="neu", shown="新", roles="editor").get_data(as_text=True)
    key = text.split("invited?key=")[1].split("<")[0]
    client = app.test_client()

    def choose() -> int:
        token = TOKEN.search(client.get(f"/admin/invited?key={key}").get_data(as_text=True))
        assert token
        form = {"token": token[1], "key": key, "password": PASSWORD, "again": PASSWORD}
        return client.post("/admin/invited", data=form).status_code

    clock.on(hours=73)
    assert choose() == 422
    clock.on(hours=-73)
    assert choose() == 303
    assert choose() == 422


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_on_another_site_does_nothing(headers: dict[str, str], add: Add, enter: Enter) -> None:
    add("li", "editor")
    somebody = enter("li")
    form = {"token": somebody.token(), "type": "topic", "id": "neu"}
    answer = somebody.client.post("/admin/content/new", data=form, headers=headers)
    assert answer.status_code == 403
    assert somebody.client.post("/admin/content/new", data=form).status_code == 303


def test_every_form_needs_its_own_token(app: Flask, add: Add, enter: Enter) -> None:
    from tests.unit.admin.test_roles import routes

    add("all", "editor", "reviewer", "publisher", "auditor", "admin")
    somebody = enter("all")
    for view, method, address in routes(app):
        if method == "POST":
            for token in ("", "wrong"):
                answer = somebody.client.post(f"/admin/{address}", data={"token": token})
                assert answer.status_code == 403, view


def test_after_signing_in_one_lands_on_ones_own_pages_only(app: Flask, add: Add) -> None:
    add("li", "editor")
    for next_ in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "../../x",
    ):
        answer = attempt(app.test_client(), "li", PASSWORD, next=next_)
        assert "evil" not in answer.headers["Location"] and ":" not in answer.headers["Location"], next_
    assert attempt(app.test_client(), "li", PASSWORD, next="drafts/3/").headers["Location"] == "drafts/3/"


def test_the_desk_is_closed_over_plain_http_from_elsewhere(app: Flask) -> None:
    client = app.test_client()
    far = {"REMOTE_ADDR": "10.0.0.7"}
    assert client.get("/admin/sign-in", environ_base=far).status_code == 403
    assert client.get("/admin/sign-in", base_url="https://desk.example", environ_base=far).status_code == 200


def test_cookies_are_tied_to_this_host_and_hidden_from_scripts(app: Flask, add: Add) -> None:
    add("li", "editor")
    client, base = app.test_client(), {"base_url": "https://desk.example"}
    token = TOKEN.search(client.get("/admin/sign-in", **base).get_data(as_text=True))
    assert token
    form = {"name": "li", "password": PASSWORD, "token": token[1]}
    answer = client.post("/admin/sign-in", data=form, **base)
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"))


def test_however_many_sign_in_at_once_four_are_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, most, lock = 0, 0, threading.Lock()
    real = passwords.hashlib.scrypt

    def watched(*arguments: Any, **options: Any) -> bytes:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        try:
            return real(*arguments, **{**options, "n": 2**10})
        finally:
            with lock:
                inside -= 1

    monkeypatch.setattr(passwords.hashlib, "scrypt", watched)
    threads = [threading.Thread(target=passwords.matches, args=("x", None)) for _ in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= most <= passwords.AT_ONCE
