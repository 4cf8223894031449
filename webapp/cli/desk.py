"""`desk`: the pages of `serve` and the desk below `/admin/`, refused over plain HTTP except on this machine."""

from __future__ import annotations

import threading
from argparse import Namespace

from webapp import create_app
from webapp.admin.accounts import setup_token
from webapp.admin.audit_heads import sign_daily
from webapp.admin.desk import Desk, open_desk
from webapp.admin.publishing import finish, publish_due
from webapp.cli.arguments import Parser, add_content, add_data, say, settings_of
from webapp.cli.listening import add_listening, listen, shown_url, stop_when_asked, tls_context
from webapp.cli.serve import publish_or_keep
from webapp.errors import UsageError

LOOPBACK = ("127.0.0.1", "::1", "localhost")
LOOK_EVERY_SECONDS = 20


def configure(parser: Parser) -> None:
    """`desk [--host H] [--port N] [--behind-proxy N] [--tls] [--content DIR] [--data DIR]`"""
    add_listening(parser, 8001)
    parser.add_argument(
        "--behind-proxy",
        type=int,
        default=0,
        metavar="N",
        help="前面有 N 层 HTTPS 反向代理 / N HTTPS proxies stand in front",
    )
    add_content(parser)
    add_data(parser)


def run(arguments: Namespace) -> int:
    """Serve until asked to stop. The second line on stdout is where the first account is made."""
    stop_when_asked()
    settings = settings_of(arguments)
    tls = tls_context(arguments, settings)
    if arguments.host not in LOOPBACK and not arguments.behind_proxy and not tls:
        raise UsageError(
            "管理台不在明文 HTTP 上对外开放。请加 --tls（先运行 ./run cert），"
            "或放在 HTTPS 反向代理后面并加 --behind-proxy 1。",
            "The desk is not offered over plain HTTP. Add --tls (after ./run cert), or put it behind an HTTPS proxy "
            "and add --behind-proxy 1.",
        )
    desk = open_desk(settings)
    desk.proxies = arguments.behind_proxy
    finish(desk)
    server = listen(create_app(settings, desk=desk), arguments.host, arguments.port, tls, uploads=True)
    publish_or_keep(settings)
    url = shown_url(arguments.host, server.port, tls=tls is not None)
    print(f"{url}admin/", flush=True)
    _offer_setup(desk, url)
    stop = threading.Event()
    threading.Thread(target=_keep_dates, args=(desk, stop), daemon=True).start()
    try:
        server.run()
    finally:
        stop.set()
        desk.database.close()
    return 0


def _offer_setup(desk: Desk, url: str) -> None:
    with desk.database.transaction() as session:
        token = setup_token(session, desk.clock)
    if token:
        print(f"{url}admin/setup?key={token}", flush=True)
        say(
            "打开上面这个网址建立第一个账号，24 小时内有效",
            "open this address to make the first account, within 24 h",
        )
    say("按 Ctrl-C 停止", "press Ctrl-C to stop")


def _keep_dates(desk: Desk, stop: threading.Event) -> None:
    """Publish what is due and sign the day's head of the audit, also when nobody looks."""
    while not stop.wait(LOOK_EVERY_SECONDS):
        for name, outcome in publish_due(desk):
            say(f"定时发布 {name}：{outcome}", f"scheduled {name}: {outcome}")
        with desk.alone(), desk.database.transaction() as session:
            sign_daily(session, desk.clock, desk.settings.data)
