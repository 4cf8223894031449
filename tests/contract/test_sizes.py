"""Files that stay small and folders that stay findable: size is judged from the first commit on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from webapp.compiler.compile import compile_content
from webapp.release.builder import publish
from webapp.settings import Settings

LIMIT = 400
TEST_LIMIT = 500
ATTIC = {"utils", "util", "helpers", "helper", "common", "lib", "core", "misc"}
DEPTH = 4
SOURCE = (".py", ".js", ".mjs", ".css", ".html", ".sh")
# A first visit to the shipped library, page, worker, icons, statement and pack; gzip, as plain HTTP offers no more.
FIRST_VISIT = 150_000
Files = Callable[..., list[Path]]


def test_no_file_is_too_long(root: Path, files: Files) -> None:
    long = []
    for path in files(root, *SOURCE):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > (TEST_LIMIT if "tests" in path.relative_to(root).parts else LIMIT):
            long.append(f"{path.relative_to(root)}: {lines} lines")
    assert not long, "\n".join(long)


def test_nothing_is_called_an_attic(root: Path, files: Files) -> None:
    places = [path.relative_to(root) for path in files(root)]
    attics = {str(path) for path in places if ATTIC & {*path.parts[:-1], path.stem}}
    assert not attics, f"name the folder or file for what it holds: {sorted(attics)}"


def test_folders_are_not_deep(root: Path, files: Files) -> None:
    package = root / "webapp"
    deep = {str(path) for path in files(package) if len(path.relative_to(package).parts) > DEPTH}
    assert not deep, sorted(deep)


def test_every_python_module_says_what_it_does(root: Path, files: Files) -> None:
    silent = [
        str(path.relative_to(root))
        for path in files(root, ".py")
        if not path.read_text(encoding="utf-8").startswith(('"""', "#!/", 'r"""')) and path.stat().st_size
    ]
    assert not silent, f"no module docstring: {silent}"


def test_a_first_visit_is_small(root: Path, tmp_path: Path) -> None:
    settings = Settings(content=root / "content", data=tmp_path, translations=root / "translations")
    sizes = publish(compile_content(settings.content), settings).sizes
    assert sizes["visit"].gzip > sizes["first"].gzip + sizes["bootloader"].gzip + sizes["sw"].gzip
    assert sizes["visit"].gzip <= FIRST_VISIT, {name: size.gzip for name, size in sizes.items()}
