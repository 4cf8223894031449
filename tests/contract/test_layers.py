"""The import rule of webapp/README.md, read off the source: nothing knows what stands to its right."""

from __future__ import annotations

import ast
import json
import subprocess
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

# Each layer may import those before it, and itself. Layers in one row do not know each other.
LAYERS = [
    ["errors", "settings", "i18n"],
    ["rules", "linker"],
    ["analysis"],
    ["compiler"],
    ["importer", "index", "query"],
    ["release"],
    ["doctor", "serve", "tls"],
    ["admin"],  # the one part right of release that may call the compiler: it checks and previews drafts
    [""],  # webapp/__init__.py, the factory
    ["export"],  # freezes the pages of the app that the factory makes
    ["cli"],
    ["__main__"],
]
RANK = {name: rank for rank, row in enumerate(LAYERS) for name in row}
# A library → the only places that may import it.
ONLY_IN = {
    "flask": ["__init__.py", "serve/", "export/", "admin/"],
    "flask_babel": ["__init__.py", "serve/", "export/", "admin/"],
    "sqlalchemy": ["admin/"],
    "alembic": ["admin/"],
    "whoosh": ["index/whoosh_index.py"],
    "markdown_it": ["compiler/markdown.py"],
    "yaml": ["compiler/front_matter.py"],
    "cryptography": ["release/signing.py", "tls/cryptography_issuer.py"],
    "waitress": ["serve/http_server.py", "serve/waitress_channel.py"],
}
OUTSIDE_WORLD = {
    "io",
    "os",
    "pathlib",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "time",
    "urllib",
}
PURE = ["rules", "query", "importer"]
IN_MEMORY = "webapp/importer/word/package.py"  # an archive wants a file; BytesIO is one that is no file
# JavaScript: a folder → the folders it may import from, besides itself. "" is static/js itself.
JS_MAY = {
    "rules": {"analysis"},
    "analysis": {"rules"},
    "query": {"rules", "analysis"},
    "crypto": set(),
    "sync": {"rules", "crypto", "storage"},
    "storage": {"crypto", "sync"},  # the trusted set decides what may be stored
    "boot": {"crypto", "sync", "storage", ""},
    "ui": {"rules", "analysis", "query", "storage", "sync", ""},
    "service-worker": set(),
    "desk": set(),
    "": {"rules", "analysis", "query", "storage", "ui"},
}
JS = Path("webapp/static/js")
Files = Callable[..., list[Path]]


def imports(path: Path, package: Path) -> Iterator[tuple[int, str]]:
    """Every module a file imports, by absolute dotted name, `from webapp import x` as `webapp.x`."""
    home = ["webapp", *path.relative_to(package).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = home[: len(home) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            if name == "webapp":
                for alias in node.names:
                    own = (package / alias.name).is_dir() or (package / f"{alias.name}.py").is_file()
                    yield node.lineno, f"webapp.{alias.name}" if own else "webapp"
            else:
                yield node.lineno, name


def layer_of(path: Path, package: Path) -> str:
    """The folder right under webapp/, or the module's own name; "" for the factory."""
    first = path.relative_to(package).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


@pytest.fixture(scope="module")
def modules(root: Path, files: Files) -> list[tuple[str, Path, int, str]]:
    """(layer, file, line, imported name) of the whole package."""
    package = root / "webapp"
    return [
        (layer_of(path, package), path.relative_to(root), line, name)
        for path in files(package, ".py")
        for line, name in imports(path, package)
    ]


def test_every_folder_has_a_layer(root: Path, files: Files) -> None:
    found = {layer_of(path, root / "webapp") for path in files(root / "webapp", ".py")}
    assert found <= set(RANK), f"folders without a place in LAYERS: {sorted(found - set(RANK))}"


def test_imports_go_one_way(modules: list[tuple[str, Path, int, str]]) -> None:
    wrong = []
    for layer, path, line, name in modules:
        if name.split(".")[0] != "webapp":
            continue
        target = name.split(".")[1] if "." in name else ""
        if target != layer and RANK[target] >= RANK[layer] > 0:
            wrong.append(f"{path}:{line}: {layer or 'the factory'} may not know {target or 'the factory'}")
    assert not wrong, "\n".join(wrong)


def test_nothing_right_of_release_parses_markdown(modules: list[tuple[str, Path, int, str]]) -> None:
    late = ("release", "doctor", "serve", "tls", "export", "")
    wrong = [
        f"{p}:{n}: {m}" for layer, p, n, m in modules if layer in late and m.startswith("webapp.compiler")
    ]
    assert not wrong, "\n".join(wrong)


def test_libraries_stay_where_they_belong(modules: list[tuple[str, Path, int, str]]) -> None:
    wrong = []
    for _, path, line, name in modules:
        places = ONLY_IN.get(name.split(".")[0])
        if places and not any(path.as_posix().startswith(f"webapp/{place}") for place in places):
            wrong.append(f"{path}:{line}: {name} belongs in {', '.join(places)}")
    assert not wrong, "\n".join(wrong)


def test_the_pure_middle_does_no_io(modules: list[tuple[str, Path, int, str]]) -> None:
    wrong = [
        f"{p}:{n}: {m}"
        for layer, p, n, m in modules
        if layer in PURE and m.split(".")[0] in OUTSIDE_WORLD and (p.as_posix(), m) != (IN_MEMORY, "io")
    ]
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="module")
def js_imports(root: Path, files: Files, node: str, js_checks: Path) -> dict[Path, list[Path]]:
    """Every module of static/js → the files it imports."""
    sources = [str(path) for path in files(root / JS, ".js") if "service-worker" not in path.parts]
    command = [node, str(js_checks / "gates.mjs"), "imports", *sources]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    return {
        Path(name): [(Path(name).parent / one).resolve() for one in targets]
        for name, targets in found.items()
    }


def test_javascript_imports_exist(js_imports: dict[Path, list[Path]]) -> None:
    lost = [
        f"{name}: {one} is missing"
        for name, targets in js_imports.items()
        for one in targets
        if not one.is_file()
    ]
    assert not lost, "\n".join(lost)


def test_javascript_imports_go_one_way(root: Path, js_imports: dict[Path, list[Path]]) -> None:
    wrong = [
        f"{name.relative_to(root)}: may not import {target.relative_to(root / JS)}"
        for name, targets in js_imports.items()
        for target in targets
        if js_folder(target, root) not in {js_folder(name, root), *JS_MAY[js_folder(name, root)]}
    ]
    assert not wrong, "\n".join(wrong)


def test_no_javascript_module_needs_itself(js_imports: dict[Path, list[Path]]) -> None:
    """The linker writes modules one after the other, so there is no such thing as a circle."""
    try:
        list(TopologicalSorter(js_imports).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(path.name for path in error.args[1]), pytrace=False)


def js_folder(path: Path, root: Path) -> str:
    """The folder right under static/js, "" for the entry points themselves."""
    parts = path.relative_to(root / JS).parts
    return parts[0] if len(parts) > 1 else ""
