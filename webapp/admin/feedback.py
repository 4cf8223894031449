"""Texts that people sent from their phones → changes that an editor begins: an alias, a question, a word, a task."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from webapp.admin import drafts
from webapp.admin.additions import WAYS, added, fits
from webapp.admin.contents import parts_of, without_style
from webapp.admin.web import blueprint, desk, go, in_own_language, page, who
from webapp.errors import ContentError
from webapp.rules.feedback import read_feedback
from webapp.rules.feedback_proposals import Proposal, feedback_proposals
from webapp.rules.ids import split_article_id
from webapp.rules.schema import TYPES

LONGEST = 500


# The addresses are older than the names here; a bookmark of the page goes on working.
@blueprint.get("/field/")
def feedback_form() -> AnyResponse:
    """The form into which an editor pastes what people sent from their phones."""
    return page("feedback.html")


@blueprint.post("/field/")
def feedback() -> AnyResponse:
    """What was pasted, as proposals; nothing is kept of it."""
    pasted = request.form.get("pasted", "").replace("\r\n", "\n")
    try:
        texts = read_feedback(pasted)
    except ContentError as error:
        return page("feedback.html", 422, said=in_own_language(error), pasted=pasted)
    documents = [
        {**header, "id": parts_of(name)[1], "type": parts_of(name)[0]}
        for name, header in desk().contents.headers().items()
    ]
    proposals = feedback_proposals(texts, documents)
    titles = {str(each["id"]): str(each.get("title", "")) for each in documents}
    return page(
        "feedback.html",
        pasted=pasted,
        proposals=[(each, _targets(each)) for each in proposals],
        titles=titles,
        ways=WAYS,
    )


def _targets(proposal: Proposal) -> list[str]:
    """Ids of files that can take it, the nearest first; a plain word goes into any lexicon."""
    files = {parts_of(name)[1]: parts_of(name)[0] for name in desk().contents.headers()}
    nearest = [_file_of(each) for each in proposal.documents]
    lexicons = sorted(id_ for id_, type_ in files.items() if type_ == "lexicon")
    return [each for each in dict.fromkeys([*nearest, *lexicons]) if each in files]


def _file_of(document: str) -> str:
    """An article stands in the file of its rule set."""
    article = split_article_id(document)
    return article[0] if article else document


@blueprint.post("/field/take")
def feedback_take() -> AnyResponse:
    """Begin a change, or go on with the one under way, with the words in their place."""
    words, way = " ".join(request.form.get("words", "").split())[:LONGEST], request.form.get("way", "")
    target = request.form.get("document", "")
    name = next((each for each in desk().contents.headers() if parts_of(each)[1] == target), None)
    if name is None or way not in WAYS or not words:
        raise NotFound
    if not fits(way, parts_of(name)[0]):
        label = _(TYPES[parts_of(name)[0]].label)
        return page("feedback.html", 422, said=_("“{type}”没有这一项，请选别的文档。").format(type=label))
    with desk().database.transaction() as session:
        base = desk().contents.read(name)
        text = without_style(base)
        draft = drafts.start(session, desk().clock, who().id, name, base, text)
        if draft.state != "draft":  # submitted already: whoever reviews it decides first
            return go("review", number=draft.id)
        fresh = added(draft.text or "", parts_of(name)[0], way, words)
        drafts.save(session, desk().clock, who().id, draft, fresh, draft.version)
    return go("draft", number=draft.id)
