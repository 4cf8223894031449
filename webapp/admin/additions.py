"""A file's text + what somebody sent from a phone → the same text with it in the field where it helps. Pure."""

from __future__ import annotations

from webapp.admin.source_text import changed, read_source
from webapp.admin.yaml_text import Tree
from webapp.errors import ContentError
from webapp.rules.schema import TYPES
from webapp.serve.words import N_

# What can be made of a text → how a button calls it.
WAYS = {"alias": N_("加为又称"), "ask": N_("加为常见问法"), "plain": N_("加为用语"), "task": N_("记为待办")}
_FIELDS = {"alias": "aliases", "ask": "asks", "plain": "entries", "task": "editor_note"}
_NOT_SAID_YET = "待填"


def fits(way: str, type_: str) -> bool:
    """Whether documents of this type have the field."""
    return TYPES[type_].field(_FIELDS[way]) is not None


def added(text: str, type_: str, way: str, words: str) -> str:
    """Nothing that stands there is lost, and nothing is added twice."""
    source = read_source(text)
    if source is None or not fits(way, type_):
        raise ContentError(
            "这个文件加不了，请打开它直接修改。", "This file cannot take it; open it and edit it."
        )
    values = dict(source.values)
    name = _FIELDS[way]
    values[name] = _with(values.get(name), way, words)
    return changed(source, TYPES[type_], values, source.body)


def _with(known: Tree, way: str, words: str) -> Tree:
    if way == "task":
        return words if not known else str(known) if words in str(known) else f"{known}\n{words}"
    listed = list(known) if isinstance(known, list | tuple) else []
    entry = {"plain": [words], "official": [_NOT_SAID_YET], "way": "单向", "reason": "手机上没有查到"}
    fresh = entry if way == "plain" else words
    return listed if fresh in listed else [*listed, fresh]
