"""What travels to a phone → how large it is, and an error when a budget is exceeded."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from webapp.errors import BuildError
from webapp.release.objects import pack_turns

KIB = 1024
# What a phone has to fetch before anything else; the page in gzip, because plain HTTP offers nothing better.
BUDGETS = {"bootloader": ("gzip", 12 * KIB), "sw": ("raw", 3 * KIB), "head": ("raw", 4 * KIB)}


@dataclass(frozen=True)
class Size:
    """Bytes as they are, in gzip, and in brotli when that package is here."""

    raw: int
    gzip: int
    brotli: int | None


def measure(parts: Mapping[str, bytes]) -> dict[str, Size]:
    """The size of every part."""
    return {
        name: Size(len(data), len(gzipped(data)), _length(brotlied(data))) for name, data in parts.items()
    }


def total(sizes: Iterable[Size]) -> Size:
    """Several parts that are fetched one by one, each compressed by itself."""
    listed = list(sizes)
    brotli = [size.brotli for size in listed if size.brotli is not None]
    return Size(
        sum(size.raw for size in listed),
        sum(size.gzip for size in listed),
        sum(brotli) if len(brotli) == len(listed) else None,
    )


def check_budgets(sizes: Mapping[str, Size]) -> None:
    """An error that names every part that has grown too large."""
    over = [
        f"{name}: {getattr(sizes[name], encoding)} > {limit} ({encoding})"
        for name, (encoding, limit) in BUDGETS.items()
        if name in sizes and getattr(sizes[name], encoding) > limit
    ]
    if over:
        listed = "; ".join(over)
        raise BuildError(
            f"超出体积预算，没有发布：{listed}", f"Over the size budget, nothing was published: {listed}"
        )


def report(sizes: Mapping[str, Size]) -> str:
    """A small table for people."""
    lines = [f"{'':<12}{'raw':>10}{'gzip':>10}{'brotli':>10}  budget"]
    for name, size in sizes.items():
        encoding, limit = BUDGETS.get(name, ("", 0))
        budget = f"{encoding} ≤ {limit}" if limit else ""
        brotli = "-" if size.brotli is None else str(size.brotli)
        lines.append(f"{name:<12}{size.raw:>10}{size.gzip:>10}{brotli:>10}  {budget}".rstrip())
    return "\n".join(lines)


def gzipped(data: bytes) -> bytes:
    """Gzip without a time inside. Its bytes depend on the zlib of the machine; nothing is named by them.

    zlib starts new code tables only when its buffer is full; where a pack turns to another matter they do not fit any
    more. Starting them there leaves one percent less.
    """
    compressor = zlib.compressobj(9, zlib.DEFLATED, wbits=31, memLevel=9)
    pieces = []
    done = 0
    for end in pack_turns(data):
        pieces += [compressor.compress(data[done:end]), compressor.flush(zlib.Z_BLOCK)]
        done = end
    return b"".join([*pieces, compressor.compress(data[done:]), compressor.flush()])


def brotlied(data: bytes) -> bytes | None:
    """Brotli, when the optional package is here."""
    try:
        brotli: Any = import_module("brotli")
    except ImportError:
        return None
    return bytes(brotli.compress(data))


def _length(data: bytes | None) -> int | None:
    return None if data is None else len(data)
