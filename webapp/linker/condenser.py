"""A script that is already minified → the same script with fewer signs.

Gone are the `;` before a `}`, the `,` before a closing bracket, the brackets around a single parameter or a whole
value, the new line behind a block; `true` and `false` become `!0` and `!1`, and declarations that follow each other
become one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from webapp.linker.tokens import Token, bracket_change

# Statements of a head and a block, and words that a block or another statement follows.
HEADED = frozenset(["if", "for", "while", "switch", "catch"])
LEADING = frozenset(["else", "try", "finally", "do"])
HEADS = ("for", "while", "if")
CLOSING = (")", "]", "}")
VALUES = {"true": "!0", "false": "!1"}
WORD_END = re.compile(r"[\w$]$")
WORD = re.compile(r"[\w$]")
# Between one of these and one of those stands a whole value, with brackets around it or without.
BEFORE_WHOLE = frozenset(["=", "=>", "(", "[", ",", ":", "?", "return"])
BEHIND_WHOLE = frozenset([")", "]", "}", ",", ";"])
# Where a statement may stand as well (the body of `=>`, behind a label), these would begin one.
BEFORE_EITHER = frozenset(["=>", ":"])
BEGINS_STATEMENT = frozenset(["{", "function", "class", "async", "let"])


def condense(tokens: list[Token]) -> list[Token]:
    """The tokens of a whole script, classified → those of one that does the same. They are changed."""
    _drop_brackets(tokens)
    _drop_new_lines(tokens)
    tokens = [token for token in tokens if token.text]
    solid = [token for token in tokens if token.kind != "blank"]
    _join_declarations(tokens)
    _drop_signs(solid)
    for token in solid:
        if token.role == "keyword":
            token.text = VALUES.get(token.text, token.text)
    return [token for token in tokens if token.text]


@dataclass
class _Bracket:
    """What stands open: its token, the one before, the first one in it, and whether it has to stay."""

    token: Token
    before: Token
    first: Token
    stays: bool = False


def _drop_brackets(tokens: list[Token]) -> None:
    """`a=(b);` → `a=b;`. Not around several values, an object that would be a block, or a new line."""
    open_: list[_Bracket] = []
    solid = [token for token in tokens if token.kind != "blank"]
    nothing = Token("", "blank")
    place = 0
    for token in tokens:
        if token.kind == "blank":
            if "\n" in token.text:
                open_ = [_Bracket(each.token, each.before, each.first, stays=True) for each in open_]
            continue
        before = solid[place - 1] if place else nothing
        after = solid[place + 1] if place + 1 < len(solid) else nothing
        place += 1
        if open_ and (token.text == "," or (token.text == "in" and token.role == "keyword")):
            open_[-1].stays = True
        change = bracket_change(token)
        if change > 0:
            open_.append(_Bracket(token, before, after, stays=token.text != "("))
        elif change < 0:
            opened = open_.pop()
            if after.text not in BEHIND_WHOLE or not _holds_whole(opened):
                continue
            needs_blank = WORD_END.search(opened.before.text) and WORD.match(opened.first.text)
            opened.token.text, token.text = " " if needs_blank else "", ""
            if open_ and open_[-1].first is opened.token:
                open_[-1].first = opened.first


def _holds_whole(bracket: _Bracket) -> bool:
    """Whether what begins behind these means the same without them."""
    before, first = bracket.before, bracket.first
    is_word = before.kind == "name" and before.role != "keyword"
    begins = before.text in BEFORE_EITHER and first.text in BEGINS_STATEMENT
    return before.text in BEFORE_WHOLE and first.text != ")" and not (bracket.stays or is_word or begins)


@dataclass
class _Statement:
    """The statement that goes on between two brackets: what it is, and how far it has come.

    `kind`: "begins" (the next word or block is its first), "declares" (a function or class), "head" (`if` before its
    brackets), "body" (before its block), "over" (behind it), or "" for any other.
    """

    kind: str
    is_class: bool = False


def _drop_new_lines(tokens: list[Token]) -> None:
    """`if(a){}\nb()` → `if(a){}b()`: a new line behind the block of a statement ends nothing that is not over."""
    open_ = [_Statement("begins")]
    solid = [token for token in tokens if token.kind != "blank" and token.text]
    place = 0
    for token in tokens:
        now = open_[-1]
        if token.kind == "blank":
            before = solid[place - 1].text if place else ""
            if "\n" in token.text and now.kind in ("over", "begins") and before in ("{", "}", ";"):
                token.text = ""
            continue
        if not token.text:
            continue
        place += 1
        change = bracket_change(token)
        if change < 0:
            open_.pop()
            _close(open_[-1], token)
            continue
        _advance(now, token, solid[place].text if place < len(solid) else "")
        if change > 0:
            is_class = token.frame == "class"
            open_.append(
                _Statement("begins" if token.frame == "block" else "over" if is_class else "", is_class)
            )


def _advance(now: _Statement, token: Token, after: str) -> None:
    """What the statement is with this token, which closes nothing."""
    if now.is_class:
        return
    if token.text == ";" and token.kind == "sign":
        now.kind = "begins"
    elif now.kind in ("begins", "over"):
        is_word = token.role == "keyword"
        if is_word and (
            token.text in ("function", "class") or (token.text == "async" and after == "function")
        ):
            now.kind = "declares"
        elif is_word and token.text in HEADED and after == "(":
            now.kind = "head"
        elif not (is_word and token.text in LEADING) and token.frame != "block":
            now.kind = ""
        else:
            now.kind = "body" if token.frame == "block" else "begins"
    elif now.kind == "body" and token.frame != "block":
        now.kind = ""


def _close(now: _Statement, token: Token) -> None:
    """What the statement around a bracket is when that closes."""
    if now.kind == "head":
        now.kind = "body"
    elif now.kind in ("declares", "body") and token.text == "}":
        now.kind = "over"


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
