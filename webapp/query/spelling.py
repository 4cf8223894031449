"""Turns what was typed instead of a word (pinyin, initials, a like sound or shape, a slip) into the library's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import contains

from webapp.analysis.corpus import Corpus
from webapp.analysis.pinyin import UNFINISHED, Pinyin
from webapp.analysis.tables import Tables
from webapp.analysis.tokenizer import bigrams
from webapp.query.matcher import Variant, exact
from webapp.query.mistyped import SHORTEST, Mistyped, exchanged_at, slipped, turned
from webapp.query.postings import Candidates
from webapp.query.sounding import Sounding
from webapp.query.vocabulary import Vocabulary

MOST_VARIANTS = 6
TOPICAL = 24  # what a topic is called by, beside anything else with the same initials
FEWEST_LETTERS = 6  # with fewer, almost any would be a slip of some word
NAMED = 3  # a word that something is named by counts three times as much as one in the text
LONGEST = (
    14  # characters of a word that may be meant as a whole: more are a question, and read by their parts
)
LONGEST_WORD = 6  # characters of a word that is looked for around a slip
WELL_NAMED = 12  # the weight of a word that may have been meant although none of its characters was typed
GUESSES = frozenset(["pinyin", "initials", "homophone", "lookalike", "near", "typo"])
SLIPS = GUESSES - {"pinyin", "initials"}  # what a person would call a mistake


class Speller:
    """Guesses over one corpus; every guess occurs in a text, so none leads nowhere."""

    def __init__(
        self,
        corpus: Corpus,
        candidates: Candidates,
        pinyin: Pinyin,
        tables: Tables,
        topics: Iterable[str],
        plain: Iterable[str] = (),
    ) -> None:
        self._pinyin = pinyin
        self._lookalikes = tables.lookalikes
        self._sounding = Sounding(corpus, candidates)
        self._mistyped = Mistyped(corpus, candidates, self._sounding)
        self._frequency = candidates.frequency
        self._topics = frozenset(topics)
        self._plain = [word for word in plain if len(word) > 1]
        self._known = {*plain, *(word for word in tables.setting if len(word) > 1)}
        self.vocabulary = Vocabulary(corpus, pinyin, tables, candidates.frequency, self._plain)

    def guesses(self, form: str) -> list[Variant]:
        """What a word may have been meant to be: by the first way of typing that leads to what something is named.

        When none does, by the first that leads anywhere.
        """
        if not form.isascii() and not 2 <= len(form) <= LONGEST:
            return []
        found: list[Variant] = []
        for way in self._of_letters(form) if _has_letters(form) else self._of_characters(form):
            variants = way()
            if variants and self.vocabulary.weight(variants[0].form):
                return variants
            found = found or [each for each in variants if self._sounding.stands(each.form)]
        return self._plain_words(form) or found

    def joined(self, letters: str) -> list[Variant]:
        """For syllables typed with spaces: pinyin, two syllables or more; like sounds where there is nothing."""
        cuts = [cut for cut in self._pinyin.cuts(letters) if len(cut) > 1]
        return (
            self._spelled(cuts)
            or self._plain_words(letters)
            or self._spelled(cuts, True)
            or self._slipped_letters(letters)
        )

    def slips(self, window: str) -> Iterator[tuple[str, str]]:
        """Words that things are named by and that may have been meant here, with the kind of slip."""
        for word in self.vocabulary.sounding_like(window):
            same = all(
                typed in self._pinyin.same_sound(char) for char, typed in zip(word, window, strict=True)
            )
            yield word, "homophone" if same else "near"
        for word in self.vocabulary.looking_like(window):
            yield word, "lookalike"

    def _plain_words(self, form: str) -> list[Variant]:
        """The plain words that are typed so (paimapi, 拍马P), sound or look so: short ones only by whole syllables."""
        pinyin = self._pinyin
        if _has_letters(form):
            cuts = pinyin.mixed_cuts(form)
            ways = [
                ("pinyin", [pinyin.chars(each) if _has_letters(each) else each for each in cut])
                for cut in cuts
                if len(cut) > 2 or not any(each.endswith(UNFINISHED) for each in cut)
            ]
        else:
            ways = [
                ("homophone", [pinyin.same_sound(char) for char in form]),
                ("lookalike", [self._lookalikes.get(char, char) for char in form]),
            ]
            ways = ways if len(form) > 2 else []
        for code, slots in ways:
            words = [
                word for word in self._plain if len(word) == len(slots) and all(map(contains, slots, word))
            ]
            if words:
                return [exact(word, word, code) for word in words[:MOST_VARIANTS]]
        return []

    def _of_letters(self, form: str) -> list[Callable[[], list[Variant]]]:
        if not form.isascii():
            cuts = self._pinyin.mixed_cuts(form)
            return [lambda: self._spelled(cuts), lambda: self._spelled(cuts, True)]
        cuts = self._pinyin.cuts(form)
        return [
            lambda: self._well_spelled(cuts),
            lambda: self._by_initials(form),
            lambda: self._spelled(cuts, True),
            lambda: self._slipped_letters(form),
        ]

    def _slipped_letters(self, letters: str) -> list[Variant]:
        """What is named by pinyin with one letter less or two exchanged: gaunxiwang is 关系网, excel is nothing."""
        if len(letters) < FEWEST_LETTERS or self._whole(letters):  # what reads as pinyin is no slip
            return []
        cuts = [cut for typed in slipped(letters) for cut in self._whole(typed)]
        words = [each.form for cut in cuts for each in self._spelled([cut])]
        named = self.vocabulary
        return self._ranked([word for word in words if named.weight(word) and named.is_bounded(word)], "near")

    def _whole(self, letters: str) -> list[list[str]]:
        """The ways to read letters as two whole syllables or more."""
        cuts = self._pinyin.cuts(letters)
        return [cut for cut in cuts if len(cut) > 1 and not cut[-1].endswith(UNFINISHED)]

    def _of_characters(self, form: str) -> list[Callable[[], list[Variant]]]:
        return [
            lambda: self._ranked(self._turned(form), "typo"),
            lambda: self._exchanged(form, self._pinyin.same_sound, "homophone"),
            lambda: self._exchanged(form, lambda char: self._lookalikes.get(char, char), "lookalike"),
            lambda: self._exchanged(form, self._pinyin.near_sound, "near"),
            lambda: self._ranked(self._slips_of(form, self.vocabulary.one_apart(form)), "typo"),
            lambda: self._ranked(self._slips_of(form, self._apart(form)), "typo"),
        ]

    def _slips_of(self, form: str, words: Iterable[str]) -> list[str]:
        """Those for which no word was exchanged for another: 能在群里骂领导 is not 能在群里夸领导."""
        return [word for word in words if not self._is_another_word(form, word)]

    def _is_another_word(self, form: str, word: str) -> bool:
        """Whether the one character that differs is a word, lies in one, or stands so in some text, too.

        Words are plain words and those of the setting. Nor are they one character too long: 领导红包 is not 领红包.
        """
        longer = len(form) > len(word)
        place = next(at for at, char in enumerate(form) if char != word[at : at + 1]) if longer else 0
        place = place if longer else exchanged_at(form, word)
        if place < 0 or (longer and form[place] == form[place - 1 : place]):
            return False
        starts = range(max(place + 1 - LONGEST_WORD, 0), place + 1)
        around = (form[start:end] for start in starts for end in range(place + 1, start + LONGEST_WORD + 1))
        if word[place : place + 1] in self._known or not self._known.isdisjoint(around):
            return True
        return not longer and all(map(self._frequency, bigrams(form[max(place - 1, 0) : place + 2])))

    def _apart(self, form: str) -> list[str]:
        """Strings of the text one slip apart; what lies inside the word is no slip unless something is named so."""
        found = self._mistyped.strings(form)
        return [string for string in found if string not in form or self.vocabulary.weight(string)]

    def _turned(self, form: str) -> list[str]:
        """What a short word names the other way round; longer ones are looked for in the text."""
        return [word for word in turned(form) if self.vocabulary.weight(word)] if len(form) < SHORTEST else []

    def _well_spelled(self, cuts: list[list[str]]) -> list[Variant]:
        """Pinyin; with like sounds behind it when nothing is named by what was found."""
        found = self._spelled(cuts)
        if not found or len(cuts[0]) < 2 or any(self.vocabulary.weight(each.form) for each in found):
            return found
        known = {variant.form for variant in found}
        return found + [each for each in self._spelled(cuts, True) if each.form not in known]

    def _spelled(self, cuts: list[list[str]], nearly: bool = False) -> list[Variant]:
        """Words whose pinyin this is, the last syllable perhaps unfinished; heteronyms read wrongly come last."""
        for cut in cuts:
            slots = [self._pinyin.chars(each, nearly) if _has_letters(each) else each for each in cut]
            words = [word for word, _ in self._sounding.strings(slots)]
            misread = [word for word in words if self._pinyin.misread(word, cut)] if not nearly else []
            code = "near" if nearly else "pinyin"
            ranked = self._ranked([word for word in words if word not in misread], code) or self._ranked(
                misread, code
            )
            if len(cut) == 2 and cut[-1].endswith(UNFINISHED):  # so little fits anything: only names count
                ranked = [each for each in ranked if self.vocabulary.weight(each.form)]
            if ranked:
                return ranked if len(cut) > 1 else ranked[:2]
        return []

    def _by_initials(self, letters: str) -> list[Variant]:
        """The words with these initials that the library has much on, and not what lies inside the first of them."""
        if len(letters) < 2:
            return []
        weight = self._weight
        words = sorted(self.vocabulary.by_initials(letters), key=lambda word: (-weight(word), word))
        kept = [word for word in words if weight(word) * 8 >= weight(words[0])]
        kept = [word for word in kept if word == words[0] or word not in words[0]][:MOST_VARIANTS]
        return [exact(word, word, "initials", weight(word) / weight(words[0])) for word in kept]

    def _weight(self, word: str) -> int:
        """What a topic is called by is meant before anything else with these initials."""
        return self.vocabulary.weight(word) * (TOPICAL if word in self._topics else 1)

    def _exchanged(self, form: str, slot: Callable[[str], str], code: str) -> list[Variant]:
        """Words that share the most characters with this one and have one of `slot` elsewhere.

        Of two characters anything is near something, and in running text any two stand together: 律师 is not 律是.
        """
        found = [word for word, _ in self._sounding.strings([slot(char) for char in form])]
        same = {word: sum(a == b for a, b in zip(word, form, strict=True)) for word in found if word != form}
        occurring = [word for word in same if self._sounding.occurs(word)]
        if len(form) == 2:
            occurring = [word for word in occurring if code != "near" and self.vocabulary.is_bounded(word)]
        likest = max((same[word] for word in occurring), default=0)
        if not likest:
            occurring = [word for word in occurring if self.vocabulary.weight(word) >= WELL_NAMED]
        return self._ranked([word for word in occurring if same[word] == likest], code)

    def _ranked(self, words: Iterable[str], code: str) -> list[Variant]:
        """The words that occur, richest first."""
        rich = {word: self._richness(word) for word in words}
        ordered = sorted((word for word in rich if rich[word]), key=lambda word: (-rich[word], word))
        found: list[str] = []
        for word in ordered:
            if len(found) < MOST_VARIANTS and self._sounding.occurs(word):
                found.append(word)
        return [exact(word, word, code, rich[word] / rich[found[0]]) for word in found]

    def _richness(self, word: str) -> int:
        """How much there is under a word: what is named by it, and the texts that may hold it."""
        pairs = [word[place : place + 2] for place in range(len(word) - 1)] or [word]
        return NAMED * self.vocabulary.weight(word) + min(map(self._frequency, pairs))


def _has_letters(form: str) -> bool:
    return any("a" <= char <= "z" for char in form)
