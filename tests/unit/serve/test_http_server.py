"""A whole office keeps its connections open, and the server still answers everybody."""

from __future__ import annotations

import os
import socket
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPResponse

import pytest
from flask import Flask

from webapp.cli.listening import listen
from webapp.errors import AppError
from webapp.release.delivery import FIXED
from webapp.serve.headers import DATA
from webapp.serve.http_server import allow_files

IDLE = 1000


def ask(connection: HTTPConnection) -> int:
    connection.request("GET", "/healthz")
    answer = connection.getresponse()
    answer.read()
    return answer.status


def test_a_thousand_idle_connections(port: int) -> None:
    # Both ends of every connection are in this process.
    if allow_files(2 * IDLE + 300) < 2 * IDLE + 300:
        message = f"needs {2 * IDLE + 300} open files; raise `ulimit -n`"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with ExitStack() as stack:
        idle = [HTTPConnection("127.0.0.1", port, timeout=10) for _ in range(IDLE)]
        for connection in idle:
            stack.callback(connection.close)
            assert ask(connection) == 200
        assert ask(idle[0]) == ask(idle[-1]) == 200
        newcomer = HTTPConnection("127.0.0.1", port, timeout=10)
        stack.callback(newcomer.close)
        assert ask(newcomer) == 200


def test_a_port_in_use_is_told_in_both_languages(app: Flask, port: int) -> None:
    with pytest.raises(AppError) as failed:
        listen(app, "127.0.0.1", port)
    assert str(port) in failed.value.zh
    assert str(port) in failed.value.en


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        (b"GET /r/ HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 50_000 + b"\r\n\r\n", 431, "请求头太长"),
        (b"POST /r/ HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", 413, "请求太大"),
        (b"GET /r/?q=secret HTTP/9.9\r\nContent-Length: x\r\n\r\n", 400, "看不懂这个请求"),
        (b"\x16\x03\x01\x02\r\n\r\n", 400, "看不懂这个请求"),  # TLS on a plain port
    ],
)
def test_what_never_reaches_the_application_has_our_headers(
    port: int, sent: bytes, status: int, said: str
) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(sent)
        answer = HTTPResponse(connection)
        answer.begin()
        body = answer.read().decode()
    assert answer.status == status
    assert {name: answer.getheader(name) for name in FIXED} == FIXED
    assert answer.getheader("Content-Security-Policy") == DATA
    assert answer.getheader("Server") is None
    assert said in body
    assert "secret" not in body
