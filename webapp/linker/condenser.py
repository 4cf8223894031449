"""A script that is already minified → the same script with fewer signs.

Gone are the `;` before a `}`, the `,` before a closing bracket, the brackets around a single parameter; `true` and
`false` become `!0` and `!1`, and declarations that follow each other become one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from webapp.linker.tokens import Token, bracket_change

HEADS = ("for", "while", "if")
CLOSING = (")", "]", "}")
VALUES = {"true": "!0", "false": "!1"}
WORD_END = re.compile(r"[\w$]$")


def condense(tokens: list[Token]) -> list[Token]:
    """The tokens of a whole script, classified → those of one that does the same. They are changed."""
    solid = [token for token in tokens if token.kind != "blank"]
    _join_declarations(tokens)
    _drop_signs(solid)
    for token in solid:
        if token.role == "keyword":
            token.text = VALUES.get(token.text, token.text)
    return [token for token in tokens if token.text]


def _drop_signs(solid: list[Token]) -> None:
    """Empty the signs that nothing needs. A `;` after the head of a loop or an `if` is its body, and stays; so does
    the last `,` of a list with holes.
    """
    heads: list[bool] = []
    after_head = False
    before = Token("", "blank")
    for index, token in enumerate(solid):
        after = solid[index + 1].text if index + 1 < len(solid) else ""
        ends_statement = token.text == ";" and after == "}" and not after_head
        ends_list = token.text == "," and after in CLOSING and before.text not in (",", "[")
        if ends_statement or ends_list:
            token.text = ""
        elif token.text == "(" and _is_single_parameter(solid[index : index + 4]):
            token.text, solid[index + 2].text = " " if WORD_END.search(before.text) else "", ""
        elif token.text == "(":
            heads.append(before.text in HEADS)
        after_head = token.text == ")" and heads.pop()
        before = token


def _is_single_parameter(tokens: list[Token]) -> bool:
    return [token.text for token in tokens[2:]] == [")", "=>"] and tokens[1].kind == "name"


@dataclass
class _Place:
    """How far the statement has come between two brackets: the word it began with, and whether it is over."""

    first: str = ""
    ended: Token | None = None
    begins: bool = True


def _join_declarations(tokens: list[Token]) -> None:
    """`let a=1;let b=2` → `let a=1,b=2`. Only where a sign ends the first: a new line may or may not end it."""
    places = [_Place()]
    for index, token in enumerate(tokens):
        place = places[-1]
        if token.kind == "blank":
            if "\n" in token.text and not place.begins:
                places[-1] = _Place("?", begins=False)
            continue
        if place.begins and token.text == "let" and place.first == "let" and place.ended:
            place.ended.text, token.text = ",", ""
            if tokens[index + 1].kind == "blank":
                tokens[index + 1].text = ""
            place.ended, place.begins = None, False
        elif place.begins:
            places[-1] = place = _Place(token.text, begins=False)
        change = bracket_change(token)
        if change > 0:
            places.append(_Place(begins=token.frame == "block"))
        elif change < 0:
            places.pop()
        elif token.text == ";" and token.kind == "sign":
            places[-1] = _Place(place.first, token)
