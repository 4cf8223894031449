"""Arguments → one verb → exit status. The one place where an `AppError` becomes two lines on stderr.

A verb is a module of this package with `configure(parser)` and `run(arguments) -> int`; only the chosen one
is imported, so that a small question does not load the whole house. Machine output goes to stdout, messages to
stderr.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from webapp import settings
from webapp.cli.arguments import Parser, RawText
from webapp.errors import AppError

# Verb → what it does, in the order of --help; README.md names the same verbs (tests/contract/test_docs.py).
VERBS = {
    "serve": "编译、发布并提供网页（默认） / compile, publish and serve (the default)",
    "check": "检查内容，报告 文件:行:列 / validate content, report file:line:col",
    "search": "在命令行里查 / search from the command line",
    "import": "导入规定的文本 / import texts of regulations",
    "learn": "从问答表学习：问过的话对到条目 / learn from questions and what answers them",
    "desk": "管理台：写、审核、发布 / the admin desk: write, review, publish",
    "user": "管理台的账号：list、add、invite、off、setup / accounts of the desk",
    "audit": "管理台的记录：verify / the record of the desk",
    "backup": "备份与恢复：create、restore / back up and restore",
    "release": "发布：create、list、verify、diff、take-back、recall / releases",
    "keys": "签名密钥：init、rotate、list、fingerprint / signing keys",
    "cert": "为 ./run --tls 生成证书 / a certificate for ./run --tls",
    "doctor": "检查一处部署能不能用，怎么改 / will a deployment work, and what to mend",
    "bench": "测量速度与质量（源代码里） / measure speed and quality (in a checkout)",
    "export": "导出静态网站文件夹 / write the static site folder",
}
MODULES = {"import": "importing"}  # a word of Python cannot be the name of a module
DEFAULT_VERB = "serve"
USAGE_ERROR = 2


class Verb(Protocol):
    """What every module of this package offers."""

    def configure(self, parser: Parser) -> None:
        """Add the verb's arguments."""

    def run(self, arguments: Namespace) -> int:
        """Do it; the result is the exit status."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] in (["-h"], ["--help"]):
        print(overview())
        return 0
    if words[:1] == ["--version"]:
        print(f"hongxian {own_version()}")
        return 0
    name, rest = (DEFAULT_VERB, words) if not words or words[0].startswith("-") else (words[0], words[1:])
    if name not in VERBS:
        print(f"没有“{name}”这个命令。\nThere is no command “{name}”.\n\n{overview()}", file=sys.stderr)
        return USAGE_ERROR
    return run_verb(name, rest)


def run_verb(name: str, rest: list[str]) -> int:
    """Parse the verb's own arguments and call it; foreseeable failures never show a traceback."""
    verb = cast(Verb, import_module(f"webapp.cli.{MODULES.get(name, name)}"))
    parser = Parser(prog=f"{program()} {name}", description=VERBS[name], formatter_class=RawText)
    verb.configure(parser)
    try:
        status = verb.run(parser.parse_args(rest))
        sys.stdout.flush()
    except AppError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # `… | head` closed the pipe: nobody reads on, and Python must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return status


def overview() -> str:
    """The text of `--help` without a verb."""
    lines = [f"用法 / usage: {program()} [命令 / command] [选项 / options]", ""]
    lines += [f"  {name:<9}{summary}" for name, summary in VERBS.items()]
    if not settings.installed():
        lines.append(f"  {'test':<9}安装并运行全部检查与测试 / set up and run every check and test")
    lines += ["", f"每个命令的说明 / about one command: {program()} check --help"]
    return "\n".join(lines)


def program() -> str:
    """How the reader started us, so that what we print can be typed."""
    return "hongxian" if settings.installed() else "./run"


def own_version() -> str:
    """The version in pyproject.toml, when the package is installed."""
    from importlib.metadata import PackageNotFoundError, version  # slow, and only needed here

    try:
        return version("hongxian")
    except PackageNotFoundError:
        return "(源码 / source tree)"
