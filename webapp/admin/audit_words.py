"""What the audit page calls a deed and how it ended; the record itself keeps short English words for ever."""

from __future__ import annotations

from webapp.admin.states import STEPS
from webapp.serve.words import N_

ACTIONS = {
    **{step.name: step.label for step in STEPS.values()},
    "take_back": N_("收回"),
    "import": N_("导入"),
    "sign-in": N_("登录"),
    "sign-out": N_("退出"),
    "end-session": N_("结束一处登录"),
    "password": N_("设置口令"),
    "second-factor": N_("启用动态码"),
    "own-account": N_("改自己的账号"),
    "setup": N_("建立第一个账号"),
    "account-add": N_("添加账号"),
    "account-change": N_("改账号"),
    "account-invite": N_("重设口令的链接"),
    "account-forget-code": N_("停用动态码"),
    "account-off": N_("停用账号"),
    "options": N_("改单位的规矩"),
    "refused": N_("没有权限"),
}
OUTCOMES = {
    "done": N_("完成"),
    "intent": N_("开始"),
    "failed": N_("没有完成"),
    "refused": N_("拒绝"),
    "wrong": N_("口令不对"),
    "code": N_("动态码不对"),
    "locked": N_("已锁定"),
}
DETAILS = {
    "why": N_("原因"),
    "release": N_("版本"),
    "roles": N_("职责"),
    "active": N_("可以登录"),
    "profile": N_("登录的要求"),
    "four_eyes": N_("两人把关"),
    "source": N_("来源"),
    "due": N_("定时"),
}
