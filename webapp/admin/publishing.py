"""Approved changes → files in `content/`, a signed release, and one journal in which all three agree.

An intent is written down, with its line in the audit, before anything else is touched; without that line nothing
happens. Then come the files, then the release, then `done`. Whatever cuts this off, the next start finds the intent and
finishes it: every part does nothing when it was done already. An error that can be told is undone instead.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.admin import audit, drafts, states
from webapp.admin.contents import in_style_of
from webapp.admin.desk import Desk, four_eyes
from webapp.admin.tables import Draft, Publication, User
from webapp.errors import AppError, ReleaseError
from webapp.release.builder import publish as publish_library
from webapp.release.location import site_of
from webapp.release.store import ReleaseStore
from webapp.release.verifier import Position
from webapp.release.withdrawal import take_back as withdraw
from webapp.rules.instants import stored

log = logging.getLogger(__name__)

PUBLISH, TAKE_BACK = "publish", "take_back"


class NotReadyError(Exception):
    """It cannot be published as it is; `code` says why, `names` which files."""

    def __init__(self, code: str, names: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.code, self.names = code, names


@dataclass(frozen=True)
class Actor:
    """Who does it, from where."""

    id: int
    name: str
    address: str = ""


def publish(
    desk: Desk, draft_id: int, actor: Actor, reason: str = "", *, version: int | None = None
) -> Publication:
    """One approved change becomes the next release. `version`: of the text that was seen."""
    with desk.alone():
        _finish_what_was_begun(desk)
        with desk.database.transaction() as session:
            draft = session.get_one(Draft, draft_id, with_for_update=True)
            _require_ready(desk, draft)
            four = four_eyes(session)
            drafts.step(
                session, desk.clock, actor.id, draft, "publish", reason, four_eyes=four, version=version
            )
            publication = _intend(desk, session, actor, PUBLISH, draft.name, reason)
            draft.publication_id = publication.id
        return _begin(desk, publication.id)


def take_back(desk: Desk, publication_id: int, actor: Actor, reason: str) -> Publication:
    """The latest publication is undone: its files as they were, and a release that says what the one before said."""
    with desk.alone():
        _finish_what_was_begun(desk)
        with desk.database.transaction() as session:
            undone = session.get(Publication, publication_id)
            if undone is None or last_publication(session) != undone or not undone.before:
                raise NotReadyError("not-the-last")
            for draft in _drafts_of(session, undone):
                if desk.contents.read(draft.name) != _published_text(draft):
                    raise NotReadyError("changed-outside", (draft.name,))
            names = " ".join(draft.name for draft in _drafts_of(session, undone))
            publication = _intend(desk, session, actor, TAKE_BACK, names, reason)
            publication.undoes_id = undone.id
        return _begin(desk, publication.id)


def _begin(desk: Desk, publication_id: int) -> Publication:
    try:
        _note_head(desk)
    except AppError:
        _close(desk, publication_id, "failed", None)
        raise
    return _carry_out(desk, publication_id)


def finish(desk: Desk) -> Publication | None:
    """Finish what a process began and did not live to finish; None when there is nothing."""
    with desk.alone():
        return _finish_what_was_begun(desk)


def unfinished(session: Session) -> Publication | None:
    """The one that was begun and not ended, or None: the index `one_intent` lets no second one in."""
    return session.scalars(select(Publication).where(Publication.state == "intent")).first()


def last_publication(session: Session) -> Publication | None:
    """The one that can be taken back: the latest that was carried out and has not been undone."""
    undone = select(Publication.undoes_id).where(
        Publication.undoes_id.is_not(None), Publication.state == "done"
    )
    chosen = select(Publication).where(
        Publication.kind == PUBLISH, Publication.state == "done", Publication.id.not_in(undone)
    )
    return session.scalars(chosen.order_by(Publication.id.desc()).limit(1)).first()


def due(session: Session, desk: Desk) -> list[Draft]:
    """Changes whose day has come."""
    now = stored(desk.clock())
    chosen = select(Draft).where(Draft.state == "scheduled", Draft.due_at <= now)
    return list(session.scalars(chosen.order_by(Draft.due_at, Draft.id)))


def publish_due(desk: Desk) -> list[tuple[str, str]]:
    """Publish what is due, each in the name of who set the date; → (file, `done` or why not)."""
    with desk.database.transaction() as session:
        waiting = [(draft.id, draft.name, _scheduler(session, draft)) for draft in due(session, desk)]
    results = []
    for draft_id, name, actor in waiting:
        try:
            publish(desk, draft_id, actor)
            results.append((name, "done"))
        except (NotReadyError, AppError) as error:
            reason = error.code if isinstance(error, NotReadyError) else error.zh
            with desk.database.transaction() as session:
                draft = session.get_one(Draft, draft_id, with_for_update=True)
                if draft.state in ("scheduled", "approved"):
                    draft.state = "approved"
                    drafts.add_event(session, desk.clock, draft, actor.id, "missed", reason)
                    audit.append(
                        session, desk.clock, actor.name, "publish", name, outcome="failed", why=reason
                    )
            results.append((name, reason))
    return results


def _scheduler(session: Session, draft: Draft) -> Actor:
    event = next(event for event, _ in reversed(drafts.history(session, draft)) if event.step == "schedule")
    return Actor(event.user_id, session.get_one(User, event.user_id).name)


def _require_ready(desk: Desk, draft: Draft) -> None:
    if draft.state not in states.STEPS["publish"].of:
        raise NotReadyError("state")
    if drafts.outside(desk.contents, draft) is not None:
        raise NotReadyError("changed-outside", (draft.name,))
    problems = desk.contents.compiled(drafts.texts_of(desk.contents, draft)).problems
    if problems:
        raise NotReadyError("problems", tuple(dict.fromkeys(problem.path for problem in problems)))


def _intend(desk: Desk, session: Session, actor: Actor, kind: str, names: str, reason: str) -> Publication:
    publication = Publication(
        kind=kind,
        state="intent",
        at=stored(desk.clock()),
        user_id=actor.id,
        reason=reason.strip()[:2000],
        before=_position(desk),
    )
    session.add(publication)
    session.flush()
    audit.append(
        session, desk.clock, actor.name, kind, names, outcome="intent", address=actor.address, why=reason
    )
    return publication


def _finish_what_was_begun(desk: Desk) -> Publication | None:
    with desk.database.transaction() as session:
        begun = unfinished(session)
    return _carry_out(desk, begun.id) if begun else None


def _carry_out(desk: Desk, publication_id: int) -> Publication:
    with desk.database.transaction() as session:
        publication = session.get_one(Publication, publication_id)
        held = _drafts_of(session, _subject(session, publication))
    back = publication.kind == TAKE_BACK
    texts = {draft.name: draft.base if back else _published_text(draft) for draft in held}
    if not back:  # what came beside a change stays when that is taken back: others may need it by then
        texts |= {name: text for draft in held for name, text in _beside(desk, draft).items()}
    before = {draft.name: _published_text(draft) if back else draft.base for draft in held}
    before |= {name: None for name in texts if name not in before}
    try:
        desk.contents.write(texts)
        release = _withdraw(desk, publication) if back else _release(desk, publication)
    except (AppError, OSError) as error:
        if _position(desk) == publication.before:  # otherwise it is out already, and is finished later
            desk.contents.write(before)
            _close(desk, publication_id, "failed", None)
        if isinstance(error, AppError):
            raise
        raise AppError(
            f"写不进 content/（{error.strerror}），没有发布。",
            f"Cannot write content/ ({error.strerror}); nothing published.",
        ) from error
    return _close(desk, publication_id, "done", release)


def _release(desk: Desk, publication: Publication) -> Position:
    library = desk.contents.compiled_now()
    publish_library(
        library, desk.settings, notes=publication.reason, again=True, now=desk.clock(), disk=desk.disk
    )
    return _current(desk)


def _withdraw(desk: Desk, publication: Publication) -> Position:
    with desk.database.transaction() as session:
        undone = _subject(session, publication)
    epoch, seq = (undone.before or "").split("-")
    try:
        withdraw(desk.settings, (int(epoch), int(seq)), publication.reason, now=desk.clock(), disk=desk.disk)
    except ReleaseError:
        if _position(desk) != publication.before:
            raise
        return _release(desk, publication)  # that release was cleared away; the files say the same
    return _current(desk)


def _close(desk: Desk, publication_id: int, outcome: str, release: Position | None) -> Publication:
    """Desk, journal and audit say how it ended, in one transaction."""
    with desk.database.transaction() as session:
        publication = session.get_one(Publication, publication_id)
        user = session.get_one(User, publication.user_id)
        publication.state = outcome
        publication.release = _text(release) if release else None
        names = []
        for draft in _drafts_of(session, _subject(session, publication)):
            names.append(draft.name)
            _settle(desk, session, publication, draft)
        audit.append(
            session,
            desk.clock,
            user.name,
            publication.kind,
            " ".join(names),
            outcome=outcome,
            release=publication.release or "",
        )
    try:
        _note_head(desk)
    except AppError as error:  # it is done and on record; the next publication notes more
        log.error("%s", error.en)
    return publication


def _note_head(desk: Desk) -> None:
    """After the commit: what is noted outside must be inside."""
    with desk.database.transaction() as session:
        audit.note_head(session, desk.settings.data)


def _settle(desk: Desk, session: Session, publication: Publication, draft: Draft) -> None:
    """Where a change stands after its publication, or after that was undone."""
    if publication.kind == TAKE_BACK:
        if publication.state == "done":
            draft.state = "taken_back"
            drafts.add_event(
                session, desk.clock, draft, publication.user_id, "taken_back", publication.reason
            )
            _set_earlier(session, draft, "superseded", "published")
        return
    if publication.state == "failed":
        draft.state, draft.publication_id = "approved", None
        drafts.add_event(session, desk.clock, draft, publication.user_id, "failed")
        return
    _set_earlier(session, draft, "published", "superseded")
    draft.state = "published"
    drafts.add_event(session, desk.clock, draft, publication.user_id, "published", publication.release or "")


def _set_earlier(session: Session, draft: Draft, state: str, to: str) -> None:
    """The change before this one of the same document."""
    chosen = select(Draft).where(Draft.name == draft.name, Draft.state == state, Draft.id != draft.id)
    earlier = session.scalars(chosen.order_by(Draft.id.desc()).limit(1)).first()
    if earlier:
        earlier.state = to


def _subject(session: Session, publication: Publication) -> Publication:
    """The publication whose changes are meant."""
    if publication.undoes_id is None:
        return publication
    return session.get_one(Publication, publication.undoes_id)


def _drafts_of(session: Session, publication: Publication) -> list[Draft]:
    return list(session.scalars(select(Draft).where(Draft.publication_id == publication.id)))


def _published_text(draft: Draft) -> str | None:
    return None if draft.text is None else in_style_of(draft.base, draft.text)


def _beside(desk: Desk, draft: Draft) -> dict[str, str]:
    return {name: text for name, text in draft.beside.items() if desk.contents.read(name) is None}


def _position(desk: Desk) -> str | None:
    current = ReleaseStore(site_of(desk.settings)).current()
    return _text(current.position) if current else None


def _current(desk: Desk) -> Position:
    return ReleaseStore(site_of(desk.settings)).published().position


def _text(position: Position) -> str:
    return f"{position[0]}-{position[1]}"
