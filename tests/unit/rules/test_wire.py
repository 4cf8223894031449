"""Documents come back from their shorter form as they were, and the other way round."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.canonical import canonical_json
from webapp.rules.wire import from_wire, to_wire

TEXTS = st.text("甲乙，\n\u3000 a", max_size=8)
BLOCKS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"k": st.just("p"), "t": TEXTS}),
        st.fixed_dictionaries({"k": st.just("p"), "t": TEXTS, "m": st.just([[0, 1, "b"]])}),
        st.just({"k": "ul", "c": [[{"k": "p", "t": "项"}]]}),
    ),
    max_size=3,
)
ARTICLES = st.lists(
    st.tuples(
        st.sampled_from([(1, 0), (1, 1), (0, 1), (3, 0)]),
        BLOCKS,
        st.lists(st.sampled_from("章节"), max_size=2),
    ),
    max_size=6,
)


def document(parts: list[Any]) -> dict[str, Any]:
    articles, main, sub = [], 0, 0
    for number, (step, blocks, path) in enumerate(parts):
        main, sub = main + step[0], step[1] if step[0] else sub + step[1]
        no = f"{max(main, 1)}-{sub}" if sub else str(max(main, 1))
        article = {"id": f"fa--art-{no}", "no": no, "label": f"第{no}条", "path": path, "blocks": blocks}
        articles.append({**article, "rule": "fa--zhu"} if number % 3 == 2 else article)
    return {"id": "fa", "type": "ruleset", "articles": articles}


@given(ARTICLES)
def test_there_and_back(parts: list[Any]) -> None:
    whole = document(parts)
    short = to_wire(whole)
    assert from_wire(short) == whole
    assert canonical_json(to_wire(from_wire(short))) == canonical_json(short)


def test_what_follows_is_not_written() -> None:
    paragraphs = [{"k": "p", "t": "甲。"}, {"k": "p", "t": "乙。"}]
    one = {"id": "fa--art-1", "no": "1", "label": "第一条", "path": ["第一章"], "blocks": paragraphs}
    two = {"id": "fa--art-1-1", "no": "1-1", "label": "第一条之一", "path": ["第一章"], "blocks": []}
    three = {"id": "fa--art-2", "no": "2", "label": "第二条", "path": [], "blocks": [{"k": "hr"}]}
    assert to_wire({"id": "fa", "articles": [one, two, three]})["articles"] == [
        {"t": "第一条\u3000甲。\n乙。", "path": ["第一章"]},
        {"t": "第一条之一", "no": "1-1"},
        {"t": "第二条", "c": [{"k": "hr"}], "path": []},
    ]


def test_a_document_without_articles_is_itself() -> None:
    plain = {"id": "a", "title": "甲", "red_line": False}
    assert to_wire(plain) == plain
    assert from_wire(plain) == plain


def test_words_are_one_text() -> None:
    sources = [{"id": "b", "level": "repost"}]
    entry = {"plain": ["丙", "丁 戊"], "official": ["己"], "way": "双向"}
    whole = {"id": "a", "aliases": ["甲 乙", "|"], "sources": sources, "entries": [entry]}
    assert to_wire(whole) == {
        "id": "a",
        "aliases": "\x7f甲 乙\x7f|",
        "sources": sources,
        "entries": [{"plain": "\x7f丙\x7f丁 戊", "official": "\x7f己", "way": "双向"}],
    }
    assert from_wire(to_wire(whole)) == whole
    assert from_wire(whole) == whole
