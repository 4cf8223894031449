"""`export --out DIR`, `--single-file FILE`: content → release → a folder for any plain web server, or one .html."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from webapp.cli.arguments import Parser, add_content, add_data, say, settings_of
from webapp.cli.publishing import publish_content
from webapp.errors import UsageError
from webapp.export.single_file import write_single_file
from webapp.export.static_site import export
from webapp.release.sizes import report


def configure(parser: Parser) -> None:
    """`export [--out DIR] [--single-file FILE] [--content DIR] [--data DIR]`"""
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="网站文件夹写到哪里 / where to write the folder"
    )
    parser.add_argument(
        "--single-file",
        type=Path,
        metavar="FILE",
        help="再写一个可以直接打开的 .html / one .html that opens from disk",
    )
    add_content(parser)
    add_data(parser)


def run(arguments: Namespace) -> int:
    """Prints what was written, a line each. A folder always holds the single file too: `file://` can fetch nothing."""
    if not (arguments.out or arguments.single_file):
        raise UsageError(
            "没有写明导出到哪里：请加 --out 文件夹，或 --single-file 文件.html。",
            "Nowhere to export to: give --out DIR, or --single-file FILE.html.",
        )
    settings = settings_of(arguments)
    published = publish_content(settings)
    print(report(published.sizes), file=sys.stderr)
    if arguments.out:
        export(settings, arguments.out)
        print(arguments.out)
    if arguments.single_file:
        size = write_single_file(settings, arguments.single_file)
        say(f"单文件 {size // 1024} KB", f"single file, {size // 1024} KB")
        print(arguments.single_file)
    return 0
