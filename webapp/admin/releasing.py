"""What was published, by whom, and taking the latest back in one click."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from webapp.admin import publishing
from webapp.admin.editing import editors
from webapp.admin.reviewing import why_not
from webapp.admin.tables import Draft, Publication
from webapp.admin.web import actor, blueprint, desk, go, page, whole_number
from webapp.release.location import site_of
from webapp.release.store import ReleaseStore

LISTED = 50


@blueprint.get("/releases/")
def releases() -> AnyResponse:
    """The latest 50 publications, and which one can be taken back; for all but account managers."""
    return _releases()


def _releases(status: int = 200, said: str = "") -> AnyResponse:
    store = ReleaseStore(site_of(desk().settings))
    with desk().database.transaction() as session:
        rows = list(session.scalars(select(Publication).order_by(Publication.id.desc()).limit(LISTED)))
        ids = [row.undoes_id or row.id for row in rows]
        titles: dict[int, list[Draft]] = {}
        for each in session.scalars(select(Draft).where(Draft.publication_id.in_(ids))):
            titles.setdefault(each.publication_id or 0, []).append(each)
        return page(
            "releases.html",
            status,
            said=said,
            rows=rows,
            drafts=titles,
            people=editors(session),
            last=publishing.last_publication(session),
            unfinished=publishing.unfinished(session),
            current=store.current(),
        )


@blueprint.post("/releases/take-back")
def take_back() -> AnyResponse:
    """One click and a reason."""
    given, reason = request.form.get("publication", ""), request.form.get("reason", "").strip()
    if not reason:
        return _releases(422, _("请写明原因，手机上会显示。"))
    try:
        publishing.take_back(desk(), whole_number(given), actor(), reason)
    except publishing.NotReadyError as error:
        return _releases(409, why_not(error.code))
    return go("releases")


@blueprint.post("/releases/finish")
def finish() -> AnyResponse:
    """What was cut off in the middle."""
    publishing.finish(desk())
    return go("releases")
