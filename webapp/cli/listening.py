"""A WSGI application + an address → a waitress server that holds up with a whole office connected."""

from __future__ import annotations

import errno
import os
import socket
from dataclasses import dataclass
from typing import Any
from wsgiref.types import WSGIApplication

from webapp.errors import AppError
from webapp.serve.http_server import make_server


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


def listen(app: WSGIApplication, host: str, port: int, *, uploads: bool = False) -> Server:
    """Bind now, so that a port in use is told before anything else is done."""
    bound = bind(host, port)
    return Server(bound.getsockname()[1], make_server(app, bound, uploads=uploads))


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
