"""What people type instead of a term still finds it within three results: a sample of what tests/bench/mistyped.py measures."""

from __future__ import annotations

from tests.bench.mistyped import Judge
from webapp.rules.library import Library

SAMPLE = 120
LEAST = {
    "pinyin": 0.98,
    "initials": 0.90,
    "homophone": 0.95,
    "wrong": 0.95,
    "traditional": 1.0,
    "pinyin-unfinished": 0.93,
    "pinyin-near": 0.95,
    "mixed": 0.97,
    "missing": 0.93,
    "extra": 0.93,
    "exchanged": 0.95,
}


def test_what_is_typed_instead_of_a_term_finds_it(content: Library) -> None:
    judge = Judge(content, SAMPLE, seed=3)
    for kind, least in LEAST.items():
        share, count, wrong = judge.judge(kind)
        assert count == SAMPLE, kind
        assert share >= least, (kind, share, wrong[:10])
