"""Turns a question that nothing else answers into the articles of official texts that come nearest to it.

Laws say in their own words what people ask about, so no share of a question has to be covered; what counts is all
that an article has in common with it, how much the rest of its law has, and what kind of law that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webapp.analysis.corpus import Corpus
from webapp.analysis.tokenizer import bigrams, terms
from webapp.query.coverage import with_gaps
from webapp.query.postings import Candidates
from webapp.query.reading import Question
from webapp.query.scorer import Scorer


class Nearest:
    """Articles that no one has annotated, by nearness; `tables.ranking["nearest"]` holds the numbers."""

    def __init__(
        self,
        corpus: Corpus,
        candidates: Candidates,
        scorer: Scorer,
        ranking: Mapping[str, Any],
        documents: Mapping[str, Any],
    ) -> None:
        self._corpus = corpus
        self._candidates = candidates
        self._scorer = scorer
        self._settings = ranking["nearest"]
        self._documents = documents

    def is_official(self, number: int) -> bool:
        """Whether a unit is a law, or an article of an official text."""
        unit = self._corpus.units[number]
        binding = self._documents[unit["status_of"]].get("binding", "")
        return bool(unit["bare"] or (unit["type"] == "ruleset" and binding in self._settings["bindings"]))

    def knows(self, question: Question) -> bool:
        """Whether the library has the words of the question at all; if not, nothing in it is near."""
        matter = [position for position in question.positions if not position.setting]
        known = sum(position.weight for position in matter if position.pairs or position.runs)
        return known >= float(self._settings["known"]) * sum(position.weight for position in matter)

    def scores(self, form: str) -> dict[int, float]:
        """The nearest articles with their scores."""
        sought = list(dict.fromkeys(terms(form)))
        scores = {number: self._scorer.score(number, sought) for number in self._sharing_most(form)}
        best: dict[str, list[int]] = {}
        for number, score in scores.items():
            best.setdefault(self._law(number), []).append(score)
        laws = {
            law: sum(sorted(found, reverse=True)[: self._settings["best"]]) for law, found in best.items()
        }
        near = {
            number: (score + laws[self._law(number)] * self._settings["law"]) * self._factor(number)
            for number, score in scores.items()
        }
        kept = sorted(near, key=lambda number: (-near[number], number))[: self._settings["shown"]]
        return {number: near[number] for number in sorted(kept)}

    def heard(self, form: str, number: int) -> str:
        """The characters of a question whose pairs an article has: 夫妻…债务."""
        held = [any(pair in each for each in self._corpus.forms[number]) for pair in bigrams(form)]
        around = zip([False, *held], [*held, False], strict=True)
        return with_gaps(zip(form, map(any, around), strict=True))

    def _sharing_most(self, form: str) -> list[int]:
        """Those that share the most and the rarest pairs: what all units have is worth nothing."""
        sums: dict[int, int] = {}
        for pair in dict.fromkeys(bigrams(form)):
            idf = self._scorer.idf(pair)
            for number in self._candidates.all_of([pair]):
                sums[number] = sums.get(number, 0) + idf
        bare = [number for number, worth in sums.items() if worth and self._corpus.units[number]["bare"]]
        looked_at = min(self._settings["looked_at"], len(self._corpus.units) // self._settings["of"])
        most = max(looked_at, self._settings["shown"])
        return sorted(bare, key=lambda number: (-sums[number], number))[:most]

    def _law(self, number: int) -> str:
        return self._corpus.units[number]["ruleset"]

    def _factor(self, number: int) -> float:
        binding = self._documents[self._law(number)].get("binding", "")
        return float(self._settings["bindings"].get(binding, 1.0))
