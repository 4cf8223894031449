"""Turns what was typed and what is searched instead into what the answer says of it; nothing where none is wrong."""

from __future__ import annotations

from collections.abc import Callable


class Corrections:
    """`form` gives the match form of a text; `is_setting` says whether a character is a small word."""

    def __init__(self, form: Callable[[str], str], is_setting: Callable[[str], bool]) -> None:
        self._form = form
        self._is_setting = is_setting

    def of(self, typed: str, meant: str, code: str) -> dict[str, str] | None:
        """From, to (which may be taken back) and the kind of the slip.

        No slip is what says as much: with or without a small word (群里同事发的红包), or with a character more.
        """
        ours, theirs = self._form(typed), self._form(meant)
        if self._said(ours) == self._said(theirs) or _is_within(theirs, ours):
            return None
        return {"from": typed, "to": meant, "code": code}

    def _said(self, form: str) -> str:
        return "".join(char for char in form if not self._is_setting(char))


def _is_within(part: str, whole: str) -> bool:
    """Whether all characters of one stand in the other, in their order."""
    rest = iter(whole)
    return all(char in rest for char in part)
