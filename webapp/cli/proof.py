"""Drafts → what people read about them: the sum of characters, what was left out and where, what was recognised."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from webapp.cli.arguments import say
from webapp.importer.draft import Draft
from webapp.importer.places import REASONS, LeftOut, Notice, place_label

# Of a few texts everything is told; of many, only how often.
_FEW = 3
_EXCERPT = 40


def report(drafts: list[Draft], *, as_json: bool) -> None:
    """Machines get everything on stdout, people the proof on stderr."""
    if as_json:
        print(json.dumps([_row(draft) for draft in drafts], ensure_ascii=False, indent=1))
    if len(drafts) <= _FEW:
        for draft in drafts:
            _tell(draft)
    else:
        for reason, count in Counter(each.reason for draft in drafts for each in draft.left_out).items():
            zh, en = REASONS[reason]
            say(f"没有照搬：{zh} {count} 处", f"not taken over: {en}, {count}")
    articles = sum(draft.articles for draft in drafts)
    say(f"导入 {len(drafts)} 份规定，{articles} 条", f"regulations: {len(drafts)}, articles: {articles}")


def _tell(draft: Draft) -> None:
    proof = draft.proof
    say(
        f"{draft.title}（{draft.id}）：{draft.articles} 条；原文 {proof.characters_in} 字 + 补出 {proof.added} 字"
        f" = 收录 {proof.taken} 字 + 没有收录 {proof.left_out} 字",
        f"{draft.articles} articles; {proof.characters_in} characters + {proof.added} added"
        f" = {proof.taken} taken over + {proof.left_out} left out",
    )
    _list("没有收录", "left out", draft.left_out)
    _list("请核对", "please look at", draft.notices)
    for proposal in draft.proposals:
        zh, en = place_label(proposal.source.place)
        say(f"  识别：{proposal.field} = {proposal.value}（{zh}）", f"recognised {proposal.field}, {en}")


def _list(zh: str, en: str, items: Iterable[LeftOut | Notice]) -> None:
    for item in items:
        (place_zh, place_en), (zh_why, en_why) = place_label(item.place), REASONS[item.reason]
        text = item.text if item.text.isprintable() else item.text.encode("unicode_escape").decode()
        text = text[:_EXCERPT] + ("…" if len(text) > _EXCERPT else "")
        say(f"  {zh}：{place_zh}，{zh_why}“{text}”", f"{en}: {place_en}, {en_why}")


def _row(draft: Draft) -> dict[str, object]:
    proof = draft.proof
    return {
        "from": draft.name,
        "id": draft.id,
        "title": draft.title,
        "articles": draft.articles,
        "characters_in": proof.characters_in,
        "added": proof.added,
        "taken": proof.taken,
        "left_out": [_item(each) for each in draft.left_out],
        "notices": [_item(each) for each in draft.notices],
        "proposals": [
            {"field": each.field, "value": each.value, "place": place_label(each.source.place)[0]}
            for each in draft.proposals
        ],
    }


def _item(item: LeftOut | Notice) -> dict[str, str]:
    return {"place": place_label(item.place)[0], "reason": item.reason, "text": item.text}
