"""Collects runs of text and the marks over them; offsets come out in UTF-16 code units, as browsers count."""

from __future__ import annotations

from webapp.analysis.normalizer import utf16_length
from webapp.rules.model import Cell, Mark

from .cjk_emphasis import joins_without_space


class MarkedText:
    """Text under construction."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._open: list[tuple[int, str, str | None]] = []
        self._break = False

    def add(self, text: str) -> None:
        """Text behind what is there; after a soft break with a space between, unless both sides are Chinese."""
        if self._break:
            text = text.lstrip()  # the indent of a wrapped line, which in Chinese may be full-width spaces
        if not text:
            return
        if self._break and self._parts:
            last = self._parts[-1][-1]
            if not (last.isspace() or joins_without_space(last, text[0])):
                self._space()
        self._break = False
        self._parts.append(text)
        self._length += utf16_length(text)

    def _space(self) -> None:
        """Marks that opened after the line break start behind the space."""
        self._open = [(start + (start == self._length), kind, target) for start, kind, target in self._open]
        self._parts.append(" ")
        self._length += 1

    def soft_break(self) -> None:
        """A line break in the source: nothing between two Chinese characters, a space elsewhere."""
        self._break = True

    def open(self, kind: str, target: str | None = None) -> None:
        """A mark begins here: `b`, `i`, `s`, `code`, or `a` with the target of a link."""
        self._open.append((self._length, kind, target))

    def close(self) -> None:
        """The mark that was opened last ends here; over no text it leaves no trace."""
        start, kind, target = self._open.pop()
        if start < self._length:
            self._marks.append([start, self._length, kind] + ([target] if target is not None else []))

    def cut(self) -> MarkedText:
        """The text of a new paragraph; marks that are open go on in it. Call `cell` first."""
        rest = MarkedText()
        rest._open = [(0, kind, target) for _, kind, target in self._open]
        return rest

    def cell(self) -> Cell:
        """The text so far and its marks, outer before inner, by place."""
        marks = list(self._marks)
        for start, kind, target in self._open:
            if start < self._length:
                marks.append([start, self._length, kind] + ([target] if target is not None else []))
        cell: Cell = {"t": "".join(self._parts)}
        if marks:
            cell["m"] = sorted(marks, key=lambda mark: (mark[0], -mark[1], mark[2]))
        return cell
