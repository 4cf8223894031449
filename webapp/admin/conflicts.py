"""What each editor has before them → when two have changed one text: what both began with, and a page with all three.

Nothing is ever put over anything: the one who saves later gets a proposal with both changes, and saves that by hand.
"""

from __future__ import annotations

from flask import Response
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.admin.contents import without_style
from webapp.admin.merging import merge
from webapp.admin.tables import Draft, Opened, User
from webapp.admin.text_diff import pieces, shortened
from webapp.admin.web import page, readable

# Somebody may have the same text open in several windows.
KEPT = 5


def open_for(session: Session, draft: Draft, user_id: int) -> None:
    """Somebody gets the text as it is now; it is what their next change begins with."""
    key = (draft.id, user_id, draft.version)
    if session.get(Opened, key):
        return
    session.add(Opened(draft_id=draft.id, user_id=user_id, version=draft.version, text=draft.text or ""))
    session.flush()
    own = (Opened.draft_id == draft.id, Opened.user_id == user_id)
    older = session.scalars(select(Opened.version).where(*own).order_by(Opened.version.desc()).offset(KEPT))
    session.execute(delete(Opened).where(*own, Opened.version.in_(older.all())))


def forget(session: Session, draft: Draft) -> None:
    """It is written on no longer."""
    session.execute(delete(Opened).where(Opened.draft_id == draft.id))


def conflict_page(session: Session, draft: Draft, user_id: int, version: int, mine: str) -> Response:
    """What both began with, what each made of it, and both together as far as that goes by itself."""
    opened = session.get(Opened, (draft.id, user_id, version))
    base = opened.text if opened else without_style(draft.base)
    theirs = draft.text or ""
    shown = [readable(draft.name, text) for text in (base, theirs, mine)]
    open_for(session, draft, user_id)
    return page(
        "conflict.html",
        409,
        draft=draft,
        merged=merge(base, theirs, mine),
        overlaps=merge(*shown).overlaps,
        mine=mine,
        base=base,
        other=session.get_one(User, draft.changed_by).shown,
        their_pieces=shortened(pieces(shown[0], shown[1])),
        my_pieces=shortened(pieces(shown[0], shown[2])),
    )
