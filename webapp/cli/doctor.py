"""`doctor [URL or DIR]`: will phones be able to use this deployment, and what is there to mend?"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from webapp.cli.arguments import Parser, add_data, say, settings_of
from webapp.doctor.examine import examine
from webapp.doctor.reader import FolderReader, Reader, WebReader
from webapp.release.location import site_folder
from webapp.tls.office import office_of


def configure(parser: Parser) -> None:
    """`doctor [PLACE] [--json]`"""
    parser.add_argument(
        "place",
        nargs="?",
        metavar="URL|DIR",
        help="网址或导出的文件夹；默认本机发布的文件夹 / an address or a folder",
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 输出 / print JSON")
    add_data(parser)


def run(arguments: Namespace) -> int:
    """Findings to stdout; 1 when phones will not work as promised."""
    reader = _reader(arguments)
    say(f"正在检查 {reader.where}", f"examining {reader.where}")
    found = list(examine(reader))
    if arguments.json:
        json.dump([each.to_json() for each in found], sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        print("\n".join(map(str, found)))
    return 1 if any(each.level == "bad" for each in found) else 0


def _reader(arguments: Namespace) -> Reader:
    place, data = arguments.place, settings_of(arguments).data
    if place and place.startswith(("http://", "https://")):
        return WebReader(place, office_of(data).authority)
    return FolderReader(Path(place) if place else site_folder(data))
