"""What a change does, to the character, on phones and in the search; and the steps that lead it on."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import g, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.admin import conflicts, drafts, publishing, states
from webapp.admin.contents import parts_of, without_style
from webapp.admin.desk import four_eyes
from webapp.admin.editing import found, problems_of, version_before
from webapp.admin.roles import may
from webapp.admin.search_effect import trial
from webapp.admin.source_text import read_source
from webapp.admin.tables import Draft
from webapp.admin.text_diff import pieces, shortened
from webapp.admin.web import actor, blueprint, desk, go, note_in, page, readable, who
from webapp.errors import ReleaseError
from webapp.query.engine import Engine
from webapp.release.diff import changes
from webapp.release.location import site_of
from webapp.release.store import ReleaseStore
from webapp.rules.instants import stored
from webapp.rules.library import Library
from webapp.rules.status import BEIJING
from webapp.serve.dates import today
from webapp.serve.engine_of import engine_over
from webapp.serve.site_context import served

# For as long somebody looks at an empty frame.
ASKING_SECONDS = 4


@blueprint.app_context_processor
def words() -> dict[str, Any]:
    """What the templates of the desk need to say a reason of the history in words."""
    return {"in_words": in_words}


@blueprint.get("/drafts/<int:number>/review/")
def review(number: int) -> AnyResponse:
    """Everything that somebody who answers for it wants to see before agreeing."""
    return _review(number)


def _review(number: int, status: int = 200, said: str = "") -> AnyResponse:
    with desk().database.transaction() as session:
        current = found(session, number)
        own, others = problems_of(current)
        authors = drafts.authors(session, current)
        type_, id_ = parts_of(current.name)
        return page(
            "review.html",
            status,
            said=said,
            draft=current,
            type=type_,
            id=id_,
            pieces=shortened(
                pieces(*(readable(current.name, text) for text in (current.base, current.text)))
            ),
            own=own,
            others=others,
            also=_also_published(current),
            outside=drafts.outside(desk().contents, current) if current.state in states.UNDER_WAY else None,
            steps=_steps(current, authors, four_eyes(session)),
            four_eyes=four_eyes(session),
            wrote=who().id in authors,
            history=drafts.history(session, current),
            states=states.STATES,
            all_steps=states.STEPS,
            tomorrow=(desk().clock().astimezone(BEIJING) + timedelta(days=1)).strftime("%Y-%m-%dT08:00"),
        )


def _steps(current: Draft, authors: frozenset[int], four: bool) -> list[states.Step]:
    """The buttons of whoever looks: what their roles allow and the state makes possible."""
    return [
        step
        for step in states.possible(current.state)
        if may(step.name, who().roles) and not (step.other and four and who().id in authors)
    ]


def _also_published(current: Draft) -> list[Any]:
    """What else a release would bring now: what was changed outside of the desk and not published yet."""
    release = ReleaseStore(site_of(desk().settings)).current()
    library = desk().contents.compiled().library
    if release is None or library is None:
        return []
    return [
        each for each in changes(release.documents, library.documents) if each.id != parts_of(current.name)[1]
    ]


@lru_cache(maxsize=3)  # the library as it is stays the same for every change that is looked at
def _engine(library: Library, data: Path, before: Engine | None = None) -> Engine:
    return engine_over(library, data, before=before)


def _served_engine() -> Engine | None:
    """Most of the library is in the release as well."""
    try:
        return served().engine
    except ReleaseError:
        return None


@blueprint.get("/drafts/<int:number>/effect/")
def effect(number: int) -> AnyResponse:
    """Which questions find something else once this is published."""
    g.framed = True
    with desk().database.transaction() as session:
        current = found(session, number)
    before = desk().contents.compiled().library or Library([])
    after = desk().contents.compiled(drafts.texts_of(desk().contents, current)).library
    if after is None:
        return page("no_preview.html", said=_("改好标出的错误以后，这里显示对搜索的影响。"))
    data = desk().settings.data
    old = _engine(before, data, _served_engine())
    engines = (old, _engine(after, data, old))
    end = time.monotonic() + ASKING_SECONDS
    seen = trial(before, after, engines, [parts_of(current.name)[1]], today(), lambda: time.monotonic() > end)

    def title(id_: str) -> str:
        return (after if after.resolve(id_) else before).title(id_)

    return page("effect.html", trial=seen, title=title)


def _step(number: int, name: str, **detail: Any) -> AnyResponse:
    reason = request.form.get("reason", "")
    try:
        with desk().database.transaction() as session:
            current = found(session, number)
            if name in ("submit", "approve"):
                _require_right(current)
            drafts.step(
                session,
                desk().clock,
                who().id,
                current,
                name,
                reason,
                four_eyes=four_eyes(session),
                version=version_before(),
            )
            if name == "schedule":
                current.due_at = detail["due"]
            if current.state != "draft":
                conflicts.forget(session, current)
            note_in(session, name, current.name, why=reason, **detail)
    except states.NotPossibleError as error:
        return _review(number, 409, why_not(error.code))
    if name == "discard":
        return go("home")
    return go("draft", number=number) if name == "withdraw" else go("review", number=number)


def _require_right(current: Draft) -> None:
    own, others = problems_of(current)
    if own or others:
        raise states.NotPossibleError("problems")
    if drafts.outside(desk().contents, current) is not None:
        raise states.NotPossibleError("changed-outside")
    if current.text == without_style(current.base) and current.base is not None:
        raise states.NotPossibleError("nothing")
    if current.text and read_source(current.text) is None:
        raise states.NotPossibleError("problems")


@blueprint.post("/drafts/<int:number>/submit")
def submit(number: int) -> AnyResponse:
    """修改中 → 待审核, by an editor. Answers 409 with the reason while something is wrong in it or nothing differs."""
    return _step(number, "submit")


@blueprint.post("/drafts/<int:number>/withdraw")
def withdraw(number: int) -> AnyResponse:
    """Back to 修改中, by an editor, from 待审核 or 已同意; → the form. 409 from any other state."""
    return _step(number, "withdraw")


@blueprint.post("/drafts/<int:number>/discard")
def discard(number: int) -> AnyResponse:
    """修改中 → 已放弃, by an editor who says why; → the first page. 409 without a reason."""
    return _step(number, "discard")


@blueprint.post("/drafts/<int:number>/approve")
def approve(number: int) -> AnyResponse:
    """待审核 → 已同意, by a reviewer; with four eyes not by somebody who wrote it.

    409 when the text was changed since the reviewer opened it, in the desk or outside, or has problems.
    """
    return _step(number, "approve")


@blueprint.post("/drafts/<int:number>/send_back")
def send_back(number: int) -> AnyResponse:
    """Back to 修改中, by a reviewer who says why, from 待审核 or 已同意; 409 without a reason."""
    return _step(number, "send_back")


@blueprint.post("/drafts/<int:number>/unschedule")
def unschedule(number: int) -> AnyResponse:
    """定时发布 → 已同意, by a publisher: its day no longer counts. 409 from any other state."""
    return _step(number, "unschedule")


@blueprint.post("/drafts/<int:number>/schedule")
def schedule(number: int) -> AnyResponse:
    """On a day and at an hour of Beijing."""
    try:
        due = datetime.strptime(request.form.get("when", ""), "%Y-%m-%dT%H:%M")
    except ValueError:
        return _review(number, 422, _("请写明哪一天、几点发布。"))
    due = due.replace(tzinfo=BEIJING)
    if due <= desk().clock():
        return _review(number, 422, _("这个时间已经过去了。要现在发布，请点“发布”。"))
    return _step(number, "schedule", due=stored(due))


@blueprint.post("/drafts/<int:number>/publish")
def publish(number: int) -> AnyResponse:
    """Now. Phones see it at their next check."""
    with desk().database.transaction() as session:
        found(session, number)
    try:
        publishing.publish(desk(), number, actor(), request.form.get("reason", ""), version=version_before())
    except publishing.NotReadyError as error:
        return _review(number, 409, why_not(error.code))
    except states.NotPossibleError as error:
        return _review(number, 409, why_not(error.code))
    return go("releases")


def in_words(reason: str) -> str:
    """What a person wrote stays as it is; a code becomes a sentence."""
    found = _sentences().get(reason)
    return str(found) if found else reason


def why_not(code: str) -> str:
    """A code as a sentence that says what to do."""
    return str(_sentences()[code])


def _sentences() -> dict[str, str]:
    return {
        "state": _("这一条的状态已经变了，请看看下面现在到了哪一步。"),
        "not-seen": _("这一条在您打开以后又改过。请看看下面现在的文字，再决定。"),
        "same-person": _("写的人不能自己同意，请另一位同事审核。"),
        "reason": _("请写明原因。"),
        "problems": _("还有标出的错误，改好以后再提交。"),
        "changed-outside": _("这个文件在管理台以外被改过，请先把那边的改动并进来。"),
        "nothing": _("和现在的内容一样，没有什么可以提交。"),
        "not-the-last": _("只能收回最近一次发布；它之前的，请一次一次往回收。"),
    }
