"""Every foreseeable failure, as one exception that speaks Chinese and English.

A message says where, what was expected, and what to do. Only `cli` prints it, and never with a traceback.
"""

from __future__ import annotations


class AppError(Exception):
    """A failure the user can do something about."""

    exit_code = 1

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return f"{self.zh}\n{self.en}"


class UsageError(AppError):
    """The arguments of a command do not say what to do."""

    exit_code = 2


class ContentError(AppError):
    """The Markdown or its front matter is wrong."""


class BuildError(AppError):
    """Right content could not be turned into an index, a shell or an object."""


class ReleaseError(AppError):
    """A release, a key or a signature is missing or is not what it claims to be."""


class SyncError(AppError):
    """A release was offered and refused, or could not be fetched."""


class PublishError(AppError):
    """A release or an export could not be written where it should go."""
