"""HTTPS without a program more: nobody who is silent, slow or wrong keeps anybody else waiting."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPSConnection
from typing import Any

import pytest

from webapp.cli.listening import listen
from webapp.tls.names import read_names
from webapp.tls.office import Office, context_of, issue

HOST = "127.0.0.1"
LARGE = bytes(range(256)) * 16384  # 4 MB: far more than any buffer on the way
IDLE = 200


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Says back what it was sent, or something large, or the scheme."""
    said = environ["wsgi.input"].read() or environ["wsgi.url_scheme"].encode()
    body = LARGE if environ["PATH_INFO"] == "/large" else said
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return issue(tmp_path_factory.mktemp("tls"), read_names([HOST]))[0]


@pytest.fixture
def port(office: Office) -> Iterator[int]:
    server = listen(application, HOST, 0, context_of(office.certificate, office.key))
    thread = threading.Thread(target=server.waitress.run)
    thread.start()
    yield server.port
    server.waitress.close()
    with socket.socket() as knock:
        knock.connect_ex((HOST, server.port))
    thread.join(10)


@pytest.fixture
def client(office: Office, port: int) -> Iterator[Callable[[], HTTPSConnection]]:
    context = ssl.create_default_context(cafile=str(office.authority))
    with ExitStack() as stack:

        def make() -> HTTPSConnection:
            connection = HTTPSConnection(HOST, port, context=context, timeout=10)
            stack.callback(connection.close)
            return connection

        yield make


def ask(connection: HTTPConnection, path: str = "/", body: bytes | None = None) -> bytes:
    connection.request("POST" if body else "GET", path, body)
    return connection.getresponse().read()


def test_whole_bodies_both_ways(client: Callable[[], HTTPSConnection]) -> None:
    connection = client()
    assert ask(connection) == b"https"
    assert ask(connection, "/large") == LARGE
    sent = LARGE[:60_000]  # several records in one request
    assert ask(connection, body=sent) == sent
    assert ask(connection) == b"https"


def test_silent_half_done_and_wrong_clients_keep_nobody_waiting(
    port: int, client: Callable[[], HTTPSConnection]
) -> None:
    with ExitStack() as stack:
        others = [stack.enter_context(socket.create_connection((HOST, port))) for _ in range(IDLE)]
        for number, other in enumerate(others):
            other.sendall(
                [b"", b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/1.1\r\n\r\n", b"\x00" * 99][number % 4]
            )
        assert ask(client()) == b"https"
        hung_up = socket.create_connection((HOST, port))
        hung_up.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        hung_up.close()
        assert ask(client()) == b"https"


def test_idle_connections_are_all_answered(client: Callable[[], HTTPSConnection]) -> None:
    idle = [client() for _ in range(IDLE)]
    for _ in range(2):
        assert [ask(each) for each in idle] == [b"https"] * IDLE


def test_many_at_once(client: Callable[[], HTTPSConnection]) -> None:
    answers: list[bytes] = []

    def work(connection: HTTPSConnection) -> None:
        answers.extend(ask(connection, "/large") for _ in range(3))

    threads = [threading.Thread(target=work, args=(client(),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [LARGE] * 24
