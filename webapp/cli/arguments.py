"""What the verbs' command lines share: bilingual argparse and the options for content and data."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import NoReturn

from webapp.settings import Settings

RawText = RawDescriptionHelpFormatter

# What argparse says → the same in Chinese; a sentence that is not here stays as it is.
_IN_CHINESE = (
    (r"the following arguments are required: (.+)", r"还缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"argument (.+): expected (?:one|at least one) argument", r"\1 后面缺少一个值"),
    (r"argument (.+): invalid port value: (.+)", r"\1 不能是 \2，应是 0 到 65535 的整数"),
    (r"argument (.+): invalid positive value: (.+)", r"\1 不能是 \2，应是 1 以上的整数"),
    (r"argument (.+): invalid .*value: (.+)", r"\1 不能是 \2"),
    (r"argument (.+): invalid choice: (\S+) \(choose from (.+)\)", r"\1 不能是 \2，可用的有 \3"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 不能和 \2 同时用"),
)


class Parser(ArgumentParser):
    """argparse that says in two languages that the arguments were wrong, and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """argparse calls it for wrong arguments: says so in two languages on stderr, exits with 2."""
        print(f"参数不对：{_in_chinese(message)}\nBad arguments: {message}\n", file=sys.stderr)
        self.print_usage(sys.stderr)
        self.exit(2)


def _in_chinese(message: str) -> str:
    for pattern, replacement in _IN_CHINESE:
        if match := re.fullmatch(pattern, message):
            return match.expand(replacement)
    return message


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
