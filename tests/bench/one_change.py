"""A published library with its index → how long each step takes for who changes one rule of it at the desk.

Run by `./run bench build`; content and data folder are its two arguments. The requests are those of a browser.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from werkzeug.test import TestResponse

from tests.unit.admin.colleague import PASSWORD, TOKEN, Colleague, form_of
from webapp import create_app
from webapp.admin import accounts, passwords
from webapp.admin.clock import utc_now
from webapp.admin.desk import Desk, open_desk
from webapp.rules.instants import stored
from webapp.settings import Settings, packaged

WORDS = "先问单位纪检，再决定收不收"
EDITS = 5
Made = TypeVar("Made")


def steps(settings: Settings, id_: str) -> dict[str, float]:
    """Seconds of every step, in the order in which an office takes them."""
    desk, took = open_desk(settings), dict[str, float]()

    def timed(name: str, work: Callable[[], Made]) -> Made:
        began = time.perf_counter()
        made = work()
        took[f"{name}_s"] = round(time.perf_counter() - began, 2)
        return made

    app = create_app(settings, desk=desk)
    client = app.test_client()
    timed("first_search", lambda: client.get("/api/search", query_string={"q": "公务员"}))
    head = client.get("/sync/head.json").data
    writer, approver = (_entered(desk, app.test_client(), name) for name in ("zhang", "li"))
    began = writer.post(f"content/rule/{id_}/start").headers["Location"]
    at = "drafts/" + began.split("drafts/")[1]
    form = form_of(timed("opened", lambda: writer.page(at)))
    checks = []
    for number in range(EDITS):
        form["f.plain"] = f"{WORDS}（{number}）。"
        since = time.perf_counter()
        answer = writer.post(f"{at}autosave", **form)
        checks.append(time.perf_counter() - since)
        assert answer.status_code == 200, answer.status_code
        form["version"] = str(answer.get_json()["version"])
    took["check_s"] = round(statistics.median(checks), 2)
    preview = timed("preview", lambda: writer.page(f"{at}preview/{id_}/"))
    assert WORDS in preview
    _moved(timed("submit", lambda: writer.post(f"{at}submit")))
    timed("review", lambda: approver.page(f"{at}review/"))
    timed("effect", lambda: approver.page(f"{at}effect/"))
    _moved(timed("approve", lambda: approver.post(f"{at}approve")))
    _moved(timed("publish", lambda: approver.post(f"{at}publish")))
    assert timed("phones", lambda: client.get("/sync/head.json").data) != head
    found = timed("search", lambda: client.get("/api/search", query_string={"q": f"{WORDS}（{EDITS - 1}）"}))
    assert id_ in found.get_data(as_text=True)
    took["visible_s"] = round(took["publish_s"] + took["phones_s"] + took["search_s"], 2)
    desk.database.close()
    return took


def _moved(answer: TestResponse) -> None:
    """Each step leads to another page; anything else says why not."""
    if answer.status_code != 303:
        raise SystemExit(answer.get_data(as_text=True))


def _entered(desk: Desk, client: object, name: str) -> Colleague:
    colleague = Colleague(client, name)  # type: ignore[arg-type]
    with desk.database.transaction() as session:
        user = accounts.add_user(session, utc_now, name, name, ["editor", "reviewer", "publisher"])
        user.password, user.password_set_at = passwords.hashed(PASSWORD), stored(utc_now())
    token = TOKEN.search(colleague.client.get("/admin/sign-in").get_data(as_text=True))
    assert token
    form = {"name": name, "password": PASSWORD, "token": token[1]}
    assert colleague.client.post("/admin/sign-in", data=form).status_code == 303
    return colleague


if __name__ == "__main__":
    content, data = (Path(word) for word in sys.argv[1:3])
    rule = min(path.stem for path in (content / "rule").glob("*.md") if "plain:" in path.read_text("utf-8"))
    print(json.dumps(steps(Settings(content, data, packaged("translations")), rule)))
