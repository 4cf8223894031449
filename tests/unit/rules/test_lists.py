"""Lists and comparisons, told as stories over the library of the vectors; and the vectors are current."""

from __future__ import annotations

from datetime import date

import pytest

from tests.vectors import make_lists
from webapp.rules.comparison import comparison
from webapp.rules.library import Library
from webapp.rules.lists import LISTS, named_list, topic_counts
from webapp.rules.person import NOBODY, ROLES, Person
from webapp.rules.vocabulary import AUDIENCES

DAY = date(2026, 6, 1)


@pytest.fixture
def library() -> Library:
    return make_lists.LIBRARY


def shown(library: Library, name: str, person: Person = NOBODY, day: date = DAY) -> dict[str, list[str]]:
    return {group["id"]: group["ids"] for group in named_list(library, name, day, person)}


def test_the_vectors_are_current() -> None:
    assert make_lists.FILE.read_text(encoding="utf-8") == make_lists.text(), (
        "run python -m tests.vectors.make_lists"
    )


def test_every_audience_is_meant_by_one_role() -> None:
    assert sorted(word for words in ROLES.values() for word in words) == sorted(AUDIENCES)


def test_red_lines_stand_under_their_first_topic_in_force_first(library: Library) -> None:
    assert shown(library, "redlines") == {
        "hongbao": ["jia-sheng-guiding--hongbao", "jia-zuzhibu-guifan--hongbao", "yi-sheng-guiding--hongbao"],
        "baomi": ["fa-2024--shemi", "mou-qungui--shemi", "fa-2010--shemi"],
    }


def test_what_binds_me_first_then_the_nation_then_elsewhere(library: Library) -> None:
    """The group of one body is told apart, the repealed law and the other province come last."""
    cadre: Person = {"roles": ["机关干部"], "region": "jia-shi"}
    assert shown(library, "mine", cadre) == {
        "当地": ["jia-sheng-guiding--hongbao"],
        "只管一个单位": ["jia-zuzhibu-guifan--hongbao", "jia-zuzhibu-guifan--jianqun"],
        "全国": ["fa-2024--shemi"],
        "供参照": ["fa-2010--shemi", "yi-sheng-guiding--hongbao"],
    }
    assert list(shown(library, "mine", {"roles": ["机关干部"], "region": ""})) == ["全国", "供参照"]
    assert shown(library, "mine", NOBODY) == {}


def test_a_province_is_not_bound_by_its_towns(library: Library) -> None:
    person: Person = {"roles": [], "region": "jia-sheng"}
    assert "jia-zuzhibu-guifan--hongbao" in shown(library, "mine", person)["供参照"]


def test_red_lines_of_a_person_begin_with_the_topic_that_binds_them(library: Library) -> None:
    member: Person = {"roles": ["群众"], "region": ""}
    assert list(shown(library, "redlines")) == ["hongbao", "baomi"]
    assert list(shown(library, "redlines", member)) == ["baomi", "hongbao"]
    assert shown(library, "redlines", member)["baomi"][0] == "fa-2024--shemi"


def test_group_rules_follow_the_life_of_a_group(library: Library) -> None:
    assert list(shown(library, "groups")) == [
        "保密", "建群", "管群", "进群", "发言", "不该发的", "汇报", "退群", "正面做法",
    ]  # fmt: skip
    assert "建群" not in shown(library, "groups/chengyuan")
    assert shown(library, "groups/chengyuan")["管群"] == ["mou-qungui--guanqun"]


def test_one_question_of_each_topic_is_typical(library: Library) -> None:
    assert shown(library, "typical") == {"": ["changjing-er", "changjing-yi"]}


def test_the_version_in_force_stands_for_its_regulation(library: Library) -> None:
    def central(day: date) -> dict[str, list[str]]:
        group = named_list(library, "rulesets", day)[0]
        assert group["id"] == "中央"
        return {**{head: [] for head in group["ids"]}, **group["under"]}

    assert central(DAY) == {"fa-2024": ["fa-2027", "fa-2010", "fa-1989"]}
    assert central(date(2027, 6, 1)) == {"fa-2027": ["fa-2024", "fa-2010", "fa-1989"]}


def test_who_is_in_charge_and_for_what_nobody_is(library: Library) -> None:
    owners = shown(library, "owners")
    assert list(owners) == ["未明确", "guojia", "jia-zuzhibu"]
    assert owners["jia-zuzhibu"] == ["jia-zuzhibu-guifan"]


def test_practices_stand_apart_and_unverified_channels_last(library: Library) -> None:
    assert list(shown(library, "interpretations")) == ["官员谈话", "专家意见", "媒体梳理", "正面做法"]
    assert shown(library, "channels") == {"已核实": ["qudao-er"], "未核实": ["qudao-yi"]}


def test_news_begin_with_the_newest_day(library: Library) -> None:
    assert list(shown(library, "news")) == ["2026-03-01", "2026-01-02", "2025-12-31"]


def test_every_document_of_a_list_exists_once(library: Library) -> None:
    for name in LISTS:
        groups = named_list(library, name, DAY, {"roles": ["群主", "机关干部"], "region": "jia-shi"})
        ids = [id_ for group in groups for id_ in group["ids"]]
        assert ids and len(set(ids)) == len(ids), name
        assert all(library.get(id_) for id_ in ids)
    assert named_list(library, "no-such-list", DAY) == []


def test_a_comparison_tells_what_each_text_mentions(library: Library) -> None:
    found = comparison(library, "hongbao", DAY)
    values = {each["name"]: {v["value"]: v["ids"] for v in each["values"]} for each in found["aspects"]}
    assert values["actions"]["赠送"] == ["jia-zuzhibu-guifan--hongbao"]
    assert values["amount"] == {"无论数额大小": ["jia-sheng-guiding--hongbao"]}
    assert comparison(library, "no-such-topic", DAY) == {"ids": [], "aspects": []}


def test_topics_count_what_can_be_a_result(library: Library) -> None:
    assert topic_counts(library)["yaoyan"] == 8
