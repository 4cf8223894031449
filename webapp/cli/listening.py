"""A WSGI application + an address → a waitress server that holds up with a whole office connected."""

from __future__ import annotations

import errno
import os
import signal
import socket
import ssl
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.types import WSGIApplication

from webapp.cli import lan
from webapp.errors import AppError, UsageError
from webapp.serve.http_server import make_server
from webapp.settings import Settings
from webapp.tls.office import context_of, office_of

EVERYWHERE = ("0.0.0.0", "::")


@dataclass(frozen=True)
class Server:
    """A bound socket with the application behind it."""

    port: int
    waitress: Any

    def run(self) -> None:
        """Serve until Ctrl-C or SIGTERM, then finish the requests under way."""
        try:
            self.waitress.run()
        finally:
            self.waitress.close()


def add_listening(parser: ArgumentParser, usual_port: int, *, lan: bool = False) -> None:
    """Add `--host`, `--port`, `--tls`, `--cert`, `--key`, and `--lan` beside `--host` where phones are invited."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--host", default="127.0.0.1", help="监听地址 / address to listen on (127.0.0.1)")
    if lan:
        where.add_argument(
            "--lan", action="store_true", help="供同网手机扫码打开 / listen on the network, show a QR"
        )
    parser.add_argument(
        "--port",
        type=port,
        default=usual_port,
        help=f"端口，0 为任选 / port, 0 picks a free one ({usual_port})",
    )
    parser.add_argument(
        "--tls",
        action="store_true",
        help="HTTPS，证书由 ./run cert 生成 / HTTPS, certificate from ./run cert",
    )
    parser.add_argument("--cert", type=Path, metavar="FILE", help="另用的证书（PEM） / another certificate")
    parser.add_argument("--key", type=Path, metavar="FILE", help="它的私钥（PEM） / its private key")


def stop_when_asked() -> None:
    """SIGTERM and SIGINT both stop a server, also where the shell that began it ignores SIGINT."""
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, signal.default_int_handler)


def port(text: str) -> int:
    """Some systems take a number that is too large modulo 65536 and listen where nobody looks."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError(text)
    return number


def shown_url(host: str, number: int, *, tls: bool) -> str:
    """What to type at another machine: an address that stands for all of ours is replaced by the one on the network."""
    host = lan.address() if host in EVERYWHERE else host
    return f"{'https' if tls else 'http'}://{f'[{host}]' if ':' in host else host}:{number}/"


def tls_context(arguments: Namespace, settings: Settings) -> ssl.SSLContext | None:
    """What was asked for: no TLS, TLS with our own certificate, or with one that is given."""
    given = (arguments.cert, arguments.key)
    if any(given) and not all(given):
        raise UsageError("--cert 和 --key 要一起写。", "--cert and --key go together.")
    if not arguments.tls and not all(given):
        return None
    office = office_of(settings.data)
    return context_of(arguments.cert or office.certificate, arguments.key or office.key)


def listen(
    app: WSGIApplication, host: str, port: int, tls: ssl.SSLContext | None = None, *, uploads: bool = False
) -> Server:
    """Bind now, so that a port in use is told before anything else is done."""
    bound = bind(host, port)
    return Server(bound.getsockname()[1], make_server(app, bound, tls, uploads=uploads))


def bind(host: str, port: int) -> socket.socket:
    """One listening address; every way in which it can fail is told with what to do."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
        if os.name == "posix":  # elsewhere it would let two servers share one port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(address)
        except BaseException:
            bound.close()
            raise
    except (OSError, OverflowError) as error:
        if isinstance(error, socket.gaierror) or getattr(error, "errno", 0) == errno.EADDRNOTAVAIL:
            raise AppError(
                f"这台机器没有地址 {host}（{error}）。请用 --host 127.0.0.1（只供本机）或 --host 0.0.0.0（供网络）。",
                f"This machine has no address {host} ({error}). Use --host 127.0.0.1 (here only) or "
                "--host 0.0.0.0 (the network).",
            ) from None
        raise AppError(
            f"无法监听 {host}:{port}（{error}）。请换一个端口：--port 8001，或 --port 0 任选。",
            f"Cannot listen on {host}:{port} ({error}). Choose another port: --port 8001, or --port 0 for any.",
        ) from None
    return bound
