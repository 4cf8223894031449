"""A linked script → the same script in which the search engine's own properties have short names.

A property may be sent to another script, stored on a phone or named by a string, and nobody can see that in the code.
So only those listed here are renamed; a test finds each in the engine's modules, and in nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from webapp.linker.shortener import FIRST
from webapp.linker.tokens import Token

INNER = frozenset(
    """
    addChars addNumber addPair addPairs addPairsOf addPieces addRare addRow addSingle allOf
    alone apart atLeast ats byChar byInitials byPair byUnit char chars corpus dictionary
    directories eachRow ends fieldsAt filled findIn findPair functionWords guessed guesses heard
    hits holders holds holdsNumbers impacts inPlace isBounded isNamed areOfficial isSaid
    isSetting knows likeness literally lookingLike mappedForm matchForm meant misread mixedCuts
    most nearKeys nearSound needles normalizer numberOf numbers occurring occurs oneApart pieces
    placesIn positions postings ranked readings readingsOf referred reserve runs sameSound
    scores sets singles slips slotOf slots soundingLike spans stands starts syllables tiers
    together weigh worth
    """.split()
)


def shorten_properties(tokens: Sequence[Token], names: frozenset[str] = INNER) -> None:
    """Change the tokens of these properties: the most used get the shortest names that no other property has."""
    own = [token for token in tokens if token.role == "property" and token.text in names]
    taken = {token.text for token in tokens if token.role in ("property", "short")}
    # No browser has a property with a dollar sign, but `at` is one.
    free = (dollar + letter for dollar in ("", "$", "$$") for letter in FIRST)
    short = (name for name in free if name not in taken)
    new = dict(
        zip((name for name, _ in Counter(token.text for token in own).most_common()), short, strict=False)
    )
    for token in own:
        token.text = new[token.text]
