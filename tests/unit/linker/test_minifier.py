"""Comments and needless blanks go, and nothing else."""

from __future__ import annotations

import pytest

from webapp.linker.minifier import minified
from webapp.linker.tokens import tokenize
from webapp.settings import PACKAGE


@pytest.mark.parametrize(
    ("script", "smaller"),
    [
        ("// a\nconst b = 1; /* c */ f( b );\n", "const b=1;f(b);"),
        ("a + +b - -c + d\n", "a+ +b- -c+d"),
        ("a\n  (b)\n.c\n=> d", "a\n(b).c=>d"),
        ("a++\nb\n'c'\n`d`\n;/e/", "a++\nb\n'c'\n`d`;/e/"),
        ("return a /* b\n */ c", "return a\nc"),
        ("(a) => /it's/.test(a) || 'a  b' / 2", "(a)=>/it's/.test(a)||'a  b'/2"),
        ("/[//]/ . test(a)", "/[//]/.test(a)"),
        ("x = a / /b/", "x=a/ /b/"),
        ("5 .toString()", "5 .toString()"),
        ("`a  ${ b ? ` ${ c } ` : 1 }  d`", "`a  ${b?` ${c} `:1}  d`"),
    ],
)
def test_a_script_is_the_same_without_needless_blanks(script: str, smaller: str) -> None:
    assert minified(script) == smaller


def test_the_code_of_the_phone_stays_token_for_token() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (PACKAGE / "static" / "js").rglob("*.js")]
    assert len(sources) > 20
    for source in sources:
        kept, small = (
            [token.text for token in tokenize(text) if token.kind != "blank"]
            for text in (source, minified(source))
        )
        assert small == kept
