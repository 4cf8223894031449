"""The one table of front matter: every document type, every field, what it may hold and what it is called.

Validation, the JSON Schema for editors and the forms of the desk are all derived from `TYPES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from . import vocabulary as v

Kind = Literal[
    "line", "text", "id", "bool", "int", "date", "partial_date", "url", "choice", "ref", "map", "group"
]

SUMMARY_LENGTH = 80


@dataclass(frozen=True)
class Field:
    """One key of front matter. `required` asks for the key; `nullable` lets it say `null`: not known.

    What is not `published` stays with the authors: it is checked and never leaves the compiler.
    """

    name: str
    kind: Kind
    label: str
    note: str = ""
    required: bool = False
    nullable: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    max_length: int | None = None
    published: bool = True


@dataclass(frozen=True)
class DocumentType:
    """A type is a folder of `content/`; `searchable` says whether its documents can be results."""

    name: str
    label: str
    fields: tuple[Field, ...]
    searchable: bool = True

    def field(self, name: str) -> Field | None:
        """The field of this name, None when the type has no such key; fields inside groups are not looked at."""
        return next((field for field in self.fields if field.name == name), None)


def _line(name: str, label: str, note: str = "", *, required: bool = False, max_length: int = 200) -> Field:
    return Field(name, "line", label, note, required=required, max_length=max_length)


def _lines(name: str, label: str, note: str = "") -> Field:
    return Field(name, "line", label, note, many=True, max_length=200)


def _choice(
    name: str, label: str, choices: tuple[str, ...], note: str = "", *, required: bool = True
) -> Field:
    return Field(name, "choice", label, note, required=required, choices=choices)


def _choices(name: str, label: str, choices: tuple[str, ...], *, required: bool = False) -> Field:
    return Field(name, "choice", label, required=required, many=True, choices=choices)


def _bool(name: str, label: str, note: str = "", *, required: bool = False) -> Field:
    return Field(name, "bool", label, note, required=required)


def _date(name: str, label: str, note: str = "", *, required: bool = False) -> Field:
    return Field(name, "date", label, note, required=required, nullable=not required)


def _partial(name: str, label: str, note: str = "", *, required: bool = False) -> Field:
    return Field(name, "partial_date", label, note or "可以只写到年或月", required=required, nullable=True)


def _ref(
    name: str, label: str, *refers: str, required: bool = False, many: bool = False, note: str = ""
) -> Field:
    return Field(name, "ref", label, note, required=required, nullable=not required, many=many, refers=refers)


_ANY = ("ruleset", "rule", "case", "interpretation", "practice", "finding", "scenario", "guide", "channel")
_EDITOR = (
    Field("pinyin_override", "map", "多音字读音", "词 → 拼音，例如 行为: xingwei"),
    Field("redirects", "id", "旧编号", "改名前的编号，旧链接会转到本文档", many=True),
    Field("editor_note", "text", "编者备注", "不发布", published=False),
    _date("updated_on", "更新日期", required=True),
    Field("review_due_on", "date", "下次复核日期", "不发布", nullable=True, published=False),
)
_SOURCE_REF = (
    _ref("id", "来源编号", "source", required=True),
    _line("locator", "位置", "来源中的位置，例如 L20、第29条"),
    _choice("level", "来源级别", v.PROVENANCE),
)

_ENTRY = (
    Field("plain", "line", "平常的说法", required=True, many=True, max_length=20),
    Field("official", "line", "规定的用词", "必须在某个条目里出现", required=True, many=True, max_length=20),
    _choice("way", "方向", v.LEXICON_WAYS, "双向：两边可以互换；单向：平常的说法更宽"),
    Field("reason", "line", "理由", "不发布", required=True, max_length=200, published=False),
)

_LINK = (
    _line("asked", "问过的话", required=True, max_length=200),
    _ref("rules", "回答它的条目", "rule", required=True, many=True, note="条目或条文的编号"),
)


def _head(*, summary: bool = True) -> tuple[Field, ...]:
    return (
        Field("id", "id", "编号", "与文件名相同，永不更改", required=True),
        Field("type", "choice", "类型", "与所在文件夹相同", required=True),
        _line("title", "标题", required=True, max_length=120),
        _line(
            "summary",
            "一句话说明",
            f"不超过 {SUMMARY_LENGTH} 字",
            required=summary,
            max_length=SUMMARY_LENGTH,
        ),
        _lines("aliases", "又称", "同义词、见过的错字，不作标题显示"),
    )


def _searchable(name: str, label: str, *fields: Field) -> DocumentType:
    common = (
        _ref("topics", "主题", "topic", required=True, many=True),
        _lines("asks", "常见问法", "使用者可能输入的整句"),
        Field("sources", "group", "来源", required=True, many=True, fields=_SOURCE_REF),
        _date("reported_on", "报道日期", "与发布日期分开"),
        _line("date_note", "日期说明"),
    )
    return DocumentType(name, label, (*_head(), *common, *fields, *_EDITOR))


def _facet(name: str, label: str, *fields: Field) -> DocumentType:
    sources = Field("sources", "group", "来源", many=True, fields=_SOURCE_REF)
    return DocumentType(name, label, (*_head(), sources, *fields, *_EDITOR), searchable=False)


_QUOTE = Field("quote", "text", "原文引语", "与来源逐字相同；转述不得填写", max_length=2000)
_REGION = _ref("region", "地区", "region", required=True, note="全国为 quanguo，未载明为 weizai")
_SPOKEN = (
    _line("speaker", "说话人", required=True),
    _line("role", "身份", required=True),
    _choice("anonymity", "具名方式", v.ANONYMITY),
    _partial("said_on", "说话日期", required=True),
    _choice("weight", "分量", v.WEIGHTS),
    _QUOTE,
    _ref("related", "相关", *_ANY, many=True),
    _line("caution", "注意"),
)

_RULESET = _searchable(
    "ruleset",
    "规定",
    Field("work", "id", "同一规定的总编号", "各版本共用", required=True),
    _line("version", "版本", "年或年月；不明写 nd", required=True, max_length=20),
    _line("official_title", "正式标题", "只有来源以书名号印出时才填"),
    _bool("official_text", "正文是官方原文", "为 true 时，正文每个“第…条”成为一条"),
    _lines("known_as", "俗称"),
    _line("doc_number", "文号"),
    _ref("issuer", "发布机构", "issuer", required=True, note="未载明写 unknown"),
    _ref("owner", "归口部门", "issuer"),
    _choice("level", "层级", v.RULESET_LEVELS),
    _choice("binding", "效力类别", v.BINDINGS),
    _REGION,
    _partial("issued_on", "发布日期"),
    _partial("effective_on", "施行日期"),
    _partial("repealed_on", "废止日期"),
    _choice("status", "时效", v.STATUSES, "没有查实写 unknown"),
    _ref("status_basis", "时效依据", "source", required=True),
    _date("status_checked_on", "时效核查日期", required=True),
    _ref("supersedes", "替代了", "ruleset", many=True),
    _ref("superseded_by", "被谁替代", "ruleset", many=True),
    _ref("higher_rules", "上位规定", "ruleset", many=True),
    Field("items_claimed", "int", "来源所称条数", "不明写 null", required=True, nullable=True),
    Field("items_recorded", "int", "本库收录条数", required=True, nullable=True),
    _bool("scope_verified", "适用范围已核实"),
    _line("caution", "注意"),
)

_RULE = _searchable(
    "rule",
    "条目",
    _ref("ruleset", "所属规定", "ruleset", required=True),
    _line("article", "条号", "例如 29 或 12-1；媒体来源不得填写", max_length=20),
    _QUOTE,
    _line("plain", "编者说明", "一句话，编者自己的话", required=True),
    _choice("modality", "语气词", v.MODALITIES),
    _choice("deontic", "规范性质", v.DEONTICS),
    _choice("kind", "类别", v.KINDS),
    _bool("red_line", "红线", required=True),
    _choices("audience", "适用对象", v.AUDIENCES, required=True),
    _bool("audience_inferred", "对象为推定", required=True),
    _bool("scope_verified", "适用范围已核实"),
    _bool("counted", "计入收录条数", "报道的转述，不能断定是规定中的一条时写 false"),
    _choices("platforms", "平台", v.PLATFORMS),
    _choices("actions", "行为", v.ACTIONS),
    _line("amount", "数额", "条文写到数额时照抄原话，例如：无论数额大小；没写就不填", max_length=40),
    _ref("related", "相关", *_ANY, many=True),
    _line("caution", "注意", "显示在正文之上"),
)

TYPES: dict[str, DocumentType] = {
    each.name: each
    for each in (
        _RULESET,
        _RULE,
        _searchable(
            "case",
            "案例",
            _REGION,
            _QUOTE,
            _line("outcome", "处理结果", "只写来源写明的", required=True),
            _bool("outcome_known", "处理结果已知", required=True),
            _partial("occurred_on", "发生日期"),
            _ref("related", "相关", *_ANY, many=True),
            _line("caution", "注意"),
        ),
        _searchable("interpretation", "解读", *_SPOKEN),
        _searchable("practice", "做法", *_SPOKEN),
        _searchable("finding", "梳理", *_SPOKEN),
        _searchable(
            "scenario",
            "场景",
            _line("question", "问题", "使用者的原话", required=True),
            _choice("answer_kind", "回答性质", v.ANSWER_KINDS),
            _ref("answer_basis", "回答依据", "rule", required=True, many=True),
            _ref("related", "相关", *_ANY, many=True),
            _line("caution", "注意"),
        ),
        _searchable(
            "guide",
            "指引",
            _choice("purpose", "用途", v.GUIDE_PURPOSES, "应用按它找到这份指引"),
            _ref("answer_basis", "依据", "rule", required=True, many=True),
            _ref("related", "相关", *_ANY, many=True),
            _line("caution", "注意"),
        ),
        _searchable(
            "channel",
            "举报渠道",
            _REGION,
            _line("operator", "受理机构", required=True),
            _line("method", "方式", required=True),
            _bool("channel_verified", "渠道已核实", required=True),
            Field("verified_on", "date", "核实日期", required=True, nullable=True),
            _QUOTE,
        ),
        _facet("topic", "主题", Field("order", "int", "排序", required=True)),
        _facet(
            "region",
            "地区",
            _ref("parent", "上级地区", "region"),
            _line("code", "行政区划代码", "GB/T 2260", max_length=6),
            _choice("level", "级别", v.REGION_LEVELS),
        ),
        _facet(
            "issuer", "机构", _choice("kind", "机构类别", v.ISSUER_KINDS), _ref("region", "地区", "region")
        ),
        DocumentType(
            "lexicon",
            "用语",
            (
                *_head(),
                _ref("topics", "主题", "topic", many=True),
                Field(
                    "entries",
                    "group",
                    "说法",
                    "平常的说法对到规定的用词",
                    many=True,
                    fields=_ENTRY,
                ),
                Field("links", "group", "问答", "问过的话对到回答它的条目", many=True, fields=_LINK),
                *_EDITOR,
            ),
            searchable=False,
        ),
        DocumentType(
            "source",
            "来源",
            (
                *_head(summary=False),
                _line("publisher", "发布者"),
                Field("url", "url", "网址"),
                _partial("published_on", "发布日期"),
                _line("note", "说明", max_length=500),
                _choice("level", "来源级别", v.PROVENANCE),
                Field(
                    "excerpts",
                    "group",
                    "摘录",
                    "引语据此逐字核对",
                    many=True,
                    fields=(
                        _line("locator", "位置", required=True),
                        Field("text", "text", "原文", required=True),
                    ),
                ),
                *_EDITOR,
            ),
            searchable=False,
        ),
    )
}
