"""What must hold between the fields of a document and between documents, one function for each promise."""

from __future__ import annotations

import re
from itertools import pairwise

from webapp.rules.ids import article_number

from .drafts import Draft
from .lexicon import check_lexicon
from .links import Directory, check_references, find_cycle
from .problems import Place
from .quotations import check_quote, fold

# What may not go in a circle, and the field that says the same from the other end.
_ACYCLIC = {"supersedes": "superseded_by", "higher_rules": "", "parent": ""}
# Numbers of five digits, in any script a phone number is written in; addresses; accounts.
_CONTACT = re.compile(
    r"[0-9０-９]{5,}|[零〇一二三四五六七八九幺]{5,}|https?:|www\.|[\w.]+@[\w.]+|[a-z0-9-]+\.(?:cn|com|net|org)\b",
    re.IGNORECASE,
)


def check_all(drafts: dict[str, Draft], directory: Directory) -> None:
    """Runs every check over every draft."""
    for draft in drafts.values():
        check_references(draft, directory)
        _check_redirects(draft, directory)
        _check_sources(draft, drafts)
        check_quote(draft, drafts)
        _check_dates(draft)
        if draft.type.name in _CHECKS:
            _CHECKS[draft.type.name](draft, drafts)
    _check_rule_sets(drafts, directory)
    _check_cycles(drafts)
    check_lexicon(drafts, directory)


def _check_redirects(draft: Draft, directory: Directory) -> None:
    for index, old in enumerate(draft.fields.get("redirects", ())):
        other = old if old in directory.types else directory.redirects.get(old, draft.id)
        if other != draft.id:
            place = draft.place("redirects", index)
            draft.report.add("redirect-taken", place, f"redirects[{index}]", got=old, other=other)


def _check_sources(draft: Draft, drafts: dict[str, Draft]) -> None:
    for index, reference in enumerate(draft.fields.get("sources", ())):
        source = drafts.get((reference or {}).get("id", ""))
        if source and reference.get("level") == "official_text" != source.fields.get("level"):
            place = draft.place("sources", index, "level")
            draft.report.add("source-level", place, f"sources[{index}].level", got=source.id)


def _check_dates(draft: Draft) -> None:
    """Dates that cannot be right in any reading of the partial ones."""
    order = [name for name in ("issued_on", "effective_on", "repealed_on") if name in draft.fields]
    for earlier, later in pairwise(order):
        first, second = draft.fields[earlier], draft.fields[later]
        length = min(len(first), len(second))
        if second[:length] < first[:length]:
            draft.report.add(
                "date-order", draft.place(later), later, got=second, other=earlier, expected=first
            )


def _check_rule(draft: Draft, drafts: dict[str, Draft]) -> None:
    levels = draft.levels()
    if levels and all(level in ("repost", "editorial") for level in levels):
        draft.report.add("source-too-weak", draft.place("sources"), "sources")
    if "article" in draft.fields:
        _check_article(draft, drafts)
    amount = draft.fields.get("amount", "")
    if fold(amount) not in fold(draft.fields.get("quote", "")):
        draft.report.add("amount-not-quoted", draft.place("amount"), "amount", got=amount)


def _check_article(draft: Draft, drafts: dict[str, Draft]) -> None:
    """The number is brought to its one form here: 第十二条之一 → 12-1."""
    given = draft.fields["article"]
    ruleset = drafts.get(draft.fields.get("ruleset", ""))
    number = article_number(given)
    if number is None:
        draft.report.add("bad-article", draft.place("article"), "article", got=given)
    elif "official_text" not in draft.levels():
        draft.report.add("article-without-official", draft.place("article"), "article")
    elif ruleset and ruleset.articles and number not in {article["no"] for article in ruleset.articles}:
        draft.report.add("unknown-article", draft.place("article"), "article", ruleset=ruleset.id, got=number)


def _check_basis(draft: Draft, drafts: dict[str, Draft]) -> None:
    if draft.fields.get("answer_basis") == []:
        draft.report.add("empty-basis", draft.place("answer_basis"), "answer_basis")


def _check_channel(draft: Draft, drafts: dict[str, Draft]) -> None:
    """A wrong number on a page about reporting misdeeds does real harm."""
    if draft.fields.get("channel_verified"):
        if "verified_on" not in draft.fields:
            draft.report.add("channel-date", draft.place("channel_verified"), "verified_on")
        return
    lines = draft.report.lines
    for name in ("title", "summary", "aliases", "asks", "operator", "method", "quote"):
        value = draft.fields.get(name, "")
        match = _CONTACT.search(value if isinstance(value, str) else "\n".join(value))
        if match:
            draft.report.add("channel-unverified", draft.place(name), name, got=match[0])
    for number in range(draft.front.body_line, len(lines) + 1):
        for match in _CONTACT.finditer(lines[number - 1]):
            place = Place(number, match.start() + 1)
            draft.report.add("channel-unverified", place, "body", got=match[0])


def _check_ruleset(draft: Draft, drafts: dict[str, Draft]) -> None:
    if draft.fields.get("official_text") and "official_text" not in draft.levels():
        draft.report.add("official-text-source", draft.place("official_text"), "official_text")


_CHECKS = {
    "rule": _check_rule,
    "scenario": _check_basis,
    "guide": _check_basis,
    "channel": _check_channel,
    "ruleset": _check_ruleset,
}


def _check_rule_sets(drafts: dict[str, Draft], directory: Directory) -> None:
    """What a rule set says of its rules is so: how many there are, and one rule for each article."""
    rules: dict[str, list[Draft]] = {}
    for draft in drafts.values():
        if draft.type.name == "rule":
            rules.setdefault(draft.fields.get("ruleset", ""), []).append(draft)
    # A set with a rule that could not be read is not counted: that rule is a problem already.
    unread = {target.split("--")[0] for target in directory.types if target not in drafts}
    for draft in drafts.values():
        if draft.type.name == "ruleset":
            own = _check_annotations(draft, rules.get(draft.id, []))
            if draft.id not in unread:
                _check_counts(draft, len(draft.articles) + own)


def _check_annotations(ruleset: Draft, rules: list[Draft]) -> int:
    """The number of rules that are not an article of the text; `counted: false` keeps a rule out of it."""
    annotated: dict[str, str] = {}
    own = 0
    for rule in rules:
        number = article_number(rule.fields.get("article", ""))
        if number is None or not ruleset.articles:
            own += rule.fields.get("counted", True)
        elif number in annotated:
            rule.report.add(
                "article-annotated-twice", rule.place("article"), "article", ruleset=ruleset.id, got=number,
                other=annotated[number],
            )  # fmt: skip
        else:
            annotated[number] = rule.id
    return own


def _check_counts(draft: Draft, present: int) -> None:
    recorded, claimed = draft.fields.get("items_recorded"), draft.fields.get("items_claimed")
    # Of a set that says how many items it has, a rule may be known that is not proven to be one of them.
    outside_allowed = claimed is not None and recorded is not None and recorded < present
    if recorded != present and not outside_allowed and "items_recorded" in draft.front.header.entries:
        draft.report.add(
            "items-recorded", draft.place("items_recorded"), "items_recorded", got=recorded, expected=present
        )
    if claimed is not None and recorded is not None and recorded > claimed:
        place = draft.place("items_claimed")
        draft.report.add("items-claimed", place, "items_claimed", got=recorded, expected=claimed)


def _check_cycles(drafts: dict[str, Draft]) -> None:
    for name, back in _ACYCLIC.items():
        circle = _circle(drafts, name, back)
        if circle:
            draft = drafts[circle[0]]
            said = name if name in draft.fields else back
            draft.report.add("cycle", draft.place(said), said, got=" → ".join(circle))


def _circle(drafts: dict[str, Draft], name: str, back: str) -> list[str]:
    edges: dict[str, list[str]] = {each: [] for each in drafts}
    for draft in drafts.values():
        edges[draft.id] += _others(draft, name, drafts)
        for target in _others(draft, back, drafts):
            edges[target].append(draft.id)
    return find_cycle(edges.__getitem__, edges)


def _others(draft: Draft, name: str, drafts: dict[str, Draft]) -> list[str]:
    """The documents that a field names. A wrong id and the document itself are problems of their own."""
    value = draft.fields.get(name, [])
    return [
        target
        for target in (value if isinstance(value, list) else [value])
        if target in drafts and target != draft.id
    ]
