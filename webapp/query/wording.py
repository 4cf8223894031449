"""Turns the words of a query into the units that hold them: as they stand, in official wording, or as was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from webapp.analysis.corpus import Corpus
from webapp.analysis.dates import date_form
from webapp.analysis.numerals import is_small_number, numeral_form
from webapp.query.hits import Hit, Hits, both
from webapp.query.lexicon import SAME, WIDER, Lexicon
from webapp.query.matcher import Variant, exact, holding, matches, numeral, other_words, symbol
from webapp.query.naming import Naming
from webapp.query.parser import Word
from webapp.query.postings import Candidates
from webapp.query.scorer import Scorer
from webapp.query.spelling import GUESSES, SLIPS, Speller

BEHIND = 3  # levels that a like sound stands behind the sound that was typed, and other words behind an alias
_LATIN = re.compile(r"[a-z]+")
_PARTS = re.compile(r"[a-z]+|[^a-z]+")


@dataclass
class Found:
    """The units of one word, and the word that was meant when a slip led to them."""

    hits: Hits
    meant: str = ""
    code: str = ""


class Wording:
    """Words of a query → hits over one corpus, each word by itself; `hits.both` joins them."""

    def __init__(
        self,
        corpus: Corpus,
        candidates: Candidates,
        scorer: Scorer,
        speller: Speller,
        naming: Naming,
        lexicon: Lexicon,
    ) -> None:
        self._corpus = corpus
        self._candidates = candidates
        self._scorer = scorer
        self._speller = speller
        self._naming = naming
        self._lexicon = lexicon

    def each(self, words: list[Word], literal: bool) -> list[Found]:
        """What each word finds; syllables typed with spaces count as one word when that finds something."""
        found = [self.literally(word) for word in words]
        forms = [self._form(word.text) for word in words]
        if literal:
            return [Found(hits) for hits in found]
        if len(words) > 1 and not all(found) and all(_LATIN.fullmatch(form) for form in forms):
            joined = self._of_guesses(self._speller.joined("".join(forms)))
            if joined:
                return [Found(joined)]
        each = zip(words, forms, found, strict=True)
        meant = [Found(hits) if word.phrase else self._meant(form, hits) for word, form, hits in each]
        if len(words) > 1:
            for form, one in zip(forms, meant, strict=True):
                one.hits = self._naming.in_place(form, one.hits)
        return meant

    def literally(self, word: Word) -> Hits:
        """Units with exactly these characters, or with the same numbers in another form."""
        form = self._form(word.text)
        symbols = list(dict.fromkeys(self._corpus.normalizer.symbols(word.text)))
        if not form:
            return both([self._of_variants([symbol(char)]) for char in symbols])
        hits = self._of_variants([exact(form, word.text)])
        if symbols and not word.phrase:  # 互联网+ is not 互联网
            signed = set(self._candidates.all_of(symbols))
            hits = {number: hit for number, hit in hits.items() if number in signed} or hits
        mapped = self._corpus.normalizer.mapped_form(word.text)
        folded = numeral_form(mapped).form
        dated = "" if word.phrase else date_form(word.text, mapped)
        if dated or (not word.phrase and folded != form and not is_small_number(folded)):
            for number, hit in self._of_variants([numeral(dated or folded, word.text)]).items():
                hits.setdefault(number, hit)
        return hits

    def holding(self, run: str) -> Iterable[int]:
        """The same units as for a phrase, neither weighed nor explained."""
        form = self._form(run)
        return holding(form, self._corpus, self._candidates) if form else self.literally(Word(run, True))

    def _meant(self, form: str, hits: Hits) -> Found:
        """What the word stands for in the lexicon; what it may have been meant to be, when it is not there as it is."""
        wording = self._lexicon.get(form, {})
        official = self._of_variants([exact(run, run, code) for run, code in wording.items()])
        found = {**official, **hits}
        if _LATIN.fullmatch(form) and all(hit.tier == 2 for hit in hits.values()):
            return Found({**self._of_guesses(self._speller.guesses(form)), **hits})
        if found or not form:
            return Found(found)
        guesses = self._speller.guesses(form)
        parts = _PARTS.findall(form)
        if not guesses and len(parts) > 1 and any(_LATIN.fullmatch(part) for part in parts):
            return Found(
                both([self._meant(part, self._of_variants([exact(part, part)])).hits for part in parts])
            )
        slip = guesses[0] if guesses and guesses[0].code in SLIPS else None
        return Found(self._of_guesses(guesses), slip.form if slip else "", slip.code if slip else "")

    def _of_guesses(self, guesses: list[Variant]) -> Hits:
        """What holds a guess, or behind that the official wording of the plain word that was guessed."""
        official = [
            replace(exact(run, guess.form, guess.code, guess.share), behind=True)
            for guess in guesses
            for run in self._lexicon.get(guess.form, {})
        ]
        return self._of_variants([*guesses, *official])

    def _of_variants(self, variants: list[Variant]) -> Hits:
        hits: Hits = {}
        for variant in variants:
            for number, level in matches(variant, self._corpus, self._candidates).items():
                hit = self._hit(number, variant, level)
                if number not in hits or hit.before(hits[number]):
                    hits[number] = hit
        return hits

    def _hit(self, number: int, variant: Variant, level: int) -> Hit:
        score = variant.share * self._scorer.score(number, variant.terms)
        code, term, tier = variant.code, variant.term, level
        if code in GUESSES:
            tier, level = 4, level + (BEHIND if variant.behind or code == "near" else 0)
        elif code in (SAME, WIDER):
            tier, level = (3 if code == SAME else 4), level + BEHIND
        elif code == "exact" and level == 1:
            code = "title"
        elif level == 3 and code in ("exact", "numeral"):
            code, term = other_words(variant, self._corpus, number)
        return Hit(tier, level, code, term, score, (variant.form,), variant.share)

    def _form(self, text: str) -> str:
        return self._corpus.normalizer.match_form(text)
