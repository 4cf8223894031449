"""Content → a folder that any plain web server can serve, under any path.

python build_static.py --out DIR [--content DIR] [--data DIR]
"""

from __future__ import annotations

import sys
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from webapp.compiler.compile import compile_content
from webapp.errors import AppError
from webapp.export.static_site import export
from webapp.release.builder import publish
from webapp.release.sizes import report
from webapp.settings import Settings

NOT_YET = (
    "还不能生成单文件版，没有写任何东西。\nThe single-file edition does not exist yet; nothing was written."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Compile, publish if anything changed, write the folder; → the exit status."""
    arguments = _parser().parse_args(argv)
    if arguments.single_file:
        print(NOT_YET, file=sys.stderr)
        return 2
    settings = Settings.from_environ(content=arguments.content, data=arguments.data)
    try:
        published = publish(compile_content(settings.content), settings)
        print(f"第 {published.seq} 版 / release {published.seq}\n{report(published.sizes)}", file=sys.stderr)
        export(settings, arguments.out)
    except AppError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(arguments.out)
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(description="把内容导出成静态网站文件夹 / write the static site")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="写到哪里 / where to write")
    parser.add_argument(
        "--content", type=Path, metavar="DIR", help="内容文件夹 / folder of the Markdown files"
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="数据文件夹：密钥、发布 / folder of keys and releases"
    )
    parser.add_argument(
        "--single-file", type=Path, metavar="FILE", help=SUPPRESS
    )  # a later edition; see NOT_YET
    return parser


if __name__ == "__main__":
    sys.exit(main())
