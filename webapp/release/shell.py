"""JavaScript modules + styles + catalogues → the shell, one classic script that a release carries as an
object.
"""

from __future__ import annotations

import re
from pathlib import Path

from webapp.i18n.catalogs import shell_catalogs
from webapp.release.linker import link
from webapp.rules.canonical import canonical_json

# Strings are kept as they are; comments go; blanks around the signs that never need them go.
CSS_TOKEN = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/|\s*([{};,])\s*|(\s+)""", re.DOTALL)


def build_shell(static: Path, translations: Path) -> bytes:
    """The entry `js/shell.js` with all it imports, behind the styles and the interface texts."""
    parts = {"styles": join_styles(static / "css"), "catalogs": shell_catalogs(translations)}
    return f"var HONGXIAN_SHELL={script_json(parts)};\n{link(static / 'js' / 'shell.js', static)}".encode()


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
