"""Turns the texts of a result into the passage that answers: plain text of at most 60 units, with marks."""

from __future__ import annotations

from webapp.analysis.normalizer import Normalizer, code_units
from webapp.analysis.numerals import OPEN, numeral_form

LONGEST = 60
SENTENCE, CLAUSE = frozenset("。！？；!?;"), frozenset("，、：,:”）)")
Marks = list[list[int]]


def mark_spans(text: str, needles: list[str], normalizer: Normalizer) -> Marks:
    """Where the needles (match or numeral forms) stand in a text: merged [start, end] in UTF-16 code units."""
    mapped = normalizer.mapped_form(text)
    spans = []
    for needle in needles:
        form = numeral_form(mapped) if OPEN in needle else mapped
        at = form.form.find(needle)
        while at >= 0:
            spans.append([form.starts[at], form.ends[at + len(needle) - 1]])
            at = form.form.find(needle, at + 1)
    return _merged(spans)


def snippet(texts: list[str], needles: list[str], normalizer: Normalizer) -> tuple[str, Marks]:
    """The line with the most of what is looked for, the earliest of equals, cut at a clause."""
    most, best = -1, ""
    for text in texts:
        for line in text.split("\n"):
            weight = _weight(line, needles, normalizer)
            if line and weight > most:
                most, best = weight, line
    return _cut(code_units(best), mark_spans(best, needles, normalizer))


def _weight(line: str, needles: list[str], normalizer: Normalizer) -> int:
    """The length of the needles that a line holds."""
    form, numeral = normalizer.match_form(line), ""
    if any(OPEN in needle for needle in needles):
        numeral = numeral_form(normalizer.mapped_form(line)).form
    return sum(len(needle) for needle in needles if needle in (numeral if OPEN in needle else form))


def _cut(line: str, marks: Marks) -> tuple[str, Marks]:
    if len(line) <= LONGEST:
        return _text(line), marks
    start = _beginning(line, marks[0][0] if marks else 0)
    room = LONGEST - (start > 0) - 1
    end = min(len(line), start + room)
    if end < len(line) and "\udc00" <= line[end] < "\ue000":
        end -= 1
    before, after = ("…" if start else ""), ("…" if end < len(line) else "")
    shift = len(before) - start
    kept = [[max(s, start) + shift, min(e, end) + shift] for s, e in marks if s < end and e > start]
    return before + _text(line[start:end]) + after, kept


def _beginning(line: str, mark: int) -> int:
    """The start of the sentence of the first mark; of its clause when that is too far away."""
    for ends, reach in ((SENTENCE, LONGEST // 2), (CLAUSE, LONGEST // 2)):
        for at in range(mark, max(0, mark - reach), -1):
            if line[at - 1] in ends:
                return at
        if mark <= reach:
            return 0
    return max(0, mark - 8) if not ("\udc00" <= line[max(0, mark - 8)] < "\ue000") else max(0, mark - 9)


def _merged(spans: Marks) -> Marks:
    out: Marks = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return out


def _text(units: str) -> str:
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
