"""The name and the bytes of a file → a reading, or a refusal that says what to do instead."""

from __future__ import annotations

import re

from .reading import Reading
from .refusals import refused
from .texts import decode, read_markdown, read_plain
from .word.package import is_word
from .word.word_file import read_word

MAX_BYTES = 20_000_000
SUFFIXES = (".docx", ".md", ".txt")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# How files begin that hold text we cannot read → the code of the refusal.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-format"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
)
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml|mime-version:)", re.IGNORECASE)


def read_bytes(name: str, data: bytes) -> Reading:
    """What a file is shows in its first bytes; its name only tells Markdown from plain text."""
    if len(data) > MAX_BYTES:
        raise refused("too-large", f"> {MAX_BYTES // 1_000_000} MB")
    if is_word(data):
        return read_word(data)
    for start, code in _OTHERS:
        if data.startswith(start):
            raise refused("encrypted" if code == "old-format" and _ENCRYPTED in data else code)
    if _WEB_PAGE.match(data):
        raise refused("web-page")
    text = decode(data)
    return read_markdown(text) if name.lower().endswith(".md") else read_plain(text)
