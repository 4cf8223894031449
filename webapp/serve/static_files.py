"""A file → an HTTP answer: type, caching, compression, conditional and partial requests.

Files are read and compressed once and kept in memory, because a release is small and hundreds of phones
fetch the same objects in the same minute. Brotli is used when the optional package is there and the browser
asks for it.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from flask import Request, Response

from webapp.release.delivery import COMPRESSIBLE, SMALLEST_COMPRESSED, TYPES, UNKNOWN
from webapp.release.sizes import brotlied, gzipped
from webapp.serve.stamp import Stamp, stamp_of

CACHE_BYTES = 64 * 1024 * 1024

# Segments of plain names only: no dot files, no `..`, no backslash, no drive letters or device names with `:`.
SAFE_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*", re.ASCII)
LONGEST_PATH = 200


@dataclass
class Loaded:
    """One file in memory; the compressed forms are made when first asked for."""

    stamp: Stamp
    raw: bytes
    suffix: str
    encoded: dict[str, bytes] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """The same for the same bytes, whichever server of several answers."""
        return hashlib.sha256(self.raw).hexdigest()[:32]

    def body(self, encoding: str) -> bytes:
        """The bytes in one content encoding."""
        if encoding == "identity":
            return self.raw
        if encoding not in self.encoded:
            self.encoded[encoding] = _compress(self.raw, encoding)
        return self.encoded[encoding]

    @property
    def size(self) -> int:
        """What it costs to keep."""
        return len(self.raw) + sum(map(len, self.encoded.values()))


class StaticFiles:
    """The files below one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._cache: OrderedDict[str, Loaded] = OrderedDict()
        self._lock = threading.Lock()

    def load(self, name: str) -> Loaded | None:
        """The file of that relative name; None when there is none or the name is not a plain one."""
        if len(name) > LONGEST_PATH or not SAFE_PATH.fullmatch(name):
            return None
        path = self._root / name
        stamp = stamp_of(path)
        if stamp is None:
            return None
        with self._lock:
            loaded = self._cache.get(name)
        if loaded is None or loaded.stamp != stamp:
            loaded = self._read(path, stamp)
        if loaded is not None:
            self._keep(name, loaded)
        return loaded

    def _read(self, path: Path, stamp: Stamp) -> Loaded | None:
        """None also for a link that leads out of the folder."""
        try:
            inside = path.resolve().is_relative_to(self._root.resolve())
            return Loaded(stamp, path.read_bytes(), path.suffix.lower()) if inside else None
        except OSError:
            return None

    def joined(self, *names: str) -> Loaded:
        """Files that are part of the package, sent as one."""
        parts = [found for name in names if (found := self.load(name))]
        assert len(parts) == len(names), f"{names} are part of the package"
        return Loaded(parts[0].stamp, b"".join(part.raw for part in parts), parts[0].suffix)

    def _keep(self, name: str, loaded: Loaded) -> None:
        with self._lock:
            self._cache[name] = loaded
            self._cache.move_to_end(name)
            while sum(kept.size for kept in self._cache.values()) > CACHE_BYTES and len(self._cache) > 1:
                self._cache.popitem(last=False)


def answer(loaded: Loaded, request: Request, cache_control: str) -> Response:
    """The whole file, a part of it, or 304."""
    compressible = loaded.suffix in COMPRESSIBLE and len(loaded.raw) >= SMALLEST_COMPRESSED
    part = _asks_for_one_part(request)
    # A part of a compressed stream is of no use to anyone, so a request for a range gets plain bytes.
    encoding = "identity" if not compressible or part else _encoding(request)
    body = loaded.body(encoding)
    response = Response(body, content_type=TYPES.get(loaded.suffix, UNKNOWN))
    response.headers["Cache-Control"] = cache_control
    if compressible:
        response.vary.add("Accept-Encoding")
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
    response.set_etag(loaded.etag if encoding == "identity" else f"{loaded.etag}-{encoding}")
    response.make_conditional(request, accept_ranges=part, complete_length=len(body))
    response.accept_ranges = "bytes"
    return response


def _asks_for_one_part(request: Request) -> bool:
    """Several parts at once, or units that nobody knows, get the whole file, as RFC 9110 allows; not a refusal."""
    asked = request.range
    return asked is not None and asked.units == "bytes" and len(asked.ranges) == 1


def _encoding(request: Request) -> str:
    accepted = request.accept_encodings
    for encoding in ("br", "gzip"):
        # `*` alone does not count: what asks for anything gets what everything understands.
        named = any(value.lower() == encoding and quality > 0 for value, quality in accepted)
        if named and (encoding == "gzip" or _brotli()):
            return encoding
    return "identity"


@cache
def _brotli() -> bool:
    return find_spec("brotli") is not None


def _compress(raw: bytes, encoding: str) -> bytes:
    compressed = brotlied(raw) if encoding == "br" else gzipped(raw)
    assert compressed is not None, "br is offered only where brotli is here"
    return compressed
