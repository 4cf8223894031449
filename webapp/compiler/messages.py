"""What each problem code says: one table of Chinese and English, and of what to do."""

from __future__ import annotations

from typing import NamedTuple

from .content_messages import BODY, RELATIONS
from .file_messages import FILES, HEADER, IDENTITY


class Message(NamedTuple):
    """Templates, filled by the values that `Report.add` is given."""

    zh: str
    en: str
    hint_zh: str
    hint_en: str


MESSAGES = {
    code: Message(*texts) for code, texts in {**FILES, **HEADER, **IDENTITY, **RELATIONS, **BODY}.items()
}
