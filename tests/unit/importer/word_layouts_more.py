"""Layouts of everything but numbers: tables, notes, tracked changes, boxes, hidden and generated text."""

from __future__ import annotations

from tests.unit.importer.word_layouts import INS, Layout, box, deleted, note, ref, style, vml_box
from tests.word_files import OFFICE, field, p, r, table, tc, word_file

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
ONE = p("第一条　甲。")
LINE = "第一条　甲。"
BODY = f"<w:body>{p('乙办法')}{ONE}</w:body>"
SIGNS = [
    f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    for font, code in (("Wingdings", "F0FE"), ("Wingdings", "6F"), ("宋体", "2605"))
]
RUBY = f"<w:r><w:ruby><w:rt>{r('jia')}</w:rt><w:rubyBase>{r('甲')}</w:rubyBase></w:ruby></w:r>"
PICTURE = "<w:r><w:drawing><pic:pic><a:blip/></pic:pic></w:drawing></w:r><w:r><w:object/></w:r>"
DIAGRAM = f'<x xmlns:a="{OFFICE}/drawingml/2006/main"><a:t>图</a:t></x>'
MERGED = ('<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>")


def sdt(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def alternatives(choice: str, fallback: str) -> str:
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


STRUCTURE = {
    "a table": Layout(
        word_file(ONE + table(["名", "值"], ["乙|丙", "*丁*"])),
        [LINE, "| 名 | 值 |", "| --- | --- |", "| 乙|丙 | *丁* |"],
    ),
    "merged cells": Layout(
        word_file(
            ONE + table([tc("名", MERGED[0]), tc("值", MERGED[1])], ["乙", "丙", tc("<w:p/>", MERGED[2])])
        ),
        [LINE, "| 名 |  | 值 |", "| --- | --- | --- |", "| 乙 | 丙 |  |"],
    ),
    "a row longer than the head": Layout(
        word_file(ONE + table(["名"], ["乙", "丙"])), [LINE, "| 名 |  |", "| --- | --- |", "| 乙 | 丙 |"]
    ),
    "a cell of two paragraphs": Layout(
        word_file(ONE + table([tc(p("乙") + p("丙")), "丁"])), [LINE, "| 乙 丙 | 丁 |", "| --- | --- |"]
    ),
    "a frame around articles": Layout(
        word_file(table([tc(ONE + p("第二条　乙。"))])), [LINE, "第二条　乙。"]
    ),
    "a table inside a table": Layout(
        word_file(ONE + table(["乙", tc(table(["丙", "丁"]) + p("戊"))])),
        [LINE, "| 乙 | 丙 丁 戊 |", "| --- | --- |"],
        notices=["nested-table"],
    ),
    "two tables": Layout(
        word_file(ONE + table(["乙", "丙"]) + p("丁") + table(["戊", "己"])),
        [LINE, "| 乙 | 丙 |", "| --- | --- |", "丁", "| 戊 | 己 |", "| --- | --- |"],
    ),
    "a footnote": Layout(
        word_file(
            p("第一条　甲", ref("footnote", 2), "。") + p("乙。"), footnotes=note("footnote", 2, "说明")
        ),
        ["第一条　甲［注1］。", "［注1］说明", "乙。"],
        notices=["note"],
    ),
    "notes of both kinds in one paragraph": Layout(
        word_file(
            p("第一条　甲", ref("footnote", 2), "乙", ref("endnote", 2)),
            footnotes=note("footnote", 2, "丙"),
            endnotes=note("endnote", 2, "丁"),
        ),
        ["第一条　甲［注1］乙［注2］", "［注1］丙", "［注2］丁"],
        notices=["note", "note"],
    ),
    "a note nothing refers to": Layout(
        word_file(ONE, footnotes=note("footnote", 2, "丙")), [LINE], ["unused-note:丙"]
    ),
    "insertions and deletions": Layout(
        word_file(p("第一条　甲", INS(r("乙")), deleted("丙"), "。")),
        ["第一条　甲乙。"],
        ["deleted:丙"],
        ["inserted"],
    ),
    "moved text": Layout(
        word_file(
            p("第一条　", f"<w:moveFrom>{r('甲')}</w:moveFrom>", "乙", f"<w:moveTo>{r('甲')}</w:moveTo>")
        ),
        ["第一条　乙甲"],
        ["deleted:甲"],
        ["inserted"],
    ),
    "a deleted end of paragraph": Layout(
        word_file(p("第一条　甲", properties="<w:rPr><w:del/></w:rPr>") + p("乙。")), ["第一条　甲乙。"]
    ),
    "a deleted row": Layout(
        word_file(
            ONE + f"<w:tbl><w:tr>{tc('乙')}{tc('丙')}</w:tr>"
            f"<w:tr><w:trPr><w:del/></w:trPr>{tc('丁')}{tc('戊')}</w:tr></w:tbl>"
        ),
        [LINE, "| 乙 | 丙 |", "| --- | --- |"],
        ["deleted:丁戊"],
    ),
    "a text box and its repetition": Layout(
        word_file(p("第一条　甲", alternatives(box(p("盒") + p("子")), vml_box(p("盒") + p("子"))), "。")),
        ["第一条　甲。", "盒", "子"],
        ["fallback:盒子"],
        ["text-box"],
    ),
    "a text box of older programs": Layout(
        word_file(p("第一条　甲。", f"<w:r>{vml_box(p('盒'))}</w:r>")), [LINE, "盒"], notices=["text-box"]
    ),
    "a text box in a cell": Layout(
        word_file(ONE + table([tc(p("乙", f"<w:r>{box(p('盒'))}</w:r>")), "丙"])),
        [LINE, "| 乙 盒 | 丙 |", "| --- | --- |"],
        notices=["text-box"],
    ),
    "headers and footers": Layout(
        word_file(ONE, header=p("页眉字"), footer=p(field("PAGE", "1"))),
        [LINE],
        ["footer:PAGE1", "header:页眉字"],
    ),
    "comments": Layout(
        word_file(ONE, comments=f'<w:comment w:id="0">{p("批")}</w:comment>'), [LINE], ["comments:批"]
    ),
    "hidden text": Layout(
        word_file(
            p("第一条　甲", r("藏", "<w:vanish/>"), "。")
            + p("密", style="Yin")
            + p(r("露", '<w:vanish w:val="0"/>'), style="Yin")
            + p(r("角", '<w:rStyle w:val="C"/>')),
            styles=style("Yin", "<w:rPr><w:vanish/></w:rPr>")
            + '<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>',
        ),
        ["第一条　甲。", "露"],
        ["hidden:藏", "hidden:密", "hidden:角"],
    ),
    "a table of contents by a field": Layout(
        word_file(
            p("目录")
            + p(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                "第一章 总则",
                field("PAGEREF x", "1"),
            )
            + p("第二章 附则", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
            + ONE
        ),
        ["目录", LINE],
        ["field:TOC \\o", "contents:第一章 总则", "field:PAGEREF x", "contents:1", "contents:第二章 附则"],
    ),
    "a table of contents by its style": Layout(
        word_file(p("第一章 总则", style="T1") + ONE, styles=style("T1", "", label="toc 1")),
        [LINE],
        ["contents:第一章 总则"],
    ),
    "a table of contents from the gallery": Layout(
        word_file(
            sdt(p("目录"), '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>') + ONE
        ),
        [LINE],
        ["contents:目录"],
    ),
    "links and simple fields": Layout(
        word_file(
            p(
                "第一条　",
                field("HYPERLINK x", "甲"),
                f'<w:fldSimple w:instr="DATE">{r("乙")}</w:fldSimple>',
                f"<w:hyperlink>{r('丙')}</w:hyperlink>",
            )
        ),
        ["第一条　甲乙丙"],
        ["field:HYPERLINK x"],
    ),
    "symbols": Layout(
        word_file(
            p(
                "第一条　",
                '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
                '<w:r><w:sym w:font="Wingdings" w:char="6F"/></w:r>',
                '<w:r><w:sym w:font="宋体" w:char="2605"/></w:r>',
            )
        ),
        ["第一条　〓〓★"],
        ["damaged:o", "damaged:\uf0fe"],
    ),
    "hyphens and invisible characters": Layout(
        word_file(
            p(
                "第一条　",
                "<w:r><w:softHyphen/></w:r>",
                "甲",
                "<w:r><w:noBreakHyphen/></w:r>",
                "乙\u200b\ue123。",
            )
        ),
        ["第一条　甲\u2011乙〓。"],
        ["invisible:\u00ad", "invisible:\u200b", "damaged:\ue123"],
    ),
    "content controls": Layout(
        word_file(sdt(ONE) + p("乙", sdt(r("丙")), sdt(r("请填写"), "<w:showingPlcHdr/>"))),
        [LINE, "乙丙"],
        ["placeholder:请填写"],
    ),
    "phonetic guides": Layout(
        word_file(
            p(
                "第一条　",
                f"<w:r><w:ruby><w:rt>{r('jia')}</w:rt><w:rubyBase>{r('甲')}</w:rubyBase></w:ruby></w:r>",
            )
        ),
        ["第一条　甲"],
        ["phonetic:jia"],
    ),
    "a formula": Layout(
        word_file(p("第一条　", "<m:oMath><m:r><m:t>a</m:t></m:r><m:r><m:t>=1</m:t></m:r></m:oMath>")),
        ["第一条　a=1"],
        notices=["formula"],
    ),
    "pictures and embedded files": Layout(
        word_file(
            p(
                "第一条　甲。",
                "<w:r><w:drawing><pic:pic><a:blip/></pic:pic></w:drawing></w:r><w:r><w:object/></w:r>",
            ),
            more={"word/embeddings/a.docx": word_file(p("里面")), "word/media/a.png": b"\x89PNG"},
        ),
        [LINE],
        notices=["picture", "embedded"],
    ),
    "a watermark": Layout(
        word_file(
            p("第一条　甲。", '<w:r><w:pict><v:shape><v:textpath string="内部"/></v:shape></w:pict></w:r>')
        ),
        [LINE],
        ["word-art:内部"],
    ),
    "a diagram": Layout(
        word_file(
            ONE,
            more={"word/diagrams/data1.xml": f'<x xmlns:a="{OFFICE}/drawingml/2006/main"><a:t>图</a:t></x>'},
        ),
        [LINE],
        ["other-part:图"],
    ),
    "building blocks of Word": Layout(
        word_file(ONE, more={"word/glossary/document.xml": "<x>字</x>"}), [LINE]
    ),
    "headings by style": Layout(
        word_file(p("第一章　总则", style="1") + ONE, styles=style("1", "", label="heading 1")),
        ["## 第一章　总则", LINE],
    ),
    "headings by outline": Layout(
        word_file(p("总则", properties='<w:outlineLvl w:val="2"/>') + ONE), ["### 总则", LINE]
    ),
    "a letter before the rule": Layout(
        word_file(
            p("甲单位文件")
            + p("甲发〔2024〕3号")
            + p("关于印发《乙办法》的通知")
            + p("各处室：")
            + p("现印发给你们。")
            + p("甲单位办公室")
            + p("2024年3月1日")
            + p("乙办法")
            + ONE,
            title="",
        ),
        [
            "甲单位文件",
            "甲发〔2024〕3号",
            "关于印发《乙办法》的通知",
            "各处室：",
            "现印发给你们。",
            "甲单位办公室",
            "2024年3月1日",
            LINE,
        ],
    ),
    "a title by its style": Layout(
        word_file(
            p("红头") + p("守好红线", style="Title") + ONE, title="", styles=style("Title", "", label="Title")
        ),
        ["红头", LINE],
    ),
    "the strict edition": Layout(
        word_file(
            "",
            more={
                "word/document.xml": f'<w:document xmlns:w="{STRICT}"><w:body>{p("乙办法")}{ONE}</w:body></w:document>'
            },
        ),
        [LINE],
    ),
}
