"""The fixed words of documents, marked for translation; they are translated where a page shows them.

`rules/vocabulary.py` owns the words; `tests/contract/test_translations.py` holds this list to it.
"""

from __future__ import annotations


def N_(word: str) -> str:  # noqa: N802 (the name that gettext tools know)
    """Marks a word for extraction and does nothing."""
    return word


TYPES = {
    "ruleset": N_("规定"),
    "rule": N_("条目"),
    "scenario": N_("场景"),
    "guide": N_("指引"),
    "case": N_("案例"),
    "interpretation": N_("解读"),
    "practice": N_("个人做法"),
    "finding": N_("梳理"),
    "channel": N_("举报渠道"),
    "topic": N_("主题"),
    "region": N_("地区"),
    "issuer": N_("机构"),
    "lexicon": N_("用语"),
    "source": N_("来源"),
}
# How a status is coloured; the word is always there too.
STATUS_TONES = {
    N_("现行"): "good",
    N_("试行"): "good",
    N_("尚未施行"): "wait",
    N_("试行(后续未查实)"): "wait",
    N_("未核实"): "wait",
    N_("需复核"): "wait",
    N_("已修改"): "past",
    N_("已被替代"): "past",
    N_("已废止"): "past",
    N_("已成历史"): "past",
}
# What a status means for somebody who has to act on it.
STATUS_MEANINGS = {
    N_("尚未施行"): N_("还没有到施行的日子"),
    N_("试行(后续未查实)"): N_("试行之后是转正、修改还是废止，没有查到"),
    N_("未核实"): N_("现在是否还有效，没有查到依据"),
    N_("需复核"): N_("查证已过一年，或只知道大概日期，用前请再核实"),
    N_("已修改"): N_("有过修改，请看修改后的文字"),
    N_("已被替代"): N_("已有新版本"),
    N_("已成历史"): N_("只作背景参考"),
}
# What the words of a rule demand, by its deontic class.
DEMANDS = {
    "prohibition": N_("禁止：不能做"),
    "obligation": N_("要求：要做到"),
    "permission": N_("许可：可以做，不是必须做"),
    "principle": N_("原则：照这个意思办"),
    "scope": N_("只知道规定写了这件事，具体内容没有见到"),
    "recommendation": N_("建议：没有约束力"),
    "mechanism": N_("纪检机关的做法，不是单独一条禁令"),
}
# Why an opinion is not a rule, and how an answer was found.
STANDINGS = {
    N_("权威解释"): N_("有权解释的机关的说法"),
    N_("官员谈话"): N_("官员的谈话，不是规定"),
    N_("专家意见"): N_("专家的意见，不是规定"),
    N_("个人做法"): N_("一个人的做法，不是规定"),
    N_("媒体梳理"): N_("媒体的概括，不是规定"),
    N_("条文明确"): N_("条文写明了，由编者转述，不是官方答复"),
    N_("依条文推导"): N_("由条文推出来的编者说明，不是官方答复"),
    N_("本库无规定"): N_("本库没有直接管这件事的规定，下面只列相近的"),
}
PROVENANCE = {
    "official_text": N_("官方原文"),
    "press_quote": N_("媒体引述"),
    "press_paraphrase": N_("媒体转述"),
    "repost": N_("转载"),
    "editorial": N_("编者说明"),
}
LEVEL_MEANINGS = {
    "official_text": N_("文字出自公布的文件"),
    "press_quote": N_("文字转引自报道，未见文件原文，条文序号不详"),
    "press_paraphrase": N_("报道的转述，不是文件原文"),
    "repost": N_("文字见于转载，未见原始出处"),
    "editorial": N_("本库编者的说明，不是条文"),
}
LEVELS = (
    N_("中央"),
    N_("省级"),
    N_("市级"),
    N_("县级"),
    N_("部门内部"),
    N_("个人群规"),
    N_("全国"),
    N_("未载明"),
)
BINDINGS = (
    N_("党内法规"), N_("法律"), N_("行政法规"), N_("司法解释"), N_("部门规章"), N_("规范性文件"),
    N_("内部规范"), N_("口头群规"), N_("执纪口径"),
)  # fmt: skip
MODALITIES = (
    N_("严禁"), N_("不准"), N_("不得"), N_("不能"), N_("不(不以)"), N_("应当(应、应该)"), N_("要"), N_("坚持"),
    N_("可以(可)"), N_("建议"), N_("规定事项"), N_("列入"),
)  # fmt: skip
KINDS = (N_("红线"), N_("群规"), N_("要求"), N_("倡导"), N_("机制"))
AUDIENCES = (
    N_("全体党员干部"), N_("部机关党员干部"), N_("机关"), N_("群主"), N_("群成员"), N_("信息发布者"),
    N_("纪检机关"), N_("群众"),
)  # fmt: skip
PLATFORMS = (N_("微信"), N_("微信群"), N_("朋友圈"), N_("微博"), N_("电子红包(支付宝等)"), N_("不限"))
ACTIONS = (
    N_("发表"), N_("发文字"), N_("发图片"), N_("发语音"), N_("转发"), N_("上传"), N_("议论"), N_("表扬"), N_("汇报"),
    N_("抵制"), N_("收受"), N_("赠送"), N_("赌博"), N_("拉票"), N_("贿选"), N_("拉关系"), N_("建群"), N_("管群"),
    N_("入群"), N_("退群"), N_("监管"),
)  # fmt: skip
ANONYMITY = (N_("实名"), N_("化名"), N_("匿名"))
ISSUER_KINDS = (N_("机构"), N_("个人"), N_("未载明"))
# What a word of ours says as the heading of a group, where the word alone would be too short, and what there is to say
# of it: those of static/js/ui/group-names.js.
HEADINGS = {
    N_("管群"): N_("管群：群主的责任"),
    N_("当地"): N_("当地的规定"),
    N_("只管一个单位"): N_("只管当地一个单位或一个群的"),
    N_("全国"): N_("全国的规定"),
    N_("供参照"): N_("别处的和不再适用的，供参照"),
}
GROUP_NOTES = {
    N_("保密"): N_("上网不涉密、涉密不上网，对每个群都一样。"),
    N_("退群"): N_("条文写的是“可以”，不是“应当”。"),
    N_("正面做法"): N_("一个人的做法，可以参考，不是规定。"),
    N_("只管一个单位"): N_("在这个单位、这个群里才适用。"),
    N_("未核实"): N_(
        "没有核实过，不列号码、网址和二维码。要举报，请到当地纪检监察机关的官方网站查找受理方式。"
    ),
}
# The other names of groups in lists, and what people call themselves (`rules/lists.py`, `rules/person.py`).
STAGES = (
    N_("保密"), N_("建群"), N_("管群"), N_("进群"), N_("发言"), N_("不该发的"), N_("汇报"), N_("退群"),
)  # fmt: skip
GROUPS = (N_("正面做法"), N_("已核实"), N_("未核实"), N_("未明确"))
NEARNESS = (N_("当地"), N_("只管一个单位"), N_("全国"), N_("供参照"))
ROLES = (N_("群主"), N_("群成员"), N_("机关干部"), N_("纪检"), N_("群众"))
