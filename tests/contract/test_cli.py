"""The command line as scripts see it: exit status, stdout for machines, stderr for people, two languages."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from webapp.cli import VERBS

Run = Callable[..., subprocess.CompletedProcess[str]]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_overview_names_every_verb(hongxian: Run) -> None:
    done = hongxian("--help")
    assert done.returncode == 0
    assert all(f"  {verb}" in done.stdout for verb in VERBS)
    assert done.stderr == ""


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_in_two_languages(verb: str, hongxian: Run) -> None:
    done = hongxian(verb, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert CHINESE.search(done.stdout)
    assert VERBS[verb].split(" / ")[-1] in done.stdout.replace("\n", " ")


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("search",),
        ("search", "红包", "--limit", "0"),
        ("release",),
        ("release", "burn"),
        ("release", "take-back", "first"),
        ("keys", "init", "--frob"),
        ("export",),
        ("--port", "many"),
        ("--port", "65536"),
        ("--lan", "--host", "::1"),
    ],
)
def test_bad_arguments_exit_with_2_in_two_languages(words: tuple[str, ...], hongxian: Run) -> None:
    done = hongxian(*words)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert CHINESE.search(done.stderr.splitlines()[0].removeprefix("参数不对："))
    assert "Traceback" not in done.stderr


def test_search_prints_json_and_nothing_else(hongxian: Run) -> None:
    done = hongxian("search", "红包", "--json", "--limit", "3")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer) >= {"query", "total", "results"}
    assert 0 < len(answer["results"]) <= 3
    fields = {"id", "type", "title", "score", "tier", "why", "snippet", "rests_on"}
    assert all(fields <= set(result) for result in answer["results"])


def test_finding_nothing_is_success_and_says_so(hongxian: Run) -> None:
    done = hongxian("search", "量子纠缠态蒸馏")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "未收录" in done.stderr


def test_check_is_quiet_about_good_content(hongxian: Run) -> None:
    done = hongxian("check")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout


def test_check_names_the_place_of_a_mistake(hongxian: Run, tmp_path: Path) -> None:
    rule = tmp_path / "content" / "rule" / "x.md"
    rule.parent.mkdir(parents=True)
    rule.write_text("---\nid: x\ntype: rule\ntitel: 写错的字段\n---\n正文\n", encoding="utf-8")
    done = hongxian("check", "content")
    assert done.returncode == 1
    assert re.search(r"rule/x\.md:4:1: ", done.stdout), done.stdout
    listed = json.loads(hongxian("check", "content", "--json").stdout)
    assert {"path", "line", "column", "zh", "en"} <= set(listed[0])


def test_check_writes_the_schema(hongxian: Run, tmp_path: Path) -> None:
    done = hongxian("check", "--schema", "schema.json")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "$schema" in json.loads((tmp_path / "schema.json").read_text(encoding="utf-8"))


def test_a_missing_content_folder_is_told_in_two_languages(hongxian: Run) -> None:
    for words in (("check", "nowhere"), ("search", "x", "--content", "nowhere")):
        done = hongxian(*words)
        assert (done.returncode, done.stdout) == (1, "")
        assert CHINESE.search(done.stderr)
        assert "nowhere" in done.stderr
        assert "Traceback" not in done.stderr


def test_keys_are_made_once_and_named_by_their_fingerprint(hongxian: Run) -> None:
    made = hongxian("keys", "init", "--channel", "test-channel")
    assert made.returncode == 0, made.stderr
    assert re.fullmatch(r"[0-9a-f]{64}\n", made.stdout)
    again = hongxian("keys", "init")
    assert (again.returncode, again.stdout) == (1, "")
    assert len(again.stderr.strip().splitlines()) == 2
    assert hongxian("keys", "fingerprint").stdout == made.stdout


def test_releases_are_made_once_listed_and_verified(hongxian: Run, tmp_path: Path) -> None:
    nothing = hongxian("release", "list")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    first, second = hongxian("release", "create", "--notes", "首版"), hongxian("release", "create")
    assert (first.stdout, second.stdout) == ("1\n", "1\n"), first.stderr + second.stderr
    rows = json.loads(hongxian("release", "list", "--json").stdout)
    assert [(row["seq"], row["notes"], row["current"]) for row in rows] == [(1, "首版", True)]
    assert hongxian("release", "verify").returncode == 0
    damaged = next((tmp_path / "var" / "site" / "sync" / "o").rglob("*.txt"))
    damaged.write_bytes(damaged.read_bytes()[:-1])
    found = hongxian("release", "verify")
    assert found.returncode == 1
    assert damaged.name in found.stdout


def test_a_release_is_compared_and_taken_back(hongxian: Run, tmp_path: Path) -> None:
    small = Path(__file__).parents[1] / "corpora" / "small"
    content = tmp_path / "content"
    shutil.copytree(small, content)
    places = ("--content", str(content))
    hongxian("release", "create", *places)
    rule = next((content / "rule").glob("*.md"))
    rule.write_text(re.sub(r"(?m)^title: .*", "title: 改过的标题", rule.read_text("utf-8")), "utf-8")
    shown = hongxian("release", "diff", *places).stdout
    assert f"~ {rule.stem}  改过的标题\n    title: " in shown
    assert hongxian("release", "create", *places).stdout == "2\n"
    assert [row["id"] for row in json.loads(hongxian("release", "diff", "1", "2", "--json").stdout)] == [
        rule.stem
    ]
    back = hongxian("release", "take-back", "--reason", "写错了")
    assert (back.returncode, back.stdout) == (0, "3\n")
    assert hongxian("release", "diff", "1", "3").stdout == ""
    restarted = hongxian("release", "create", *places)
    assert (restarted.returncode, restarted.stdout) == (1, "3\n")
    assert hongxian("release", "recall", "no-such-rule").returncode == 1
    assert hongxian("release", "recall", rule.stem).stdout == "4\n"
    assert json.loads(hongxian("release", "list", "--json").stdout)[-1]["recall"] == [rule.stem]


def test_keys_are_listed_and_rotated(hongxian: Run) -> None:
    four_eyes = ["--release-keys", "2", "--release-threshold", "2"]
    made = hongxian("keys", "init", "--root-keys", "3", "--root-threshold", "2", *four_eyes)
    rotated = hongxian("keys", "rotate")
    assert rotated.stdout == made.stdout, rotated.stderr
    listed = json.loads(hongxian("keys", "list", "--json").stdout)
    assert (listed["root"], listed["epoch"], f"{listed['fingerprint']}\n") == (2, 1, made.stdout)
    assert [row["role"] for row in listed["keys"]] == ["root"] * 3 + ["release"] * 2
    assert {row["threshold"] for row in listed["keys"]} == {2}, "it still takes two, nothing else was said"
    assert hongxian("keys", "rotate", "--release-keys", "1", "--release-threshold", "1").returncode == 0
    assert json.loads(hongxian("keys", "list", "--json").stdout)["keys"][-1]["threshold"] == 1
    assert hongxian("keys", "fingerprint", "--qr").stdout.startswith(made.stdout)


def test_a_closed_pipe_leaves_no_traceback(root: Path, tmp_path: Path) -> None:
    command = f'"{sys.executable}" -P -m webapp search 红包 --json --data "{tmp_path}" | true'
    done = subprocess.run(["sh", "-c", command], cwd=root, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.fixture
def server(root: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A served content folder on a free port; ended by the test or here."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "webapp", "--port", "0", "--data", str(tmp_path / "var")],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_serve_says_where_and_stops_quietly(how: signal.Signals, server: subprocess.Popen[str]) -> None:
    assert server.stdout is not None
    url = server.stdout.readline().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", url), server.communicate()
    with urllib.request.urlopen(url + "healthz", timeout=10) as answer:
        assert answer.status == 200
    server.send_signal(how)
    out, err = server.communicate(timeout=15)
    assert (server.returncode, out) == (0, "")
    assert "Traceback" not in err


def test_serve_goes_on_with_the_last_release_when_the_content_breaks(root: Path, tmp_path: Path) -> None:
    content = Path(shutil.copytree(root / "tests" / "corpora" / "small", tmp_path / "content"))
    places = ["--content", str(content), "--data", str(tmp_path / "var")]
    command = [sys.executable, "-P", "-m", "webapp"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    made = subprocess.run([*command, "release", "create", *places], env=environment, capture_output=True)
    assert made.returncode == 0, made.stderr
    (content / "rule" / "bad.md").write_text("no front matter\n", encoding="utf-8")
    process = subprocess.Popen(
        [*command, "serve", "--port", "0", *places],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        with urllib.request.urlopen(url + "healthz", timeout=10) as answer:
            assert json.load(answer)["seq"] == 1
    finally:
        process.terminate()
        _, err = process.communicate(timeout=15)
    assert "bad.md:1:1" in err
    assert "release 1 goes on" in err


def test_a_port_in_use_is_told_in_two_languages(hongxian: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = hongxian("--port", str(taken.getsockname()[1]))
    assert (done.returncode, done.stdout) == (1, "")
    assert "--port" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2


def test_lan_shows_a_code_to_scan_and_answers_there(root: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "webapp", "--lan", "--port", "0", "--data", str(tmp_path / "var")],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert re.fullmatch(r"http://\d+\.\d+\.\d+\.\d+:\d+/", url), process.communicate()
        with urllib.request.urlopen(url + "healthz", timeout=10) as answer:
            assert answer.status == 200
    finally:
        process.terminate()
        _, err = process.communicate(timeout=15)
    assert "█" in err
    assert "普通 HTTP" in err
    assert "plain HTTP" in err


def test_import_prints_the_proof_and_never_overwrites(hongxian: Run, tmp_path: Path) -> None:
    text, out = tmp_path / "办法.txt", tmp_path / "content"
    text.write_text("甲办法\n第一条　乙\u200b。\n", encoding="gb18030")
    done = hongxian("import", str(text), "--out", str(out), "--json")
    assert done.returncode == 0, done.stderr
    assert "原文 9 字 + 补出 0 字 = 收录 8 字 + 没有收录 1 字" in done.stderr
    assert "没有收录：第 2 行，看不见的字符“\\u200b”" in done.stderr
    [row] = json.loads(done.stdout)
    assert (row["id"], row["articles"], row["left_out"][0]["reason"]) == ("jiabanfa", 1, "invisible")
    assert hongxian("check", str(out)).returncode == 0
    file = out / "ruleset" / "jiabanfa.md"
    file.write_text(file.read_text(encoding="utf-8").replace("topics: [", "topics:  ["), encoding="utf-8")
    kept = file.read_bytes()
    assert "保留原文件" in hongxian("import", str(text), "--out", str(out)).stderr
    assert file.read_bytes() == kept
    text.write_text("甲办法\n第一条　丙。\n", encoding="utf-8")
    refused = hongxian("import", str(text), "--out", str(out))
    assert (refused.returncode, file.read_bytes()) == (1, kept)
    assert "--replace" in refused.stderr
    assert hongxian("import", str(text), "--out", str(out), "--replace").returncode == 0
    assert "丙" in file.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_stops_no_other_and_is_named(hongxian: Run, tmp_path: Path) -> None:
    texts = tmp_path / "规定"
    texts.mkdir()
    (texts / "乙.md").write_text("# 乙办法\n\n第一条 乙。\n", encoding="utf-8")
    (texts / "甲.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (texts / "~$甲.docx").write_bytes(b"\0" * 162)
    done = hongxian("import", str(texts), "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if line.startswith("没有导入")] == [
        "没有导入：甲.doc：这是旧格式的 .doc 或 .wps 文件，读不了。请用 Word 或 WPS 打开，另存为 .docx 再导入。 / "
        "not imported: 甲.doc: This is an old .doc or .wps file. "
        "Open it in Word or WPS, save it as .docx and import that."
    ]
    assert (tmp_path / "out" / "ruleset" / "yibanfa.md").exists()


def test_import_refuses_with_what_to_do(hongxian: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    done = hongxian("import", str(tmp_path / "a.pdf"), "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "a.pdf：这是 PDF 文件" in done.stderr
    assert "a.pdf: This is a PDF" in done.stderr
    assert not (tmp_path / "out").exists()
    for words in (["--id", "Bad"], [str(tmp_path / "a.pdf"), "--id", "good"]):
        assert (
            hongxian("import", str(tmp_path / "a.pdf"), *words, "--out", str(tmp_path / "out")).returncode
            == 2
        )
