"""Only what nobody else calls by its name may get a short one."""

from __future__ import annotations

import re
from pathlib import Path

from webapp.linker.properties import INNER
from webapp.linker.tokens import tokenize
from webapp.settings import PACKAGE

STATIC = PACKAGE / "static"
MODULE = re.compile(r'"\.\.?/[\w./-]+\.js"')  # where an import is from; gone when modules are linked
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def test_inner_properties_are_named_by_the_engine_only(js_checks: Path) -> None:
    """Else a short name would miss what another script, a stored record, the wire or the browser calls it."""
    types = (js_checks / "node_modules").glob("@typescript/*/lib/lib.*.d.ts")
    browser = "\n".join(COMMENT.sub("", path.read_text(encoding="utf-8")) for path in types)
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for path in (STATIC / "js").rglob("*.js"):
        is_engine = path.relative_to(STATIC / "js").parts[0] in ("analysis", "query")
        for token in tokenize(path.read_text(encoding="utf-8")):
            if token.kind in ("name", "string", "template") and not MODULE.fullmatch(token.text):
                names[is_engine and token.kind == "name"].update(re.findall(r"[A-Za-z_$][\w$]*", token.text))
    wire = {
        name
        for folder in ("analysis", "query", "rules")
        for path in (STATIC.parent / folder).rglob("*.py")
        for name in re.findall(r'"(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert "querySelector" in browser
    assert names[True] >= INNER
    assert not INNER & names[False], "named elsewhere, or by a string"
    assert not INNER & wire, "named by Python"
    assert not INNER & set(re.findall(r"[A-Za-z_$][\w$]*", browser)), "named by the browser"
