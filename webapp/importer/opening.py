"""The name and the bytes of a file → a reading, or a refusal that says what to do instead."""

from __future__ import annotations

from webapp.errors import ContentError

from .reading import Reading
from .texts import decode, read_markdown, read_plain

MAX_BYTES = 20_000_000
SUFFIXES = (".docx", ".md", ".txt")


def read_bytes(name: str, data: bytes) -> Reading:
    """What a file is shows in its first bytes; its name only tells Markdown from plain text."""
    if len(data) > MAX_BYTES:
        raise ContentError(
            f"{name}：文件超过 {MAX_BYTES // 1_000_000} MB。请删去图片，或拆成几个文件。",
            f"{name}: the file is larger than {MAX_BYTES // 1_000_000} MB. Remove pictures or split it.",
        )
    text = decode(data)
    return read_markdown(text) if name.endswith(".md") else read_plain(text)
