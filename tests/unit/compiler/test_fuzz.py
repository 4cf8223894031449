"""Whatever bytes a file holds, the compiler answers with a document or with problems, never with a crash."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.compiler.drafts import make_draft
from webapp.compiler.links import Directory, body_links
from webapp.compiler.loader import SourceFile, parse
from webapp.compiler.markdown import parse_body
from webapp.compiler.problems import Report

RULE = (Path(__file__).resolve().parents[2] / "corpora/small/rule/jia-guiding--hongbao.md").read_bytes()
PIECES = (
    "---\n|\n|: |- |[|]|{|}|'|\"|>|&a |*a |!t |# |\t|`|**|<b>|null|true|![](|](|红|“|\ufeff|\u2028|&#0;|~~|\\"
    "|1. |    |第一条 "
).split("|")
pieces = st.one_of(st.sampled_from([piece.encode() for piece in PIECES]), st.binary(max_size=4))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(RULE)), st.integers(0, 12), pieces), max_size=6))
def test_any_change_to_a_file_is_answered(changes: list[tuple[int, int, bytes]]) -> None:
    data = RULE
    for at, cut, piece in changes:
        data = data[:at] + piece + data[at + cut :]
    report = Report("rule/jia-guiding--hongbao.md")
    file = SourceFile("rule", "jia-guiding--hongbao", report, parse(data, report))
    draft = make_draft(file)
    if draft is None:
        assert report.problems
    else:
        parse_body(draft.front.body, draft.front.body_line, report, body_links(draft, Directory()))
    lines = data.count(b"\n") + 1
    assert all(
        1 <= problem.line <= lines and problem.column >= 1 and problem.render() for problem in report.problems
    )
