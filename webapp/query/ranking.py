"""Turns hits into their one order: named rule sets, tier, rules before comment, score with priors, id."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.analysis.corpus import Corpus
from webapp.analysis.tables import Tables
from webapp.query.hits import Hit, Hits
from webapp.query.scorer import IDF_STEPS, IMPACT_STEPS, rounded
from webapp.rules.status import status


class Ranking:
    """The sort key of a unit, and its score as shown."""

    def __init__(self, corpus: Corpus, tables: Tables, documents: Mapping[str, Any]) -> None:
        self._corpus = corpus
        self._weights = tables.ranking
        self._documents = documents

    def ranked(self, hits: Hits, today: date | None) -> list[tuple[int, float]]:
        """All hits as (number of the unit, score as shown), the best first; no two are ever equal.

        Without `today` no text counts for less because it is out of force.
        """
        scores = {number: self._score(number, hit, today) for number, hit in hits.items()}
        for number, hit in hits.items():
            if hit.under and hit.under[0] in scores:
                scores[number] = rounded(scores[hit.under[0]] * (0.99 - 0.01 * hit.under[1]))
        worst = self._worst_of_rules(hits)
        scored = [(number, hit, scores[number]) for number, hit in hits.items()]
        scored.sort(key=lambda each: self._key(each[0], each[1], each[2], worst))
        return [(number, score) for number, _, score in scored]

    def _worst_of_rules(self, hits: Hits) -> dict[int, int]:
        """By tier, the worst level of a rule or rule set: comment with a better one waits behind it."""
        worst: dict[int, int] = {}
        for number, hit in hits.items():
            if self._corpus.units[number]["type"] in ("rule", "ruleset"):
                worst[hit.tier] = max(worst.get(hit.tier, 0), hit.level)
        return worst

    def _key(
        self, number: int, hit: Hit, score: float, worst: dict[int, int]
    ) -> tuple[int, int, int, bool, float, int]:
        comment = self._corpus.units[number]["type"] in self._weights["comment"]
        tier = 0 if hit.group else hit.tier  # the rules of a named set stand together, whatever their wording
        level = hit.level if tier in (3, 4) else 0
        if comment and level:
            level = max(level, worst.get(tier, 0))
        return (hit.group, tier, level, comment, -score, number)

    def _score(self, number: int, hit: Hit, today: date | None) -> float:
        unit = self._corpus.units[number]
        prior = self._weights["types"].get(unit["type"], 0.5) * self._weights["kinds"].get(unit["kind"], 1.0)
        if unit["bare"]:
            prior *= self._weights["bare_article"]
        document = self._documents[unit["status_of"]]
        if today and document["type"] == "ruleset":
            prior *= self._weights["status"].get(status(document, None, today), 1.0)
        return rounded((hit.score / (IDF_STEPS * IMPACT_STEPS) + 0.01) * prior)
