"""Turns documents into search units: what can be a result, under which words, with which facets.

Topics, regions, issuers and sources give no unit; their names go to the units that refer to them. An article
of an official text is a unit of its own unless a rule annotates it (then that rule is the article).
`body` holds the text itself and the editor's short words for it; what the editor writes at length is `notes`.
A link prints the title of another document. Those are not the words of the document that links: `notes` leaves
them out, and `cited` has the whole text once more, so that every run of it is found, below what is said here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

UNIT_TYPES = (
    "rule",
    "ruleset",
    "scenario",
    "case",
    "channel",
    "guide",
    "interpretation",
    "practice",
    "finding",
)
BODY_FIELDS = ("outcome", "speaker", "role", "operator", "method", "doc_number", "date_note", "note")

NATION = "quanguo"  # lies around every region, so it tells nothing unless it is the region itself


class Fields(TypedDict):
    """The searched texts, by field; a run is found inside one text, never across two."""

    title: list[str]
    quote: list[str]
    body: list[str]
    notes: list[str]
    alias: list[str]
    names: list[str]
    cited: list[str]


class Unit(TypedDict):
    """One thing that can be a result. Made by `units_of`; phones make the same (`static/js/rules/units.js`)."""

    id: str
    type: str
    title: str
    fields: Fields
    shown: list[str]  # the texts that a snippet may come from, best first
    topics: list[str]
    regions: list[str]  # the region and those around it, nearest first
    kind: str
    red_line: bool
    platforms: list[str]
    audience: list[str]
    actions: list[str]
    ruleset: str
    rests_on: list[str]
    status_of: str  # the document whose status counts
    called: list[str]  # what a rule set is called: whoever types one of these names the set
    bare: bool  # an article without annotation


Documents = Mapping[str, Mapping[str, Any]]


def units(documents: Documents) -> list[Unit]:
    """All units of a library, by id: the order in which ties are broken."""
    found = [unit for document in documents.values() for unit in units_of(document, documents)]
    return sorted(found, key=lambda unit: unit["id"])


def block_text(blocks: list[Any]) -> str:
    """The text of a body tree, a line per block or cell."""
    return "\n".join(leaf["t"] for leaf in _leaves(blocks))


def own_texts(blocks: list[Any]) -> list[str]:
    """The text of a body tree without the titles that its links print: one text when there are none."""
    texts = [""]
    for leaf in _leaves(blocks):
        first, *rest = _between_links(leaf)
        texts[-1] += ("\n" if texts[-1] else "") + first
        texts += rest
    return texts


def _leaves(blocks: list[Any]) -> Iterator[Mapping[str, Any]]:
    for block in blocks:
        if "t" in block:
            yield block
        elif block["k"] in ("ul", "ol"):
            for item in block["c"]:
                yield from _leaves(item)
        elif block["k"] == "table":
            for row in [block["head"], *block["rows"]]:
                yield from row
        elif "c" in block:
            yield from _leaves(block["c"])


def _between_links(leaf: Mapping[str, Any]) -> list[str]:
    links = [mark for mark in leaf.get("m", []) if mark[2] == "a" and mark[3].startswith("#")]
    if not links:
        return [leaf["t"]]
    data, at, texts = leaf["t"].encode("utf-16-le"), 0, []
    for start, end, *_ in links:
        texts.append(data[2 * at : 2 * start].decode("utf-16-le"))
        at = end
    return [*texts, data[2 * at :].decode("utf-16-le")]


def units_of(document: Mapping[str, Any], documents: Documents) -> Iterator[Unit]:
    """The units of one document, which depend on those it refers to; these are looked up one by one."""
    if document["type"] not in UNIT_TYPES:
        return
    yield _unit(document, documents)
    articles = [article for article in document.get("articles", []) if "rule" not in article]
    if articles:
        regions, around = _regions({}, document, documents), _around({}, document, documents)
        yield from (_article_unit(article, document, regions, around) for article in articles)


def _unit(document: Mapping[str, Any], documents: Documents) -> Unit:
    ruleset = documents.get(document.get("ruleset", ""), document)
    called = _called(document, documents) if document["type"] == "ruleset" else []
    whole = block_text(document.get("body", []))
    return {
        "id": document["id"],
        "type": document["type"],
        "title": document["title"],
        "fields": _fields(document, ruleset, called, documents),
        "shown": _texts([document.get("quote", ""), *_said(document), whole, *_other(document)]),
        "topics": document.get("topics", []),
        "regions": _regions(document, ruleset, documents),
        "kind": document.get("kind", ""),
        "red_line": document.get("red_line", False),
        "platforms": document.get("platforms", []),
        "audience": document.get("audience", []),
        "actions": document.get("actions", []),
        "ruleset": document.get("ruleset", ""),
        "rests_on": document.get("answer_basis", []),
        "status_of": ruleset["id"],
        "called": _texts([*called, *document.get("aliases", [])]) if called else [],
        "bare": False,
    }


def _fields(
    document: Mapping[str, Any], ruleset: Mapping[str, Any], called: list[str], documents: Documents
) -> Fields:
    titles = (document.get(name, "") for name in ("title", "official_title", "question", "label"))
    blocks = document.get("body", [])
    own = own_texts(blocks)
    return {
        "title": _texts([*titles]),
        "quote": _texts([document.get("quote", "")]),
        "body": _texts(_said(document)),
        "notes": _texts([*own, *_other(document), *_dates(document)]),
        "alias": _texts([*document.get("aliases", []), *document.get("asks", [])]),
        "names": _texts([*called, *_set_names(document, ruleset), *_around(document, ruleset, documents)]),
        "cited": [block_text(blocks)] if len(own) > 1 else [],
    }


def _said(document: Mapping[str, Any]) -> list[str]:
    """The words of the article that a rule is about, then the editor's short ones."""
    official = _article_text(document.get("label", ""), document["text"]) if "text" in document else ""
    return [official, *(document.get(name, "") for name in ("plain", "summary", "caution"))]


def _other(document: Mapping[str, Any]) -> list[str]:
    return [document.get(name, "") for name in BODY_FIELDS]


def _dates(document: Mapping[str, Any]) -> list[str]:
    """When a text was issued and came into force, as people write it: 2015年3月发布."""
    dates = (("issued_on", "发布"), ("effective_on", "施行"))
    return [_written(document[name]) + what for name, what in dates if document.get(name)]


def _written(date: str) -> str:
    """`2015-03` → 2015年3月."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(date.split("-"), "年月日", strict=False))


def _article_unit(
    article: Mapping[str, Any], ruleset: Mapping[str, Any], regions: list[str], around: list[str]
) -> Unit:
    label = article["label"]
    text = _article_text(label, article["blocks"])
    return {
        "id": article["id"],
        "type": "rule",
        "title": f"{ruleset['title']} {label}",
        "fields": {
            "title": [label],
            "quote": [],
            "body": [text],
            "notes": [],
            "alias": [],
            "names": _texts([*_set_names(article, ruleset), *around, *article.get("path", [])]),
            "cited": [],
        },
        "shown": [text],
        "topics": ruleset.get("topics", []),
        "regions": regions,
        "kind": "",
        "red_line": False,
        "platforms": [],
        "audience": [],
        "actions": [],
        "ruleset": ruleset["id"],
        "rests_on": [],
        "status_of": ruleset["id"],
        "called": [],
        "bare": True,
    }


def _article_text(label: str, blocks: list[Any]) -> str:
    return f"{label}　{block_text(blocks)}"


def _set_names(document: Mapping[str, Any], ruleset: Mapping[str, Any]) -> list[str]:
    """The names of the rule set, with 第…条 behind each where there is one."""
    if ruleset.get("type") != "ruleset":
        return []
    names = [ruleset["title"], ruleset.get("official_title", ""), *ruleset.get("known_as", [])]
    return [f"{name} {document['label']}" if name and "label" in document else name for name in names]


def _around(document: Mapping[str, Any], ruleset: Mapping[str, Any], documents: Documents) -> list[str]:
    """What else leads here: region, issuer, topics, platforms."""
    names: list[str] = []
    for region in _regions(document, ruleset, documents):
        names += _own_names(documents.get(region, {}))
    for issuer in (ruleset.get("issuer", ""), document.get("issuer", "")):
        names += _own_names(documents.get(issuer, {})) if issuer != "unknown" else []
    names += [
        str(documents.get(topic, {}).get("title", ""))
        for topic in document.get("topics", ruleset.get("topics", []))
    ]
    return [*names, *document.get("platforms", []), document.get("kind", "")]


def _called(document: Mapping[str, Any], documents: Documents) -> list[str]:
    names = [document["title"], document.get("official_title", ""), *document.get("known_as", [])]
    for region in _regions(document, document, documents):
        names += _own_names(documents.get(region, {}))
    return names


def _own_names(document: Mapping[str, Any]) -> list[str]:
    return [document["title"], *document.get("aliases", [])] if document else []


def _regions(document: Mapping[str, Any], ruleset: Mapping[str, Any], documents: Documents) -> list[str]:
    chain: list[str] = []
    region = document.get("region", ruleset.get("region", ""))
    while region in documents and region not in chain:
        chain.append(region)
        region = documents[region].get("parent", "")
    return chain[:1] + [around for around in chain[1:] if around != NATION]


def _texts(values: list[str]) -> list[str]:
    return [text for text in dict.fromkeys(values) if text]
