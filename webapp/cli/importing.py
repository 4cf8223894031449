"""`import PATH`: texts of regulations → rule set files, with an account of what was left out."""

from __future__ import annotations

import json
import tarfile
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from webapp.analysis.tables import Tables, build_tables
from webapp.cli.arguments import Parser, say
from webapp.errors import ContentError
from webapp.importer.tree import Imported, companions, import_source, read_sources
from webapp.rules.status import beijing_today

SUFFIXES = (".md", ".txt")
_REASONS = {
    "mark": ("标记", "marks"),
    "comment": ("注释", "comments"),
    "header": ("文件头", "headers"),
    "invisible": ("看不见的字符", "invisible characters"),
    "damaged": ("无法显示的字符", "characters that cannot be shown"),
}


def configure(parser: Parser) -> None:
    """`import PATH --out DIR [--date DAY] [--json]`"""
    parser.add_argument(
        "path", type=Path, metavar="PATH", help="文件、文件夹或 .tar.xz / a file, folder or .tar.xz"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="写到这个内容文件夹 / content folder to write"
    )
    parser.add_argument(
        "--date",
        type=date.fromisoformat,
        metavar="DAY",
        help="核查日期，默认今天 / the day of the check, today by default",
    )
    parser.add_argument(
        "--json", action="store_true", help="以 JSON 输出每份规定的去向 / print what became of each"
    )


def run(arguments: Namespace) -> int:
    """Writes a content tree; documents that are there already and are not rule sets stay as they are."""
    day = (arguments.date or beijing_today(datetime.now(UTC))).isoformat()
    imported: list[Imported] = []
    for source in read_sources(read_files(arguments.path), Tables.from_json(build_tables())):
        imported.append(import_source(source, day))
        write_file(arguments.out / "ruleset" / f"{source.id}.md", imported[-1].file)
        if len(imported) % 250 == 0:
            say(f"已导入 {len(imported)} 份", f"{len(imported)} imported")
    if not imported:
        raise ContentError(
            f"{arguments.path}：没有找到规定（{'、'.join(SUFFIXES)}）。",
            f"{arguments.path}: no regulations found ({', '.join(SUFFIXES)}).",
        )
    for name, text in companions(day).items():
        if not (arguments.out / name).exists():
            write_file(arguments.out / name, text)
    _report(imported, as_json=arguments.json)
    return 0


def read_files(path: Path) -> Iterator[tuple[str, bytes]]:
    """(name inside, bytes) of every text of a file, a folder or an archive."""
    if path.is_dir():
        for each in sorted(path.rglob("*")):
            if each.suffix in SUFFIXES and each.is_file():
                yield each.relative_to(path).as_posix(), each.read_bytes()
    elif path.suffix in SUFFIXES and path.is_file():
        yield path.name, path.read_bytes()
    else:
        yield from _archived(path)


def _archived(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.name.endswith(SUFFIXES) else None
                if file:
                    yield member.name.removeprefix("./"), file.read()
    except (OSError, tarfile.TarError) as error:
        raise ContentError(
            f"{path}：打不开。请给出 .md 或 .txt 文件、文件夹，或 .tar.xz 压缩包。",
            f"{path}: cannot be opened. Name a .md or .txt file, a folder, or a .tar.xz archive.",
        ) from error


def write_file(path: Path, text: str) -> None:
    """UTF-8 with plain line ends on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _report(imported: list[Imported], *, as_json: bool) -> None:
    left_out: Counter[str] = Counter(each.reason for one in imported for each in one.left_out)
    if as_json:
        print(json.dumps([_row(one) for one in imported], ensure_ascii=False, indent=1))
    for reason, (zh, en) in _REASONS.items():
        if left_out[reason]:
            say(f"没有照搬：{zh} {left_out[reason]} 处", f"not taken over: {left_out[reason]} {en}")
    articles = sum(one.articles for one in imported)
    say(f"导入 {len(imported)} 份规定，{articles} 条", f"{len(imported)} regulations, {articles} articles")


def _row(one: Imported) -> dict[str, object]:
    reasons = Counter(each.reason for each in one.left_out)
    return {"from": one.name, "id": one.id, "title": one.title, "articles": one.articles, "left_out": reasons}
