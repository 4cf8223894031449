"""Looking through the content, and writing: forms made from the schema, checked as one types, never overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import Response, g, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from webapp.admin import conflicts, drafts, states
from webapp.admin.contents import name_of, parts_of, without_style
from webapp.admin.form import inputs, unplaced, values_of
from webapp.admin.rows_of_content import listed, with_states
from webapp.admin.source_text import changed, new_text, read_source
from webapp.admin.tables import Draft, User
from webapp.admin.text_diff import pieces, shortened
from webapp.admin.web import blueprint, desk, go, page, readable, told, who, whole_number
from webapp.compiler.problems import Problem
from webapp.errors import ReleaseError
from webapp.rules.ids import is_id
from webapp.rules.instants import read, stored
from webapp.rules.schema import TYPES
from webapp.serve.dates import today
from webapp.serve.document_view import view
from webapp.serve.site_context import served

PER_PAGE = 50
# A text that was saved so lately is probably being written on right now.
BUSY_SECONDS = 600


@blueprint.get("/")
def home() -> AnyResponse:
    """What waits for me."""
    with desk().database.transaction() as session:
        waiting = drafts.in_states(session, states.UNDER_WAY)
        mine = [draft for draft in waiting if who().id in drafts.authors(session, draft)]
        compiled, rows = desk().contents.compiled(), listed(desk().contents, today())
        return page(
            "home.html",
            mine=mine,
            review=[draft for draft in waiting if draft.state == "in_review"],
            approved=[draft for draft in waiting if draft.state in ("approved", "scheduled")],
            problems=compiled.problems,
            due=[row for row in rows if row.review_near],
            ending=[row for row in rows if row.repeal_near],
            states=states.STATES,
        )


@blueprint.get("/content/")
def contents() -> AnyResponse:
    """Everything there is, with where it stands."""
    words, type_ = request.args.get("q", "").strip()[:64], request.args.get("type", "")
    state = request.args.get("state", "")
    with desk().database.transaction() as session:
        changes = drafts.all_changes(session)
    rows = with_states(listed(desk().contents, today()), changes, _released())
    rows = [row for row in rows if row.matches(words, type_)]
    counts = Counter(state for row in rows for state in row.states)
    rows = [row for row in rows if not state or state in row.states]
    at = max(1, whole_number(request.args.get("page", ""))) - 1
    return page(
        "contents.html",
        rows=rows[at * PER_PAGE : (at + 1) * PER_PAGE],
        total=len(rows),
        at=at,
        pages=(len(rows) + PER_PAGE - 1) // PER_PAGE,
        states={**states.STATES, **states.PLACES},
        counts=counts,
        types=TYPES,
        words=words,
        type=type_,
        state=state,
    )


def _released() -> Collection[str]:
    """What phones have now: ids."""
    try:
        return served().release.documents
    except ReleaseError:
        return ()


@blueprint.get("/content/<type_>/<id_>/")
def document(type_: str, id_: str) -> AnyResponse:
    """One file: its text now, and every change that it has seen."""
    name = _name(type_, id_)
    with desk().database.transaction() as session:
        all_changes = drafts.of_document(session, name)
        text = desk().contents.read(name)
        if text is None and not all_changes:
            raise NotFound
        history = [(draft, drafts.history(session, draft)) for draft in all_changes]
        return page(
            "document.html",
            name=name,
            type=type_,
            id=id_,
            text=None if text is None else readable(name, text),
            title=drafts.title_of(name, text or (all_changes[0].text if all_changes else None)),
            history=history,
            under_way=drafts.under_way(session, name),
            states=states.STATES,
            steps=states.STEPS,
        )


def _name(type_: str, id_: str) -> str:
    if type_ not in TYPES or not is_id(id_):
        raise NotFound
    return name_of(type_, id_)


@blueprint.post("/content/<type_>/<id_>/start")
def start(type_: str, id_: str) -> AnyResponse:
    """Begin to change a file, or to remove it; go on where somebody has begun."""
    name = _name(type_, id_)
    text = desk().contents.read(name)
    if text is None:
        raise NotFound
    fresh = None if request.form.get("remove") else without_style(text)
    with desk().database.transaction() as session:
        draft = drafts.start(session, desk().clock, who().id, name, text, fresh)
    return go("draft", number=draft.id)


@blueprint.get("/content/new")
def new() -> AnyResponse:
    """Which type, under which id."""
    return _new("rule")


def _new(type_: str, status: int = 200, **more: str) -> AnyResponse:
    headers = desk().contents.headers().items()
    sets = [
        (parts_of(name)[1], header.get("title") or "")
        for name, header in headers
        if name.startswith("ruleset/")
    ]
    return page("new.html", status, types=TYPES, type=type_, sets=sets, **more)


@blueprint.post("/content/new")
def create() -> AnyResponse:
    """A new document: its type, its id and what follows from them; everything else in the form."""
    type_, id_ = request.form.get("type", ""), request.form.get("id", "").strip()
    if type_ not in TYPES or not is_id(id_):
        return _new(type_, 422, id=id_, said=_("编号只能用小写字母、数字和 -。"))
    name = name_of(type_, id_)
    if desk().contents.read(name) is not None:
        return go("document", type_=type_, id_=id_)
    known = {"id": id_, "type": type_, "updated_on": today().isoformat()}
    set_, mark, _rest = id_.partition("--")
    if type_ == "rule" and mark and desk().contents.read(name_of("ruleset", set_)) is not None:
        known["ruleset"] = set_
    text = new_text(TYPES[type_], known, "")
    with desk().database.transaction() as session:
        draft = drafts.start(session, desk().clock, who().id, name, None, text)
    return go("draft", number=draft.id)


def found(session: Session, number: int) -> Draft:
    """The change of this number; raises NotFound (404) when there is none."""
    draft = session.get(Draft, number)
    if draft is None:
        raise NotFound
    return draft


def problems_of(draft: Draft) -> tuple[list[Problem], list[Problem]]:
    """What is wrong in this file, and what it makes wrong in others."""
    problems = desk().contents.compiled(drafts.texts_of(desk().contents, draft)).problems
    own = [problem for problem in problems if problem.path.endswith(f"/{draft.name}")]
    if draft.text is None:
        return [], list(problems)
    before = {(each.path, each.code, each.field) for each in desk().contents.compiled().problems}
    return own, [
        each for each in problems if each not in own and (each.path, each.code, each.field) not in before
    ]


@dataclass(frozen=True)
class _Busy:
    """Somebody else who wrote here a moment ago."""

    shown: str
    at: str


@blueprint.get("/drafts/<int:number>/")
def draft(number: int) -> AnyResponse:
    """The form, with the page as a phone will show it beside it."""
    with desk().database.transaction() as session:
        current = found(session, number)
        if current.state != "draft" or current.text is None or "editor" not in who().roles:
            return go("review", number=number)
        conflicts.open_for(session, current, who().id)
        return _form(session, current)


def _form(session: Session, current: Draft, status: int = 200, **more: Any) -> Response:
    type_, id_ = parts_of(current.name)
    own, others = problems_of(current)
    source = read_source(current.text or "")
    kind = TYPES[type_]
    as_text = source is None or request.args.get("as") == "text"
    library = desk().contents.compiled().library
    outside = drafts.outside(desk().contents, current)
    return page(
        "draft.html",
        status,
        draft=current,
        type=type_,
        id=id_,
        kind=kind,
        as_text=as_text,
        inputs=inputs(kind, source.values, own) if source and not as_text else [],
        body=source.body.strip("\n") if source else "",
        unplaced=own if as_text else unplaced(kind, own),
        others=others,
        choices=_choices(library, kind) if not as_text else {},
        titles={each["id"]: each["title"] for each in library.documents.values()} if library else {},
        busy=_busy(session, current),
        mine=current.changed_by == who().id,
        outside=outside,
        outside_pieces=shortened(pieces(current.base or "", outside or "")),
        states=states.STATES,
        **more,
    )


def _choices(library: Any, kind: Any) -> dict[str, list[tuple[str, str]]]:
    """For every group of types that a field may point to: id and title of each document."""
    wanted = {field.refers for each in kind.fields for field in (each, *each.fields) if field.kind == "ref"}
    if library is None:
        return {}
    return {
        "-".join(refers): [(each["id"], each["title"]) for type_ in refers for each in library.of_type(type_)]
        for refers in wanted
    }


def _busy(session: Session, current: Draft) -> _Busy | None:
    if current.changed_by == who().id:
        return None
    if (desk().clock() - read(current.changed_at)).total_seconds() > BUSY_SECONDS:
        return None
    return _Busy(session.get_one(User, current.changed_by).shown, current.changed_at)


@blueprint.post("/drafts/<int:number>/save")
def save(number: int) -> AnyResponse:
    """Keep what was written; if somebody else has saved meanwhile, show all three texts and keep all."""
    try:
        with desk().database.transaction() as session:
            current = found(session, number)
            drafts.save(session, desk().clock, who().id, current, _posted_text(current), version_before())
    except drafts.ConflictError:
        with desk().database.transaction() as session:
            current = found(session, number)
            return conflicts.conflict_page(
                session, current, who().id, version_before(), _posted_text(current)
            )
    except states.NotPossibleError:
        return go("review", number=number)
    return go("review", number=number) if request.form.get("then") == "review" else go("draft", number=number)


@blueprint.post("/drafts/<int:number>/autosave")
def autosave(number: int) -> AnyResponse:
    """The same without leaving the page; answers with what is wrong, field by field."""
    try:
        with desk().database.transaction() as session:
            current = found(session, number)
            drafts.save(session, desk().clock, who().id, current, _posted_text(current), version_before())
            conflicts.open_for(session, current, who().id)
    except drafts.ConflictError as error:
        return make_response(
            jsonify(
                code="conflict",
                said=_("别人刚刚保存过这一条。请点“保存”，两份都会给您看，并放在一起。"),
                version=error.version,
            ),
            409,
        )
    except states.NotPossibleError:
        return make_response(jsonify(code="state", said=_("这一条已经提交，不能再改。")), 409)
    own, others = problems_of(current)
    type_, _id = parts_of(current.name)
    source = read_source(current.text or "")
    fields = inputs(TYPES[type_], source.values, own) if source else []
    return jsonify(
        version=current.version,
        at=stored(desk().clock()),
        problems={each.name: [told(problem) for problem in each.problems] for each in fields},
        unwritten=[each.name for each in fields if each.unwritten],
        general=[told(problem, place=True) for problem in (unplaced(TYPES[type_], own) if source else own)],
        others=[told(problem, place=True) for problem in others],
    )


def version_before() -> int:
    """Of the text that whoever sends the form had before them."""
    return whole_number(request.form.get("version", ""))


def _posted_text(current: Draft) -> str:
    """The whole text, or the header from the inputs and the body beside them."""
    form = request.form
    if "text" in form:
        return form["text"].replace("\r\n", "\n")
    source = read_source(current.text or "")
    if source is None:
        return current.text or ""
    kind = TYPES[parts_of(current.name)[0]]
    body = form.get("body", "").replace("\r\n", "\n")
    return changed(source, kind, values_of(kind, form, source.values), body)


@blueprint.post("/drafts/<int:number>/merged")
def merged(number: int) -> AnyResponse:
    """The author says: I have seen what was changed outside, and this text is right."""
    with desk().database.transaction() as session:
        current = found(session, number)
        try:
            drafts.rebase(session, desk().clock, who().id, current, desk().contents.read(current.name))
        except states.NotPossibleError:
            return go("review", number=number)
    return go("draft", number=number)


@blueprint.get("/drafts/<int:number>/preview/<id_>/")
def preview(number: int, id_: str) -> AnyResponse:
    """A page as phones will show it once this change is published."""
    g.framed = g.beside_each_other = True
    with desk().database.transaction() as session:
        current = found(session, number)
    library = desk().contents.compiled(drafts.texts_of(desk().contents, current)).library
    if library is None:
        return page("no_preview.html", said=_("改好标出的错误以后，这里显示手机上的样子。"))
    shown_page = view(library, id_, today())
    if shown_page is None:
        return page("no_preview.html", said=_("发布以后，这一条不再显示。"))
    return make_response(render_template("document.html", view=shown_page, library=library))


def editors(session: Session) -> dict[int, str]:
    """Names for numbers."""
    return {user.id: user.shown for user in session.scalars(select(User))}
