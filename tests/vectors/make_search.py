"""Writes `analysis.json` and `queries.json`: what Python makes of texts and queries, for JavaScript to make the same.

    python -m tests.vectors.make_search

`analysis.json`: the tables a release ships; texts with their match form, offsets, numeral form and symbols; letters
with the syllables they may be. `queries.json`: a small library and full answers over it. Whether Python is right is
tested elsewhere, in words; here it only has to be the same on both sides.
"""

from __future__ import annotations

import json
import random
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from tests.vectors.search_library import DOCUMENTS
from webapp.analysis.normalizer import Normalizer
from webapp.analysis.numerals import numeral_form
from webapp.analysis.pinyin import Pinyin
from webapp.analysis.tables import Tables, build_tables
from webapp.query.engine import Engine

HERE = Path(__file__).resolve().parent
TODAY = "2026-11-22"
NASTY = [
    "",
    " \t\n\u3000\u200b\ufeff",
    "\x00\x01\x02\x03",
    "微信紅包、支付寶",
    "ＷｅＣｈａｔ１２３",
    "①②③㈠㍿ⅧⅫ№℡㎏ﷺ",
    "İıẞßΣας ŉǅﬁ",
    "e\u0301 é e\u0301\u0323 x\u0304",
    "가 가 각ᇫ",
    "が が ｶﾞ ﾊﾟ",
    "👍🏽 👨‍👩‍👧 1️⃣ ©™",
    "𠮷野家 𝟙𝔸 \U0001d7d8",
    "\ud800紅\udc00",
    "\U000e0100字\ufe00",
    "\u0378\u2ffc\U0002ebf0\U0001fae8",
    "\ufffe\uffff\U0010ffff",
    "नि कि ไทย าำ བོད་",
    "互联网＋ 50％ ￥100 ～ ＝ ≥",
    "第三十九条 第39條 第３９条",
    "二〇一七年六月十二日",
    "二○一七",
    "十条戒律 拾条 10条",
    "十严禁 10个严禁 十個嚴禁",
    "第一、二条 第1、2条",
    "三个月 三月 3个月",
    "一百零五条 一百五十三 两千三百万 二三十 十一二十",
    "一国两制 一律 两条 收拾",
    "百分之三十 万一 亿",
    "007 12388 123456789012345678901234",
    "３．５ 3,500 1 000",
]
BEGINNINGS = [
    "红",
    "红包",
    "紅",
    "hong",
    "hongb",
    "hb",
    "h",
    "甲",
    "不",
    "关系",
    "xiaoquanzi",
    "xqz",
    "zzz",
    "能抢",
    "？",
    "a1",
]
LETTERS = [
    "hongbao",
    "hongba",
    "hongb",
    "hb",
    "xian",
    "xianguan",
    "lve",
    "lue",
    "nv",
    "zhonghuarenmingongheguo",
    "fangan",
    "a",
    "zz",
    "wechat",
    "微信hb",
    "红b",
    "10tiao",
    "shouhu",
    "",
]
QUERIES = [
    "红包",
    "紅包",
    "微信紅包",
    "hongbao",
    "hong bao",
    "hongb",
    "hb",
    "wxhb",
    "微信hb",
    "红苞",
    "宏包",
    "10条戒律",
    "十个严禁",
    "10个严禁",
    "10严禁是什么",
    "十条戒律讲了什么",
    "第三十九条",
    "第39条",
    "处分条例第39条",
    "处分条例 第三十九条",
    "甲市",
    "jiashi",
    "能不能在群里抢同事发的红包",
    "同事发的红包可以抢吗",
    "在群里说领导坏话算不算违规",
    "公务接待标准",
    "过年给领导发个红包行吗",
    "收钱办事会不会被处分",
    "在群里嚼舌头",
    "红包苞",
    "包红",
    "关系纲",
    "甲市干部用微言十条戒律",
    "能不能在群里抢同事发的红苞",
    "发宏包给领导行吗",
    "微xin红包",
    "wx红包",
    "guangxiwang",
    "品投论族",
    "涉蜜不上网",
    "不编织关系",
    "不违收受微信红包",
    "不违规收受徽信红包",
    "zrfs",
    "甲市能收礼金吗",
    "互联网＋纪律",
    "领导绞舌头行吗",
    "三严三实",
    "七个有之",
    "haochufei",
    "jiao she tou",
    "jst",
    "嚼舌t",
    "绞舌头",
    "好处废",
    "孩子满月收了份子钱怎么办",
    "小孩满月收份子钱行不行",
    "党员转发了文件会怎样",
    "违规收受礼金的党员会给予处分吗",
    "互联网上涉密信息怎么办",
    "我们科室小李昨晚发了个红包，我手快点开领了八块六，这下怎么办",
    "听人讲他在群里嚼舌头我该劝吗，隔壁老王也在场",
    "亲戚开矿的非塞好处费，微信群里撤不回来了！",
    "亲戚开矿的非塞好处费，撤不回来了！",
    "红包封面定制哪家便宜？",
    "嚼舌头",
    "好处费",
    "品头论足行不行",
    "说三道四",
    "甲市的工作群办法",
    "说单位领导的闲话被截图了",
    "老板同事群里",
    "甲市 红包",
    "甲市 甲省",
    "第39条第2款怎么说",
    "朋友圈卖面膜",
    "品头论足",
    "拍马屁",
    "说领导好话",
    "说喷领导坏话",
    "说说领导坏话",
    "红包报销",
    "怎么注销微信红包",
    "随手拍怎么用",
    "随手拍教程怎么用",
    "举报数额怎么用",
    "纪律本质",
    "2017年起施行的税率",
    "嚼舌头唱曲",
    "群里嚼舌头唱曲",
    "我在出租车上把报销的发票弄丢了，后来司机在微信里给我发红包",
    "上班品头论足和养猫养狗有啥关联",
    "群里的品头论足和养猫养狗有啥关联",
    "甲市委组织部的戒律",
    "甲市委组织部戒律的纪律",
    "品头论祖",
    "红包章党",
    "红包章党行吗",
    "遵守纪律本质",
    "公务往来数额",
    "铜锣烧换微信好处费",
    "铜锣烧换微信好处费行吗",
    "语音铜锣烧品头论足",
    "语音铜锣品头论足行吗",
    "昨天在微信里有个司机塞给我好处费说是修车剩下的，我后来又听邻居嚼舌头讲个没完",
    "说领导怀话",
    "说领异坏话",
    "密",
    "涉密不上网",
    "上网不涉密、涉密不上网",
    "地区:甲市",
    "地区：甲市 红包",
    "类别:红线",
    "类型:条目 -赌博",
    "状态:现行",
    "主题:红包礼金",
    "平台:微信群",
    "红包 -赌博",
    '"收受微信红包"',
    "“关系网”",
    "「关系网",
    "-红包",
    "- 红包",
    "+",
    "互联网+",
    '"互联网+"',
    "％",
    "\x00",
    "\ud800红包",
    "𠮷",
    "红包 " * 40,
    "红包的" * 40,
    "a" * 200,
    "((红包))",
    "红*",
    "a AND (b OR",
    "gxw",
    "guanxiwang",
    "说坏话",
    "2017",
    "二〇一七年",
    "12388",
    "群 主",
    "行为规范",
    "xingwei",
    "hangwei",
    "会计",
    "kuaiji",
    "",
    "   ",
]


def analysis() -> dict[str, Any]:
    """`tables`, `texts`: [text, form, starts, ends, numeral form, symbols], `letters`: [letters, slots]."""
    value = build_tables()
    tables = Tables.from_json(value)
    normalizer, pinyin = Normalizer(tables), Pinyin(tables, {"行长": "hangzhang"})
    texts = [*NASTY, *_sample(random.Random(20261122))]
    return {
        "tables": value,
        "texts": [_text(text, normalizer) for text in texts],
        "letters": [[letters, pinyin.mixed_cuts(letters)] for letters in LETTERS],
    }


def queries() -> dict[str, Any]:
    """`documents`, `today`, `answers`: what the engine makes of each query."""
    engine = Engine(DOCUMENTS, build_tables())
    return {
        "documents": list(DOCUMENTS.values()),
        "today": TODAY,
        "answers": [answer_of(engine, query) for query in QUERIES],
        "suggestions": [
            [text, [each.to_json() for each in engine.suggest(text, 6)]] for text in ("", *BEGINNINGS)
        ],
    }


def answer_of(engine: Engine, query: str) -> dict[str, Any]:
    """A whole answer in the names that JavaScript uses."""
    value = asdict(engine.search(query, limit=10, today=date.fromisoformat(TODAY)))
    for result in value["results"]:
        result["titleMarks"] = result.pop("title_marks")
        del result["why"]  # a sentence: on the phone in the chosen language
    return value


def _text(text: str, normalizer: Normalizer) -> list[Any]:
    mapped = normalizer.mapped_form(text)
    return [
        text,
        normalizer.match_form(text),
        mapped.starts,
        mapped.ends,
        numeral_form(mapped).form,
        normalizer.symbols(text),
    ]


def _sample(chance: random.Random) -> list[str]:
    """Every character below U+0250, and some of each region beyond, each in a text of eight."""
    codes = [
        *range(0x250),
        *chance.sample(range(0x250, 0xD800), 3000),
        *chance.sample(range(0xE000, 0x110000), 1500),
    ]
    chance.shuffle(codes)
    return ["".join(map(chr, codes[i : i + 8])) for i in range(0, len(codes), 8)]


def write(name: str, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    (HERE / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write("analysis.json", analysis())
    write("queries.json", queries())
