"""Folders → servers that phones can reach, that can be killed, and that can misbehave on purpose."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from webapp.release.sizes import gzipped

HOST = "127.0.0.1"
NAME = "rules.gov.test"


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


class Process:
    """A server of its own process on a port that it keeps over deaths."""

    def __init__(self, command: Callable[[int], list[str]], log: Path, port: int | None = None) -> None:
        self.port = port or free_port()
        self.command = command(self.port)
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it accepts connections."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, stdout=log, stderr=log, start_new_session=True)
        while not self._accepts():
            if self.process.poll() is not None:
                raise AssertionError(f"{self.command} ended: {self.log.read_text(errors='replace')}")

    def kill(self) -> None:
        """End it and what it started, without a chance to say goodbye."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _accepts(self) -> bool:
        try:
            socket.create_connection((HOST, self.port), timeout=1).close()
        except OSError:
            return False
        return True


def static_server(folder: Path, log: Path) -> Process:
    """The dumbest server there is: no cache headers, no compression, types by guess."""
    serve = [sys.executable, "-m", "http.server", "--bind", HOST, "--directory", str(folder)]
    return Process(lambda port: [*serve, str(port)], log)


@dataclass
class Reply:
    """What goes over the wire instead of the file."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    declared: int | None = None  # Content-Length, when it is a lie
    endless: bool = False
    stall: bool = False  # say no more after the body, and do not hang up either


Fault = Callable[[str, bytes], Reply | None]


class FaultServer:
    """Serves a folder; `fault(path, body)` may answer in its place. Runs in this process and logs every request.

    With `compress` it sends gzip as our servers do, and `sent` has the bytes of each body as they went over the wire.
    """

    def __init__(self, folder: Path, *, compress: bool = False) -> None:
        self.compress = compress
        self.serve(folder)
        self.server = _Quiet((HOST, 0), self._handler())
        self.port: int = self.server.server_address[1]
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self.thread.start()

    def serve(self, folder: Path) -> None:
        """Begin anew with a folder: no fault, nothing asked for yet."""
        self.folder = folder
        self.sent: list[tuple[str, int]] = []
        self.fault: Fault = lambda _path, _body: None
        self.requests: list[str] = []
        self.over = threading.Event()

    def close(self) -> None:
        """Stop serving; the port is refused from now on."""
        self.over.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def reply(self, path: str) -> Reply:
        """The answer to one request."""
        name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        file = self.folder / name
        body = file.read_bytes() if file.is_file() else b""
        # The page is to stay in the HTTP cache: all our servers say so.
        headers = (
            {"Cache-Control": "public, max-age=31536000"}
            if name.endswith("index.html") and "/r/" not in name
            else {}
        )
        return self.fault(name, body) or Reply(body, 200 if file.is_file() else 404, headers)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                over = host.over
                path = self.path.split("?")[0]
                host.requests.append(path.lstrip("/"))
                self.close_connection = True
                reply = host.reply(path)
                if host.compress and "gzip" in self.headers.get("Accept-Encoding", ""):
                    reply.body = gzipped(reply.body)
                    reply.headers["Content-Encoding"] = "gzip"
                tag = f'"{hashlib.sha256(reply.body).hexdigest()}"'
                if self.headers.get("If-None-Match") == tag:
                    reply.status, reply.body = 304, b""
                elif reply.status == 200:
                    reply.headers.setdefault("ETag", tag)
                host.sent.append((path.lstrip("/"), len(reply.body)))
                self.send_response(reply.status)
                headers = {"Connection": "close", "Content-Type": _type_of(path), **reply.headers}
                if not reply.endless:
                    headers["Content-Length"] = str(
                        len(reply.body) if reply.declared is None else reply.declared
                    )
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for piece in _pieces(reply):
                    self.wfile.write(piece)
                if reply.stall:
                    self.wfile.flush()
                    over.wait(60)

            def log_message(self, *_: object) -> None:
                """The log is `requests`."""

        return Handler


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A phone that hangs up in the middle is what the tests are about."""


def _pieces(reply: Reply) -> Iterator[bytes]:
    yield reply.body
    while reply.endless:
        yield b" " * 65536


def _type_of(path: str) -> str:
    types = {
        ".html": "text/html",
        ".js": "text/javascript",
        ".json": "application/json",
        ".txt": "text/plain",
    }
    return "text/html" if path.endswith("/") else types.get(Path(path).suffix, "application/octet-stream")
