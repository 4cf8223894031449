"""Texts of regulations by name → drafts of rule sets, and the few documents they refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from webapp.analysis.tables import Tables
from webapp.errors import AppError

from .draft import Draft, Held, import_bytes, nothing
from .rule_set import SOURCE, TOPIC

# Collections of texts keep templates beside them, marked like this in the file's header.
_HIDDEN = b"bookHidden: true"


def _raised(error: AppError) -> None:
    raise error


def import_all(
    files: Iterable[tuple[str, bytes]],
    tables: Tables,
    *,
    day: str,
    held: Held = nothing,
    rule_set: str = "",
    refused: Callable[[AppError], None] = _raised,
) -> Iterator[Draft]:
    """Every regulation among the files, by name. Two that would have one id are told apart by their names.

    `refused`: hears of each file that cannot be read, so that one of them need not stop the others.
    """
    taken: set[str] = set()
    for name, data in sorted(files):
        if _is_template(data):
            continue
        try:
            draft = import_bytes(name, data, tables, day=day, held=held, taken=taken, rule_set=rule_set)
        except AppError as error:
            refused(type(error)(f"{name}：{error.zh}", f"{name}: {error.en}"))
            continue
        taken.add(draft.id)
        yield draft


def _is_template(data: bytes) -> bool:
    """Whether it is marked as one, or holds nothing but a header."""
    header, mark, rest = data.partition(b"\n---")
    return _HIDDEN in header or not (rest if mark and data.startswith(b"---") else data).strip()


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
