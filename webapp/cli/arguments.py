"""What the verbs' command lines share: bilingual argparse and the options for content and data."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import NoReturn

from webapp.settings import Settings

RawText = RawDescriptionHelpFormatter


class Parser(ArgumentParser):
    """argparse that says in two languages that the arguments were wrong, and exits with 2."""

    def error(self, message: str) -> NoReturn:
        print(f"参数不对：{message}\nBad arguments: {message}\n", file=sys.stderr)
        self.print_usage(sys.stderr)
        self.exit(2)


def positive(text: str) -> int:
    """A whole number above zero; argparse turns the ValueError into its own message."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def add_content(parser: ArgumentParser) -> None:
    """Add `--content`, for verbs that compile."""
    parser.add_argument("--content", type=Path, metavar="DIR", help="内容文件夹 / the Markdown files")


def add_data(parser: ArgumentParser) -> None:
    """Add `--data`."""
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="密钥、发布、索引所在的文件夹 / keys, releases and indexes"
    )


def settings_of(arguments: Namespace) -> Settings:
    """The settings after `--content` and `--data`."""
    given = vars(arguments)
    return Settings.from_environ(content=given.get("content"), data=given.get("data"))


def say(zh: str, en: str) -> None:
    """One message for people: stderr, because stdout belongs to machines."""
    print(f"{zh} / {en}", file=sys.stderr, flush=True)
