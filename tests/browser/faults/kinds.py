"""What can happen to an answer on its way: a body, a position and chance → what arrives instead. Pure."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.hosts import Reply

PORTAL = "<!doctype html><title>login</title><form>请先登录</form>".encode()
HTML = {"Content-Type": "text/html"}
BOMB = gzip.compress(b" " * 50_000_000)
HEAD, OBJECT = "sync/head.json", "sync/o/"
GONE, NO, YES, SAME = "unreachable", "refused", "taken", "same"
Change = Callable[[bytes, int, random.Random], Reply]


@dataclass(frozen=True)
class Kind:
    """One fault: the row of the matrix, which paths it meets (one object of an update, or all), what a phone says."""

    row: int
    name: str
    paths: str
    change: Change
    answers: tuple[str, ...]
    one: bool = False
    slow: bool = False  # it takes the time limits of a phone to see it


def _flipped(body: bytes, at: int, chance: random.Random) -> bytes:
    return body[:at] + bytes([body[at] ^ (1 << chance.randrange(8))]) + body[at + 1 :]


def _status(_body: bytes, at: int, chance: random.Random) -> Reply:
    return Reply(PORTAL, chance.choice((429, 500, 502, 503)), {"Retry-After": "120"})


KINDS = (
    Kind(
        4,
        "connection lost in an object",
        OBJECT,
        lambda b, at, _: Reply(b[:at], declared=len(b)),
        (GONE,),
        one=True,
    ),
    Kind(5, "head cut, length kept", HEAD, lambda b, at, _: Reply(b[:at], declared=len(b)), (GONE,)),
    Kind(
        5,
        "object cut, length kept",
        OBJECT,
        lambda b, at, _: Reply(b[:at], declared=len(b)),
        (GONE,),
        one=True,
    ),
    Kind(6, "head cut, clean end", HEAD, lambda b, at, _: Reply(b[:at]), (NO,)),
    Kind(6, "object cut, clean end", OBJECT, lambda b, at, _: Reply(b[:at]), (NO,), one=True),
    Kind(7, "bit of the head", HEAD, lambda b, at, c: Reply(_flipped(b, at, c)), (NO,)),
    Kind(7, "bit of an object", OBJECT, lambda b, at, c: Reply(_flipped(b, at, c)), (NO,), one=True),
    Kind(8, "portal for everything", "", lambda *_: Reply(PORTAL, headers=HTML), (NO,)),
    Kind(9, "portal by redirect", "", lambda *_: Reply(b"", 302, {"Location": "/login"}), (GONE,)),
    Kind(10, "portal for one object", OBJECT, lambda *_: Reply(PORTAL, headers=HTML), (NO,), one=True),
    Kind(11, "server errors", "sync/", _status, (GONE,)),
    Kind(12, "one object missing", OBJECT, lambda *_: Reply(b"", 404), (GONE,), one=True),
    Kind(13, "new head, old objects", OBJECT, lambda *_: Reply(b"", 404), (GONE,)),
    Kind(
        15,
        "one byte, then silence",
        OBJECT,
        lambda b, *_: Reply(b[:1], declared=len(b), stall=True),
        (GONE,),
        slow=True,
    ),
    Kind(
        16,
        "accepted and never answered",
        HEAD,
        lambda b, *_: Reply(b"", declared=len(b), stall=True),
        (GONE,),
        slow=True,
    ),
    Kind(17, "endless head", HEAD, lambda b, *_: Reply(b, endless=True), (NO,)),
    Kind(17, "endless object", OBJECT, lambda b, *_: Reply(b, endless=True), (NO,), one=True),
    Kind(
        18, "gzip bomb", OBJECT, lambda *_: Reply(BOMB, headers={"Content-Encoding": "gzip"}), (NO,), one=True
    ),
    Kind(19, "compressed twice", OBJECT, lambda b, *_: Reply(gzip.compress(b)), (NO,), one=True),
    Kind(
        20,
        "mark and newline around the head",
        HEAD,
        lambda b, *_: Reply(b"\xef\xbb\xbf" + b + b"\r\n"),
        (YES,),
    ),
    Kind(20, "newline after an object", OBJECT, lambda b, *_: Reply(b + b"\n"), (NO,), one=True),
    Kind(
        22,
        "charset converted",
        OBJECT,
        lambda b, *_: Reply(b.decode().encode("gb18030") + b"?"),
        (NO,),
        one=True,
    ),
    Kind(23, "wrong types", "sync/", lambda b, *_: Reply(b, headers={"Content-Type": "image/png"}), (YES,)),
    Kind(
        25,
        "head cached for a year",
        HEAD,
        lambda b, *_: Reply(b, headers={"Cache-Control": "max-age=31536000"}),
        (YES,),
    ),
)
