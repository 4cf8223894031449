"""The modules of a script → one text in which every variable has a short name.

Renaming never looks at scopes. Inside one top-level statement equal names stay equal and different names
stay different, and no new name meets a name from outside; so whatever shadowed what before still does.

Top-level names of all modules share one scope afterwards, so each gets a name of its own; an imported
name is the exported one. Properties, and names that nothing declares (those of the browser), stay as they
are.
"""

from __future__ import annotations

import itertools
import string
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from webapp.release.script_tokens import KEYWORDS, Token, UnreadableError, classify, tokenize

FIRST = string.ascii_lowercase + string.ascii_uppercase + "_$"
# Never given and never taken away: a module may use the browser's while another function declares its own.
BROWSER = frozenset(
    "self window document location navigator history screen status name event origin parent top length open close "
    "fetch crypto performance indexedDB caches localStorage print find stop focus blur scroll confirm alert prompt "
    "undefined NaN Infinity arguments eval globalThis URL Blob Map Set Date Math JSON Object Array String "
    "Number".split()
)


@dataclass
class Unit:
    """One top-level statement: its tokens, and the names that are declared inside it."""

    tokens: list[Token]
    locals: set[str] = field(default_factory=set)
    top: set[str] = field(default_factory=set)

    @cached_property
    def used(self) -> Counter[str]:
        """How often each variable is named."""
        return Counter(token.text for token in self.tokens if token.role in ("variable", "short"))


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
    """Code without comments, imports and exports → its statements."""
    return Script(_statements(code), imports)


@lru_cache(maxsize=512)  # most modules are the same from one publication to the next
def _statements(code: str) -> tuple[Unit, ...]:
    tokens = tokenize(code)
    classify(tokens)
    return tuple(_declared(unit) for unit in _units(tokens))


def shorten(scripts: list[Script]) -> str:
    """One text, to be run in one function."""
    free = free_names(scripts)
    tops = _name_tops(scripts, free)
    return "".join(
        _written(unit, tops[number], free) for number, script in enumerate(scripts) for unit in script.units
    )


def free_names(scripts: Iterable[Script]) -> set[str]:
    """Names that no module declares: the browser's, which have to stay."""
    found: set[str] = set()
    for script in scripts:
        known = script.top | set(script.imports)
        for unit in script.units:
            found |= set(unit.used) - unit.locals - known
    return found


def _name_tops(scripts: list[Script], free: set[str]) -> list[dict[str, str]]:
    """For each module: top-level or imported name → new name. The most used get the shortest."""
    counts: Counter[tuple[int, str]] = Counter()
    for number, script in enumerate(scripts):
        for unit in script.units:
            for name, times in unit.used.items():
                if name in script.imports:
                    counts[script.imports[name]] += times
                elif name in script.top:
                    counts[(number, name)] += times
    order = sorted(counts, key=lambda key: (-counts[key], key))
    new = dict(zip(order, _names(2, free | BROWSER), strict=False))
    return [
        {name: new[number, name] for name in script.top if (number, name) in new}
        | {name: new[origin] for name, origin in script.imports.items() if origin in new}
        for number, script in enumerate(scripts)
    ]


def _written(unit: Unit, tops: Mapping[str, str], free: set[str]) -> str:
    used = unit.used
    own = [name for name in used if name in unit.locals - set(tops) - free - BROWSER]
    taken = {tops.get(name, name) for name in used if name not in own}
    new = {**tops, **dict(zip(own, _names(1, taken), strict=False))}
    return "".join(_renamed(token, new) for token in unit.tokens)


def _renamed(token: Token, new: Mapping[str, str]) -> str:
    if token.role == "variable":
        return new.get(token.text, token.text)
    if token.role == "short" and token.text in new:
        return f"{token.text}:{new[token.text]}"
    # `const` tells readers something; a phone only pays for the two letters more
    return "let" if token.role == "keyword" and token.text == "const" else token.text


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
        depth += _depth_change(token)
        if depth == 0 and token.text == ";":
            yield unit
            unit = Unit([])
    yield unit


def _depth_change(token: Token) -> int:
    if token.kind == "template":
        return token.text.endswith("${") - token.text.startswith("}")
    return (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}")) if token.kind == "sign" else 0


def _declared(unit: Unit) -> Unit:
    """The same statement with the names that it declares noted."""
    _Declarations(unit).run()
    return unit


class _Declarations:
    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.tokens = [token for token in unit.tokens if token.kind != "blank"]
        self.partner: dict[int, int] = {}

    def run(self) -> None:
        self._match()
        depth = 0
        frames: list[str] = ["block"]
        for index, token in enumerate(self.tokens):
            self._look_at(index, token, depth, frames[-1])
            change = _depth_change(token)
            depth += change
            if change > 0:
                frames.append(token.frame or "(")
            elif change < 0:
                frames.pop()

    def _match(self) -> None:
        """Opening bracket → closing one, counted from the beginning of this statement."""
        opened: list[int] = []
        for index, token in enumerate(self.tokens):
            template = token.kind == "template"
            if token.text.startswith("}") if template else _depth_change(token) < 0:
                self.partner[opened.pop()] = index
            if token.text.endswith("${") if template else _depth_change(token) > 0:
                opened.append(index)

    def _look_at(self, index: int, token: Token, depth: int, frame: str) -> None:
        top = depth == 0
        if token.role == "keyword" and token.text in ("const", "let", "var"):
            self._declarators(index + 1, top)
        elif token.role == "keyword" and token.text in ("function", "class"):
            self._named(index, top)
        elif token.role == "keyword" and token.text == "catch" and self._text(index + 1) == "(":
            self._list(index + 2, False)
        elif token.text == "=>":
            self._arrow(index)
        elif (
            token.text == "(" and frame in ("class", "object") and self._text(self.partner[index] + 1) == "{"
        ):
            self._list(index + 1, False)

    def _named(self, index: int, top: bool) -> None:
        """`function name(…)`, `class name`: a statement at the top level, otherwise local."""
        statement = index == 0 or (index == 1 and self._text(0) == "async")
        after = index + 2 if self._text(index + 1) == "*" else index + 1
        if after < len(self.tokens) and self.tokens[after].role == "variable":
            self._add(self.tokens[after].text, top and statement)
            after += 1
        if self.tokens[index].text == "function":
            self._list(after + 1, False)

    def _arrow(self, index: int) -> None:
        before = self.tokens[index - 1]
        if before.role == "variable":
            self._add(before.text, False)
        elif before.text != ")":
            raise UnreadableError(f"{before.text} =>")  # `of => …`: a contextual keyword as a name
        else:
            opener = next(start for start, end in self.partner.items() if end == index - 1)
            self._list(opener + 1, False)

    def _declarators(self, index: int, top: bool) -> None:
        index = self._pattern(index, top)
        if self._text(index) in ("of", "in"):
            return
        index = self._skip(index)
        if self._text(index) == ",":
            self._declarators(index + 1, top)

    def _list(self, index: int, top: bool) -> None:
        """Patterns between commas, up to the closing bracket."""
        while self._text(index) not in (")", "]", "}", ""):
            if self._text(index) == ",":
                index += 1
                continue
            index = self._skip(self._pattern(index, top))

    def _pattern(self, index: int, top: bool) -> int:
        """What is bound from here on; → the index after it."""
        token = self.tokens[index]
        if token.text == "...":
            return self._pattern(index + 1, top)
        if token.text == "[":
            self._list(index + 1, top)
            return self.partner[index] + 1
        if token.text == "{":
            self._members(index + 1, self.partner[index], top)
            return self.partner[index] + 1
        self._add(token.text, top)
        return index + 1

    def _members(self, index: int, end: int, top: bool) -> None:
        while index < end:
            token = self.tokens[index]
            if token.text == ",":
                index += 1
            elif token.role == "short" or token.text == "...":
                index = self._skip(self._pattern(index, top))
            else:
                colon = self.partner[index] + 1 if token.text == "[" else index + 1
                index = self._skip(self._pattern(colon + 1, top))

    def _skip(self, index: int) -> int:
        """Over a default value or an initial value, to the comma or the end."""
        while self._text(index) not in (",", ";", ")", "]", "}", ""):
            while index in self.partner:  # a template can close and open again
                index = self.partner[index]
            index += 1
        return index

    def _add(self, name: str, top: bool) -> None:
        (self.unit.top if top else self.unit.locals).add(name)

    def _text(self, index: int) -> str:
        return self.tokens[index].text if index < len(self.tokens) else ""
