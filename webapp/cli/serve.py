"""`serve`: content → release → pages on a socket. The first line on stdout is the address to open."""

from __future__ import annotations

import signal
from argparse import Namespace

from webapp import create_app
from webapp.cli import lan
from webapp.cli.arguments import Parser, add_content, add_data, say, settings_of
from webapp.cli.following import follow
from webapp.cli.listening import add_tls, listen, tls_context
from webapp.cli.publishing import publish_content
from webapp.errors import AppError
from webapp.release.location import site_of
from webapp.release.store import ReleaseStore
from webapp.settings import Settings


def configure(parser: Parser) -> None:
    """`serve [--host H] [--port N] [--lan] [--tls] [--cert FILE --key FILE] [--content DIR] [--data DIR]`"""
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--host", default="127.0.0.1", help="监听地址 / address to listen on (127.0.0.1)")
    where.add_argument(
        "--lan", action="store_true", help="供同网手机扫码打开 / listen on the network, show a QR"
    )
    parser.add_argument(
        "--port", type=port, default=8000, help="端口，0 为任选 / port, 0 picks a free one (8000)"
    )
    add_tls(parser)
    add_content(parser)
    add_data(parser)


def run(arguments: Namespace) -> int:
    """Serve until asked to stop; being asked to stop is not a failure."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    settings = settings_of(arguments)
    tls = tls_context(arguments, settings)
    server = listen(create_app(settings), "0.0.0.0" if arguments.lan else arguments.host, arguments.port, tls)
    publish_or_keep(settings)
    shown_host = lan.address() if arguments.lan else arguments.host
    url = f"{'https' if tls else 'http'}://{_bracketed(shown_host)}:{server.port}/"
    print(url, flush=True)
    if arguments.lan:
        lan.invite(url, plain=tls is None)
    say("按 Ctrl-C 停止", "press Ctrl-C to stop")
    server.run()
    return 0


def publish_or_keep(settings: Settings) -> None:
    """After a restart one bad file or a full disk must not take the office offline: the last release goes on."""
    if settings.store:
        follow(settings)  # several servers may follow one store; `release create` and the desk publish to it
        return
    try:
        publish_content(settings)
    except AppError as problem:
        kept = ReleaseStore(site_of(settings)).current()
        if kept is None:
            raise
        say(problem.zh, problem.en)
        say(
            f"没有发布新版，继续提供原来的第 {kept.statement['seq']} 版；改好后请重新运行",
            f"nothing new was published, release {kept.statement['seq']} goes on; mend this and run again",
        )


def port(text: str) -> int:
    """Some systems take a number that is too large modulo 65536 and listen where nobody looks."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError(text)
    return number


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
