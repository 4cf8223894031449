"""Turns a query into ranked results with reasons: parse, match, cover, rank, show.

The tier of a unit is the worst over the words of the query of the best level of that word in the unit: 1 exact
wording in title or quotation, 2 in the text, 3 in an alias or name, 4 by sound, 5 a question partly covered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.analysis.corpus import Corpus, build_corpus
from webapp.analysis.numerals import is_small_number, numeral_form
from webapp.analysis.pinyin import Pinyin
from webapp.analysis.tables import Tables
from webapp.query.answer import Answer, Result, why
from webapp.query.coverage import Covering
from webapp.query.facets import Facets
from webapp.query.hits import Hit, Hits, both
from webapp.query.lexicon import build_lexicon
from webapp.query.matcher import Variant, exact, matches, numeral, other_words, symbol
from webapp.query.naming import Naming, forms_of
from webapp.query.parser import Query, Word, parse
from webapp.query.postings import Candidates, Postings
from webapp.query.ranking import Ranking
from webapp.query.reading import Words, read_question
from webapp.query.scorer import Scorer
from webapp.query.snippet import mark_spans, snippet
from webapp.query.spelling import Speller
from webapp.rules.units import units

LONG_QUESTION = 6  # characters that count; shorter queries without asking words name a thing
_LATIN = re.compile(r"[a-z]+")
_PARTS = re.compile(r"[a-z]+|[^a-z]+")


class Engine:
    """A searchable library. `candidates` may be an index of the same units; memory serves without one."""

    def __init__(self, library: Any, tables: Any, candidates: Candidates | None = None) -> None:
        self._documents: Mapping[str, Any] = getattr(library, "documents", library)
        self._tables = tables if isinstance(tables, Tables) else Tables.from_json(tables)
        self._corpus: Corpus = build_corpus(units(self._documents), self._tables)
        numbers = range(len(self._corpus.units))
        self._candidates = candidates or Postings(self._corpus.terms(number) for number in numbers)
        self._scorer = Scorer(self._corpus, self._candidates.frequency, self._tables)
        overrides = [document.get("pinyin_override", {}) for document in self._documents.values()]
        pinyin = Pinyin(self._tables, {word: value for each in overrides for word, value in each.items()})
        self._speller = Speller(self._corpus, self._candidates, pinyin, self._tables.function)
        self._words = Words(
            self._tables,
            self._topic_names(),
            build_lexicon([self._documents[each] for each in sorted(self._documents)], self._form),
        )
        self._naming = Naming(self._corpus, self._documents)
        self._numbers = {unit["id"]: number for number, unit in enumerate(self._corpus.units)}
        self._facets = Facets(self._corpus, self._documents)
        self._ranking = Ranking(self._corpus, self._tables, self._documents)

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
    ) -> Answer:
        """The best `limit` results; `total` counts all. `today` decides which texts are in force."""
        query = parse(text, self._tables)
        hits = self._hits(query)
        chosen = {**query.filters, **(filters or {})}
        hits = self._facets.keep(hits, chosen, today)
        ranked = self._ranking.ranked(hits, today)
        results = [self._result(number, hits[number], score) for number, score in ranked[:limit]]
        return Answer(text, len(ranked), results, query.notes, self._facets.counts(hits, today))

    def _hits(self, query: Query) -> Hits:
        wanted = [word for word in query.words if not word.exclude]
        hits = self._wanted(wanted)
        if not wanted and query.filters:
            hits = {number: Hit(3, 3, "filter", "", 0.0) for number in range(self.count)}
        for word in query.words:
            if word.exclude:
                for number in self._literally(word):
                    hits.pop(number, None)
        return hits

    def _wanted(self, words: list[Word]) -> Hits:
        """Units with all the words; then what covers them as a question; the rules of a set that is named."""
        words = [word for word in words if self._form(word.text) or self._symbols(word.text)]
        if not words:
            return {}
        each = self._each(words)
        hits = both(each)
        if not any(word.phrase for word in words):
            self._add_covering(hits, words)
        self._add_named(hits, words, each)
        return hits

    def _each(self, words: list[Word]) -> list[Hits]:
        """Hits of each word; syllables typed with spaces count as one word when that finds something."""
        found = [self._literally(word) for word in words]
        forms = [self._form(word.text) for word in words]
        if len(words) > 1 and not all(found) and all(_LATIN.fullmatch(form) for form in forms):
            joined = self._of_variants(self._speller.joined("".join(forms)))
            if joined:
                return [joined]
        each = zip(words, forms, found, strict=True)
        guessed = [hits if word.phrase else self._guessed(form, hits) for word, form, hits in each]
        if len(words) == 1:
            return guessed
        return [self._naming.in_place(form, hits) for form, hits in zip(forms, guessed, strict=True)]

    def _literally(self, word: Word) -> Hits:
        """Units with exactly these characters, or with the same numbers in another form."""
        form = self._form(word.text)
        if not form:
            return both(
                [self._of_variants([symbol(char)]) for char in dict.fromkeys(self._symbols(word.text))]
            )
        hits = self._of_variants([exact(form, word.text)])
        folded = self._numeral(word.text)
        if not word.phrase and folded != form and not is_small_number(folded):
            for number, hit in self._of_variants([numeral(folded, word.text)]).items():
                hits.setdefault(number, hit)
        return hits

    def _guessed(self, form: str, hits: Hits) -> Hits:
        """What the word may have been meant to be, for words that are not there as they stand."""
        if _LATIN.fullmatch(form) and all(hit.tier == 2 for hit in hits.values()):
            return {**self._of_variants(self._speller.spelled(form)), **hits}
        if hits:
            return hits
        parts = _PARTS.findall(form)
        if len(parts) > 1 and any(_LATIN.fullmatch(part) for part in parts):
            return both([self._guessed(part, self._of_variants([exact(part, part)])) for part in parts])
        return self._of_variants(self._speller.homophones(form))

    def _of_variants(self, variants: list[Variant]) -> Hits:
        hits: Hits = {}
        for variant in variants:
            sound = variant.code in ("pinyin", "initials", "homophone")
            for number, level in matches(variant, self._corpus, self._candidates).items():
                hit = self._hit(number, variant, 4 if sound else level, level)
                if number not in hits or hit.before(hits[number]):
                    hits[number] = hit
        return hits

    def _hit(self, number: int, variant: Variant, tier: int, level: int) -> Hit:
        score = variant.share * self._scorer.score(number, variant.terms)
        code, term = variant.code, variant.term
        if code == "exact" and level == 1:
            code = "title"
        elif code in ("exact", "numeral") and level == 3:
            code, term = other_words(variant, self._corpus, number)
        return Hit(tier, level, code, term, score, (variant.form,), variant.share)

    def _add_covering(self, hits: Hits, words: list[Word]) -> None:
        """Adds units that cover a question well enough, then the rules under the scenarios that answer it."""
        texts = [self._corpus.normalizer.mapped_form(word.text) for word in words]
        question = read_question(texts, self._words, self._candidates.frequency, self._scorer.idf)
        is_question = question.asks or len(question.positions) >= LONG_QUESTION
        if len(question.positions) < 2 or (hits and not is_question):
            return
        ranking = self._tables.ranking
        covering = Covering(question, self._candidates, self._corpus, ranking)
        best = max(covering.weights.values(), default=0)
        enough = max(best * ranking["near_best"], question.total * ranking["beside_exact"] if hits else 0)
        needles = tuple(dict.fromkeys(run for p in question.positions for run in (*p.runs, *p.pairs)))
        terms = question.terms
        for number, weight in covering.weights.items():
            if weight >= enough and number not in hits:
                score = self._scorer.score(number, terms) * (weight / question.total)
                meant = covering.meant(number)
                code, term = ("lexicon", meant) if meant else ("partial", covering.heard(number))
                hits[number] = Hit(5, 5, code, term, score, needles)
        if is_question:
            self._add_rests(hits, needles)

    def _add_rests(self, hits: Hits, needles: tuple[str, ...]) -> None:
        """A scenario that answers brings the rules it rests on along; they stand right behind it."""
        for number in sorted(number for number in hits if self._corpus.units[number]["type"] == "scenario"):
            unit = self._corpus.units[number]
            for place, each in enumerate(unit["rests_on"]):
                rule = self._numbers.get(each)
                if rule is not None and rule not in hits:
                    hits[rule] = Hit(5, 5, "rests", unit["title"], 0.0, needles, under=(number, place))

    def _add_named(self, hits: Hits, words: list[Word], each: list[Hits]) -> None:
        """When the query is what a rule set is called, the set leads and its rules follow."""
        whole = "".join(word.text for word in words)
        asked = forms_of(whole, self._corpus)
        if len(each) == 1:
            asked |= {hit.needles[0] for hit in each[0].values() if hit.tier == 4 and hit.share == 1}
        for number, rules in self._naming.called(asked):
            own = hits.setdefault(number, Hit(3, 3, "alias", whole, 0.0, tuple(sorted(asked))))
            own.group = -2
            title = self._corpus.units[number]["title"]
            for rule in rules:
                if rule not in hits or hits[rule].tier == 5:
                    hits[rule] = Hit(own.tier, 3, "ruleset", title, 0.0, own.needles)
                hits[rule].group = -1

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

    def _numeral(self, text: str) -> str:
        return numeral_form(self._corpus.normalizer.mapped_form(text)).form

    def _symbols(self, text: str) -> str:
        return self._corpus.normalizer.symbols(text)
