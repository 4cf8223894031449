"""The benchmarks run from a checkout and print one flat JSON object."""

from __future__ import annotations

import json
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

from tests.bench.figures import measures, ndcg, percentile, summary
from tests.bench.plot import rows_of, svg, table

LAWS = {
    "甲/丁法(2020-01-01).md": "# 丁法\n\n第一条 禁止在群里发红包。\n\n第二条 保守国家秘密。\n",
    "乙/戊条例.md": "# 戊条例\n\n第一条 群主负责管理。\n",
}
QUESTIONS = [
    {
        "id": 1,
        "question": "能不能在群里发红包？",
        "relevant": [{"path": "甲/丁法(2020-01-01).md", "article": "第一条"}],
    },
    {"id": 2, "question": "没有这部法", "relevant": [{"path": "丙.md", "article": "第一条"}]},
]


def test_statutes_prints_one_flat_object(
    hongxian: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    for name, text in LAWS.items():
        (tmp_path / "laws" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "laws" / name).write_text(text, encoding="utf-8")
    questions = tmp_path / "questions.json"
    questions.write_text(json.dumps(QUESTIONS, ensure_ascii=False), encoding="utf-8")
    done = hongxian(
        "bench", "statutes", "--laws", str(tmp_path / "laws"), "--questions", str(questions), "--json"
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert all(isinstance(value, int | float) for value in figures.values())
    assert (figures["ndcg10"], figures["success1"], figures["articles"]) == (1.0, 1.0, 3)
    assert figures["questions"] == 1, "a question about a law that is not there is left out"


def test_recall_misses_nothing_of_the_handbook(
    hongxian: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = hongxian("bench", "recall", "--only", "handbook", "--runs", "500", "--json")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert (figures["handbook_recall"], figures["handbook_server_recall"]) == (1.0, 1.0)
    assert figures["handbook_runs"] == 500


def test_load_prints_one_flat_object_without_errors(
    hongxian: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = hongxian("bench", "load", "--seconds", "0.5", "--connections", "8", "--idle", "20", "--json")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert all(isinstance(value, int | float) for value in figures.values())
    assert (figures["connections"], figures["idle"]) == (8, 20)
    assert (figures["errors"], figures["idle_errors"]) == (0, 0)
    assert figures["requests"] > 0


def test_import_accounts_for_every_character_in_every_form(
    hongxian: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    for name, text in LAWS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = hongxian("bench", "import", "--laws", str(tmp_path), "--json")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert (figures["files"], figures["failed"], figures["articles_counted"]) == (2, 0, 3)
    for form in ("", "plain_", "word_"):
        assert figures[f"{form}articles"] == 3
        assert figures[f"{form}characters_in"] == figures[f"{form}accounted"] > 30


def test_what_is_learned_from_a_file_is_known(
    hongxian: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    for name, text in LAWS.items():
        (tmp_path / "laws" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "laws" / name).write_text(text, encoding="utf-8")
    asked = {"question": "孩子满月酒的份子钱可以留下来吗", "relevant": QUESTIONS[0]["relevant"]}
    (tmp_path / "questions.json").write_text(json.dumps([asked], ensure_ascii=False), encoding="utf-8")
    words = ("bench", "statutes", "--laws", "laws", "--questions", "questions.json", "--json")
    without, knowing = (
        json.loads(hongxian(*words, *more).stdout) for more in ((), ("--learn", "questions.json"))
    )
    assert (without["ndcg10"], knowing["ndcg10"]) == (0.0, 1.0)
    assert "learned_ndcg10" in without and "learned_ndcg10" not in knowing


def test_a_report_draws_what_was_measured() -> None:
    names = ("ms_p50", "ndcg10", "index_brotli", "questions")
    figures = {f"full_a_{name}": value for name, value in zip(names, (200, 0.39, 2.4e7, 9), strict=True)}
    figures |= {"full_b_ms_p50": 0.5, "full_b_ndcg10": 0.43, "full_b_questions": 70}
    rows = rows_of(figures, "full", ("a", "b", "c"))
    assert [row.name for row in rows] == ["b", "a"]
    root = ElementTree.fromstring(svg(rows, "甲 & 乙", "b"))
    widths = [float(each.attrib["width"]) for each in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths[0] < widths[1]
    assert "| b | 0.5 | 0.430 | 0.0 | 70 |\n| a | 200 | – (9 问) | 24.0 | 9 |" in table(
        rows
    )  # nine say nothing


def test_measures_are_those_of_the_textbook() -> None:
    assert ndcg(["a", "b"], {"a", "b"}) == 1.0
    assert round(ndcg(["x", "a"], {"a"}), 4) == 0.6309
    row = measures(["x", "a", "y"], {"a", "b"})
    assert (row["success1"], row["mrr10"], row["recall10"]) == (0.0, 0.5, 0.5)
    assert percentile([1, 2, 3, 4], 0.5) == 2
    assert percentile([1, 2, 3, 4], 0.95) == 4


def test_intervals_hold_the_mean_and_are_the_same_every_time() -> None:
    rows = [{"ndcg10": float(value % 2)} for value in range(100)]
    once = summary("", rows)
    assert once == summary("", rows)
    assert once["ndcg10_low"] < once["ndcg10"] == 0.5 < once["ndcg10_high"]
