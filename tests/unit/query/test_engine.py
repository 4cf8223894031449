"""Tiers, reasons, named rule sets, questions, filters: each on the vectors' small library."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.vectors import make_search
from tests.vectors.search_library import DOCUMENTS
from webapp.analysis.tables import build_tables
from webapp.query.engine import Engine

TODAY = date(2026, 11, 22)


def ids(engine: Engine, query: str, **options: dict[str, str]) -> list[str]:
    return [result.id for result in engine.search(query, today=TODAY, filters=options.get("filters")).results]


def first(engine: Engine, query: str) -> tuple[int, str, str, str]:
    result = engine.search(query, today=TODAY).results[0]
    return result.tier, result.id, result.reason["code"], result.reason["term"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("微信红包", (1, "jia-shijie--hongbao", "title", "微信红包")),
        ("微信紅包", (1, "jia-shijie--hongbao", "title", "微信紅包")),
        ("电子礼券", (2, "chufen-tiaoli--art-39", "exact", "电子礼券")),
        ("小圈子", (3, "jia-shijie--guanxiwang", "alias", "小圈子")),
        ("guanxiwang", (4, "jia-shijie--guanxiwang", "pinyin", "关系网")),
        ("guan xi w", (4, "jia-shijie--guanxiwang", "pinyin", "关系网")),
        ("gxw", (4, "jia-shijie--guanxiwang", "initials", "关系网")),
        ("关系往", (4, "jia-shijie--guanxiwang", "homophone", "关系网")),
        ("wx红包", (4, "jia-shijie--hongbao", "pinyin", "微信红包")),
        ("微言红包", (4, "jia-shijie--hongbao", "lookalike", "微信红包")),
        ("guangxiwang", (4, "jia-shijie--guanxiwang", "near", "关系网")),
        ("关系系网", (4, "jia-shijie--guanxiwang", "typo", "关系网")),
        ("嚼舌头", (3, "jia-shijie--pintou", "lexicon", "品头论足")),
        ("jiaoshetou", (4, "jia-shijie--pintou", "pinyin", "嚼舌头")),
        ("jiao she tou", (4, "jia-shijie--pintou", "pinyin", "嚼舌头")),
        ("嚼舌t", (4, "jia-shijie--pintou", "pinyin", "嚼舌头")),
        ("绞舌头", (4, "jia-shijie--pintou", "homophone", "嚼舌头")),
        ("好处费", (4, "jia-shijie--hongbao", "wider", "红包")),
        ("在群里说领导坏话算不算违规", (5, "jia-shijie--pintou", "partial", "说领导坏话")),
        ("孩子满月收了份子钱怎么办", (5, "jia-shijie--hongbao", "learned", "孩子满月时收了份子钱怎么办？")),
        ("第39条", (1, "chufen-tiaoli--art-39", "numeral", "第39条")),
        ("第40条", (1, "chufen-tiaoli--shangwang", "numeral", "第40条")),
        ("处分条例第39条", (3, "chufen-tiaoli--art-39", "names", "处分条例 第三十九条")),
        ("+", (2, "jia-shijie", "symbol", "+")),
        ("𠮷", (2, "jia-shijie", "exact", "𠮷")),
    ],
)
def test_tier_and_reason_of_the_first(
    engine: Engine, query: str, expected: tuple[int, str, str, str]
) -> None:
    assert first(engine, query) == expected


def test_another_word_is_no_slip(engine: Engine) -> None:
    """That one character differs from a known phrase does not make 好 a slip for 坏."""
    assert first(engine, "说领王坏话") == (4, "jia-shijie--pintou", "typo", "说领导坏话")
    answer = engine.search("说领导好话", today=TODAY)
    assert answer.corrected is None
    assert answer.results[0].id == "jia-shijie--guanxiwang"
    assert first(engine, "说说领导坏话")[2] == "typo"
    assert engine.search("说喷领导坏话", today=TODAY).corrected is None


def test_what_holds_a_guessed_word_stands_before_what_holds_its_synonyms() -> None:
    """As when it is typed well: that a word which means the same stands in more places outweighs nothing."""
    said = {"title": "嚼舌头", "quote": "嚼舌头", "aliases": ["嚼舌头的"], "kind": "红线", "body": []}
    engine = Engine({**DOCUMENTS, "aa": {"id": "aa", "type": "rule", **said}}, build_tables())
    for query in ("品头论足", "品头论祖", "pintoulunzu"):
        assert ids(engine, query)[0] == "jia-shijie--pintou", query
        assert "aa" in ids(engine, query), query


def test_a_topic_is_not_enough_in_a_name_beside_what_never_stands_together(engine: Engine) -> None:
    """Each of the characters stands somewhere, so a question may mean them; a name is that of something else."""
    assert ids(engine, "红包章党") == []
    assert ids(engine, "红包章党行吗")[0] == "jia-shijie--hongbao"


def test_a_plain_word_tells_what_is_meant_only_where_something_is_asked(engine: Engine) -> None:
    assert ids(engine, "铜锣烧换微信好处费") == []
    assert "jia-shijie--hongbao" in ids(engine, "铜锣烧换微信好处费行吗")


def test_a_medium_in_a_name_makes_no_story_of_it(engine: Engine) -> None:
    """Nothing asks or sets a scene here, so less is not enough."""
    assert ids(engine, "语音铜锣烧品头论足") == []
    assert ids(engine, "语音铜锣品头论足行吗")


def test_slips_of_plain_words_in_a_question_are_put_right(engine: Engine) -> None:
    answer = engine.search("领导绞舌头行吗", today=TODAY)
    assert answer.corrected == {"from": "领导绞舌头行吗", "to": "领导嚼舌头行吗", "code": "homophone"}
    assert [result.id for result in answer.results] == ["jia-shijie--pintou"]


def test_a_name_with_a_number_is_not_answered_by_half_of_it(engine: Engine) -> None:
    for query in ("十纪十律", "十个有之"):
        assert ids(engine, query) == [], query
    assert ids(engine, "十纪十律吗")


def test_what_every_unit_of_a_large_library_says_weighs_nothing() -> None:
    articles = [
        {
            "id": f"fa--art-{n}",
            "no": str(n),
            "label": f"第{n}条",
            "path": [],
            "blocks": [{"k": "p", "t": "条款"}],
        }
        for n in range(1, 4200)
    ]
    law = {"id": "fa", "type": "ruleset", "title": "条款法", "official_text": True, "articles": articles}
    everything = Engine({"fa": {**law, "status": "effective", "topics": []}}, build_tables())
    assert everything.search("条款吗", today=TODAY).total == 4200


def test_a_sign_that_is_typed_is_wanted_where_some_text_has_it(engine: Engine) -> None:
    assert ids(engine, "互联网＋") == ids(engine, "互联网+") == ["jia-shijie"]
    assert len(ids(engine, "互联网")) > 1
    assert ids(engine, "互联网％") == ids(engine, "互联网")
    # Between quotation marks signs do not count: what holds the characters is found.
    assert ids(engine, '"互联网+"') == ids(engine, '"互联网"')


def test_a_word_of_the_setting_is_no_slip(engine: Engine) -> None:
    """微博 is no mistyped 微信, nor 手机 the 手拍 of 随手拍."""
    for query in ("微博红包", "微博规定", "事情红包", "手机举报"):
        assert engine.search(query, today=TODAY).corrected is None, query
    assert first(engine, "维信红包")[2] == "homophone"


def test_a_name_is_read_whole(engine: Engine) -> None:
    """What is no story is not answered by one named word of it; what is no longer than a name, not by half of it."""
    assert ids(engine, "养猫养狗红包") == []
    assert "jia-shijie--hongbao" in ids(engine, "同事养猫养狗红包")
    assert ids(engine, "群众公务") == []
    assert ids(engine, "纪律本质") == []
    assert ids(engine, "群众要公务吗")


def test_a_story_is_answered_by_less_where_it_names_a_medium(engine: Engine) -> None:
    assert ids(engine, "上班品头论足和养金鱼有啥关联") == []
    assert ids(engine, "群里的品头论足和养金鱼有啥关联") == ["jia-shijie--pintou"]
    story = "昨天在微信里有个司机塞给我好处费说是修车剩下的，我后来又听邻居嚼舌头讲个没完"
    assert {"jia-shijie--hongbao", "jia-shijie--pintou"} <= set(ids(engine, story))


def test_what_asks_how_to_handle_something_is_answered_only_by_what_says_so(engine: Engine) -> None:
    answer = engine.search("红包报销", today=TODAY)
    assert answer.results == []
    assert answer.understood == [
        {"kind": "word", "text": "红包", "found": 7},
        {"kind": "word", "text": "报销", "found": 0},
    ]
    story = "我在出租车上把报销的发票弄丢了，后来司机在微信里给我发红包"
    assert ids(engine, story) == ["jia-shijie--hongbao"]
    assert ids(engine, "随手拍怎么用") == ["qudao-suishoupai"]
    assert ids(engine, "随手拍教程怎么用") == []  # each of the words has to be said
    assert ids(engine, "举报数额怎么用") == []  # and the rest has to be covered for itself


def test_a_set_leads_when_nothing_tells_its_rules_apart(engine: Engine) -> None:
    assert ids(engine, "甲市委组织部的戒律")[0] == "jia-shijie"
    # 纪律 stands in the text of the set alone: it covers more than each of them.
    assert ids(engine, "甲市委组织部戒律的纪律")[0] == "jia-shijie"
    assert ids(engine, "甲市委组织部红包戒律")[0] == "jia-shijie--hongbao"


def test_an_annotated_article_is_one_result(engine: Engine) -> None:
    assert ids(engine, "上传涉密文件") == ["chufen-tiaoli--shangwang"]


@pytest.mark.parametrize(
    "query", ["10条戒律", "十条戒律", "甲市", "嘉市", "甲市微信规定", "10严禁是什么", "jiashi"]
)
def test_a_named_rule_set_leads_and_its_rules_follow(engine: Engine, query: str) -> None:
    found = ids(engine, query)
    assert found[0] == "jia-shijie"
    assert all(each.startswith("jia-shijie--") for each in found[1:5])
    assert len(found) >= 5


def test_comment_never_stands_above_a_rule_of_its_tier(engine: Engine) -> None:
    results = engine.search("红包", today=TODAY).results
    order = [(each.tier, each.type in ("interpretation", "practice", "finding")) for each in results]
    assert order == sorted(order)
    assert {"interpretation", "practice"} <= {each.type for each in results}


def test_words_of_another_document_that_a_link_prints_count_less(engine: Engine) -> None:
    results = engine.search("关系网", today=TODAY).results
    assert [(each.id, each.tier) for each in results] == [
        ("jia-shijie--guanxiwang", 1),
        ("jia-shijie--hongbao", 3),
    ]


def test_a_question_shows_the_rules_its_scenario_rests_on(engine: Engine) -> None:
    results = engine.search("能不能在群里抢同事发的红包", today=TODAY).results
    assert [each.id for each in results] == [
        "changjing-hongbao",
        "jia-shijie--hongbao",
        "chufen-tiaoli--art-39",
    ]
    assert results[0].rests_on == ["jia-shijie--hongbao", "chufen-tiaoli--art-39"]
    assert results[1].reason["code"] == "rests"


@pytest.mark.parametrize(
    "query", ["公务接待标准", "朋友圈卖面膜", "第41条", "12388", "有没有", "？！", "红苞的规定 差旅费"]
)
def test_what_is_not_covered_gives_nothing(engine: Engine, query: str) -> None:
    answer = engine.search(query, today=TODAY)
    assert (answer.total, answer.results) == (0, [])


def test_a_text_of_law_answers_only_what_it_covers_more_of(engine: Engine) -> None:
    """The article says 2017年起施行, and nothing of the rest."""
    assert ids(engine, "2017年起施行的税率") == []
    assert ids(engine, "2017年起施行") == ["chufen-tiaoli--art-10"]


def test_the_only_word_of_ours_is_not_half_of_another_matter(engine: Engine) -> None:
    """Where nothing is said of WeChat; beside two words of ours, or in a group, as much is enough."""
    assert ids(engine, "嚼舌头唱曲") == []
    assert ids(engine, "群里嚼舌头唱曲") == ["jia-shijie--pintou"]


def test_filters_and_facets(engine: Engine) -> None:
    answer = engine.search("红包 地区:甲省", today=TODAY)
    assert [each.id for each in answer.results] == ["jia-shijie--hongbao", "anli-hongbao", "jia-shijie"]
    assert answer.facets["region"] == {"jia-sheng": 3, "jia-shi": 3}
    assert answer.facets["type"] == {"case": 1, "rule": 1, "ruleset": 1}
    assert ids(engine, "红包", filters={"kind": "红线", "type": "rule"}) == ["jia-shijie--hongbao"]
    assert set(ids(engine, "状态:现行 -涉密")) == {"chufen-tiaoli", "chufen-tiaoli--art-10"}
    assert ids(engine, "红包", filters={"region": "不存在"}) == []


def test_exclusion_and_phrase(engine: Engine) -> None:
    assert "anli-hongbao" not in ids(engine, "红包 -科长")
    assert ids(engine, "“红苞”") == []
    assert ids(engine, "-红包") == []


def test_marks_show_what_was_found(engine: Engine) -> None:
    result = engine.search("紅 包", today=TODAY).results[0]
    assert [result.title[start:end] for start, end in result.title_marks] == ["红包"]
    assert [result.snippet[start:end] for start, end in result.marks] == ["红包"]
    assert len(result.snippet) <= 60


def test_the_answer_in_json_has_the_shape_of_the_contract(engine: Engine) -> None:
    value = engine.search("红包", limit=2, today=TODAY).to_json()
    assert set(value) == {"query", "total", "results"}
    assert value["total"] == 7 and len(value["results"]) == 2
    names = {"id", "type", "title", "score", "tier", "why", "snippet", "rests_on"}
    assert all(set(result) == names for result in value["results"])
    assert value["results"][0]["why"] == "标题或引文有“红包”"


def test_texts_out_of_force_sink_inside_their_tier() -> None:
    documents = {id_: dict(document) for id_, document in make_search.DOCUMENTS.items()}
    before = Engine(documents, build_tables()).search("红线 涉密", today=TODAY).results[0].score
    documents["chufen-tiaoli"]["repealed_on"] = "2024-01-01"
    after = Engine(documents, build_tables()).search("红线 涉密", today=TODAY).results[0].score
    assert after == pytest.approx(before * 0.6, abs=1e-3)


def test_vectors_are_current() -> None:
    """Run `python -m tests.vectors.make_search` after every change of tables or engine, and read the difference."""
    for name, made in (("analysis.json", make_search.analysis()), ("queries.json", make_search.queries())):
        stored = json.loads((make_search.HERE / name).read_text(encoding="utf-8"))
        assert stored == json.loads(json.dumps(made)), f"{name} is stale: python -m tests.vectors.make_search"


def test_every_place_is_explained(engine: Engine) -> None:
    explained = engine.explain("红苞", today=TODAY)
    assert [each["id"] for each in explained] == ids(engine, "红苞")
    first = explained[0]
    assert (first["tier"], first["code"], first["term"]) == (4, "homophone", "红包")
    assert "title" in first["fields"]["红包"]
    assert sum(each["adds"] for each in first["terms"]) == pytest.approx(first["score"], abs=0.01)


def test_a_year_is_no_part_of_the_word_behind_it(engine: Engine) -> None:
    assert ids(engine, "2017年条例")[0] == "chufen-tiaoli"
