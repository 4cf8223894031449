"""The modules of a script → one script in which every variable has a short name.

The names of a function become the shortest that mean nothing else inside it, so most functions use the same few.
Top-level names of all modules share one scope afterwards, so each gets a name of its own; an imported name is the
exported one. Properties, and names that nothing declares (those of the browser), stay as they are.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from webapp.linker.minifier import without_blanks
from webapp.linker.scopes import Scope, find_scopes
from webapp.linker.tokens import KEYWORDS, Token, bracket_change, classify, tokenize

# The letters that code has most of come first: text in which the same few return packs better.
LETTERS = "etnrioasclufpdhgmbvykwxjqz"
FIRST = LETTERS + LETTERS.upper() + "_$"
VALUES = ("string", "number", "regex")
VALUE_SIGNS = frozenset("[]{},:;=") | {"true", "false", "null"}


@dataclass
class Unit:
    """One top-level statement: its tokens, the names it declares at the top level, and its functions.

    `owners`: for each token that names a variable, the function that declares it; None for a name from outside.
    """

    tokens: list[Token]
    top: set[str] = field(default_factory=set)
    scopes: list[Scope] = field(default_factory=list)
    owners: dict[int, Scope | None] = field(default_factory=dict)

    @cached_property
    def outer(self) -> Counter[str]:
        """How often each name from outside of its functions is used, its own top-level names included."""
        return Counter(self.tokens[index].text for index, owner in self.owners.items() if owner is None)

    @property
    def only_declares(self) -> bool:
        """Whether it does nothing but give a name to a function, a class or plain values."""
        first, *rest = [token for token in self.tokens if token.kind != "blank"] or [Token("", "blank")]
        if first.text in ("async", "function", "class"):
            return True
        values = (token for token in rest if not (token.kind in VALUES or token.text in VALUE_SIGNS))
        return first.text == "const" and {token.text for token in values} == self.top


@dataclass
class Script:
    """A module as statements. `imports`: name here → (number of the module, name there)."""

    units: tuple[Unit, ...]
    imports: dict[str, tuple[int, str]]

    @cached_property
    def top(self) -> set[str]:
        """The names declared at the top level."""
        return set().union(*(unit.top for unit in self.units))


def read_script(code: str, imports: dict[str, tuple[int, str]]) -> Script:
    """Code without imports and exports → its statements."""
    return Script(_statements(code), imports)


@lru_cache(maxsize=512)  # most modules are the same from one publication to the next
def _statements(code: str) -> tuple[Unit, ...]:
    tokens = [Token("\n", "blank"), *without_blanks(tokenize(code))]
    classify(tokens)
    return tuple(_with_scopes(unit) for unit in _units(tokens))


def _with_scopes(unit: Unit) -> Unit:
    unit.top, unit.scopes, unit.owners = find_scopes(unit.tokens)
    return unit


def shorten(scripts: list[Script]) -> list[Token]:
    """One script, to be run in one function; what nothing refers to is left out."""
    needed = [Script(units, script.imports) for units, script in zip(_needed(scripts), scripts, strict=True)]
    tops = _name_tops(needed, free_names(scripts))
    return [
        token
        for number, script in enumerate(needed)
        for unit in script.units
        for token in _written(unit, tops[number])
    ]


def _needed(scripts: list[Script]) -> list[tuple[Unit, ...]]:
    """Statements that do something, and all that they refer to, directly or not."""
    declaring = {
        (number, name): unit
        for number, script in enumerate(scripts)
        for unit in script.units
        for name in unit.top
    }
    number_of = {id(unit): number for number, script in enumerate(scripts) for unit in script.units}
    waiting = [unit for script in scripts for unit in script.units if not unit.only_declares]
    kept = {id(unit) for unit in waiting}
    while waiting:
        unit = waiting.pop()
        number = number_of[id(unit)]
        for name in unit.outer:
            found = declaring.get(scripts[number].imports.get(name, (number, name)))
            if found and id(found) not in kept:
                kept.add(id(found))
                waiting.append(found)
    return [tuple(unit for unit in script.units if id(unit) in kept) for script in scripts]


def free_names(scripts: Iterable[Script]) -> set[str]:
    """Names that no module declares: the browser's, which have to stay."""
    found: set[str] = set()
    for script in scripts:
        known = script.top | set(script.imports)
        for unit in script.units:
            found |= set(unit.outer) - known
    return found


def _name_tops(scripts: list[Script], free: set[str]) -> list[dict[str, str]]:
    """For each module: top-level or imported name → new name. Those of one module have names that begin alike."""
    used: set[tuple[int, str]] = set()
    for number, script in enumerate(scripts):
        for unit in script.units:
            used.update(script.imports[name] for name in unit.outer if name in script.imports)
            used.update((number, name) for name in unit.outer if name in script.top)
    new = dict(zip(sorted(used), _names(2, free), strict=False))
    return [
        {name: new[number, name] for name in script.top if (number, name) in new}
        | {name: new[origin] for name, origin in script.imports.items() if origin in new}
        for number, script in enumerate(scripts)
    ]


def _written(unit: Unit, tops: Mapping[str, str]) -> Iterator[Token]:
    inner = _name_locals(unit, tops)
    for index, token in enumerate(unit.tokens):
        yield from _renamed(token, _new_name(unit, index, tops, inner))


def _name_locals(unit: Unit, tops: Mapping[str, str]) -> dict[tuple[int, str], str]:
    """(function, name) → new name; functions come from the outside in, so what they see around them is named."""
    new: dict[tuple[int, str], str] = {}
    named: set[int] = set()
    for scope in unit.scopes:
        inside = [index for index in unit.owners if scope.start <= index <= scope.end]
        own = dict.fromkeys(unit.tokens[index].text for index in inside if unit.owners[index] is scope)
        seen = (index for index in inside if (owner := unit.owners[index]) is None or id(owner) in named)
        taken = {_new_name(unit, index, tops, new) for index in seen}
        new.update({(id(scope), name): short for name, short in zip(own, _names(1, taken), strict=False)})
        named.add(id(scope))
    return new


def _new_name(unit: Unit, index: int, tops: Mapping[str, str], inner: Mapping[tuple[int, str], str]) -> str:
    text = unit.tokens[index].text
    owner = unit.owners.get(index)
    return tops.get(text, text) if owner is None else inner[id(owner), text]


def _renamed(token: Token, new: str) -> Iterator[Token]:
    """Tokens that whoever gets them may change: the same statements are linked again."""
    if token.role == "short" and new != token.text:
        yield from (Token(token.text, "name", "property"), Token(":", "sign"), Token(new, "name", "variable"))
        return
    text = new if token.role == "variable" else token.text
    # `const` tells readers something; a phone only pays for the two letters more
    is_const = token.role == "keyword" and text == "const"
    yield Token("let" if is_const else text, token.kind, token.role, token.frame)


def _names(length: int, taken: set[str] | frozenset[str]) -> Iterator[str]:
    """All names from a length on, shortest first, without keywords and those that are taken."""
    for size in itertools.count(length):
        for letters in itertools.product(FIRST, repeat=size):
            name = "".join(letters)
            if name not in taken and name not in KEYWORDS:
                yield name


def _units(tokens: list[Token]) -> Iterator[Unit]:
    """Cut after every `;` and before every new line that stands outside all brackets."""
    depth, unit = 0, Unit([])
    for token in tokens:
        if depth == 0 and token.kind == "blank" and "\n" in token.text and unit.tokens:
            yield unit
            unit = Unit([])
        unit.tokens.append(token)
        depth += bracket_change(token)
        if depth == 0 and token.text == ";":
            yield unit
            unit = Unit([])
    yield unit
