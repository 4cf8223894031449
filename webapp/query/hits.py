"""A unit that answers, before it is ranked: how well, why, and what to mark in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Hit:
    """`tier` 1 to 5 as in `engine`, 0 where others decide; `needles`: match or numeral forms that are marked."""

    tier: int
    level: int  # of the spelling that was found; orders units inside a tier that sounds decide
    code: str
    term: str
    score: float
    needles: tuple[str, ...] = ()
    share: float = 1.0  # how good a guess the spelling was
    group: int = 0  # -2 a rule set that the query names, -1 its rules
    under: tuple[int, int] | None = None  # the scenario that brought this rule along, and its place there

    def before(self, other: Hit) -> bool:
        """Whether it is the better of two for the same unit: tier, level, then score."""
        return (self.tier, self.level, -self.score) < (other.tier, other.level, -other.score)


Hits = dict[int, Hit]


def both(each: list[Hits]) -> Hits:
    """Units that answer every word: the worst tier with its reason, the sum of the scores, all the needles."""
    if not each:
        return {}
    out: Hits = {}
    for number in sorted(set(each[0]).intersection(*each[1:])):
        hits = [hits[number] for hits in each]
        worst = max(hits, key=lambda hit: hit.tier)
        out[number] = Hit(
            max(worst.tier, 1),  # a region's name beside other words has tier 0: they decide
            max(hit.level for hit in hits),
            worst.code,
            worst.term if len(each) == 1 else " ".join(hit.term for hit in hits if hit.tier == worst.tier),
            sum(hit.score for hit in hits),
            tuple(dict.fromkeys(needle for hit in hits for needle in hit.needles)),
        )
    return out
