"""The screens of the app → plain pages at the same names: lists, comparison, 与我有关, 关于, and the start page."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from webapp.rules.person import ROLES, Person
from webapp.serve import addresses
from webapp.serve.addresses import ROLE_NAMES
from webapp.serve.dates import today
from webapp.serve.document_view import view
from webapp.serve.lists import GUIDES, OF_RULES, SCREENS, compared, guide_of, sections, topics_with_counts
from webapp.serve.site_context import served
from webapp.serve.templating import html_page

blueprint = Blueprint("screens", __name__)

NAMES = ", ".join(f"'{name}'" for name in SCREENS if "/" not in name)
GUIDE_NAMES = ", ".join(f"'{name}'" for name in GUIDES)


@blueprint.get("/r/")
def start_page() -> Response:
    """The ways in: what a person who has no scripts sees first."""
    library = served().library
    return html_page(
        "start.html", library=library, topics=topics_with_counts(library, today()), roles=ROLE_NAMES
    )


@blueprint.get("/contents/")
def contents_page() -> Response:
    """Everything there is, by type."""
    library = served().library
    return html_page("contents.html", library=library, lists=addresses.in_lists(library))


@blueprint.get("/groups/chengyuan/", defaults={"name": "groups/chengyuan"})
@blueprint.get(f"/<any({NAMES}):name>/")
def list_page(name: str) -> Response:
    """One list."""
    library = served().library
    return html_page(
        "list.html",
        library=library,
        screen=SCREENS[name],
        name=name,
        groups=sections(library, name, today()),
        topics=topics_with_counts(library, today()),
    )


@blueprint.get(f"/<any({GUIDE_NAMES}):name>/")
def guide_page(name: str) -> Response:
    """A checklist or a template, found by what it is for."""
    library = served().library
    shown = view(library, guide_of(library, name), today())
    if shown is None:
        raise NotFound
    return html_page("document.html", view=shown, library=library)


@blueprint.get("/compare/<topic>/")
def comparison_page(topic: str) -> Response:
    """One topic across regions."""
    library = served().library
    if topic not in addresses.compared_topics(library):
        raise NotFound
    aspects, rules = compared(library, topic, today())
    return html_page(
        "compare.html",
        library=library,
        topic=topic,
        aspects=aspects,
        rules=rules,
        labels=("level", "region", "status"),
    )


@blueprint.get("/mine/")
def mine_page() -> Response:
    """与我有关, asked with a form; the choice stands in the address and is kept nowhere."""
    role, region = request.args.get("role", ""), request.args.get("region", "")
    return _mine(role if role in ROLES else "", region)


@blueprint.get("/mine/<slug>/")
def role_page(slug: str) -> Response:
    """The same for one role, wherever one is: this can be frozen."""
    if slug not in ROLE_NAMES:
        raise NotFound
    return _mine(ROLE_NAMES[slug], "")


def _mine(role: str, region: str) -> Response:
    library = served().library
    regions = library.of_type("region")
    person: Person = {
        "roles": [role] if role else [],
        "region": region if region in {each["id"] for each in regions} else "",
    }
    groups = sections(library, "mine", today(), person)
    response = html_page(
        "mine.html",
        library=library,
        person=person,
        groups=groups,
        regions=regions,
        roles=ROLE_NAMES,
        labels=OF_RULES,
    )
    if request.args:  # who someone is must not stay in the cache of a shared computer
        response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/about/")
def about_page() -> Response:
    """What this is, and which release it shows."""
    return html_page("about.html", library=served().library)


@blueprint.get(f"/<any({NAMES}):name>")
@blueprint.get(f"/<any({GUIDE_NAMES}):name>")
@blueprint.get("/contents", defaults={"name": "contents"})
@blueprint.get("/about", defaults={"name": "about"})
@blueprint.get("/mine", defaults={"name": "mine"})
@blueprint.get("/mine/<name>")
@blueprint.get("/compare/<name>")
@blueprint.get("/groups/chengyuan", defaults={"name": "chengyuan"})
def without_slash(name: str) -> AnyResponse:
    """Relative links need the slash at the end. Declared like the pages, or werkzeug redirects by itself to a host."""
    query = urlencode(list(request.args.items(multi=True)))
    return redirect(f"{quote(name)}/{'?' + query if query else ''}", 301)
