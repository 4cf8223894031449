"""Layouts as they come out of Word and WPS: a name → the file, what is to be read from it, what is to be listed.

Expected lines are those of the Markdown under the front matter, without its escapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tests.word_files import level, numbered, numbering, p, r, word_file


class Layout(NamedTuple):
    """`reasons`: everything left out, in order, as `reason:text`; `notices`: the reasons to look at it again."""

    data: bytes
    lines: list[str]
    left_out: Sequence[str] = ()
    notices: Sequence[str] = ()


AGAIN = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
BR = "<w:r><w:br/></w:r>"
NUM = numbering
ARTICLES = level(0, "第%1条")
DEL = "<w:del>{}</w:del>".format
INS = "<w:ins>{}</w:ins>".format


def deleted(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def note(kind: str, number: int, text: str) -> str:
    return f'<w:{kind} w:id="{number}">{p(f"<w:r><w:{kind}Ref/></w:r>", text)}</w:{kind}>'


def ref(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def num(number: int, more: str = "", abstract: int = 0) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def style(name: str, inner: str, based: str = "", label: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{label or name}"/>{base}{inner}</w:style>'


def box(inner: str) -> str:
    return f"<w:drawing><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></w:drawing>"


def vml_box(inner: str) -> str:
    return (
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


TYPED = {
    "same line, full-width space": Layout(
        word_file(p("第一条　甲。") + p("第二条　乙。")), ["第一条　甲。", "第二条　乙。"]
    ),
    "same line, half space": Layout(word_file(p("第一条 甲。")), ["第一条　甲。"]),
    "same line, no space": Layout(
        word_file(p("第一条甲。") + p("第二条乙。")), ["第一条　甲。", "第二条　乙。"]
    ),
    "same line, tab": Layout(word_file(p("第一条", "<w:r><w:tab/></w:r>", "甲。")), ["第一条　甲。"]),
    "next line": Layout(word_file(p("第一条") + p("甲。")), ["第一条　", "甲。"]),
    "next line by a line break": Layout(word_file(p("第一条", BR, "甲。")), ["第一条　", "甲。"]),
    "label in three runs": Layout(word_file(p("第", r("一", "<w:b/>"), "条", "　甲。")), ["第一条　甲。"]),
    "第十二条之一": Layout(
        word_file(
            p("第十二条　甲。") + p("第十二条之一　乙。") + p("第十二条之二丙。") + p("第十三条　丁。")
        ),
        ["第十二条　甲。", "第十二条之一　乙。", "第十二条之二　丙。", "第十三条　丁。"],
    ),
    "digits": Layout(word_file(p("第1条　甲。") + p("第２条　乙。")), ["第1条　甲。", "第２条　乙。"]),
    "a reference is no article": Layout(
        word_file(p("第一条　甲。") + p("第二条规定的事项除外。") + p("第二条　乙。")),
        ["第一条　甲。", "第二条规定的事项除外。", "第二条　乙。"],
    ),
    "chapters and sections": Layout(
        word_file(
            p("第一章总则")
            + p("第一节　一般规定")
            + p("第一条　甲。")
            + p("第二章 附　则")
            + p("第二条　乙。")
        ),
        ["第一章　总则", "第一节　一般规定", "第一条　甲。", "第二章 附　则", "第二条　乙。"],
    ),
    "款 and 项": Layout(
        word_file(p("第一条　甲：") + p("（一）乙；") + p("1.丙；") + p("（1）丁。") + p("　　戊。")),
        ["第一条　甲：", "（一）乙；", "1.丙；", "（1）丁。", "戊。"],
    ),
    "an annex begins anew": Layout(
        word_file(p("第一条　甲。") + p("第二条　乙。") + p("附件") + p("第一条　丙。")),
        ["第一条　甲。", "第二条　乙。", "附件", "第一条丙。"],
        notices=["repeated-article"],
    ),
    "page break inside": Layout(
        word_file(p("第一条　甲", '<w:r><w:br w:type="page"/></w:r>', "乙。")), ["第一条　甲", "乙。"]
    ),
    "marks of Markdown are text": Layout(
        word_file(p("第一条　*甲*_乙_ &lt;丙&gt; [丁](戊)|`己`") + p("# 庚") + p("- 辛")),
        ["第一条　*甲*_乙_ <丙> [丁](戊)|`己`", "# 庚", "- 辛"],
    ),
}

AUTOMATIC = {
    "第%1条, space": Layout(
        word_file(
            numbered("甲。") + numbered("乙。"),
            numbering=NUM(level(0, "第%1条", more='<w:suff w:val="space"/>')),
        ),
        ["第一条　甲。", "第二条　乙。"],
    ),
    "第%1条, nothing": Layout(
        word_file(numbered("甲。"), numbering=NUM(level(0, "第%1条", more='<w:suff w:val="nothing"/>'))),
        ["第一条　甲。"],
    ),
    "more than a hundred": Layout(
        word_file(
            "".join(numbered("甲。") for _ in range(111)),
            numbering=NUM(level(0, "第%1条", "chineseCountingThousand")),
        ),
        [
            *(["第一条　甲。"]),
            *(f"第{n}条　甲。" for n in "二 三 四 五 六 七 八 九 十".split()),
            "…",
            "第一百一十一条　甲。",
        ],
    ),
    "digits by Word": Layout(
        word_file(numbered("甲。") + numbered("乙。"), numbering=NUM(level(0, "第%1条", "decimal"))),
        ["第1条　甲。", "第2条　乙。"],
    ),
    "articles go on over chapters": Layout(
        word_file(
            numbered("总则") + numbered("甲。", level=1) + numbered("附则") + numbered("乙。", level=1),
            numbering=NUM(level(0, "第%1章"), level(1, "第%2条", more='<w:lvlRestart w:val="0"/>')),
        ),
        ["第一章　总则", "第一条　甲。", "第二章　附则", "第二条　乙。"],
    ),
    "articles restart with chapters": Layout(
        word_file(
            numbered("总则") + numbered("甲。", level=1) + numbered("附则") + numbered("乙。", level=1),
            numbering=NUM(level(0, "第%1章"), level(1, "第%2条")),
        ),
        ["第一章　总则", "第一条　甲。", "第二章　附则", "第一条乙。"],
        notices=["repeated-article"],
    ),
    "（一） restarts under each article": Layout(
        word_file(
            numbered("甲：")
            + numbered("乙；", level=1)
            + numbered("丙。", level=1)
            + numbered("丁：")
            + numbered("戊。", level=1),
            numbering=NUM(ARTICLES, level(1, "（%2）")),
        ),
        ["第一条　甲：", "（一）乙；", "（二）丙。", "第二条　丁：", "（一）戊。"],
    ),
    "numbered by style": Layout(
        word_file(
            p("甲。", style="Tiao") + p("乙；", style="Xiang") + p("丙。", style="Zhongyao"),
            styles=style("Tiao", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
            + style("Xiang", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
            + style("Zhongyao", "", based="Tiao"),
            numbering=NUM(
                level(0, "第%1条", more='<w:pStyle w:val="Tiao"/>'),
                level(1, "（%2）", more='<w:pStyle w:val="Xiang"/>'),
            ),
        ),
        ["第一条　甲。", "（一）乙；", "第二条　丙。"],
    ),
    "numbered by a style of lists": Layout(
        word_file(
            numbered("甲。", number=2),
            styles='<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/>'
            "</w:numPr></w:pPr></w:style>",
            numbering=NUM(ARTICLES)
            + '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
            + num(2, abstract=1),
        ),
        ["第一条　甲。"],
    ),
    "a list that starts again": Layout(
        word_file(
            numbered("甲；") + numbered("乙。") + numbered("丙；", number=2) + numbered("丁。", number=2),
            numbering=NUM(
                level(0, "（%1）"),
                lists=num(1) + num(2, AGAIN),
            ),
        ),
        ["（一）甲；", "（二）乙。", "（一）丙；", "（二）丁。"],
    ),
    "two lists that go on": Layout(
        word_file(
            numbered("甲。") + numbered("乙。", number=2), numbering=NUM(ARTICLES, lists=num(1) + num(2))
        ),
        ["第一条　甲。", "第二条　乙。"],
    ),
    "a level of its own in a list": Layout(
        word_file(
            numbered("甲。", number=2),
            numbering=NUM(
                ARTICLES, lists=num(2, f'<w:lvlOverride w:ilvl="0">{level(0, "%1、")}</w:lvlOverride>')
            ),
        ),
        ["一、甲。"],
    ),
    "%1.%2 in digits": Layout(
        word_file(
            numbered("甲") + numbered("乙", level=1),
            numbering=NUM(level(0, "%1、"), level(1, "%1.%2", more="<w:isLgl/>")),
        ),
        ["一、甲", "1.1 乙"],
    ),
    "letters, Roman, circles, stems": Layout(
        word_file(
            "".join(numbered("甲", level=place) for place in range(8)),
            numbering=NUM(
                *(
                    level(place, f"%{place + 1}、", kind, start=4)
                    for place, kind in enumerate(
                        "upperLetter lowerRoman decimalEnclosedCircle ideographTraditional chineseLegalSimplified "
                        "decimalZero decimalFullWidth upperRoman".split()
                    )
                )
            ),
        ),
        ["D、甲", "iv、甲", "④、甲", "丁、甲", "肆、甲", "04、甲", "４、甲", "IV、甲"],
    ),
    "bullets": Layout(word_file(numbered("甲"), numbering=NUM(level(0, "\uf06c", "bullet"))), ["• 甲"]),
    "a format nobody knows": Layout(
        word_file(numbered("甲"), numbering=NUM(level(0, "%1)", "hebrew1"))),
        ["1)甲"],
        notices=["number-format"],
    ),
    "no number after all": Layout(
        word_file(
            p("第一条　甲。", style="Tiao", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
            styles=style("Tiao", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
            numbering=NUM(ARTICLES),
        ),
        ["第一条　甲。"],
    ),
    "a number that is hidden": Layout(
        word_file(numbered("甲"), numbering=NUM(level(0, "%1", more="<w:rPr><w:vanish/></w:rPr>"))), ["甲"]
    ),
    "typed and automatic together": Layout(
        word_file(p("第一条　甲。") + numbered("乙。"), numbering=NUM(level(0, "第%1条", start=2))),
        ["第一条　甲。", "第二条　乙。"],
    ),
}
