"""The text of a module → its tokens, and what each name in it is: a variable, a property, or a short form
of both.

Enough of ES2018 to rename variables safely, and no more: no expression is understood, only brackets and
neighbours. What these cannot decide is refused, never guessed. Comments count as blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""(?P<blank>(?:\s|//[^\n]*|/\*.*?\*/)+)
    |(?P<name>(?:[^\W\d]|\$)[\w$]*)
    |(?P<number>0[xX][\da-fA-F]+|0[bBoO][0-7]+|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<sign>=>|\.\.\.|===|!==|==|!=|<=|>=|&&|\|\||\+\+|--|\*\*|[{}()\[\];,<>+\-*/%&|^!~?:=.])""",
    re.VERBOSE | re.DOTALL,
)
REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)
KEYWORDS = frozenset(
    "async await break case catch class const continue debugger default delete do else export extends "
    "false finally for function if import in instanceof let new null of return static super switch this "
    "throw true try typeof var void while with yield".split()
)
# After these a slash begins a regular expression and a brace begins an object.
BEFORE_VALUE = frozenset("await case delete in instanceof new of return throw typeof void yield".split())
BEFORE_BLOCK = frozenset("catch do else finally try".split())
# A slash after the brackets of these, or after a block, begins a regular expression, after others it divides.
BEFORE_HEAD = frozenset("for if while with".split())
HEAD = "if ()"
SPECIAL, BRACES = frozenset("`}/"), frozenset("{}")
SHOWN = 40
UNDECIDED = frozenset(["}", HEAD, "do", "else"])


@dataclass(slots=True)
class Token:
    """A piece of the text. Blanks are tokens too, so that joining all texts gives the text again."""

    text: str
    kind: str  # blank, name, number, string, regex, template, sign
    role: str = ""  # names: keyword, property, short, variable
    frame: str = ""  # opening braces: block, object, class


class UnreadableError(ValueError):
    """A place that this file does not understand; the message is how the text goes on there."""


def tokenize(text: str) -> list[Token]:
    """The tokens of a text. Called for every character of the app: what is common comes first."""
    tokens: list[Token] = []
    open_braces: list[str] = []
    open_brackets: list[str] = []
    position, before, size, match_token = 0, "", len(text), TOKEN.match
    while position < size:
        if text[position] in SPECIAL and (special := _special(text, position, before, open_braces)):
            token = special
        else:
            match = match_token(text, position)
            if match is None or match.lastgroup is None:
                raise UnreadableError(text[position : position + SHOWN])
            token = Token(match[0], match.lastgroup)
        tokens.append(token)
        position += len(token.text)
        if token.kind != "blank":
            if token.text[-1] in BRACES or token.kind == "template":
                _follow_braces(token, open_braces)
            before = _end(token, before, open_brackets)
    return tokens


def classify(tokens: list[Token]) -> None:
    """Note at every brace what it encloses, at every name what it is."""
    _Classifier([token for token in tokens if token.kind != "blank"]).run()


def bracket_change(token: Token) -> int:
    """1 for what opens a bracket, -1 for what closes one, 0 for anything else; templates open and close too."""
    if token.kind == "template":
        return token.text.endswith("${") - token.text.startswith("}")
    return (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}")) if token.kind == "sign" else 0


def _special(text: str, position: int, before: str, open_braces: list[str]) -> Token | None:
    """A piece of a template, or a regular expression; None where the sign is what it looks like."""
    if text[position] == "`" or (text[position] == "}" and open_braces[-1:] == ["${"]):
        if match := TEMPLATE.match(text, position + 1):
            return Token(text[position : match.end()], "template")
    elif text[position] == "/" and not text.startswith(("//", "/*"), position):
        if before in UNDECIDED:
            raise UnreadableError(text[position : position + SHOWN])
        if _value_may_follow(before) and (match := REGEX.match(text, position)):
            return Token(match[0], "regex")
    return None


def _end(token: Token, before: str, open_brackets: list[str]) -> str:
    """What decides about a slash that follows: the word or sign, `0` for any value, `HEAD` after `if (…)`."""
    text = token.text
    if token.kind == "template":
        return "(" if text.endswith("${") else "0"
    if token.kind == "name":
        return "0" if before == "." else text  # the name of a property may be any word
    if token.kind != "sign" or text in ("++", "--"):  # `n++ / 2`; a value never comes after `++`
        return "0"
    if text == "(":
        open_brackets.append(before)
    elif text == ")" and open_brackets and open_brackets.pop() in BEFORE_HEAD:
        return HEAD
    return text


def _value_may_follow(before: str) -> bool:
    return not before or before in BEFORE_VALUE or not (before[0].isalnum() or before[0] in "_$)]}")


def _follow_braces(token: Token, open_braces: list[str]) -> None:
    if token.kind == "template":
        if token.text.startswith("}"):
            open_braces.pop()
        if token.text.endswith("${"):
            open_braces.append("${")
    elif token.text == "{" and token.kind == "sign":
        open_braces.append("{")
    elif token.text == "}" and token.kind == "sign" and open_braces:
        open_braces.pop()


@dataclass
class _Frame:
    """An open bracket: what it encloses, and how many `?` in it wait for their `:`."""

    kind: str
    opener: int
    questions: int = 0
    class_ahead: bool = False


class _Classifier:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.frames = [_Frame("block", -1)]
        self.colon = ""

    def run(self) -> None:
        for index, token in enumerate(self.tokens):
            if token.kind == "name":
                token.role = self._role(index)
                self.frames[-1].class_ahead |= token.text == "class" and token.role == "keyword"
            elif token.kind == "template":
                self._template(index, token)
            elif token.kind == "sign":
                self._sign(index, token)

    def _sign(self, index: int, token: Token) -> None:
        frame = self.frames[-1]
        if token.text in "([":
            self.frames.append(_Frame(token.text, index))
        elif token.text == "{":
            token.frame = "class" if frame.class_ahead else self._brace(index)
            frame.class_ahead = False
            self.frames.append(_Frame(token.frame, index))
        elif token.text in ")]}":
            self.frames.pop()
        elif token.text == "?":
            frame.questions += 1
        elif token.text == ":":
            self.colon = "value" if frame.questions or frame.kind == "object" else "label"
            frame.questions = max(0, frame.questions - 1)

    def _template(self, index: int, token: Token) -> None:
        if token.text.startswith("}"):
            self.frames.pop()
        if token.text.endswith("${"):
            self.frames.append(_Frame("(", index))

    def _brace(self, index: int) -> str:
        before = self.tokens[index - 1] if index else None
        if before is None or before.text in (";", "{", "}", ")", "=>") or before.text in BEFORE_BLOCK:
            return "block"
        if before.text == ":":
            return "object" if self.colon == "value" else "block"
        return (
            "object"
            if before.kind == "sign" or before.role == "keyword" or before.kind == "template"
            else "block"
        )

    def _role(self, index: int) -> str:
        text, frame = self.tokens[index].text, self.frames[-1]
        before = self.tokens[index - 1].text if index else ""
        after = self.tokens[index + 1].text if index + 1 < len(self.tokens) else ""
        if before == ".":
            return "property"
        if frame.kind == "class":
            return "property"
        if frame.kind == "object" and self._begins_member(index):
            if after in (":", "("):
                return "property"
            if text in KEYWORDS and after in (",", "}", "="):  # `{ async }`: a variable that is never renamed
                raise UnreadableError(f"{{ {text} }}")
            return "short" if after in (",", "}", "=") else "keyword"
        return "keyword" if text in KEYWORDS else "variable"

    def _begins_member(self, index: int) -> bool:
        """In an object: right after `{` or `,`, or after `get`, `set`, `async`, `*` that stand there."""
        before = self.tokens[index - 1]
        if index - 1 == self.frames[-1].opener or before.text == ",":
            return True
        return (
            (before.text == "*" or before.role == "keyword")
            and before.text in ("get", "set", "async", "*")
            and (self._begins_member(index - 1))
        )
