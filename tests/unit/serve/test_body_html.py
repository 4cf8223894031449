"""The body tree becomes HTML in which nothing of the text is lost and nothing of it is markup."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.serve.body_html import body_html, inline_html


def link(id_: str) -> str:
    return f"../{id_}/"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ({"k": "h", "l": 2, "t": "题"}, "<h2>题</h2>"),
        ({"k": "h", "l": 1, "t": "题"}, "<h2>题</h2>"),
        ({"k": "h", "l": 9, "t": "题"}, "<h6>题</h6>"),
        (
            {"k": "p", "t": "甲<b>&\"'", "m": [[0, 1, "b"]]},
            "<p><strong>甲</strong>&lt;b&gt;&amp;&#34;&#39;</p>",
        ),
        (
            {"k": "ul", "c": [[{"k": "p", "t": "一"}], [{"k": "p", "t": "二"}]]},
            "<ul><li>一</li><li>二</li></ul>",
        ),
        ({"k": "ol", "s": 3, "c": [[{"k": "p", "t": "三"}]]}, '<ol start="3"><li>三</li></ol>'),
        ({"k": "quote", "c": [{"k": "p", "t": "引"}]}, "<blockquote><p>引</p></blockquote>"),
        ({"k": "hr"}, "<hr>"),
        (
            {"k": "table", "head": [{"t": "头"}], "rows": [[{"t": "格", "m": [[0, 1, "i"]]}]]},
            '<div class="wide" tabindex="0"><table><thead><tr><th>头</th></tr></thead>'
            "<tbody><tr><td><em>格</em></td></tr></tbody></table></div>",
        ),
    ],
)
def test_block(block: Any, expected: str) -> None:
    assert body_html([block], link) == expected


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("𠮷甲乙", [[2, 3, "b"]], "𠮷<strong>甲</strong>乙"),
        ("甲乙丙", [[0, 2, "b"], [1, 3, "i"]], "<strong>甲</strong><em><strong>乙</strong></em><em>丙</em>"),
        ("见条例", [[1, 3, "a", "#tiaoli"], [2, 3, "b"]], '见<a href="../tiaoli/">条<strong>例</strong></a>'),
        (
            "网",
            [[0, 1, "a", 'https://a.b/?x=1&y="']],
            '<a href="https://a.b/?x=1&amp;y=&#34;" rel="noreferrer noopener">网</a>',
        ),
        ("坏", [[0, 1, "a", "javascript:alert(1)"]], "坏"),
        ("坏", [[0, 1, "a", " JavaScript:alert(1)"]], "坏"),
        ("甲", [[0, 1, "nonsense"], [5, 9, "b"], [-3, 1, "code"]], "<code>甲</code>"),
    ],
)
def test_inline(text: str, marks: Any, expected: str) -> None:
    assert inline_html(text, marks, link) == expected


MARKS = st.lists(
    st.tuples(st.integers(-2, 20), st.integers(-2, 20), st.sampled_from(["b", "i", "s", "code"])).map(list),
    max_size=6,
)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=16), MARKS)
def test_the_text_is_whole_whatever_the_marks(text: str, marks: list[list[Any]]) -> None:
    shown = re.sub(r"</?(strong|em|s|code)>", "", str(inline_html(text, marks, link)))
    # Marks that end inside a surrogate pair cannot come from the compiler; then a replacement character stands there.
    if all(ord(char) < 0x10000 for char in text):
        assert html.unescape(shown) == html.unescape(str(html.escape(text)))
    assert "<" not in shown
