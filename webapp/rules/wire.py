"""Turns a document into the shorter form in which an object holds it, and back.

Articles make up a law book, and most of what they say twice follows from their place: the number from the article
before, the id from the number, the chapters from the article before. Most are plain paragraphs: so an article is
`{"t": label + "　" + paragraphs, one a line}`, with `no` and `path` only where they do not follow, and with its blocks
in `c` where a line cannot say them. A list of words is one text, each word behind a mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .ids import article_id

_BETWEEN = "\u3000"
_MARK = "\x7f"  # no text of a document holds it: the compiler refuses control characters


def to_wire(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """A document as it is written into a release."""
    document = _joined(document)
    if "entries" in document:
        return {**document, "entries": [_joined(entry) for entry in document["entries"]]}
    if "articles" not in document:
        return document
    articles: list[dict[str, Any]] = []
    number, path = "0", list[str]()
    for article in document["articles"]:
        articles.append(_short(article, _next(number), path))
        number, path = article["no"], article.get("path", [])
    return {**document, "articles": articles}


def from_wire(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """A document as it was before it was written."""
    value = _split(value)
    if "entries" in value:
        return {**value, "entries": [_split(entry) for entry in value["entries"]]}
    if "articles" not in value:
        return value
    articles: list[dict[str, Any]] = []
    number, path = "0", list[str]()
    for short in value["articles"]:
        number, path = short.get("no", _next(number)), short.get("path", path)
        articles.append(_long(short, value["id"], number, path))
    return {**value, "articles": articles}


def _joined(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        name: "".join(_MARK + word for word in value) if _is_words(value) else value
        for name, value in fields.items()
    }


def _split(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        name: value[1:].split(_MARK) if isinstance(value, str) and value[:1] == _MARK else value
        for name, value in fields.items()
    }


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(word, str) for word in value)


def _short(article: Mapping[str, Any], number: str, path: list[str]) -> dict[str, Any]:
    blocks, label = article["blocks"], article["label"]
    short: dict[str, Any] = {}
    if all(set(block) == {"k", "t"} and block["k"] == "p" and "\n" not in block["t"] for block in blocks):
        short["t"] = _BETWEEN.join([label, *(["\n".join(block["t"] for block in blocks)] if blocks else [])])
    else:
        short["t"], short["c"] = label, blocks
    if article["no"] != number:
        short["no"] = article["no"]
    if article.get("path", []) != path:
        short["path"] = article.get("path", [])
    if "rule" in article:
        short["rule"] = article["rule"]
    return short


def _long(short: Mapping[str, Any], ruleset: str, number: str, path: list[str]) -> dict[str, Any]:
    label, between, text = short["t"].partition(_BETWEEN)
    blocks = [{"k": "p", "t": line} for line in text.split("\n")] if between else []
    article = {
        "id": article_id(ruleset, number),
        "no": number,
        "label": label,
        "path": path,
        "blocks": short.get("c", blocks),
    }
    return {**article, "rule": short["rule"]} if "rule" in short else article


def _next(number: str) -> str:
    """The article that usually follows: 13 after 12 and after 12-1."""
    return str(int(number.split("-")[0]) + 1)
