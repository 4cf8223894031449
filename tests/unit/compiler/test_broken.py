"""Every mistake is found at its place under its code, and nothing else is reported because of it.

`corpora/broken/<case>/` is laid over `corpora/small/`; `<case>.txt` beside it lists every problem there must be.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from webapp.compiler.compile import check_content, compile_content
from webapp.compiler.loader import parse
from webapp.compiler.messages import MESSAGES
from webapp.compiler.problems import InvalidContentError, Place, Report
from webapp.errors import ContentError

BROKEN = Path(__file__).resolve().parents[2] / "corpora" / "broken"
CASES = sorted(path.name for path in BROKEN.iterdir() if path.is_dir())

BYTES = {  # what cannot be kept in a text file, or is too large to keep: bytes → code, line, column
    "gbk": ("---\ntitle: 红包\n---\n中文".encode("gbk"), "not-utf8", 2, 8),
    "gbk-after-crlf": ("---\r\na: b\r\n---\r\n红包中文".encode("gbk"), "not-utf8", 4, 1),
    "utf-16": ("---\ntitle: a\n---\n".encode("utf-16"), "not-utf8", 1, 1),
    "latin": (b"---\ntitle: a\n---\n\xff", "not-utf8", 4, 1),
    "file-too-large": (b"---\ntitle: a\n---\n" + b"a" * 1024 * 1024, "file-too-large", 1, 1),
    "header-too-large": (b"---\na: " + b"b" * 65536 + b"\n---\n", "header-too-large", 2, 1),
    "many-brackets": (b"---\na: " + b"[" * 60000 + b"\n---\n", "too-deep", 2, 11),
    "null-byte": (b"---\na: b\n---\n\x00", "forbidden-character", 4, 1),
    "old-mac-line-end": (b"---\na: b\n---\nc\rd", "forbidden-character", 4, 2),
    "mark-inside": ("---\na: b\n---\nc\ufeff".encode(), "forbidden-character", 4, 2),
    "private-use": ("---\na: b\n---\n\ue004".encode(), "forbidden-character", 4, 1),
    "unclosed-list": (b"---\na: [b\nc: d\n---\n", "yaml", 2, 4),
    "unclosed-quote": (b'---\na: "b\nc: d\n---\n', "yaml", 2, 4),
    "full-width-colon-last": ("---\na: b\nlist:\n  - c\nd：e\n---\n".encode(), "full-width-colon", 5, 2),
    "directive": (b"---\n%YAML 1.1\na: b\n---\n", "multiple-documents", 3, 1),
    "empty-header": (b"---\n---\n", "not-a-mapping", 2, 1),
    "empty-file": (b"", "no-front-matter", 1, 1),
}


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_found_at_its_place(case: str, with_files: Callable[[Path], Path]) -> None:
    content = with_files(BROKEN / case)
    found = [
        f"{Path(problem.path).relative_to(content).as_posix()}:{problem.line}:{problem.column} {problem.code}"
        for problem in check_content(content)
    ]
    assert found == (BROKEN / f"{case}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", BYTES)
def test_wrong_bytes_are_found_at_their_place(case: str) -> None:
    data, code, line, column = BYTES[case]
    report = Report("x.md")
    assert parse(data, report) is None
    assert [(each.code, each.line, each.column) for each in report.problems] == [(code, line, column)]


def test_marks_and_line_ends_of_windows_change_nothing() -> None:
    plain, windows = Report("x.md"), Report("x.md")
    expected = parse("---\ntitle: 红包\n---\n正文\n".encode(), plain)
    assert parse("\ufeff---\r\ntitle: 红包\r\n---\r\n正文\r\n".encode(), windows) == expected
    assert not plain.problems + windows.problems


def test_every_code_has_a_case() -> None:
    """A message that no test can bring about may be wrong, or never appear."""
    shown = {
        line.split()[1] for case in CASES for line in (BROKEN / f"{case}.txt").read_text("utf-8").splitlines()
    }
    shown |= {code for _, code, _, _ in BYTES.values()}
    assert set(MESSAGES) - shown == {"no-content", "unreadable", "line-too-long"}  # tested below


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in check_content(tmp_path)] == ["no-content"]


def test_an_unreadable_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "rule").mkdir()
    (tmp_path / "rule" / "gone.md").symlink_to(tmp_path / "nowhere")
    assert [problem.code for problem in check_content(tmp_path)] == ["unreadable"]


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
def test_what_is_no_plain_file_or_folder_is_a_problem(tmp_path: Path) -> None:
    """Documents in a folder that is passed over would be missing from a release without a word."""
    (tmp_path / "elsewhere").mkdir()
    content = tmp_path / "content"
    (content / "topic").mkdir(parents=True)
    (content / "case").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(content / "topic" / "pipe.md")
    found = {(Path(problem.path).name, problem.code) for problem in check_content(content)}
    assert found == {("case", "unreadable"), ("pipe.md", "unreadable")}


def test_a_folder_that_cannot_be_listed_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "topic").mkdir()
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("topic"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert "unreadable" in [problem.code for problem in check_content(tmp_path)]


def test_all_problems_of_all_files_are_told_at_once(with_files: Callable[[Path], Path]) -> None:
    content = with_files(BROKEN / "bad-bool")
    for case, name in (("bad-int", "ruleset/jia-guiding.md"), ("empty-basis", "scenario/qiang-hongbao.md")):
        (content / name).write_bytes((BROKEN / case / name).read_bytes())
    with pytest.raises(ContentError) as raised:
        compile_content(content)
    assert isinstance(raised.value, InvalidContentError)
    problems = raised.value.problems
    assert [problem.code for problem in problems] == ["bad-bool", "bad-int", "empty-basis"]
    assert problems == sorted(problems)
    assert all(problem.render() in str(raised.value) for problem in problems)


def test_a_problem_shows_place_both_languages_advice_and_a_caret(with_files: Callable[[Path], Path]) -> None:
    (problem,) = check_content(with_files(BROKEN / "not-a-choice"))
    lines = problem.render().splitlines()
    assert lines[0].endswith("jia-guiding--hongbao.md:10:11: 字段 modality 的值“不以”不在词表中。")
    assert lines[1].strip().startswith("Field modality: “不以” is not in the vocabulary")
    assert "是否为 不(不以)？" in lines[2]
    assert "Did you mean 不(不以)?" in lines[3]
    assert [line.strip() for line in lines[4:]] == ["modality: 不以", "^"]
    assert lines[5].index("^") == lines[4].index("不")


def test_a_caret_stands_under_wide_characters() -> None:
    report = Report("x.md", ["红包x红"])
    report.add("image", Place(1, 4))
    assert report.problems[0].excerpt == "红包x红\n　　 ^"


def test_near_misses_are_suggested(with_files: Callable[[Path], Path]) -> None:
    (problem,) = check_content(with_files(BROKEN / "unknown-field-near"))
    assert problem.field == "efective"
    assert problem.hint_zh == "是否为 effective_on？"


def test_a_renamed_document_is_named(with_files: Callable[[Path], Path]) -> None:
    (problem,) = check_content(with_files(BROKEN / "dangling-reference-renamed"))
    assert problem.hint_zh == "已改名为 yi-tiaoli--baomi。"
