"""Where a page is, seen from the page being answered: relative addresses that work below any prefix."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from flask import Flask, g, request
from markupsafe import Markup

from webapp.i18n.locales import match_tag
from webapp.rules.library import Library
from webapp.rules.lists import named_list
from webapp.serve.dates import today
from webapp.serve.document_view import LISTED
from webapp.serve.lists import GUIDES, SCREENS, guide_of
from webapp.serve.site_context import context
from webapp.serve.words import N_

# What one calls oneself, as it stands in an address.
ROLE_NAMES = {
    "qunzhu": "群主",
    "chengyuan": "群成员",
    "jiguan": "机关干部",
    "jijian": "纪检",
    "qunzhong": "群众",
}


def root() -> str:
    """`../../` from `/r/x/`, `./` from `/search`; counted as the browser does: `%2F` is no slash."""
    path = request.environ.get("REQUEST_URI") or request.environ.get("RAW_URI") or request.path
    path = path.partition("?")[0].removeprefix(request.script_root)
    return "../" * max(0, path.count("/") - 1) or "./"


def page(id_: str) -> str:
    """The page of a document or of an article. Where all stand on one page: a place there and a route of the app."""
    if "on_one_page" in g:
        return f"#/r/{id_}"
    if "beside_each_other" in g:  # a preview leads on to previews
        return f"../{id_}/"
    return f"{root()}r/{id_}/{language_suffix()}"


def place(address: str) -> str:
    """A screen, such as `redlines/`."""
    return f"{root()}{address}{language_suffix()}"


def here(address: str) -> Markup:
    """Marks the way that one has already come."""
    return Markup(' aria-current="page"') if request.path == f"/{address}" else Markup("")


def main_ways() -> list[tuple[str, str]]:
    """(address, name) of what stands at the top of every page; a dumb server cannot search."""
    lists = [(f"{name}/", SCREENS[name].title) for name in ("redlines", "groups", "scenarios", "rulesets")]
    return lists if context().frozen else [*lists, ("search", N_("查找"))]


def in_app(id_: str) -> str:
    """The same document in the app."""
    return f"{root()}#/r/{id_}"


def language_suffix() -> str:
    """A language chosen by address goes along from page to page; there are no cookies to keep it in."""
    chosen = match_tag(request.args.get("lang", ""))
    return f"?lang={chosen}" if chosen else ""


def in_language(locale: str) -> str:
    """The same page in another language."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if value and name != "lang"]
    return "?" + urlencode([*kept, ("lang", locale)])


def every_page(library: Library) -> Iterator[tuple[str, str]]:
    """All plain pages as (address, file), for an export; what was renamed gets a page that leads on."""
    yield "/plain.css", "plain.css"
    yield from ((f"/{folder}/", f"{folder}/index.html") for folder in _folders(library))


def _folders(library: Library) -> Iterator[str]:
    yield from ("r", "contents", "about", "mine", *SCREENS)
    yield from (name for name in GUIDES if guide_of(library, name))
    yield from (f"mine/{slug}" for slug in ROLE_NAMES)
    yield from (f"compare/{topic}" for topic in compared_topics(library))
    yield from (f"r/{id_}" for id_ in every_id(library))


def compared_topics(library: Library) -> list[str]:
    """The topics that have a table of their own."""
    return [id_ for group in named_list(library, "compare", today()) for id_ in group["ids"]]


def every_id(library: Library) -> Iterator[str]:
    """Documents, bare and annotated articles, and old ids."""
    for document in library.documents.values():
        yield document["id"]
        yield from document.get("redirects", ())
        for article in document.get("articles", ()):
            yield article["id"]


def in_lists(library: Library) -> dict[str, list[str]]:
    """Type → ids, in the order of lists."""
    return {
        type_: [each["id"] for each in library.of_type(type_)] for type_ in LISTED if library.of_type(type_)
    }


def init_addresses(app: Flask) -> None:
    """Make them available to templates."""
    app.jinja_env.globals.update(
        root=root,
        page=page,
        place=place,
        here=here,
        main_ways=main_ways,
        in_app=in_app,
        in_language=in_language,
        language_suffix=language_suffix,
    )
