"""`import PATH…`: Word, Markdown or text of regulations → rule set files, with the proof that nothing got lost."""

from __future__ import annotations

import tarfile
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from webapp.analysis.tables import Tables, build_tables
from webapp.cli.arguments import Parser, say
from webapp.cli.proof import report
from webapp.errors import AppError, ContentError, UsageError
from webapp.importer.draft import Draft
from webapp.importer.opening import SUFFIXES, UNREAD
from webapp.importer.rule_set import body_of
from webapp.importer.tree import companions, import_all
from webapp.rules.ids import is_id
from webapp.rules.status import beijing_today


def configure(parser: Parser) -> None:
    """`import PATH… --out DIR [--id ID] [--date DAY] [--replace] [--json]`"""
    add = parser.add_argument
    add(
        "paths",
        type=Path,
        nargs="+",
        metavar="PATH",
        help="文件、文件夹或 .tar.xz / files, folders or a .tar.xz",
    )
    add("--out", type=Path, required=True, metavar="DIR", help="写到这个内容文件夹 / content folder to write")
    add("--id", metavar="ID", help="规定的编号，只能用于一个文件 / id of the rule set, for one file only")
    add(
        "--date",
        type=date.fromisoformat,
        metavar="DAY",
        help="核查日期，默认今天 / the day of the check, today by default",
    )
    add(
        "--replace",
        action="store_true",
        help="内容有变也覆盖原来的文件 / overwrite a file whose text has changed",
    )
    add("--json", action="store_true", help="以 JSON 输出每份规定的去向 / print what became of each")


def run(arguments: Namespace) -> int:
    """Writes rule sets; other documents that are there already stay as they are. Fails when one text was refused."""
    day = (arguments.date or beijing_today(datetime.now(UTC))).isoformat()
    files = [file for path in arguments.paths for file in read_files(path)]
    _require_one_id(arguments.id, len(files))
    refused: list[AppError] = []
    drafts = list(_written(arguments, files, day, refused))
    if not drafts and not refused:
        raise ContentError(
            f"{arguments.paths[0]}：没有找到规定（{'、'.join(SUFFIXES)}）。",
            f"{arguments.paths[0]}: no regulations found ({', '.join(SUFFIXES)}).",
        )
    for name, text in companions(day).items() if drafts else ():
        if not (arguments.out / name).exists():
            write_file(arguments.out / name, text)
    report(drafts, as_json=arguments.json)
    for each in refused:
        say(f"没有导入：{each.zh}", f"not imported: {each.en}")
    return 1 if refused else 0


def _written(
    arguments: Namespace, files: list[tuple[str, bytes]], day: str, refused: list[AppError]
) -> Iterator[Draft]:
    """Every draft with its file written; `refused` hears of what could not be read or may not be written."""
    folder: Path = arguments.out / "ruleset"
    drafts = import_all(
        files,
        Tables.from_json(build_tables()),
        day=day,
        held=lambda each: _read(folder / f"{each}.md"),
        rule_set=arguments.id or "",
        refused=refused.append,
    )
    done = 0
    for draft in drafts:
        try:
            write_draft(folder / f"{draft.id}.md", draft, replace=arguments.replace)
        except ContentError as error:
            refused.append(error)
            continue
        yield draft
        done += 1
        if done % 250 == 0:
            say(f"已导入 {done} 份", f"{done} imported")


def _require_one_id(rule_set: str | None, files: int) -> None:
    if rule_set is None:
        return
    if files > 1:
        raise UsageError("--id 只能用于一个文件。", "--id is for one file only.")
    if not is_id(rule_set):
        raise UsageError(
            f"--id {rule_set}：编号只能用小写拼音、数字和 -，最长 64 个字符。",
            f"--id {rule_set}: an id has lower-case letters, digits and -, at most 64 characters.",
        )


def read_files(path: Path) -> Iterator[tuple[str, bytes]]:
    """(name inside, bytes) of every text of a file, a folder or an archive. A file is taken whatever its name."""
    if path.is_dir():
        for each in sorted(path.rglob("*")):
            if each.suffix.lower() in (*SUFFIXES, *UNREAD) and each.is_file() and not _is_lock(each.name):
                yield each.relative_to(path).as_posix(), each.read_bytes()
    elif ".tar" in path.suffixes:
        yield from _archived(path)
    else:
        try:
            yield path.name, path.read_bytes()
        except OSError as error:
            raise ContentError(
                f"{path}：打不开（{error.strerror}）。请给出文件、文件夹或 .tar.xz 压缩包。",
                f"{path}: cannot be opened ({error.strerror}). Name a file, a folder or a .tar.xz archive.",
            ) from error


def _is_lock(name: str) -> bool:
    """What Word leaves beside a file that is open."""
    return name.rpartition("/")[2].startswith("~$")


def _archived(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                wanted = member.name.lower().endswith((*SUFFIXES, *UNREAD)) and not _is_lock(member.name)
                file = archive.extractfile(member) if wanted else None
                if file:
                    yield member.name.removeprefix("./"), file.read()
    except (OSError, tarfile.TarError) as error:
        raise ContentError(
            f"{path}：打不开。请给出文件、文件夹或 .tar.xz 压缩包。",
            f"{path}: cannot be opened. Name a file, a folder or a .tar.xz archive.",
        ) from error


def write_draft(path: Path, draft: Draft, *, replace: bool) -> None:
    """A file that says the same is left alone, with what was corrected in its header; another is never lost."""
    there = _read(path)
    if there is not None and body_of(there) == body_of(draft.file):
        say(f"{path}：正文没有变化，保留原文件", f"{path}: the text is the same, the file is kept")
    elif there is not None and not replace:
        raise ContentError(
            f"{path}：已有这份规定，正文不同。确要覆盖请加 --replace，另存请加 --id。没有写入。",
            f"{path}: there already, with another text. Add --replace to overwrite it or --id to write another "
            "file. Nothing was written.",
        )
    else:
        write_file(path, draft.file)


def _read(path: Path) -> str | None:
    return path.read_bytes().decode() if path.is_file() else None


def write_file(path: Path, text: str) -> None:
    """UTF-8 with plain line ends on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
