"""The name of a published file → how any server is to send it: type, caching, compression, security headers.

`serve`, an object store and the files of `deploy/` all send what is written here.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webp": "image/webp",
}
UNKNOWN = "application/octet-stream"
COMPRESSIBLE = frozenset({".html", ".js", ".css", ".json", ".txt", ".webmanifest", ".svg"})
SMALLEST_COMPRESSED = 400  # bytes; less than that fits one packet anyhow

# On plain HTTP there is no service worker: only the HTTP cache can open the app without a network.
KEEP_FOR_A_YEAR = "public, max-age=31536000"
NEVER_CHANGES = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
A_DAY = "public, max-age=86400"
HASH_NAMED = re.compile(r"sync/(o/[0-9a-f]{2}|first|d)/[0-9a-f]{64}\.txt")

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), "
    "microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
# Every page holds its own policy; this is the part that only a header can say.
FRAMING = "frame-ancestors 'none'"


def content_type(name: str) -> str:
    """The type that a browser must be told."""
    return TYPES.get(PurePosixPath(name).suffix.lower(), UNKNOWN)


def cache_control(name: str) -> str:
    """How long a browser may keep a file without asking."""
    if name == "index.html":
        return KEEP_FOR_A_YEAR
    if HASH_NAMED.fullmatch(name):
        return NEVER_CHANGES
    if name.startswith(("icons/", "screenshots/")):
        return A_DAY
    return ASK_FIRST


def headers_of(name: str) -> dict[str, str]:
    """All that a server of plain files sends with one of them."""
    return {
        "Content-Type": content_type(name),
        "Cache-Control": cache_control(name),
        "Content-Security-Policy": FRAMING,
        **FIXED,
    }
