"""The closed word lists of front matter, once. Order is the order in which a form offers them."""

from __future__ import annotations

STATUSES = (
    "unknown",
    "effective",
    "trial",
    "trial-unknown",
    "amended",
    "superseded",
    "repealed",
    "historical",
)
STATUS_LABELS = {
    "effective": "现行",
    "trial": "试行",
    "trial-unknown": "试行(后续未查实)",
    "amended": "已修改",
    "superseded": "已被替代",
    "repealed": "已废止",
    "historical": "已成历史",
    "unknown": "未核实",
}
NOT_YET_IN_FORCE = "尚未施行"
NEEDS_REVIEW = "需复核"

# From the strongest to the weakest: how near the words on the screen are to the words of the rule.
PROVENANCE = ("official_text", "press_quote", "press_paraphrase", "repost", "editorial")
PROVENANCE_LABELS = {
    "official_text": "官方原文",
    "press_quote": "媒体引述",
    "press_paraphrase": "媒体转述",
    "repost": "转载",
    "editorial": "编者说明",
}
QUOTABLE = ("official_text", "press_quote")

RULESET_LEVELS = ("中央", "省级", "市级", "县级", "部门内部", "个人群规", "未载明")
REGION_LEVELS = ("国家", "省级", "市级", "县级", "未载明")
BINDINGS = (
    "党内法规", "法律", "行政法规", "司法解释", "部门规章", "规范性文件", "内部规范", "口头群规", "执纪口径", "未载明",
)  # fmt: skip
MODALITIES = (
    "严禁", "不准", "不得", "不能", "不(不以)", "应当(应、应该)",
    "要", "坚持", "可以(可)", "建议", "规定事项", "列入",
)  # fmt: skip
DEONTICS = ("prohibition", "obligation", "permission", "principle", "scope", "recommendation", "mechanism")
KINDS = ("红线", "群规", "要求", "倡导", "机制")
AUDIENCES = (
    "全体党员干部", "部机关党员干部", "机关", "群主", "群成员", "信息发布者", "纪检机关", "群众",
)  # fmt: skip
PLATFORMS = ("微信", "微信群", "朋友圈", "微博", "电子红包(支付宝等)", "不限")
# So that regions can be compared and checklists made: posting; gifts, bets and votes; the life of a group.
ACTIONS = (
    "发表", "发文字", "发图片", "发语音", "转发", "上传", "议论", "表扬", "汇报", "抵制",
    "收受", "赠送", "赌博", "拉票", "贿选", "拉关系",
    "建群", "管群", "入群", "退群", "监管",
)  # fmt: skip
ANONYMITY = ("实名", "化名", "匿名")
WEIGHTS = ("权威解释", "官员谈话", "专家意见", "个人做法", "媒体梳理")
ANSWER_KINDS = ("条文明确", "依条文推导", "本库无规定")
GUIDE_PURPOSES = ("发帖前", "群规模板")
LEXICON_WAYS = ("双向", "单向")
ISSUER_KINDS = ("机构", "个人", "未载明")
