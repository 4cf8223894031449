"""ES modules under one folder → one classic script.

Allowed is only what needs no bundler to understand, each statement beginning in column 1:

    import { a, b as c } from "./x.js";        import "./x.js";
    export function f   export async function f   export class C   export const k = …
    export { a, b as c };                      export { a } from "./x.js";

All modules come to stand in one function, folder by folder as far as that goes, each behind those that it
imports, so every name has its value when it is read. Anything else, a cycle, a missing file or an unknown
name is an error with file:line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from webapp.errors import BuildError
from webapp.linker.condenser import condense
from webapp.linker.shortener import Script, read_script, shorten
from webapp.linker.tokens import Token, UnreadableError, tokenize

STATEMENT = re.compile(r"^(?:import|export)\b(?!\s*\()[^\n]*", re.MULTILINE)
IMPORT = re.compile(
    r"""import\s*(?:\{(?P<names>[^}]*)\}\s*from\s*)?(?P<quote>["'])(?P<path>\.[^"'\n]+)(?P=quote)[ \t]*;?"""
)
REEXPORT = re.compile(
    r"""export\s*\{(?P<names>[^}]*)\}\s*from\s*(?P<quote>["'])(?P<path>\.[^"'\n]+)(?P=quote)[ \t]*;?"""
)
EXPORT_LIST = re.compile(r"export\s*\{(?P<names>[^}]*)\}[ \t]*;?")
EXPORT_NAMED = re.compile(
    r"export\s+(?=(?:async\s+function|function|class|const)\b\s*\*?\s*(?P<name>[A-Za-z_$][\w$]*))"
)
NAME = re.compile(r"([A-Za-z_$][\w$]*)(?:\s+as\s+([A-Za-z_$][\w$]*))?")
# N_ marks a text for the catalogues and does nothing else.
MARKED = re.compile(r"""(?<![\w$.])N_\(\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*\)""")
BEGIN, END = "(function(){'use strict';", "\n})();\n"
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Import:
    """Names that a module takes from another: (name there, name here)."""

    path: Path
    names: tuple[tuple[str, str], ...]
    line: int


@dataclass
class Module:
    """One file, read: what it takes, what it gives (public name → local name), and its code without either."""

    path: Path
    name: str
    imports: list[Import] = field(default_factory=list)
    exports: dict[str, str] = field(default_factory=dict)
    code: str = ""


def link(entry: Path, root: Path) -> str:
    """The script that does what the module `entry` does; `root` is only for shorter names in errors."""
    return "".join(token.text for token in link_tokens(entry, root))


def link_tokens(entry: Path, root: Path) -> list[Token]:
    """The same as tokens, for who has to change some."""
    modules = _by_folder(_Reader(root).read_all(entry))
    scripts = [_script(module, modules) for module in modules.values()]
    return [*tokenize(BEGIN), *condense(shorten(scripts)), *tokenize(END)]


def _by_folder(modules: dict[Path, Module]) -> dict[Path, Module]:
    """The same, each still behind what it imports: neighbours of one folder are alike, which packs better."""
    left, placed = dict(modules), dict[Path, Module]()
    while left:
        ready = [path for path in left if all(wanted.path in placed for wanted in left[path].imports)]
        first = min(ready, key=lambda path: (path.parent, -len(left[path].code)))
        placed[first] = left.pop(first)
    return placed


def _script(module: Module, modules: dict[Path, Module]) -> Script:
    """A module as statements without comments, each import traced to the module that declares the name."""
    numbers = {path: number for number, path in enumerate(modules)}
    imports: dict[str, tuple[int, str]] = {}
    for wanted in module.imports:
        for there, here in wanted.names:
            path, name = _origin(modules, wanted.path, there)
            imports[here] = (numbers[path], name)
    try:
        script = read_script(MARKED.sub(r"\1", module.code), imports)
    except (UnreadableError, LookupError) as error:
        raise BuildError(
            f"{module.name}：看不懂这段脚本（{error}）", f"{module.name}: cannot read ({error})"
        ) from error
    missing = sorted(set(module.exports.values()) - script.top - set(imports))
    if missing:
        listed = " ".join(missing)
        raise BuildError(
            f"{module.name}：导出了没有定义的 {listed}",
            f"{module.name}: exports what it does not define: {listed}",
        )
    return script


def _origin(modules: dict[Path, Module], path: Path, name: str) -> tuple[Path, str]:
    """Through re-exports to the module in which a name is declared, and its name there."""
    module = modules[path]
    local = module.exports[name]
    for wanted in module.imports:
        for there, here in wanted.names:
            if here == local:
                return _origin(modules, wanted.path, there)
    return path, local


def read_module(path: Path, name: str) -> Module:
    """One file → its imports, exports and code; line numbers in errors are those of the file."""
    source = path.read_text(encoding="utf-8")
    module = Module(path, name)
    pieces, end = [], 0
    for match in STATEMENT.finditer(source):
        if match.start() < end:
            raise _error(
                name,
                source,
                match.start(),
                "这条语句在另一条 import/export 里面",
                "a statement inside another",
            )
        pieces.append(source[end : match.start()])
        replacement, end = _take(module, source, match.start(), name)
        pieces.append(replacement)
    module.code = "".join(pieces) + source[end:]
    _refuse_dynamic_import(module.code, name)
    return module


class _Reader:
    """Files → modules in the order in which they have to run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.done: dict[Path, Module] = {}

    def read_all(self, entry: Path) -> dict[Path, Module]:
        self._visit(entry.resolve(), (), None)
        return self.done

    def _visit(self, path: Path, above: tuple[Path, ...], origin: tuple[Path, int] | None) -> None:
        where = f"{self._name(origin[0])}:{origin[1]}" if origin else self._name(path)
        if path in above:
            circle = " → ".join(map(self._name, [*above[above.index(path) :], path]))
            raise BuildError(
                f"{where}：模块互相引用成环：{circle}", f"{where}: modules import each other: {circle}"
            )
        if path in self.done:
            return
        if not path.is_file():
            raise BuildError(
                f"{where}：没有这个文件：{self._name(path)}", f"{where}: no such file: {self._name(path)}"
            )
        module = read_module(path, self._name(path))
        for wanted in module.imports:
            self._visit(wanted.path, (*above, path), (path, wanted.line))
            self._check_names(module, wanted)
        self.done[path] = module

    def _check_names(self, module: Module, wanted: Import) -> None:
        known = self.done[wanted.path].exports
        for name, _ in wanted.names:
            if name not in known:
                where, there = f"{self._name(module.path)}:{wanted.line}", self._name(wanted.path)
                raise BuildError(
                    f"{where}：{there} 没有导出 {name}，有的是：{'、'.join(known)}",
                    f"{where}: {there} does not export {name}; it exports: {', '.join(known)}",
                )

    def _name(self, path: Path) -> str:
        root = self.root.resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _take(module: Module, source: str, start: int, name: str) -> tuple[str, int]:
    """Note the statement at `start`; → (what stands in its place, where the code goes on)."""
    line = source.count("\n", 0, start) + 1
    if match := IMPORT.match(source, start):
        names = _names(match["names"] or "", name, source, start)
        module.imports.append(Import(_target(module, match["path"]), names, line))
    elif match := REEXPORT.match(source, start):
        pairs = _names(match["names"], name, source, start)
        here = {there: f"_{line}_{there}" for there, _ in pairs}
        module.imports.append(Import(_target(module, match["path"]), tuple(here.items()), line))
        _export(module, {public: here[there] for there, public in pairs}, name, line)
    elif match := EXPORT_LIST.match(source, start):
        pairs = _names(match["names"], name, source, start)
        _export(module, {public: local for local, public in pairs}, name, line)
    elif match := EXPORT_NAMED.match(source, start):
        _export(module, {match["name"]: match["name"]}, name, line)
    else:
        raise _error(
            name,
            source,
            start,
            "只能用具名的静态 import/export（不能用 default、*、let、var）",
            "only static named imports and exports (no default, *, let, var)",
        )
    return "\n" * source.count("\n", start, match.end()), match.end()


def _export(module: Module, names: dict[str, str], name: str, line: int) -> None:
    for public in names:
        if public in module.exports:
            raise BuildError(
                f"{name}:{line}：{public} 导出了两次", f"{name}:{line}: {public} is exported twice"
            )
    module.exports.update(names)


def _names(text: str, name: str, source: str, start: int) -> tuple[tuple[str, str], ...]:
    pairs = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = NAME.fullmatch(part)
        if match is None or "default" in match.groups():
            raise _error(name, source, start, f"看不懂“{part}”", f"cannot read {part!r}")
        pairs.append((match[1], match[2] or match[1]))
    return tuple(pairs)


def _target(module: Module, path: str) -> Path:
    return (module.path.parent / path).resolve()


def _refuse_dynamic_import(code: str, name: str) -> None:
    bare = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), code)
    if match := re.search(r"\bimport\s*\(|\bimport\.meta\b", bare):
        raise _error(name, bare, match.start(), "不能用动态 import", "no dynamic import")


def _error(name: str, source: str, start: int, zh: str, en: str) -> BuildError:
    line = source.count("\n", 0, start) + 1
    statement = source[start:].split("\n", 1)[0].strip()
    return BuildError(f"{name}:{line}：{zh}：{statement}", f"{name}:{line}: {en}: {statement}")
