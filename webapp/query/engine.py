"""Turns a query into ranked results with reasons: parse, match, cover, rank, show.

The tier of a unit is the worst over the words of the query of the best level of that word in the unit: 1 exact
wording in title or quotation, 2 in the text, 3 in an alias or name, 4 by sound, 5 a question partly covered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.analysis.corpus import Corpus, build_corpus
from webapp.analysis.pinyin import Pinyin
from webapp.analysis.tables import Tables
from webapp.query.answer import Answer, Result, why
from webapp.query.asking import Asking
from webapp.query.attempts import Attempts
from webapp.query.explanation import explain
from webapp.query.facets import Facets
from webapp.query.hits import Hit
from webapp.query.leading import Leading
from webapp.query.learned import Learned
from webapp.query.lexicon import build_lexicon
from webapp.query.naming import Naming
from webapp.query.nearest import Nearest
from webapp.query.parser import Query, Word, parse
from webapp.query.postings import Candidates, Postings
from webapp.query.ranking import Ranking
from webapp.query.reading import Words
from webapp.query.scorer import Scorer
from webapp.query.snippet import mark_spans, snippet
from webapp.query.spelling import Speller
from webapp.query.suggestion import Suggester, Suggestion
from webapp.query.understanding import Understood, parts_of, words_of
from webapp.query.wording import Wording
from webapp.rules.known_units import KnownUnits


class Engine:
    """A searchable library. `candidates` may be an index of the same units; memory serves without one.

    `known`: the units of the library, for who has made them already. `before`: an engine over a library that has much
    in common with this one; what it worked out is not worked out again.
    """

    def __init__(
        self,
        library: Any,
        tables: Any,
        candidates: Candidates | None = None,
        known: KnownUnits | None = None,
        before: Engine | None = None,
    ) -> None:
        self._documents: Mapping[str, Any] = getattr(library, "documents", library)
        self._tables = tables if isinstance(tables, Tables) else Tables.from_json(tables)
        self.known: KnownUnits = known or KnownUnits(self._documents, before.known if before else None)
        alike = before if before and before._tables.value == self._tables.value else None
        self._corpus: Corpus = build_corpus(self.known.listed, self._tables, alike._corpus if alike else None)
        numbers = range(len(self._corpus.units))
        self.candidates = candidates or Postings(self._corpus.terms(number) for number in numbers)
        self._scorer = Scorer(self._corpus, self.candidates.frequency, self._tables)
        ordered = [self._documents[each] for each in sorted(self._documents)]
        overrides = [document.get("pinyin_override", {}) for document in ordered]
        pinyin = Pinyin(self._tables, {word: value for each in overrides for word, value in each.items()})
        topics = self._topic_names()
        lexicon = build_lexicon(ordered, self._form)
        speller = Speller(self._corpus, self.candidates, pinyin, self._tables, topics, lexicon)
        self._words = Words(self._tables, topics, lexicon)
        self._suggester = Suggester(ordered, self._form, pinyin)
        naming = Naming(self._corpus, self._documents)
        leading = Leading(self._corpus, naming, self._words, self.candidates.frequency)
        self._wording = Wording(
            self._corpus, self.candidates, self._scorer, speller, naming, self._words.lexicon
        )
        weights = self._tables.ranking
        nearest = Nearest(self._corpus, self.candidates, self._scorer, weights, self._documents)
        asking = Asking(
            self._corpus, self.candidates, self._scorer, weights, self._words, naming, leading, nearest,
            Learned(ordered, self._corpus, weights["learned"], nearest.is_official),
        )  # fmt: skip
        self._attempts = Attempts(
            self._corpus, self.candidates.frequency, self._words, speller, self._wording, asking, leading,
            weights["mended"],
        )  # fmt: skip
        self._facets = Facets(self._corpus, self._documents)
        self._ranking = Ranking(self._corpus, self._tables, self._documents)

    def search(
        self,
        text: str,
        *,
        limit: int = 20,
        filters: Mapping[str, str] | None = None,
        today: date | None = None,
        literal: bool = False,
    ) -> Answer:
        """The best `limit` results; `total` counts all. `today` decides which texts are in force.

        `literal` searches as typed: nothing is guessed and nothing put right.
        """
        query = parse(text, self._tables)
        hits, corrected = self._attempts.hits(query, literal)
        chosen = {**query.filters, **(filters or {})}
        hits = self._facets.keep(hits, chosen, today)
        ranked = self._ranking.ranked(hits, today)
        results = [self._result(number, hits[number], score) for number, score in ranked[:limit]]
        facets = self._facets.counts(hits, today)
        understood = self._understood(query, bool(ranked))
        return Answer(text, len(ranked), results, query.notes, facets, understood, False, corrected)

    def _understood(self, query: Query, found: bool) -> Understood:
        """The parts of the query language, and when nothing was found the words, with how much there is on each."""
        pieces = [
            piece
            for word in (() if found else query.words)
            if not word.exclude
            for piece in self._words.pieces(
                self._corpus.normalizer.mapped_form(word.text), self.candidates.frequency
            )
        ]

        def on(word: str) -> int:
            return len(self._wording.each([Word(word)], True)[0].hits)

        return parts_of(query) + words_of(pieces, self.candidates.frequency, on)

    def explain(
        self, text: str, *, limit: int = 20, today: date | None = None, literal: bool = False
    ) -> list[dict[str, Any]]:
        """Why each of the best results is where it is, in their order."""
        hits, _ = self._attempts.hits(parse(text, self._tables), literal)
        return [
            {
                "id": self._corpus.units[number]["id"],
                "shown": score,
                **explain(number, hits[number], self._corpus, self._scorer),
            }
            for number, score in self._ranking.ranked(hits, today)[:limit]
        ]

    def holding(self, run: str) -> list[str]:
        """The units that have exactly these characters somewhere: what a phrase finds."""
        return [self._corpus.units[number]["id"] for number in self._wording.holding(run)]

    def suggest(self, text: str, limit: int = 8) -> list[Suggestion]:
        """What may be asked, from what has been typed so far."""
        return self._suggester.suggest(text, limit)

    def _result(self, number: int, hit: Hit, score: float) -> Result:
        unit = self._corpus.units[number]
        needles, normalizer = list(hit.needles), self._corpus.normalizer
        passage, marks = snippet(unit["shown"], needles, normalizer)
        reason = {"code": hit.code, "term": hit.term}
        return Result(
            unit["id"], unit["type"], unit["title"], score, hit.tier, reason, why(reason),
            passage, marks, mark_spans(unit["title"], needles, normalizer), unit["rests_on"],
        )  # fmt: skip

    def _topic_names(self) -> list[str]:
        topics = [each for each in self._documents.values() if each["type"] == "topic"]
        return [self._form(name) for topic in topics for name in (topic["title"], *topic.get("aliases", []))]

    def _form(self, text: str) -> str:
        return self._corpus.normalizer.match_form(text)
