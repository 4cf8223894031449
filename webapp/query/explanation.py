"""Turns a hit into the reasons for its place: tier, level, what was sought, which fields hold it, what terms add."""

from __future__ import annotations

from typing import Any

from webapp.analysis.corpus import Corpus
from webapp.analysis.numerals import OPEN
from webapp.analysis.tables import FIELDS
from webapp.analysis.tokenizer import terms
from webapp.query.hits import Hit
from webapp.query.scorer import IDF_STEPS, IMPACT_STEPS, Scorer

MOST_TERMS = 12


def explain(number: int, hit: Hit, corpus: Corpus, scorer: Scorer) -> dict[str, Any]:
    """Plain JSON. `score` is before the priors of type, kind and status; terms come with what they add to it."""
    forms = corpus.forms[number]
    needles = [needle for needle in hit.needles if OPEN not in needle]
    weighed = {
        term: (scorer.idf(term), scorer.impact(number, term)) for needle in needles for term in terms(needle)
    }
    added = sorted(weighed.items(), key=lambda each: (-each[1][0] * each[1][1], each[0]))
    return {
        "tier": hit.tier,
        "level": hit.level,
        "group": hit.group,
        "code": hit.code,
        "term": hit.term,
        "score": round(hit.score / (IDF_STEPS * IMPACT_STEPS), 4),
        "fields": {
            needle: [name for name, form in zip(FIELDS, forms, strict=True) if needle in form]
            for needle in needles[:MOST_TERMS]
        },
        "terms": [
            {
                "term": term,
                "idf": round(idf / IDF_STEPS, 3),
                "weight": round(impact / IMPACT_STEPS, 3),
                "adds": round(idf * impact / (IDF_STEPS * IMPACT_STEPS), 4),
            }
            for term, (idf, impact) in added[:MOST_TERMS]
            if impact
        ],
    }
