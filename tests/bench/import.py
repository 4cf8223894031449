"""`./run bench import --laws PATH`: is every character of every text accounted for, as Markdown, plain text and Word?

Articles are counted a second time by a regular expression over the raw text, which knows nothing of the importer.
"""

from __future__ import annotations

import json
import re
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from tests.bench.laws import DAY
from tests.word_files import p, word_file
from webapp.analysis.tables import Tables, build_tables
from webapp.cli.importing import read_files
from webapp.errors import AppError
from webapp.importer.tree import import_all

_NUMERAL = "[0-9０-９零〇○一二两三四五六七八九十百千]+"
_ARTICLE = re.compile(rf"^\s*(?:#+\s*)?第{_NUMERAL}条(?:之{_NUMERAL})?(?=\s|$)", re.MULTILINE)
_HEADER = re.compile(r"\A---\n.*?\n---(?:\n|\Z)", re.DOTALL)
_MARK = re.compile(r"^\s*#{1,6}\s+|<!--.*?-->", re.MULTILINE)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_markdown(name: str, text: str) -> tuple[str, bytes]:
    return name, text.encode()


def as_plain(name: str, text: str) -> tuple[str, bytes]:
    """What is left when the marks of Markdown are taken away."""
    return name.removesuffix(".md") + ".txt", _MARK.sub("", _HEADER.sub("", text)).encode()


def as_word(name: str, text: str) -> tuple[str, bytes]:
    """One Word paragraph for each line of the plain text."""
    lines = _NOT_XML.sub("", as_plain(name, text)[1].decode()).splitlines()
    return name.removesuffix(".md") + ".docx", word_file(
        "".join(p(escape(line)) for line in lines if line), title=""
    )


FORMS: dict[str, Callable[[str, str], tuple[str, bytes]]] = {
    "": as_markdown,
    "plain_": as_plain,
    "word_": as_word,
}


def main(words: list[str]) -> None:
    parser = ArgumentParser(prog="./run bench import", description=__doc__)
    parser.add_argument(
        "--laws", type=Path, required=True, metavar="PATH", help="a folder or a .tar.xz of texts"
    )
    parser.add_argument("--json", action="store_true", help="one flat JSON object and nothing else")
    arguments = parser.parse_args(words)
    figures = measure(list(texts(arguments.laws)))
    if arguments.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name}: {value}" for name, value in figures.items()))


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Templates and empty files are no regulations."""
    for name, data in read_files(path):
        text = data.decode("utf-8-sig")
        if "bookHidden: true" not in text and _HEADER.sub("", text).strip():
            yield name, text


def measure(laws: list[tuple[str, str]]) -> dict[str, float]:
    """The figures of Markdown stand without a prefix; `failed` counts every text that failed in any form."""
    figures: dict[str, float] = {"files": len(laws), "failed": 0}
    figures["articles_counted"] = sum(len(_ARTICLE.findall(text)) for _, text in laws)
    for prefix, form in FORMS.items():
        start = time.perf_counter()
        figures |= dict.fromkeys(
            (f"{prefix}{name}" for name in ("articles", "characters_in", "accounted")), 0
        )
        for name, text in laws:
            figures["failed"] += not _imported(prefix, form(name, text), text, figures)
        figures[f"{prefix}seconds"] = round(time.perf_counter() - start, 1)
    return figures


_TABLES = Tables.from_json(build_tables())


def _imported(prefix: str, file: tuple[str, bytes], text: str, figures: dict[str, float]) -> bool:
    """Whether all characters add up and the articles are those that the raw text has."""
    try:
        [draft] = import_all([file], _TABLES, day=DAY)
    except AppError:
        return False
    figures[f"{prefix}articles"] += draft.articles
    figures[f"{prefix}characters_in"] += draft.proof.characters_in
    figures[f"{prefix}accounted"] += draft.proof.accounted
    whole = draft.proof.characters_in == draft.proof.accounted
    return whole and draft.articles == len(_ARTICLE.findall(text))
