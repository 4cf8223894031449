"""Turns a whole question into the units that cover enough of it and what these bring along.

These are the rules under a scenario, the nearest articles, and what was learned.
"""

from __future__ import annotations

from typing import Any

from webapp.analysis.corpus import Corpus
from webapp.query.coverage import Covering
from webapp.query.hits import Hit, Hits
from webapp.query.leading import Leading
from webapp.query.learned import Learned
from webapp.query.naming import Naming
from webapp.query.nearest import Nearest
from webapp.query.parser import Word
from webapp.query.postings import Candidates
from webapp.query.reading import CLAUSES, Question, Words, read_question
from webapp.query.scorer import Scorer

LONG_QUESTION = 6  # characters that count; shorter queries without asking words name a thing


class Asking:
    """Questions over one corpus; `ranking` holds the shares and factors. Changes nothing but the hits it is given."""

    def __init__(
        self,
        corpus: Corpus,
        candidates: Candidates,
        scorer: Scorer,
        ranking: dict[str, Any],
        words: Words,
        naming: Naming,
        leading: Leading,
        nearest: Nearest,
        learned: Learned,
    ) -> None:
        self._corpus = corpus
        self._candidates = candidates
        self._scorer = scorer
        self._ranking = ranking
        self._words = words
        self._naming = naming
        self._leading = leading
        self._nearest = nearest
        self._learned = learned
        self._is_law_book = 2 * sum(unit["bare"] for unit in corpus.units) > len(corpus.units)

    def add(self, hits: Hits, words: list[Word], least: float) -> float:
        """Adds units that cover a question well enough, then the rules under the scenarios that answer it.

        Gives the share that the best of them covers.
        """
        question = self._read(words)
        is_question = question.asks or len(question.positions) >= LONG_QUESTION
        if len(question.positions) < 2 or not question.total or (hits and not is_question):
            return 0.0
        covering = Covering(question, self._candidates, self._corpus, self._ranking)
        best = max(covering.weights.values(), default=0)
        if best / question.total <= least:
            return best / question.total
        needles = tuple(dict.fromkeys(run for p in question.positions for run in (*p.runs, *p.pairs)))
        form = "".join(self._corpus.normalizer.match_form(word.text) for word in words)
        self._add_covered(hits, question, covering, self._naming.places(form), needles)
        if is_question:
            self._add_rests(hits, needles)
            self._add_nearest(hits, question, form, needles)
            self._learned.add(hits, form, needles)
        return best / question.total

    def _read(self, words: list[Word]) -> Question:
        mapped = self._corpus.normalizer.mapped_form
        texts = [[mapped(clause) for clause in CLAUSES.split(word.text)] for word in words]
        return read_question(texts, self._words, self._candidates.frequency, self._scorer.idf)

    def _add_covered(
        self, hits: Hits, question: Question, covering: Covering, places: set[str], needles: tuple[str, ...]
    ) -> None:
        """Those that cover nearly as much as the best; a set that covers no less than each of its rules leads.

        Those of the places and acts that the question names count for more.
        """
        ranking = self._ranking
        best = max(covering.weights.values(), default=0)
        enough = max(best * ranking["near_best"], question.total * ranking["beside_exact"] if hits else 0)
        terms, acts = question.terms, question.acts(ranking["acts"])
        exact = bool(hits)
        for number, weight in covering.weights.items():
            if weight >= enough and number not in hits:
                score = self._scorer.score(number, terms) * (weight / question.total)
                unit = self._corpus.units[number]
                named = acts.intersection(unit["actions"]) or places.intersection(unit["regions"])
                score *= ranking["same_act"] if named else 1
                meant = covering.meant(number)
                code, term = ("lexicon", meant) if meant else ("partial", covering.heard(number))
                hits[number] = Hit(5, 5, code, term, score, needles)
        if not exact:
            self._leading.lead_covering(hits, covering.weights)

    def _add_nearest(self, hits: Hits, question: Question, form: str, needles: tuple[str, ...]) -> None:
        """Where only official texts answer, or nothing: their articles nearest to the question, nearest first."""
        if (
            not self._is_law_book
            or not self._nearest.knows(question)
            or not all(map(self._nearest.is_official, hits))
        ):
            return
        for number, score in self._nearest.scores(form).items():
            if number not in hits or hits[number].tier == 5:
                hits[number] = Hit(5, 5, "partial", self._nearest.heard(form, number), score, needles)

    def _add_rests(self, hits: Hits, needles: tuple[str, ...]) -> None:
        """A scenario that answers brings the rules it rests on along; they stand right behind it."""
        for number in sorted(number for number in hits if self._corpus.units[number]["type"] == "scenario"):
            unit = self._corpus.units[number]
            for place, each in enumerate(unit["rests_on"]):
                rule = self._corpus.number_of.get(each)
                if rule is not None and rule not in hits:
                    hits[rule] = Hit(5, 5, "rests", unit["title"], 0.0, needles, under=(number, place))
