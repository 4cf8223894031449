"""Who may do what: one table of role × route, and nothing else decides it.

A route that is not in the table is open to nobody (`tests/unit/admin/test_roles.py` walks over all of them).
"""

from __future__ import annotations

from collections.abc import Iterable

from webapp.serve.words import N_

# In the order of a form; the names say what somebody answers for, not how high they stand.
ROLES = {
    "editor": N_("编辑"),
    "reviewer": N_("审核"),
    "publisher": N_("发布"),
    "auditor": N_("审计"),
    "admin": N_("账号管理"),
}
EVERYBODY = frozenset(ROLES)
CONTENT = frozenset({"editor", "reviewer", "publisher"})
READERS = CONTENT | {"auditor"}
# Nobody has to be signed in for these.
OPEN = frozenset({"sign_in", "setup", "invited", "style", "script"})

# Name of a view → who may call it.
MAY: dict[str, frozenset[str]] = {
    "home": EVERYBODY,
    "sign_out": EVERYBODY,
    "me": EVERYBODY,
    "my_password": EVERYBODY,
    "my_code": EVERYBODY,
    "my_language": EVERYBODY,
    "my_session": EVERYBODY,
    "contents": READERS,
    "document": READERS,
    "start": frozenset({"editor"}),
    "new": frozenset({"editor"}),
    "create": frozenset({"editor"}),
    "draft": READERS,
    "save": frozenset({"editor"}),
    "autosave": frozenset({"editor"}),
    "merged": frozenset({"editor"}),
    "review": READERS,
    "effect": READERS,
    "preview": READERS,
    "submit": frozenset({"editor"}),
    "withdraw": frozenset({"editor"}),
    "discard": frozenset({"editor"}),
    "approve": frozenset({"reviewer"}),
    "send_back": frozenset({"reviewer"}),
    "schedule": frozenset({"publisher"}),
    "unschedule": frozenset({"publisher"}),
    "publish": frozenset({"publisher"}),
    "releases": READERS,
    "take_back": frozenset({"publisher"}),
    "finish": frozenset({"publisher"}),
    "upload_form": frozenset({"editor"}),
    "upload": frozenset({"editor"}),
    "feedback_form": frozenset({"editor"}),
    "feedback": frozenset({"editor"}),
    "feedback_take": frozenset({"editor"}),
    "account_list": frozenset({"admin"}),
    "account_add": frozenset({"admin"}),
    "account_change": frozenset({"admin"}),
    "options": frozenset({"admin"}),
    "audit_list": frozenset({"auditor"}),
    "audit_head": frozenset({"auditor"}),
    "audit_file": frozenset({"auditor"}),
}
# Who keeps the books must not keep the keys (等保三级的三员分立).
APART = (frozenset({"auditor", "admin"}), frozenset({"auditor", "publisher"}))


def may(view: str, roles: Iterable[str]) -> bool:
    """Whether somebody with these roles may call a view; what is not in the table is forbidden."""
    return not MAY.get(view, frozenset()).isdisjoint(roles)


def mixed(roles: Iterable[str]) -> bool:
    """Whether these roles should not be in one hand."""
    held = frozenset(roles)
    return any(pair <= held for pair in APART)
