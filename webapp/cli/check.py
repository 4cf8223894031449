"""`check [DIR]`: Markdown → every problem with its place, on stdout because editors read it."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from webapp.cli.arguments import Parser, add_data, say, settings_of
from webapp.cli.progress import progress
from webapp.compiler.compile import check_content
from webapp.compiler.json_schema import json_schema
from webapp.compiler.kept import known_files
from webapp.errors import ContentError


def configure(parser: Parser) -> None:
    """`check [DIR] [--json] [--schema FILE]`"""
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="内容文件夹 / folder to check")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出问题 / print the problems as JSON")
    parser.add_argument(
        "--schema", type=Path, metavar="FILE", help="写出字段的 JSON Schema / write the schema"
    )
    add_data(parser)


def run(arguments: Namespace) -> int:
    """1 when anything is wrong, with `file:line:col` problems on stdout."""
    if arguments.schema:
        text = json.dumps(json_schema(), ensure_ascii=False, indent=2)
        arguments.schema.write_text(text + "\n", encoding="utf-8")
        say(f"已写出 {arguments.schema}", "schema written")
        return 0
    settings = settings_of(arguments)
    folder = arguments.folder or settings.content
    if not folder.is_dir():
        raise ContentError(
            f"{folder}：没有这个文件夹。请给出内容文件夹。",
            f"{folder}: no such folder. Name the content folder.",
        )
    problems = check_content(folder, known=known_files(settings.data), tell=progress("已检查", "checked"))
    if arguments.json:
        print(json.dumps([problem.to_json() for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(problem)
    if problems:
        say(f"共 {len(problems)} 处问题", f"{len(problems)} problems")
        return 1
    say(f"{folder}：没有问题", "no problems")
    return 0
