"""Texts of regulations by name → the files of a content tree: a rule set each, and the few documents they refer to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from webapp.analysis.tables import Tables
from webapp.errors import ContentError

from .conservation import require_conserved
from .facts import Facts, read_facts
from .naming import version_id, work_id
from .regulation import LeftOut, Regulation, decode, read_regulation
from .rule_set import SOURCE, TOPIC, count_articles, rule_set_file

# Collections of texts keep templates beside them, marked like this in the file's header.
_HIDDEN = "bookHidden: true"
_DIGITS = 6


@dataclass(frozen=True)
class Source:
    """A text on its way; `name` is its path inside what is imported."""

    name: str
    text: str
    regulation: Regulation
    facts: Facts
    work: str
    id: str


@dataclass(frozen=True)
class Imported:
    """A file of the content tree and what became of the text it was made of."""

    name: str
    id: str
    title: str
    articles: int
    file: str
    left_out: list[LeftOut]


def read_sources(files: Iterable[tuple[str, bytes]], tables: Tables) -> Iterator[Source]:
    """Every regulation among the files, by name. Two that would have one id are told apart by their names."""
    taken: set[str] = set()
    for name, data in sorted(files):
        source = _read(name, data, tables)
        if source is None:
            continue
        if source.id in taken:
            digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]
            source = replace(source, id=f"{source.id}-{digest}")
        taken.add(source.id)
        yield source


def _read(name: str, data: bytes, tables: Tables) -> Source | None:
    """None when the file is a template, or holds nothing but a header."""
    try:
        text = decode(data)
        if _HIDDEN in text.split("\n---", 1)[0] or not _without_header(text).strip():
            return None
        regulation = read_regulation(text)
    except ContentError as error:
        raise ContentError(f"{name}：{error.zh}", f"{name}: {error.en}") from error
    facts = read_facts(regulation, name.rpartition("/")[2])
    work = work_id(regulation.title, tables)
    return Source(name, text, regulation, facts, work, version_id(work, facts.version))


def _without_header(text: str) -> str:
    return text.split("\n---", 1)[-1] if text.startswith("---") else text


def import_source(source: Source, day: str) -> Imported:
    """The file of a rule set, checked against the text that it was made of."""
    file = rule_set_file(source.regulation, source.facts, source.id, source.work, day)
    require_conserved(source.text, source.regulation, file)
    articles = count_articles(file)
    return Imported(
        source.name, source.id, source.regulation.title, articles, file, source.regulation.left_out
    )


def companions(day: str) -> Mapping[str, str]:
    """Path → text of the documents that imported rule sets refer to."""
    region = "type: region\ntitle: {}\nsummary: {}\nparent: null\ncode: null\nlevel: {}\n"
    documents = {
        "region/quanguo": region.format("全国", "适用于全国的规定。", "国家"),
        "region/weizai": region.format("未载明", "没有写明适用于哪里的规定。", "未载明"),
        "issuer/unknown": "type: issuer\ntitle: 发布机构未载明\nsummary: 来源没有写明发布机构。\n"
        "kind: 未载明\nregion: weizai\n",
        f"topic/{TOPIC}": "type: topic\ntitle: 未分类\nsummary: 导入后还没有归入主题的规定。\norder: 999\n",
        f"source/{SOURCE}": "type: source\ntitle: 导入的文本\npublisher: 未载明\nlevel: official_text\n",
    }
    return {
        f"{path}.md": f"---\nid: {path.split('/')[1]}\n{fields}updated_on: {day}\n---\n"
        for path, fields in documents.items()
    }
