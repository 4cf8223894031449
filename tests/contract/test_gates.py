"""Every tool that judges the source, one test per tool, so that one closing line speaks for all of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from webapp.linker import condenser
from webapp.linker.modules import link

Clean = Callable[..., None]
PYTHON_SOURCES = ["webapp", "build_static.py", "bootstrap.py"]
PURE_JAVASCRIPT = ["analysis", "query", "rules", "crypto"]


def test_ruff_finds_nothing(clean: Clean) -> None:
    clean(sys.executable, "-m", "ruff", "check", "--no-cache", ".")


def test_ruff_would_format_nothing(clean: Clean) -> None:
    clean(sys.executable, "-m", "ruff", "format", "--no-cache", "--diff", ".")


def test_types_are_complete(clean: Clean) -> None:
    clean(sys.executable, "-m", "mypy", "--strict", *PYTHON_SOURCES)


def test_biome_finds_nothing(clean: Clean, node: str, js_checks: Path) -> None:
    biome = js_checks / "node_modules" / "@biomejs" / "biome" / "bin" / "biome"
    clean(node, str(biome), "lint", "--error-on-warnings", "../../webapp/static/js", ".", cwd=js_checks)


def test_javascript_types_are_complete(clean: Clean, node: str, js_checks: Path) -> None:
    clean(node, str(js_checks / "node_modules" / "typescript" / "bin" / "tsc"), "-p", ".", cwd=js_checks)


def test_javascript_tests_pass(clean: Clean, node: str, root: Path) -> None:
    tests = sorted(str(path) for path in (root / "tests" / "js").glob("*.test.mjs"))
    assert tests, "no tests/js/**/*.test.mjs"
    clean(node, "--test", *tests)


def test_javascript_modules_run_on_old_phones(
    clean: Clean, node: str, root: Path, files: Callable[..., list[Path]]
) -> None:
    folder = root / "webapp" / "static" / "js"
    modules = [str(path) for path in files(folder, ".js") if "service-worker" not in path.parts]
    assert modules
    clean(node, str(root / "tests" / "js" / "gates.mjs"), "module", *modules)


def test_pure_javascript_touches_nothing_outside(
    clean: Clean, node: str, root: Path, files: Callable[..., list[Path]]
) -> None:
    folder = root / "webapp" / "static" / "js"
    modules = [str(path) for name in PURE_JAVASCRIPT for path in files(folder / name, ".js")]
    clean(
        node,
        str(root / "tests" / "js" / "gates.mjs"),
        "pure",
        *modules,
        str(folder / "sync" / "trusted-set.js"),
    )


@pytest.mark.parametrize("entry", ["js/shell.js", "js/boot/main.js"])
def test_what_the_condenser_leaves_out_means_nothing(
    entry: str,
    clean: Clean,
    node: str,
    js_checks: Path,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    static = root / "webapp" / "static"
    short, long = tmp_path / "short.js", tmp_path / "long.js"
    short.write_text(link(static / entry, static), encoding="utf-8")
    monkeypatch.setattr(condenser, "_drop_brackets", lambda tokens: None)
    monkeypatch.setattr(condenser, "_drop_new_lines", lambda tokens: None)
    long.write_text(link(static / entry, static), encoding="utf-8")
    assert short.stat().st_size < long.stat().st_size
    clean(node, str(js_checks / "gates.mjs"), "same", str(short), str(long))


@pytest.mark.parametrize(
    ("mode", "source", "complaint"),
    [
        ("module", "export const a = b?.c;", "not ES2018"),
        ("module", "try { a(); } catch { b(); }", "not ES2018"),
        ("module", "export const a = /(?<=x)y/;", "lookbehind"),
        ("module", "export const a = [1].at(-1);", ".at is newer"),
        ("module", "export const a = structuredClone(1);", "structuredClone is newer"),
        ("module", "self.queueMicrotask(f);", "queueMicrotask is newer"),
        ("module", 'import a from "./b.js";', "only named imports"),
        ("module", 'import { a } from "b";', "not a relative .js path"),
        ("script", "const a = 1n;", "not ES2018"),
        ("pure", "export const a = () => document.title;", "document in a pure folder"),
        ("pure", "export const a = () => self.fetch('x');", "self.fetch in a pure folder"),
    ],
)
def test_the_javascript_gate_can_fail(
    mode: str, source: str, complaint: str, node: str, root: Path, js_checks: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.js").write_text(source, encoding="utf-8")
    command = [node, str(js_checks / "gates.mjs"), mode, str(tmp_path / "a.js")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, complaint in done.stdout) == (1, True), done.stdout + done.stderr


@pytest.mark.parametrize(
    "source",
    [
        "const a = typeof DecompressionStream === 'function' ? new DecompressionStream('gzip') : 0;",
        "const a = self.trustedTypes; export const b = a ? a.createPolicy('x', {}) : null;",
        "export const a = (document) => document.title;",
        "export const a = { ...{ at: 1 } };",
    ],
)
def test_the_javascript_gate_lets_probes_and_own_names_pass(
    source: str, node: str, js_checks: Path, tmp_path: Path, clean: Clean
) -> None:
    (tmp_path / "a.js").write_text(source, encoding="utf-8")
    for mode in ("module", "pure"):
        clean(node, str(js_checks / "gates.mjs"), mode, str(tmp_path / "a.js"))


def test_what_is_published_runs_on_old_phones(
    hongxian: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path: Path,
    node: str,
    js_checks: Path,
    clean: Clean,
) -> None:
    """Not only the sources: the linked shell, the bootloader's scripts and the worker as a phone gets them."""
    done = hongxian("release", "create")
    assert done.returncode == 0, done.stderr
    site = tmp_path / "var" / "site"
    statement = json.loads(json.loads((site / "sync" / "head.json").read_bytes())["signed"])
    shell = statement["shell"]["h"]
    scripts = re.findall(
        r"<script>(.*?)</script>", (site / "index.html").read_text(encoding="utf-8"), re.DOTALL
    )
    assert scripts, "the page has no script of its own"
    parts = {
        "worker.js": (site / "sw.js").read_text(encoding="utf-8"),
        "shell.js": (site / "sync" / "o" / shell[:2] / f"{shell}.txt").read_text(encoding="utf-8"),
        **{f"page-{number}.js": text for number, text in enumerate(scripts)},
    }
    for name, text in parts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    clean(node, str(js_checks / "gates.mjs"), "script", *(str(tmp_path / name) for name in parts))
