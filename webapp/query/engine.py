"""Turns a query into ranked results with reasons: parse, match, cover, rank, show.

The tier of a unit is the worst over the words of the query of the best level of that word in the unit: 1 exact
wording in title or quotation, 2 in the text, 3 in an alias or name, 4 by sound, 5 a question partly covered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from webapp.analysis.corpus import Corpus, build_corpus
from webapp.analysis.pinyin import Pinyin
from webapp.analysis.tables import Tables
from webapp.query.answer import Answer, Result, why
from webapp.query.correction import Corrections
from webapp.query.coverage import Covering
from webapp.query.explanation import explain
from webapp.query.facets import Facets
from webapp.query.hits import Hit, Hits, both
from webapp.query.leading import Leading
from webapp.query.learned import Learned
from webapp.query.lexicon import build_lexicon
from webapp.query.mending import Mender
from webapp.query.naming import Naming
from webapp.query.nearest import Nearest
from webapp.query.parser import Query, Word, parse
from webapp.query.postings import Candidates, Postings
from webapp.query.ranking import Ranking
from webapp.query.reading import CLAUSES, Question, Words, read_question
from webapp.query.scorer import Scorer
from webapp.query.snippet import mark_spans, snippet
from webapp.query.spelling import Speller
from webapp.query.suggestion import Suggester, Suggestion
from webapp.query.understanding import Understood, parts_of, words_of
from webapp.query.wording import Found, Wording
from webapp.rules.known_units import KnownUnits

LONG_QUESTION = 6  # characters that count; shorter queries without asking words name a thing


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
        self._speller = speller
        self._words = Words(self._tables, topics, lexicon)
        self._corrections = Corrections(self._form, self._words.is_setting)
        self._suggester = Suggester(ordered, self._form, pinyin)
        self._mender = Mender(speller, self._words, self.candidates.frequency)
        naming = self._naming = Naming(self._corpus, self._documents)
        self._leading = Leading(self._corpus, naming, self._words, self.candidates.frequency)
        self._wording = Wording(
            self._corpus, self.candidates, self._scorer, speller, naming, self._words.lexicon
        )
        self._is_law_book = 2 * sum(unit["bare"] for unit in self._corpus.units) > len(self._corpus.units)
        self._numbers = {unit["id"]: number for number, unit in enumerate(self._corpus.units)}
        self._facets = Facets(self._corpus, self._documents)
        self._ranking = Ranking(self._corpus, self._tables, self._documents)
        self._nearest = Nearest(
            self._corpus, self.candidates, self._scorer, self._tables.ranking, self._documents
        )
        self._learned = Learned(
            ordered, self._corpus, self._numbers, self._tables.ranking["learned"], self._nearest.is_official
        )

    @property
    def count(self) -> int:
        return len(self._corpus.units)

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
        hits, corrected = self._hits(query, literal)
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
        hits, _ = self._hits(parse(text, self._tables), literal)
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

    def _hits(self, query: Query, literal: bool) -> tuple[Hits, dict[str, str] | None]:
        wanted = [word for word in query.words if not word.exclude]
        hits, corrected = self._wanted(wanted, literal)
        if not wanted and query.filters:
            hits = {number: Hit(3, 3, "filter", "", 0.0) for number in range(self.count)}
        for word in query.words:
            if word.exclude:
                for number in self._wording.literally(word):
                    hits.pop(number, None)
        return hits, corrected

    def _wanted(self, words: list[Word], literal: bool) -> tuple[Hits, dict[str, str] | None]:
        """What the words find; where they find nothing or little, what they find with their slips put right."""
        words = [word for word in words if self._form(word.text) or self._symbols(word.text)]
        if not words:
            return {}, None
        hits, share, corrected = self._found(words, literal)
        if literal or share >= 1 or any(word.phrase for word in words):
            return hits, corrected
        mended, code = self._mended(words)
        if not code:
            return hits, corrected
        better, more, _ = self._found(mended, True, share)
        good = more > share and more >= self._tables.ranking["mended"]
        return (better, self._correction(words, mended, code)) if good else (hits, corrected)

    def _found(
        self, words: list[Word], literal: bool, least: float = -1
    ) -> tuple[Hits, float, dict[str, str] | None]:
        """Units with all the words; what covers them as a question; the rules of a set that is named.

        With them: the covered share of the question, 1 when there are units with all the words. What covers no more
        than `least` is of no use.
        """
        each = self._wording.each(words, literal)
        hits = both([found.hits for found in each])
        corrected = None
        if hits and any(found.meant for found in each):
            meant = [Word(found.meant or word.text) for found, word in zip(each, words, strict=True)]
            corrected = self._correction(words, meant, next(found.code for found in each if found.code))
        if not hits:
            hits = self._asked_for(words, literal)
        share = 1.0 if hits else 0.0
        if not any(word.phrase for word in words):
            share = max(share, self._add_covering(hits, words, -1 if hits else least))
        self._leading.add(hits, words, [found.hits for found in each])
        return hits or self._apart(words, each), share, corrected

    def _asked_for(self, words: list[Word], literal: bool) -> Hits:
        """What stands between the words that ask, taken as if it had been typed alone."""
        cores = [word if word.phrase else Word(self._core(word.text)) for word in words]
        if cores == words or not all(core.text for core in cores):
            return {}
        letters = all(core.text.isascii() for core in cores)
        return both([found.hits for found in self._wording.each(cores, literal or not letters)])

    def _apart(self, words: list[Word], each: list[Found]) -> Hits:
        """Where no unit has all the words, but each of them names something: the units of each."""
        forms = [self._form(word.text) for word in words if not word.phrase]
        weight = self._speller.vocabulary.weight
        if len(words) < 2 or len(forms) < len(words) or not all(form and weight(form) for form in forms):
            return {}
        found: Hits = {}
        for word, one in zip(words, each, strict=True):
            for number, hit in one.hits.items():
                found.setdefault(number, replace(hit, tier=5, level=5, code="partial", term=word.text))
        return found

    def _core(self, text: str) -> str:
        return self._words.core(self._corpus.normalizer.mapped_form(text), self.candidates.frequency)

    def _mended(self, words: list[Word]) -> tuple[list[Word], str]:
        mended, code = [], ""
        for word in words:
            mapped = self._corpus.normalizer.mapped_form(word.text)
            form, kind = self._mender.mend(mapped.form, self._words.pieces(mapped, self.candidates.frequency))
            mended.append(Word(form) if kind else word)
            code = code or kind
        return mended, code

    def _add_covering(self, hits: Hits, words: list[Word], least: float) -> float:
        """Adds units that cover a question well enough, then the rules under the scenarios that answer it.

        Gives the share that the best of them covers.
        """
        mapped = self._corpus.normalizer.mapped_form
        texts = [[mapped(clause) for clause in CLAUSES.split(word.text)] for word in words]
        question = read_question(texts, self._words, self.candidates.frequency, self._scorer.idf)
        is_question = question.asks or len(question.positions) >= LONG_QUESTION
        if len(question.positions) < 2 or (hits and not is_question):
            return 0.0
        ranking = self._tables.ranking
        covering = Covering(question, self.candidates, self._corpus, ranking)
        best = max(covering.weights.values(), default=0)
        if best / question.total <= least:
            return best / question.total
        enough = max(best * ranking["near_best"], question.total * ranking["beside_exact"] if hits else 0)
        needles = tuple(dict.fromkeys(run for p in question.positions for run in (*p.runs, *p.pairs)))
        terms, acts = question.terms, question.acts(ranking["acts"])
        form = "".join(self._form(word.text) for word in words)
        places = self._naming.places(form)
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
        if is_question:
            self._add_rests(hits, needles)
            self._add_nearest(hits, question, form, needles)
            self._learned.add(hits, form, needles)
        return best / question.total

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
                rule = self._numbers.get(each)
                if rule is not None and rule not in hits:
                    hits[rule] = Hit(5, 5, "rests", unit["title"], 0.0, needles, under=(number, place))

    def _result(self, number: int, hit: Hit, score: float) -> Result:
        unit = self._corpus.units[number]
        needles, normalizer = list(hit.needles), self._corpus.normalizer
        passage, marks = snippet(unit["shown"], needles, normalizer)
        reason = {"code": hit.code, "term": hit.term}
        return Result(
            unit["id"], unit["type"], unit["title"], score, hit.tier, reason, why(reason),
            passage, marks, mark_spans(unit["title"], needles, normalizer), unit["rests_on"],
        )  # fmt: skip

    def _correction(self, typed: list[Word], meant: list[Word], code: str) -> dict[str, str] | None:
        ours, theirs = (" ".join(word.text for word in words) for words in (typed, meant))
        return self._corrections.of(ours, theirs, code)

    def _topic_names(self) -> list[str]:
        topics = [each for each in self._documents.values() if each["type"] == "topic"]
        return [self._form(name) for topic in topics for name in (topic["title"], *topic.get("aliases", []))]

    def _form(self, text: str) -> str:
        return self._corpus.normalizer.match_form(text)

    def _symbols(self, text: str) -> str:
        return self._corpus.normalizer.symbols(text)
