"""Every answer of the desk, errors included, against the rules of the Mozilla HTTP Observatory, counted here."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask, request
from werkzeug.test import TestResponse

from tests.unit.admin.colleague import PASSWORD, TOKEN, Colleague
from tests.unit.admin.test_roles import routes
from webapp import create_app
from webapp.admin.desk import Desk

HTTPS = {"base_url": "https://desk.example"}
A_PLUS = 100


def directives(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.split(";") if part.strip())
    return {name: values for name, *values in parts}


def score(answer: TestResponse) -> int:
    """100, less what is missing, more what is better than asked; bonuses count from 90 on, as there."""
    headers, points, bonus = answer.headers, 100, 0
    policy = directives(headers.get("Content-Security-Policy", ""))
    script = policy.get("script-src", policy.get("default-src", ["*"]))
    if not policy:
        points -= 25
    elif {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:", "data:"} & {*script}:
        points -= 20
    else:
        bonus += 10 if policy.get("default-src") == ["'none'"] else 5
    cookies = headers.getlist("Set-Cookie")
    if any("Secure" not in each or "HttpOnly" not in each for each in cookies):
        points -= 40
    elif cookies and all("SameSite" in each for each in cookies):
        bonus += 5
    age = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    points -= 0 if age and int(age[1]) >= 15768000 else 20
    if headers.get("X-Content-Type-Options") != "nosniff":
        points -= 5
    if headers.get("Referrer-Policy") in ("no-referrer", "same-origin", "strict-origin"):
        bonus += 5
    elif "unsafe-url" in headers.get("Referrer-Policy", ""):
        points -= 5
    if "frame-ancestors" in policy:
        bonus += 5
    elif headers.get("X-Frame-Options") not in ("DENY", "SAMEORIGIN"):
        points -= 20
    if headers.get("Cross-Origin-Resource-Policy") in ("same-origin", "same-site"):
        bonus += 10
    if headers.get("Access-Control-Allow-Origin"):
        points -= 50
    return points + bonus if points >= 90 else points


def test_every_route_scores_an_a_plus(
    app: Flask, add: Callable[..., None], enter: Callable[[str], Colleague]
) -> None:
    add("all", "editor", "reviewer", "publisher", "auditor", "admin")
    client = app.test_client()
    token = TOKEN.search(client.get("/admin/sign-in", **HTTPS).get_data(as_text=True))
    assert token
    form = {"name": "all", "password": PASSWORD, "token": token[1]}
    assert client.post("/admin/sign-in", data=form, **HTTPS).status_code == 303
    stranger, low = app.test_client(), []
    addresses = [(method, address) for _, method, address in routes(app)]
    for method, address in [*addresses, ("GET", "nothing/here"), ("PUT", ""), ("GET", "drafts/x/")]:
        for somebody in (client, stranger):
            answer = somebody.open(f"/admin/{address}", method=method, **HTTPS)
            if score(answer) < A_PLUS:
                low.append(f"{method} {address}: {score(answer)} {answer.status_code}")
    assert not low, "\n".join(low)


def test_no_page_has_a_script_or_a_style_of_its_own(writer: Colleague) -> None:
    writer.post("content/rule/jia-guiding--hongbao/start")
    for address in ("", "me/", "content/", "drafts/1/", "drafts/1/review/", "releases/", "upload/", "field/"):
        page = writer.page(address)
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page), address
        nonces = re.findall(r'nonce="([^"]+)"', page)
        policy = writer.get(address).headers["Content-Security-Policy"]
        assert all(nonce not in policy for nonce in nonces), "a nonce serves one answer"
        assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy


def test_only_a_preview_may_be_framed_and_only_by_us(writer: Colleague) -> None:
    writer.post("content/rule/jia-guiding--hongbao/start")
    framed = writer.get("drafts/1/preview/jia-guiding--hongbao/").headers
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert "script-src 'none'" in framed["Content-Security-Policy"]
    for address in ("", "drafts/1/", "sign-in"):
        assert "frame-ancestors 'none'" in writer.get(address).headers["Content-Security-Policy"]


@pytest.mark.parametrize(("hops", "expected"), [(0, "10.9.9.9"), (1, "1.2.3.4"), (2, "5.6.7.8")])
def test_an_address_is_believed_as_far_as_there_are_proxies(hops: int, expected: str, desk: Desk) -> None:
    desk.proxies = hops
    own = create_app(desk.settings, desk=desk)
    seen: list[str] = []
    own.before_request(lambda: seen.append(str(request.remote_addr)))
    forged = {"X-Forwarded-For": "9.9.9.9, 5.6.7.8, 1.2.3.4", "X-Forwarded-Proto": "https, https"}
    own.test_client().get("/admin/sign-in", headers=forged, environ_base={"REMOTE_ADDR": "10.9.9.9"})
    assert seen == [expected]
