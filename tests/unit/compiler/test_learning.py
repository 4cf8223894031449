"""A table of questions and ids → learned links: read in any usual form, checked, joined, written to be read again."""

from __future__ import annotations

import pytest

from webapp.compiler.learning import Pair, joined, problems, read_table

PAIRS = [Pair(1, "谁管群？", ["a--b", "a--c"]), Pair(2, '"群主"呢', ["a--b"])]


@pytest.mark.parametrize(
    ("name", "text", "first_line"),
    [
        ("t.csv", '谁管群？,a--b,a--c\n"""群主""呢",a--b\n', 1),
        ("t.csv", '\ufeff问题,编号\n谁管群？,a--b a--c\n\n"""群主""呢",a--b\n', 2),
        ("t.tsv", "question\tids\n谁管群？\ta--b；a--c\n“群主”呢\ta--b\n", 2),
        (
            "t.json",
            '[{"question": " 谁管群？", "ids": ["a--b", "a--c"]}, {"question": "群主", "ids": []}]',
            1,
        ),
    ],
)
def test_tables_are_read_in_any_usual_form(name: str, text: str, first_line: int) -> None:
    pairs = read_table(name, text)
    assert pairs[0] == Pair(first_line, "谁管群？", ["a--b", "a--c"])
    assert len(pairs) == 2


@pytest.mark.parametrize("text", ["{}", "[1]", '[{"question": 1, "ids": []}]', "[", '[{"question": "a"}]'])
def test_other_json_is_no_table(text: str) -> None:
    with pytest.raises(ValueError):
        read_table("t.json", text)


def test_every_problem_of_a_table_has_its_line() -> None:
    wrong = [
        Pair(3, "", ["a--b"]),
        Pair(4, "谁" * 201, ["a--b"]),
        Pair(5, "谁", []),
        Pair(6, "谁", ["x", "a--b"]),
    ]
    assert [line for line, _, _ in problems(wrong, {"a--b"}.__contains__)] == [3, 4, 5, 6]
    assert not list(problems(PAIRS, {"a--b", "a--c"}.__contains__))


def test_a_question_that_stands_twice_is_joined() -> None:
    found = joined([*PAIRS, Pair(9, "谁管群", ["a--d", "a--b"])], lambda text: text.strip("？"))
    assert [(pair.asked, pair.rules) for pair in found] == [
        ("谁管群？", ["a--b", "a--c", "a--d"]),
        ('"群主"呢', ["a--b"]),
    ]
