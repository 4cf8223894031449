"""Whatever is sent is answered: thousands of nasty queries and addresses, no 5xx, and quickly."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

# What took an unguarded query parser seconds, or down.
KILLERS = [
    "*", "??", "?*?*?*?*?*?*?*?*z", "[一 TO 龥]", "[TO]", "{a TO z}", "ANDMAYBE " * 300, "(" * 2000, "NOT " * 500,
    "a OR " * 400, '"' * 999, "“" * 999, "-" * 999, "字段:" * 300, "地区:" * 99, "status:*", "^9999999999", "~" * 99,
    "\\" * 999, "/(a+)+$/", "a" * 100_000, "红" * 100_000, "一百" * 9999, "第" * 500 + "条", "\0", "\ud800", "\udfff",
    "\u202e红包", "\u200b" * 999, "e\u0301" * 999, "ﷺ" * 500, "𠮷" * 99, "👨‍👩‍👧‍👦" * 99, "%",
    "%%%s%n%x", "{0}", "{{7*7}}",
    "../../etc/passwd", "' OR 1=1 --", "<script>", "\r\nSet-Cookie: a=b", "hongbao" * 400, "wxhb" * 400, "9" * 5000,
]  # fmt: skip
PIECES = [
    *'红包微信群主保密 *?"“”()[]{}<>:：-+~^\\/%&=#\0\t\r\n\u3000\u200d\ud83d\ude00０Ａé',
    "NOT ",
    "AND ",
    "地区:",
    "hong",
    "十条",
]


def queries(count: int) -> Iterator[str]:
    random_ = random.Random(20261122)
    for _ in range(count):
        yield "".join(random_.choices(PIECES, k=random_.randint(0, 90)))


def raw(text: str) -> str:
    """Percent-encoded, lone surrogates as the bytes that broken clients send."""
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("path", ["/search", "/api/search"])
@pytest.mark.parametrize("query", KILLERS, ids=range(len(KILLERS)))
def test_killers(client: FlaskClient, path: str, query: str) -> None:
    begun = time.thread_time()
    answer = client.get(f"{path}?q={raw(query)}")
    assert answer.status_code == 200
    assert time.thread_time() - begun < 2
    assert "Set-Cookie" not in answer.headers


def test_thousands_of_queries(client: FlaskClient) -> None:
    durations = []
    for number, query in enumerate(queries(3000)):
        begun = time.thread_time()
        answer = client.get(f"{'/api/search' if number % 2 else '/search'}?q={raw(query)}")
        durations.append(time.thread_time() - begun)
        assert answer.status_code == 200, query
    durations.sort()
    assert durations[int(len(durations) * 0.99)] < 0.3


def test_random_addresses_and_parameters(client: FlaskClient) -> None:
    random_ = random.Random(7)
    words = [
        "r",
        "api",
        "rules",
        "search",
        "sync",
        "o",
        "head.json",
        "..",
        ".",
        "",
        "shitiao",
        "%00",
        "%2F",
        "%FF",
        "%EF%BC%9F",
        "con",
    ]
    names = ["q", "limit", "region", "topic", "kind", "lang", "", "q[]", "%00"]
    for _ in range(2000):
        path = "/" + "/".join(random_.choices(words, k=random_.randint(0, 5)))
        query = "&".join(
            f"{random_.choice(names)}={raw(random_.choice(PIECES))}" for _ in range(random_.randint(0, 4))
        )
        # The test client would take //x for a host; what a socket receives is only ever a path.
        environ = {
            "PATH_INFO": unquote(path, "latin-1"),
            "QUERY_STRING": query,
            "REQUEST_URI": f"{path}?{query}",
        }
        assert client.get("/", environ_overrides=environ).status_code < 500, (path, query)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "a b"},
        {"Host": "[::1"},
        {"Host": ""},
        {"X-Forwarded-Host": "evil.example"},
        {"Accept-Encoding": "br;q=x, gzip;q=9"},
        {"If-None-Match": '"\\'},
        {"If-Modified-Since": "yesterday"},
        {"Range": "bytes=-0"},
        {"Range": "bytes=9-1,2-3"},
        {"Range": "lines=1-2"},
        {"Range": "bytes=99999999999999999999-"},
        {"Accept": "\x80"},
        {"Cookie": "a" * 4000},
    ],
    ids=str,
)
def test_odd_headers(client: FlaskClient, headers: dict[str, str]) -> None:
    for address in (
        "/",
        "/r/",
        "/r/shitiao",
        "/search?q=红包",
        "/sync/head.json",
        "/api/rules/shitiao",
        "/nothing",
    ):
        answer = client.get(address, headers=headers)
        assert answer.status_code < 500
        assert "evil" not in answer.text + str(answer.headers)
