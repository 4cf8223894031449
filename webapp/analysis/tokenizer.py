"""Turns a match form into terms: every character and every pair of neighbours. No segmenter can be wrong."""

from __future__ import annotations


def terms(form: str) -> list[str]:
    """Characters, then bigrams, in the order of the text, repeats included."""
    return [*form, *bigrams(form)]


def bigrams(form: str) -> list[str]:
    """Every pair of neighbours, in order, repeats included: n characters have n - 1, one or none has none."""
    return [form[i : i + 2] for i in range(len(form) - 1)]


def run_terms(form: str) -> list[str]:
    """The terms that any text with this run must hold: its bigrams, or its only character. Each once."""
    return list(dict.fromkeys(bigrams(form) or [form])) if form else []


def count(form: str, term: str) -> int:
    """How often a term occurs, overlaps included (`str.count` would miss them)."""
    found, at = 0, form.find(term)
    while at >= 0:
        found += 1
        at = form.find(term, at + 1)
    return found
