"""`learn FILE` on a small content folder: what is written is content again, leads questions there, and grows."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
SMALL = Path(__file__).resolve().parents[1] / "corpora" / "small"
ASKED = "孩子满月酒的份子钱可以留下来吗"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "content"))


def learn(hongxian: Run, content: Path, table: str) -> subprocess.CompletedProcess[str]:
    (content.parent / "table.tsv").write_text(table, encoding="utf-8")
    return hongxian("learn", "table.tsv", "--content", "content")


def answers(hongxian: Run, query: str) -> list[tuple[str, int, str]]:
    done = hongxian("search", query, "--content", "content", "--json")
    assert done.returncode == 0, done.stderr
    return [(each["id"], each["tier"], each["why"]) for each in json.loads(done.stdout)["results"]]


def test_a_learned_question_leads_where_it_was_answered(hongxian: Run, content: Path) -> None:
    """A link to an article that a rule annotates leads to that rule, at the tier of a question."""
    assert answers(hongxian, ASKED) == []
    done = learn(hongxian, content, f"问题\t编号\n{ASKED}？\tjia-guiding--hongbao yi-tiaoli--art-2\n")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert hongxian("check", "content").returncode == 0
    why = f"答过相近的问题：{ASKED}？"
    assert sorted(answers(hongxian, ASKED)) == [
        ("jia-guiding--hongbao", 5, why),
        ("yi-tiaoli--baomi", 5, why),
    ]
    assert answers(hongxian, "邻居家的狗叫了一夜怎么办") == [], "another question is led nowhere"


def test_more_is_learned_beside_what_is_known(hongxian: Run, content: Path) -> None:
    assert learn(hongxian, content, f"{ASKED}\tjia-guiding--hongbao\n").returncode == 0
    assert (
        learn(hongxian, content, f"谁管群\tyi-tiaoli--art-1\n{ASKED}？\tyi-tiaoli--art-1\n").returncode == 0
    )
    text = (content / "lexicon" / "wenda.md").read_text(encoding="utf-8")
    assert text.count("asked:") == 2
    assert "rules: [jia-guiding--hongbao, yi-tiaoli--art-1]" in text


def test_nothing_is_written_while_a_line_is_wrong(hongxian: Run, content: Path) -> None:
    done = learn(hongxian, content, "谁管群\tyi-tiaoli--art-1\n谁管钱\tyi-tiaoli--art-99\n")
    assert done.returncode == 1
    assert "table.tsv:2" in done.stderr and "yi-tiaoli--art-99" in done.stderr
    assert not (content / "lexicon" / "wenda.md").exists()


def test_a_lexicon_of_words_is_not_written_over(hongxian: Run, content: Path) -> None:
    (content.parent / "table.tsv").write_text("谁管群\tyi-tiaoli--art-1\n", encoding="utf-8")
    done = hongxian("learn", "table.tsv", "--content", "content", "--id", "yongyu-hongbao")
    assert done.returncode == 1
    assert "yongyu-hongbao" in done.stderr
