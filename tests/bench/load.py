"""The packaged server with the shipped content → statements a second, how long they take, and who is left waiting.

./run bench load [--seconds N] [--connections N] [--idle N] [--json]

Phones ask for `sync/head.json` as the app does: a query that no cache has seen, compressed, kept connections. The one
that asks runs beside the server on the same machine and takes its share of it.
"""

from __future__ import annotations

import argparse
import json
import re
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.figures import percentile
from webapp.serve.http_server import allow_files

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


def main(arguments: list[str]) -> int:
    """The command line described above."""
    parser = argparse.ArgumentParser(prog="./run bench load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10, help="多久 / how long (10)")
    parser.add_argument("--connections", type=int, default=64, help="同时几个 / at a time (64)")
    parser.add_argument("--idle", type=int, default=1000, help="闲着的连接 / idle connections (1000)")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 / one JSON object")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as port:
        figures = {**busy(port, chosen.connections, chosen.seconds), **idle(port, chosen.idle)}
    print(json.dumps(figures) if chosen.json else "\n".join(f"{k:<16}{v}" for k, v in figures.items()))
    return 0


@contextmanager
def served(data: Path) -> Iterator[int]:
    """`./run serve` as people start it; → its port."""
    command = [sys.executable, "-m", "webapp", "serve", "--port", "0", "--data", str(data)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    try:
        yield int(process.stdout.readline().rstrip("/\n").rpartition(":")[2])
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


@dataclass
class Phone:
    """One kept connection that asks again as soon as it is answered."""

    socket: socket.socket
    asked: int = 0
    since: float = 0.0
    got: bytes = b""
    waits: list[float] = field(default_factory=list)

    def ask(self) -> None:
        """Send the next request."""
        self.asked += 1
        request = f"GET /sync/head.json?{self.asked} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: gzip, deflate\r\n\r\n"
        self.got, self.since = b"", time.perf_counter()
        self.socket.sendall(request.encode())

    def read(self) -> bool:
        """Take what came; True when the answer is whole. Anything but an answer is an error."""
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("closed")
        self.got += part
        head, end, body = self.got.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if not end or not length or len(body) < int(length[1]):
            return False
        if not head.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(head.partition(b"\r\n")[0].decode())
        self.waits.append(time.perf_counter() - self.since)
        return True


def busy(port: int, connections: int, seconds: float) -> dict[str, float]:
    """Everybody asks all the time."""
    phones = [Phone(socket.create_connection((HOST, port))) for _ in range(connections)]
    ready = selectors.DefaultSelector()
    for phone in phones:
        ready.register(phone.socket, selectors.EVENT_READ, phone)
        phone.ask()
    errors, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds and ready.get_map():
        for key, _ in ready.select(timeout=1):
            try:
                if key.data.read():
                    key.data.ask()
            except OSError:
                errors += 1
                ready.unregister(key.fileobj)
    took = time.perf_counter() - began
    ready.close()
    waits = [wait * 1000 for phone in phones for wait in phone.waits]
    for phone in phones:
        phone.socket.close()
    return {
        "connections": connections,
        "requests": len(waits),
        "per_second": round(len(waits) / took),
        "median_ms": round(statistics.median(waits), 1),
        "p99_ms": round(percentile(waits, 0.99), 1),
        "worst_ms": round(max(waits), 1),
        "errors": errors,
    }


def idle(port: int, connections: int) -> dict[str, float]:
    """Everybody stays connected and asks once, and once more when all are there; then a newcomer asks."""
    allow_files(connections + 100)
    phones = [Phone(socket.create_connection((HOST, port), timeout=10)) for _ in range(connections)]
    answered = sum(_answered(phone) for _ in range(2) for phone in phones)
    newcomer = Phone(socket.create_connection((HOST, port), timeout=10))
    errors = 2 * connections - answered + (not _answered(newcomer))
    for phone in [*phones, newcomer]:
        phone.socket.close()
    return {
        "idle": connections,
        "idle_errors": errors,
        "newcomer_ms": round(1000 * sum(newcomer.waits), 1),
    }


def _answered(phone: Phone) -> bool:
    try:
        phone.ask()
        while not phone.read():
            pass
    except OSError:
        return False
    return True
