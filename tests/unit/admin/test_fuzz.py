"""Whatever is sent to any form: an answer, never a failure of the server, and nothing of it runs in a page."""

from __future__ import annotations

import random
from collections.abc import Callable

from flask import Flask

from tests.unit.admin.colleague import Colleague
from tests.unit.admin.test_roles import routes

SEED = 20261126
ROUNDS = 600  # a sample of the 10,000 of `--faults full`
PIECES = (
    "", " ", "0", "-1", "99999999999999999999", "true", "null", "'", '"', "<script>alert(1)</script>",
    "../../etc/passwd",
    "%00", "\x00", "\ud800", "\u202e", "红包", "---\n", "---\nid: x\n---\n", "- a\n- b", "{a: b}", "[" * 2000,
    "x" * 5000,
    "2026-02-30T25:61", "rule", "topic", "jia-guiding--hongbao", "; DROP TABLE users", "𠮷" * 200,
    "\r\nSet-Cookie: x=y", "²",
)  # fmt: skip
NAMES = (
    "text", "body", "version", "reason", "when", "type", "id", "name", "shown", "roles", "deed", "active", "profile",
    "publication", "pasted", "key", "password", "again", "old", "code", "secret", "language", "session", "then", "q",
    "page", "before", "f.title", "f.topics", "f.sources.0.id", "f.sources.79.id", "f.pinyin_override",
    "f.entries.0.plain",
)  # fmt: skip


def test_no_form_makes_the_server_fail(
    app: Flask, add: Callable[..., None], enter: Callable[[str], Colleague], full: bool
) -> None:
    add("all", "editor", "reviewer", "publisher", "auditor", "admin")
    somebody, rand = enter("all"), random.Random(SEED)
    open_ones = [
        each for each in routes(app) if each[0] not in ("sign_out", "my_password", "account_change", "script")
    ]
    for _ in range(10_000 if full else ROUNDS):
        somebody.post("content/rule/jia-guiding--hongbao/start") if rand.random() < 0.02 else None
        _view, method, address = rand.choice(open_ones)
        address = address.replace("9999", rand.choice(["1", "2", "9999", "9" * 30]))
        form = {name: rand.choice(PIECES) for name in rand.sample(NAMES, rand.randint(0, 12))}
        form = {name: value.encode("utf-8", "replace").decode() for name, value in form.items()}
        if method == "POST":
            answer = somebody.client.post(f"/admin/{address}", data={**form, "token": token_of(somebody)})
        else:
            answer = somebody.client.get(f"/admin/{address}", query_string=form)
        assert answer.status_code < 500, f"{method} {address} {form!r}"
        # The record as a file says what was typed, and no browser takes a file for a page.
        assert answer.mimetype == "text/csv" or b"<script>alert" not in answer.data
        assert "x=y" not in str(answer.headers)


def token_of(somebody: Colleague) -> str:
    """Known until the session ends."""
    if not hasattr(somebody, "known"):
        somebody.known = somebody.token()  # type: ignore[attr-defined]
    return str(somebody.known)  # type: ignore[attr-defined]
