"""Turns a query that names a rule set, one of its versions or one of its articles into what leads the results."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from webapp.analysis.corpus import Corpus
from webapp.analysis.numerals import numeral_form
from webapp.query.hits import Hit, Hits
from webapp.query.naming import Naming, forms_of
from webapp.query.parser import Word
from webapp.query.reading import Words
from webapp.query.spelling import GUESSES


class Leading:
    """Puts rule sets and articles that a query names in front: it sets `group` of hits and adds what is missing."""

    def __init__(self, corpus: Corpus, naming: Naming, words: Words, frequency: Callable[[str], int]) -> None:
        self._corpus = corpus
        self._naming = naming
        self._words = words
        self._frequency = frequency

    def add(self, hits: Hits, words: list[Word], each: list[Hits]) -> None:
        """When the query, or what stands between words that ask, names a rule set, it and its rules lead."""
        whole = "".join(word.text for word in words)
        core = self._words.core(self._corpus.normalizer.mapped_form(whole), self._frequency)
        asked = forms_of(whole, self._corpus) | forms_of(core, self._corpus) | self._subject(words)
        if len(each) == 1:
            asked |= {hit.needles[0] for hit in each[0].values() if hit.code in GUESSES and hit.share == 1}
        for number, rules in self._naming.called(asked):
            own = hits.setdefault(number, Hit(3, 3, "alias", whole, 0.0, tuple(sorted(asked))))
            own.group = -2
            title = self._corpus.units[number]["title"]
            for rule in rules:
                if rule not in hits or hits[rule].tier == 5:
                    hits[rule] = Hit(own.tier, 3, "ruleset", title, 0.0, own.needles)
                hits[rule].group = -1
        self._add_referred(hits, core)

    def lead_covering(self, hits: Hits, weights: Mapping[int, int]) -> None:
        """A question that covers a rule set no less than each of its rules tells none of these apart: the set leads."""
        for number in weights.keys() & hits.keys():
            rules = self._naming.rules_of(number)
            if len(rules) > 1 and all(rule in hits and weights[rule] <= weights[number] for rule in rules):
                hits[number].group = -2

    def _add_referred(self, hits: Hits, core: str) -> None:
        """When the query is a rule set with a year or an article: that article, then the set, lead."""
        normalizer = self._corpus.normalizer
        reference = self._naming.referred(numeral_form(normalizer.mapped_form(core)).form)
        for group, numbers in ((-1, reference.sets), (-2, reference.articles or reference.sets)):
            for number in numbers:
                title = self._corpus.units[number]["title"]
                hits.setdefault(number, Hit(3, 3, "alias", title, 0.0)).group = group

    def _subject(self, words: list[Word]) -> set[str]:
        """The one thing that is named beside words that ask and set the scene: 咸阳 in 咸阳的工作群办法."""
        texts = [self._corpus.normalizer.mapped_form(word.text) for word in words]
        pieces = [piece for text in texts for piece in self._words.pieces(text, self._frequency)]
        said = [piece for piece in pieces if piece.kind not in ("asks", "setting")]
        named = [piece.text for piece in said if len(piece.text) > 1 or piece.kind != "matter"]
        return set(named) if len(named) == 1 else set()
