"""The name and the bytes of a file → a reading, or a refusal that says what to do instead."""

from __future__ import annotations

import re

from .reading import MAX_CHARACTERS, MAX_PARAGRAPHS, Reading
from .refusals import refused
from .texts import decode, read_markdown, read_plain
from .word.package import is_word
from .word.word_file import read_word

MAX_BYTES = 20_000_000
SUFFIXES = (".docx", ".md", ".txt")
# Texts as well, but refused: who imports a folder hears of each of them.
UNREAD = (".doc", ".wps", ".pdf", ".rtf")
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
    return read_text(decode(data), markdown=name.lower().endswith(".md"))


def read_text(text: str, *, markdown: bool) -> Reading:
    """Text that is here already, from a file or pasted."""
    if len(text) > MAX_CHARACTERS:
        raise refused("too-large", f"> {MAX_CHARACTERS // 10_000} 万字 / characters")
    reading = read_markdown(text) if markdown else read_plain(text)
    if len(reading.paragraphs) > MAX_PARAGRAPHS:
        raise refused("too-large", f"> {MAX_PARAGRAPHS} 段 / paragraphs")
    return reading
