"""The tokens of one top-level statement → its functions, and which of them declares each variable that is named.

Blocks are not told apart from the function they stand in: equal names of one function stay equal, which is always
safe. Nothing of an expression is understood but brackets, commas, and `?` with its `:`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from webapp.linker.tokens import Token, UnreadableError, bracket_change

# These begin a statement; met in the value of an arrow function they show that a semicolon is missing.
STATEMENT = frozenset("break case const continue do for if let return switch throw try var while".split())


@dataclass(eq=False)
class Scope:
    """A function from its first parameter to its last token, or the whole statement; `names`: what it declares."""

    start: int
    end: int
    names: set[str] = field(default_factory=set)


def find_scopes(tokens: list[Token]) -> tuple[set[str], list[Scope], dict[int, Scope | None]]:
    """(names at the top level, functions from the outside in, token that names a variable → its function)."""
    places = [place for place, token in enumerate(tokens) if token.kind != "blank"]
    found = _Declarations([tokens[place] for place in places])
    found.run()
    owners = {
        places[index]: found.owner(index)
        for index, token in enumerate(found.tokens)
        if token.role in ("variable", "short")
    }
    for scope in found.scopes:
        scope.start, scope.end = places[scope.start], places[scope.end] if places else 0
    return found.top, found.scopes, owners


class _Declarations:
    """Walks over the tokens without blanks."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.top: set[str] = set()
        self.partner: dict[int, int] = {}
        self.scopes: list[Scope] = []
        self.declared: list[tuple[int, str]] = []

    def run(self) -> None:
        self._match()
        if self.tokens:
            self.scopes.append(Scope(0, len(self.tokens) - 1))
        depth = 0
        frames: list[str] = ["block"]
        for index, token in enumerate(self.tokens):
            self._look_at(index, token, depth, frames[-1])
            change = bracket_change(token)
            depth += change
            if change > 0:
                frames.append(token.frame or "(")
            elif change < 0:
                frames.pop()
        self.scopes.sort(key=lambda scope: (scope.start, -scope.end))
        for index, name in self.declared:
            self._around(index)[-1].names.add(name)

    def owner(self, index: int) -> Scope | None:
        """The innermost function around a token that declares its name."""
        name = self.tokens[index].text
        return next((scope for scope in reversed(self._around(index)) if name in scope.names), None)

    def _around(self, index: int) -> list[Scope]:
        return [scope for scope in self.scopes if scope.start <= index <= scope.end]

    def _match(self) -> None:
        """Opening bracket → closing one, counted from the beginning of this statement."""
        opened: list[int] = []
        for index, token in enumerate(self.tokens):
            template = token.kind == "template"
            if token.text.startswith("}") if template else bracket_change(token) < 0:
                self.partner[opened.pop()] = index
            if token.text.endswith("${") if template else bracket_change(token) > 0:
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
            self._function(index)

    def _named(self, index: int, top: bool) -> None:
        """`function name(…)`, `class name`: a statement at the top level, otherwise local."""
        statement = index == 0 or (index == 1 and self._text(0) == "async")
        after = index + 2 if self._text(index + 1) == "*" else index + 1
        if after < len(self.tokens) and self.tokens[after].role == "variable":
            self._add(after, top and statement)
            after += 1
        if self.tokens[index].text == "function":
            self._function(after)

    def _function(self, opener: int) -> None:
        """Parameters in brackets, then a body in braces."""
        self.scopes.append(Scope(opener, self.partner[self.partner[opener] + 1]))
        self._list(opener + 1, False)

    def _arrow(self, index: int) -> None:
        before = self.tokens[index - 1]
        if before.role == "variable":
            start = index - 1
            self._add(start, False)
        elif before.text != ")":
            raise UnreadableError(f"{before.text} =>")  # `of => …`: a contextual keyword as a name
        else:
            start = next(start for start, end in self.partner.items() if end == index - 1)
            self._list(start + 1, False)
        body = index + 1
        self.scopes.append(Scope(start, self.partner[body] if self._text(body) == "{" else self._value(body)))

    def _value(self, index: int) -> int:
        """The last token of a value: up to a comma, a semicolon, a closing bracket or the `:` of a `?` before it."""
        questions = 0
        while index < len(self.tokens):
            text = self.tokens[index].text
            questions += (text == "?") - (text == ":")
            if text in (",", ";", ")", "]", "}") or questions < 0 or text.startswith("}"):
                break
            if self.tokens[index].role == "keyword" and text in STATEMENT:
                raise UnreadableError(f"{text}: a semicolon is missing before it")
            while index in self.partner:  # a template can close and open again
                index = self.partner[index]
            index += 1
        return index - 1

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
        self._add(index, top)
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

    def _add(self, index: int, top: bool) -> None:
        name = self.tokens[index].text
        if top:
            self.top.add(name)
        else:
            self.declared.append((index, name))

    def _text(self, index: int) -> str:
        return self.tokens[index].text if index < len(self.tokens) else ""
