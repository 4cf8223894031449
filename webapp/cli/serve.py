"""`serve`: content → release → pages on a socket. The first line on stdout is the address to open."""

from __future__ import annotations

from argparse import Namespace

from webapp import create_app
from webapp.cli import lan
from webapp.cli.arguments import Parser, add_content, add_data, say, settings_of
from webapp.cli.following import follow
from webapp.cli.listening import add_listening, listen, shown_url, stop_when_asked, tls_context
from webapp.cli.publishing import publish_content
from webapp.errors import AppError
from webapp.release.location import site_of
from webapp.release.store import ReleaseStore
from webapp.settings import Settings


def configure(parser: Parser) -> None:
    """`serve [--host H] [--port N] [--lan] [--tls] [--cert FILE --key FILE] [--content DIR] [--data DIR]`"""
    add_listening(parser, 8000, lan=True)
    add_content(parser)
    add_data(parser)


def run(arguments: Namespace) -> int:
    """Serve until asked to stop; being asked to stop is not a failure."""
    stop_when_asked()
    settings = settings_of(arguments)
    tls = tls_context(arguments, settings)
    host = "0.0.0.0" if arguments.lan else arguments.host
    server = listen(create_app(settings), host, arguments.port, tls)
    publish_or_keep(settings)
    url = shown_url(host, server.port, tls=tls is not None)
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
