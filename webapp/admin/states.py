"""The way of a change: its states, and the steps between them as data.

修改中 → 待审核 → 已同意 → (定时) → 已发布 → 已被更新 / 已收回
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from webapp.serve.words import N_

STATES = {
    "draft": N_("修改中"),
    "in_review": N_("待审核"),
    "approved": N_("已同意"),
    "scheduled": N_("定时发布"),
    "publishing": N_("正在发布"),
    "published": N_("已发布"),
    "superseded": N_("已被更新"),
    "taken_back": N_("已收回"),
    "discarded": N_("已放弃"),
}
# Of a document, where no change of it says so.
PLACES = {"unpublished": N_("还没有发布"), "removed": N_("已删去")}
# A document has at most one change on its way; the others are history.
UNDER_WAY = ("draft", "in_review", "approved", "scheduled", "publishing")


@dataclass(frozen=True)
class Step:
    """From one of `of` to `to`. `reason`: it has to be said why. `other`: not by somebody who wrote it.

    `seen`: whoever takes it answers for the text that was on the screen, so it has to be the text of now."""

    name: str
    label: str
    of: tuple[str, ...]
    to: str
    reason: bool = False
    other: bool = False
    seen: bool = False


STEPS = {
    step.name: step
    for step in (
        Step("submit", N_("提交审核"), ("draft",), "in_review"),
        Step("withdraw", N_("拿回来再改"), ("in_review", "approved"), "draft"),
        Step("discard", N_("放弃修改"), ("draft",), "discarded", reason=True),
        Step("approve", N_("同意"), ("in_review",), "approved", other=True, seen=True),
        Step("send_back", N_("退回"), ("in_review", "approved"), "draft", reason=True),
        Step("schedule", N_("定时发布"), ("approved",), "scheduled", seen=True),
        Step("unschedule", N_("取消定时"), ("scheduled",), "approved"),
        Step("publish", N_("发布"), ("approved", "scheduled"), "publishing", seen=True),
    )
}


def of_document(changes: Sequence[str], lies: bool, released: bool) -> tuple[str, ...]:
    """Where a document stands: its change under way, what phones have of it, how its last change ended.

    `changes` are the states of all its changes, oldest first; `lies`: its file is in `content/`."""
    settled = [state for state in changes if state not in UNDER_WAY]
    found = [state for state in changes if state in UNDER_WAY]
    if released:
        found.append("published")
    elif lies:
        found.append("unpublished")
    elif "published" in settled:
        found.append("removed")
    if settled and settled[-1] in ("taken_back", "discarded"):
        found.append(settled[-1])
    if "superseded" in settled:
        found.append("superseded")
    return tuple(found)


# What a history says besides the steps.
EVENTS = {
    "start": N_("开始修改"),
    "save": N_("接着修改"),
    "merged": N_("并入别处的改动"),
    "published": N_("已发布"),
    "failed": N_("没有发布成"),
    "missed": N_("到了时间没有发布成"),
    "taken_back": N_("收回"),
    **{step.name: step.label for step in STEPS.values()},
}


class NotPossibleError(Exception):
    """A step that cannot be taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def after(
    step: str, state: str, *, actor: int, authors: Collection[int], four_eyes: bool, reason: str
) -> str:
    """The state after a step, or why it cannot be taken. Whether the role allows it is asked in `roles`."""
    found = STEPS[step]
    if state not in found.of:
        raise NotPossibleError("state")
    if found.other and four_eyes and actor in authors:
        raise NotPossibleError("same-person")
    if found.reason and not reason.strip():
        raise NotPossibleError("reason")
    return found.to


def possible(state: str) -> list[Step]:
    """The steps that lead on from a state, in the order in which buttons stand."""
    return [step for step in STEPS.values() if state in step.of]
