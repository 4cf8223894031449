"""`learn FILE`: questions with the ids of what answers them → a lexicon document that leads like questions there."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from webapp.analysis.normalizer import Normalizer
from webapp.analysis.tables import Tables, build_tables
from webapp.cli.arguments import Parser, add_content, say, settings_of
from webapp.compiler.compile import compile_content
from webapp.compiler.learning import Pair, joined, lexicon_file, problems, read_table
from webapp.errors import ContentError
from webapp.rules.ids import is_id
from webapp.rules.library import Library
from webapp.rules.status import beijing_today

SHOWN = 20  # problems


def configure(parser: Parser) -> None:
    """`learn FILE [--content DIR] [--id ID]`"""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="表格：问题，回答它的条目编号；.csv、.tsv 或 .json / a table: a question, the ids that answer it",
    )
    add_content(parser)
    parser.add_argument(
        "--id", default="wenda", metavar="ID", help="写到这份用语里（wenda） / the lexicon document to write"
    )


def run(arguments: Namespace) -> int:
    """Adds to what the document holds already; nothing is written while anything in the table is wrong."""
    content = settings_of(arguments).content
    library = compile_content(content)
    pairs = _read(arguments.file)
    wrong = list(problems(pairs, lambda each: _is_rule(library, each)))
    if wrong:
        raise ContentError(
            "\n".join(f"{arguments.file}:{line}：{zh}。" for line, zh, _ in wrong[:SHOWN]),
            "\n".join(f"{arguments.file}:{line}: {en}." for line, _, en in wrong[:SHOWN])
            + f"\n({len(wrong)} in all)",
        )
    form = Normalizer(Tables.from_json(build_tables())).match_form
    links = joined([*_known(library, arguments.id), *pairs], form)
    target = content / "lexicon" / f"{arguments.id}.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    day = beijing_today(datetime.now(UTC)).isoformat()
    target.write_bytes(lexicon_file(arguments.id, links, day).encode())
    say(
        f"{target}：共 {len(links)} 个问题。请核对后发布。",
        f"{len(links)} questions. Review them, then publish.",
    )
    return 0


def _read(file: Path) -> list[Pair]:
    try:
        return read_table(file.name, file.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise ContentError(
            f'{file}：读不出来。每行一个问题和编号（UTF-8 的 .csv、.tsv），或 [{{"question", "ids"}}]（.json）。',
            f"{file}: cannot be read ({error}). One question and its ids a line (.csv, .tsv in UTF-8), or "
            '[{"question", "ids"}] (.json).',
        ) from error


def _known(library: Library, document_id: str) -> list[Pair]:
    """The links that are there; a document with anything else in it is not ours to write."""
    document = library.get(document_id)
    if not is_id(document_id) or (document and (document["type"] != "lexicon" or "entries" in document)):
        raise ContentError(
            f"--id {document_id}：不能写到这里。请另取一个编号（小写字母、数字、连字符）。",
            f"--id {document_id}: not to be written. Choose another id (small letters, digits, hyphens).",
        )
    links = document.get("links", []) if document else []
    return [Pair(0, link["asked"], list(link["rules"])) for link in links]


def _is_rule(library: Library, target: str) -> bool:
    found = library.resolve(target)
    return found is not None and (found[1] is not None or found[0]["type"] == "rule")
