"""Pieces of WordprocessingML → the bytes of a .docx, as small as Word would still open."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

OFFICE = "http://schemas.openxmlformats.org"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:m="{OFFICE}/officeDocument/2006/math" '
    f'xmlns:a="{OFFICE}/drawingml/2006/main" xmlns:mc="{OFFICE}/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:shape" xmlns:wp="urn:drawing" xmlns:pic="urn:picture"'
)
PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer")
TITLE = "甲单位管理办法"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{t(text)}</w:r>"


def p(*content: str, properties: str = "", style: str = "") -> str:
    """Plain words become a run; what begins with `<` is taken as it is."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(each if each.startswith("<") else r(each) for each in content)
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{runs}</w:p>"


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(place: int, pattern: str, kind: str = "chineseCounting", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'{more}<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def table(*rows: list[str]) -> str:
    cells = ("".join(c if c.startswith("<w:tc>") else tc(c) for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def tc(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + code + mark("separate") + r(result) + mark("end")


def word_file(body: str, *, title: str = TITLE, more: Mapping[str, str | bytes] = {}, **parts: str) -> bytes:
    """`parts`: inner XML by the name of a part; `more`: files of the archive by path."""
    roots = {"styles": "styles", "header": "hdr", "footer": "ftr"}
    files: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    files["_rels/.rels"] = relations({"officeDocument": "word/document.xml"})
    files["word/_rels/document.xml.rels"] = relations({name: f"{name}.xml" for name in parts})
    content = (p(title) if title else "") + body
    files["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>"
    for name, inner in parts.items():
        root = roots.get(name, name)
        files[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{inner}</w:{root}>"
    return archive({**files, **more})


def relations(targets: Mapping[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{each}</Relationships>'


def archive(files: Mapping[str, str | bytes], compression: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", compression) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()
