"""JavaScript modules + styles + catalogues → the shell, one classic script that a release carries as an object, and
beside it the texts of languages that only few need.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from webapp.i18n.catalogs import js_catalogs
from webapp.linker.modules import link_tokens
from webapp.linker.properties import shorten_properties
from webapp.linker.tokens import Token
from webapp.rules.canonical import canonical_json

# Strings are kept as they are; comments go; blanks around the signs that never need them go.
CSS_TOKEN = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/|\s*([{};,])\s*|(\s+)""", re.DOTALL)


# What the script calls its list of Chinese texts; the shortener gives no name with this sign.
TEXTS = "T$"
WORD_END = re.compile(r"[\w$]$")


@dataclass(frozen=True)
class Shell:
    """The script, and what it fetches when somebody chooses that language: its texts in the place of the Chinese."""

    script: bytes
    texts: dict[str, bytes]


def build_shell(static: Path, translations: Path) -> Shell:
    """The entry `js/shell.js` with all it imports, behind the styles and the interface texts.

    It takes a second, four fifths of a small publication, so the last one is kept while its files stay as they are.
    """
    files = sorted(path for folder in (static, translations) for path in folder.rglob("*") if path.is_file())
    stats = ((path, path.stat()) for path in files)
    return _built(static, translations, tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats))


@lru_cache(maxsize=1)
def _built(static: Path, translations: Path, _files: tuple[tuple[Path, int, int], ...]) -> Shell:
    catalogs = js_catalogs(translations)
    tokens = link_tokens(static / "js" / "shell.js", static)
    shorten_properties(tokens)
    script, texts = by_number(tokens, set(catalogs["en"]))
    fetched = {
        locale: canonical_json([catalog.get(text, "") for text in texts])
        for locale, catalog in catalogs.items()
    }
    parts = {"styles": join_styles(static / "css"), "texts": texts}
    whole = f"var HONGXIAN_SHELL={script_json(parts)},{TEXTS}=HONGXIAN_SHELL.texts;\n{script}".encode()
    return Shell(whole, fetched)


def by_number(tokens: list[Token], texts: set[str]) -> tuple[str, list[str]]:
    """A script with these texts taken from a list, and the list: as they come up, then those in templates.

    So each text is sent once, and a translation needs no name: it has the place of its text.
    """
    solid = [token for token in tokens if token.kind != "blank"]
    numbers: dict[str, int] = {}
    for before, token, after in zip([None, *solid], solid, [*solid[1:], None], strict=False):
        text = token.text[1:-1]
        if token.kind == "string" and text in texts and not _is_key(before, after):
            token.text = f"{TEXTS}[{numbers.setdefault(text, len(numbers))}]"
    return _joined(tokens), [*numbers, *sorted(texts - numbers.keys())]


def _joined(tokens: list[Token]) -> str:
    """The tokens one behind the other; a keyword needs no blank before a string, but before a name it does."""
    parts: list[str] = []
    for token in tokens:
        if token.text.startswith(TEXTS) and parts and WORD_END.search(parts[-1]):
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


def _is_key(before: Token | None, after: Token | None) -> bool:
    """`{"a": …`, and not `x ? "a" : …`."""
    return bool(before and after and before.text in ("{", ",") and after.text == ":")


def join_styles(folder: Path) -> str:
    """All style sheets of a folder, in the order of their names."""
    sheets = sorted(folder.glob("*.css"), key=lambda path: path.name)
    return "".join(minify_css(sheet.read_text(encoding="utf-8")) for sheet in sheets)


def minify_css(text: str) -> str:
    """The same style sheet without comments and needless blanks."""
    return CSS_TOKEN.sub(_shorter, text).strip().replace(";}", "}")


def script_json(value: object) -> str:
    """JSON that may stand anywhere in a script of 2018, also inside a page."""
    text = canonical_json(value).decode()
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _shorter(match: re.Match[str]) -> str:
    string, sign, blank = match.groups()
    return string or sign or (" " if blank else "")
