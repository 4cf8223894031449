"""What was parsed before is not parsed again; whatever lies in that folder, the library is the same byte for byte."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import webapp.compiler.compile as compiling
from webapp.compiler.compile import check_content, compile_content
from webapp.compiler.drafts import Draft
from webapp.compiler.kept import FOLDER, KeptFolder, compiler_digest, known_files
from webapp.compiler.links import Directory
from webapp.compiler.loader import Instead
from webapp.compiler.parsed import KnownFiles
from webapp.compiler.problems import InvalidContentError
from webapp.rules.canonical import canonical_json

ROOT = Path(__file__).resolve().parents[3]
SMALL = ROOT / "tests" / "corpora" / "small"
FILES = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.glob("*/*.md"))
PROGRAM = (
    "import sys, pathlib, hashlib\n"
    "from webapp.compiler.compile import compile_content\n"
    "from webapp.compiler.kept import known_files\n"
    "from webapp.rules.canonical import canonical_json\n"
    "known = known_files(pathlib.Path(sys.argv[2]))\n"
    "for _ in range(3):\n"
    "    documents = compile_content(pathlib.Path(sys.argv[1]), known=known).documents\n"
    "    print(hashlib.sha256(canonical_json(documents)).hexdigest())\n"
)


def outcome(folder: Path, known: KnownFiles | None = None, instead: Instead | None = None) -> object:
    """The documents as bytes, or every problem."""
    try:
        return canonical_json(compile_content(folder, instead or {}, known).documents)
    except InvalidContentError as error:
        return [problem.to_json() for problem in error.problems]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in which everything of the small content is kept."""
    outcome(SMALL, known_files(tmp_path))
    return tmp_path


def entries(data: Path) -> list[Path]:
    return sorted((data / FOLDER).iterdir())


@pytest.mark.parametrize("content", [SMALL, ROOT / "content"])
def test_the_library_is_the_same_with_entries_and_without(content: Path, tmp_path: Path) -> None:
    plain, known = outcome(content), known_files(tmp_path)
    assert isinstance(plain, bytes)
    assert [outcome(content, known) for _ in range(2)] == [plain, plain]  # made, then from memory
    assert outcome(content, known_files(tmp_path)) == plain  # from the disk
    assert len(entries(tmp_path)) == len([*content.glob("*/*.md")])


EDITS = st.tuples(
    st.sampled_from(FILES),
    st.integers(0, 60),
    st.sampled_from(["drop", "double", "add", "remove"]),
    st.text(alphabet="ab-`[]()#:*第一条 \t甲乙\u200b~<>\n", max_size=12),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDITS, min_size=1, max_size=3))
@example([("rule/jia-guiding--hongbao.md", 0, "remove", "")])
@example([("topic/hongbao.md", 2, "add", "title: 别的名字")])  # what links show comes from another file
def test_every_edit_gives_the_same_with_entries_and_without(
    data: Path, edits: list[tuple[str, int, str, str]]
) -> None:
    instead: dict[str, bytes | None] = {}
    for name, at, kind, text in edits:
        lines = (SMALL / name).read_text(encoding="utf-8").split("\n")
        at %= len(lines)
        lines[at : at + 1] = {"drop": [], "double": [lines[at]] * 2}.get(kind, [lines[at], text])
        instead[name] = None if kind == "remove" else "\n".join(lines).encode()
    known = known_files(data)
    plain = outcome(SMALL, None, instead)
    assert [outcome(SMALL, known, instead) for _ in range(2)] == [plain, plain]
    assert outcome(SMALL, known) == outcome(SMALL)


def test_a_known_file_is_not_parsed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = compiling._parse_body

    def noted(draft: Draft, directory: Directory) -> bool:
        parsed.append(draft.id)
        return parse(draft, directory)

    monkeypatch.setattr(compiling, "_parse_body", noted)
    monkeypatch.setattr("webapp.compiler.loader.parse", lambda *_: pytest.fail("a header was parsed"))
    known = known_files(data)
    plain = {document["id"]: document for document in compile_content(SMALL, known=known).documents.values()}
    linking = {id_ for id_ in plain if '"a"' in json.dumps(plain[id_].get("body"))}
    assert linking <= {*parsed} < {*plain}  # links are read again, because they show what others are called


def test_problems_are_found_anew_each_time(tmp_path: Path) -> None:
    content = ROOT / "tests" / "corpora" / "broken"
    known = known_files(tmp_path)
    assert (
        check_content(content) == check_content(content, known=known) == check_content(content, known=known)
    )


def _flipped(data: bytes) -> bytes:
    return data[:90] + bytes([data[90] ^ 1]) + data[91:]


def _signed(value: object) -> bytes:
    text = json.dumps(value).encode()
    return hashlib.sha256(text).hexdigest().encode() + b"\n" + text


@pytest.mark.parametrize(
    "damage",
    [
        _flipped,
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data + b" ",
        lambda data: b"\x80\x04K\x01.",  # a pickle
        lambda data: _signed([]),
        lambda data: _signed({"name": 1}),
        lambda data: _signed(["x", [1, 1, {}], 1, None, []]),
        lambda data: _signed([json.loads(data.partition(b"\n")[2])[0], [1, 1, "text"], 1, [], []]),
        lambda data: _signed([json.loads(data.partition(b"\n")[2])[0], [1, 1, {"a": 1}], 1, [], []]),
        lambda data: _signed([json.loads(data.partition(b"\n")[2])[0], [1, 1, {}], "1", 2, None]),
    ],
)
def test_damage_is_as_if_nothing_were_there(data: Path, damage: Callable[[bytes], bytes]) -> None:
    whole = {path: path.read_bytes() for path in entries(data)}
    for path, text in whole.items():
        path.write_bytes(damage(text))
    assert outcome(SMALL, known_files(data)) == outcome(SMALL)
    assert {path: path.read_bytes() for path in entries(data)} == whole  # mended on the way


def test_entries_under_each_others_names_are_not_taken(data: Path) -> None:
    paths = entries(data)
    texts = [path.read_bytes() for path in paths]
    for path, text in zip(paths, texts[1:] + texts[:1], strict=True):
        path.write_bytes(text)
    assert outcome(SMALL, known_files(data)) == outcome(SMALL)


def test_a_folder_in_place_of_an_entry_and_one_that_cannot_be_made(data: Path, tmp_path: Path) -> None:
    for path in entries(data):
        path.unlink()
        path.mkdir()
    assert outcome(SMALL, known_files(data)) == outcome(SMALL)
    (tmp_path / "file").write_text("")
    assert outcome(SMALL, known_files(tmp_path / "file")) == outcome(SMALL)


def test_another_compiler_has_entries_of_its_own(data: Path) -> None:
    before = {path.name for path in entries(data)}
    outcome(SMALL, KnownFiles(KeptFolder(data / FOLDER, "another")))
    assert len({path.name for path in entries(data)} - before) == len(FILES)


def test_every_line_of_the_compiler_counts(tmp_path: Path) -> None:
    for part in ("compiler", "rules"):
        shutil.copytree(ROOT / "webapp" / part, tmp_path / part, ignore=shutil.ignore_patterns("*.pyc"))
    seen = {compiler_digest(), compiler_digest(tmp_path)}
    assert len(seen) == 1
    for name in ("compiler/markdown.py", "compiler/kept.py", "rules/schema.py"):
        (tmp_path / name).write_text((tmp_path / name).read_text(encoding="utf-8") + "#\n", encoding="utf-8")
        compiler_digest.cache_clear()
        seen.add(compiler_digest(tmp_path))
    assert len(seen) == 4
    compiler_digest.cache_clear()
    nothing = compiler_digest(tmp_path / "none")  # no sources to tell by
    compiler_digest.cache_clear()
    assert compiler_digest(tmp_path / "none") != nothing
    compiler_digest.cache_clear()


def test_many_processes_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(SMALL), str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    builds = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(4)]
    printed = {line for build in builds for line in build.communicate()[0].split()}
    plain = outcome(SMALL)
    assert isinstance(plain, bytes)
    assert printed == {hashlib.sha256(plain).hexdigest()} and not any(build.returncode for build in builds)
    assert len(entries(tmp_path)) == len(FILES)  # whole ones: nothing was left half written


def test_what_is_not_needed_is_bounded(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used = {path.name for path in entries(data)}
    for number in range(6):
        stale = data / FOLDER / f"{number:064x}"
        stale.write_bytes(b"." * 1000)
        os.utime(stale, (number, number))
    monkeypatch.setattr("webapp.compiler.kept.LIMIT", 2500)
    name = "topic/hongbao.md"
    outcome(SMALL, known_files(data), {name: (SMALL / name).read_bytes() + "\n更多。\n".encode()})
    left = {path.name for path in entries(data)}
    assert f"{5:064x}" in left and f"{0:064x}" not in left
    assert len(used - left) <= 1  # only what that content did not need
