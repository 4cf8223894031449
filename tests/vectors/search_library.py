"""A small library in compiled form for the search vectors: every type, an official text, a link, a heteronym.

It does not follow `content/`, so that an author never has to refresh vectors. Its texts are made up.
"""

from __future__ import annotations

from typing import Any


def _p(text: str, *marks: list[Any]) -> dict[str, Any]:
    return {"k": "p", "t": text, **({"m": list(marks)} if marks else {})}


def _rule(name: str, ruleset: str, title: str, kind: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"{ruleset}--{name}",
        "type": "rule",
        "ruleset": ruleset,
        "title": title,
        "kind": kind,
        **more,
    }


_LIST = [
    {"id": "quanguo", "type": "region", "title": "全国"},
    {"id": "jia-sheng", "type": "region", "title": "甲省", "parent": "quanguo"},
    {"id": "jia-shi", "type": "region", "title": "甲市", "parent": "jia-sheng", "aliases": ["嘉市"]},
    {"id": "hongbao", "type": "topic", "title": "红包礼金", "aliases": ["红包"]},
    {
        "id": "yongyu",
        "type": "lexicon",
        "title": "平常的说法",
        "entries": [
            {"plain": ["收钱", "好处费"], "official": ["红包"], "way": "单向", "reason": "比红包宽"},
            {"plain": ["好话"], "official": ["关系网"], "way": "单向", "reason": "为了攀关系"},
            {"plain": ["嚼舌头", "喷"], "official": ["品头论足"], "way": "双向", "reason": "意思相同"},
        ],
        "links": [
            {
                "asked": "孩子满月时收了份子钱怎么办？",
                "rules": ["jia-shijie--hongbao", "chufen-tiaoli--art-39"],
            },
            {"asked": "党员转发了不该发的文件会怎样", "rules": ["chufen-tiaoli--art-10"]},
            {"asked": "给同事转发份子钱的账单", "rules": ["jia-shijie--pintou", "nobody--knows"]},
        ],
    },
    {"id": "quanzi", "type": "topic", "title": "圈子文化"},
    {"id": "baomi", "type": "topic", "title": "保密"},
    {"id": "jia-zuzhibu", "type": "issuer", "title": "甲市委组织部"},
    {
        "id": "jia-shijie",
        "type": "ruleset",
        "title": "甲市干部用微信“十条戒律”",
        "known_as": ["十条戒律"],
        "region": "jia-shi",
        "issuer": "jia-zuzhibu",
        "topics": ["hongbao", "quanzi"],
        "status": "unknown",
        "aliases": ["甲市微信规定", "十严禁"],
        "body": [
            {"k": "h", "l": 2, "t": "内容"},
            {
                "k": "ul",
                "c": [[_p("不收红包", [0, 4, "a", "#jia-shijie--hongbao"])], [_p("互联网＋纪律 𠮷 👍")]],
            },
        ],
    },
    _rule(
        "hongbao",
        "jia-shijie",
        "不违规收受微信红包",
        "红线",
        quote="不准收受微信红包，无论数额大小",
        plain="公务往来的红包一律不收。",
        topics=["hongbao"],
        red_line=True,
        platforms=["微信"],
        aliases=["抢红包", "给领导发红包"],
        asks=["同事发的红包能抢吗"],
        body=[_p("看性质，不看数额。见 不编织“关系网”。", [11, 20, "a", "#jia-shijie--guanxiwang"])],
    ),
    _rule(
        "guanxiwang",
        "jia-shijie",
        "不编织“关系网”",
        "红线",
        quote="严禁利用微信群编织“关系网”",
        topics=["quanzi"],
        red_line=True,
        platforms=["微信群"],
        aliases=["小圈子"],
        body=[_p("老乡群、校友群都算。"), {"k": "quote", "c": [_p("群里不拉帮结派。")]}],
    ),
    _rule(
        "pintou",
        "jia-shijie",
        "不对领导和同事品头论足",
        "要求",
        plain="有意见走正常渠道。",
        topics=["quanzi"],
        platforms=["微信群"],
        aliases=["说领导坏话", "背后议论"],
        body=[
            {"k": "table", "head": [{"t": "行为"}, {"t": "说法"}], "rows": [[{"t": "吐槽"}, {"t": "不行"}]]}
        ],
        pinyin_override={"行为": "xingwei"},
    ),
    _rule("huibao", "jia-shijie", "重点工作每天汇报", "群规", topics=["quanzi"], plain="会计同志也要汇报。"),
    {
        "id": "chufen-tiaoli",
        "type": "ruleset",
        "title": "某某纪律处分条例",
        "official_text": True,
        "known_as": ["处分条例"],
        "region": "quanguo",
        "status": "effective",
        "effective_on": "2017-10-01",
        "status_checked_on": "2026-11-01",
        "topics": ["baomi"],
        "articles": [
            {
                "id": "chufen-tiaoli--art-10",
                "no": "10",
                "label": "第十条",
                "path": ["第一章 总则"],
                "blocks": [_p("党员应当遵守互联网纪律，2017年起施行。")],
            },
            {
                "id": "chufen-tiaoli--art-39",
                "no": "39",
                "label": "第三十九条",
                "blocks": [_p("违规收受红包、礼金、电子礼券的，给予处分。"), _p("涉密信息不得上网。")],
            },
            {
                "id": "chufen-tiaoli--art-40",
                "no": "40",
                "label": "第四十条",
                "blocks": [_p("上传涉密文件的，从重处分。")],
                "rule": "chufen-tiaoli--shangwang",
            },
        ],
    },
    _rule(
        "shangwang",
        "chufen-tiaoli",
        "上网不涉密，涉密不上网",
        "红线",
        article="40",
        label="第四十条",
        text=[_p("上传涉密文件的，从重处分。")],
        topics=["baomi"],
        red_line=True,
        aliases=["泄密"],
    ),
    {
        "id": "changjing-hongbao",
        "type": "scenario",
        "title": "群里同事发红包，能不能抢？",
        "question": "能不能在群里抢同事发的红包",
        "topics": ["hongbao"],
        "answer_basis": ["jia-shijie--hongbao", "chufen-tiaoli--art-39"],
        "summary": "看关系，不看金额。",
        "body": [_p("一、看关系；二、看性质。")],
    },
    {
        "id": "anli-hongbao",
        "type": "case",
        "title": "某科长收受微信红包",
        "topics": ["hongbao"],
        "region": "jia-shi",
        "outcome": "受到处分",
        "body": [_p("某科长在群里抢了服务对象发的红包。")],
    },
    {
        "id": "jiedu-hongbao",
        "type": "interpretation",
        "title": "红包的本质不是数额",
        "speaker": "某教授",
        "topics": ["hongbao"],
    },
    {"id": "shijian-hongbao", "type": "practice", "title": "只在家人群里收发红包", "topics": ["hongbao"]},
    {
        "id": "qudao-suishoupai",
        "type": "channel",
        "title": "随手拍举报",
        "region": "jia-shi",
        "method": "微信",
        "summary": "怎么用，一看就会。",
    },
]
DOCUMENTS: dict[str, dict[str, Any]] = {document["id"]: document for document in _LIST}
