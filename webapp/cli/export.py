"""`export --out DIR`: content → release → a folder that any plain web server can serve."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from webapp.cli.arguments import Parser, add_content, add_data, settings_of
from webapp.cli.publishing import publish_content
from webapp.export.static_site import export
from webapp.release.sizes import report


def configure(parser: Parser) -> None:
    """`export --out DIR [--content DIR] [--data DIR]`"""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="写到哪里 / where to write")
    add_content(parser)
    add_data(parser)


def run(arguments: Namespace) -> int:
    """Prints the folder that was written."""
    settings = settings_of(arguments)
    published = publish_content(settings)
    print(report(published.sizes), file=sys.stderr)
    export(settings, arguments.out)
    print(arguments.out)
    return 0
