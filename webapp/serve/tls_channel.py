"""A TLS context → connections of waitress that speak TLS, without a thread or a program more.

Neither the handshake nor a record that is on its way ever blocks: a phone that connects and says nothing costs one
idle connection. (cheroot shakes hands in the thread that accepts, so one silent client keeps everybody waiting.)
OpenSSL must not read and write one connection at the same time, and waitress reads and writes in different threads, so
each connection has a lock.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable
from socket import socket
from typing import Any

from webapp.serve.waitress_channel import Channel

# A record holds at most 16 KB. Whole records are taken, so nothing stays behind where `poll` does not see it.
RECORD = 32 * 1024
NOT_YET = (ssl.SSLWantReadError, ssl.SSLWantWriteError)


class TlsChannel(Channel):
    """One connection; `socket` is an SSLSocket that has not shaken hands yet and does so when it reads."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._turn = threading.Lock()
        super().__init__(*arguments, **named)

    def handle_read(self) -> None:
        """Called by waitress when bytes have come."""
        try:
            with self._turn:
                data = self.socket.recv(RECORD)
        except NOT_YET:
            return
        except OSError:  # no TLS, no common version, a certificate that is not trusted, a cut connection
            data = b""
        if not data:
            self.handle_close()
            return
        self.last_activity = time.time()
        self.received(data)

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Called by waitress; how much went out."""
        try:
            with self._turn:
                return int(self.socket.send(data))
        except NOT_YET:
            return 0
        except OSError:
            if do_close:
                self.handle_close()
            return 0


def secured(context: ssl.SSLContext) -> Callable[..., TlsChannel | None]:
    """What waitress calls with every connection that it accepts."""

    def channel(server: Any, accepted: socket, *rest: Any, **named: Any) -> TlsChannel | None:
        accepted.setblocking(False)
        try:
            accepted.getpeername()  # wrapping what is gone already would lose the socket without closing it
            wrapped = context.wrap_socket(accepted, server_side=True, do_handshake_on_connect=False)
        except OSError:  # an error that leaves here would close the listening socket
            accepted.close()
            return None
        return TlsChannel(server, wrapped, *rest, **named)

    return channel
