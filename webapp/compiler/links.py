"""Says what every id of the content leads to, before any body is compiled, and finds ids that lead nowhere.

Files that could not be read count as there, so that one broken file does not make a problem in every
file that refers to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from webapp.rules.ids import article_label, is_id, split_article_id
from webapp.rules.schema import TYPES, Field

from .drafts import Draft
from .markdown import Link
from .problems import Place, Report, nearest

_ARTICLE = "article"


@dataclass
class Directory:
    """Id → type and title of every document; which rule sets hold articles, and which articles were found."""

    types: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    official: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    linked_articles: list[tuple[Report, Place, str]] = field(default_factory=list)

    def add(self, document_id: str, type_name: str) -> None:
        """A file lies there under this id, whether or not it can be read."""
        self.types[document_id] = type_name

    def describe(self, draft: Draft) -> None:
        """What a file that was read says of itself: title, old ids, whether it holds articles."""
        self.titles[draft.id] = draft.fields.get("title", draft.id)
        if draft.fields.get("official_text"):
            self.official.add(draft.id)
        for old in draft.fields.get("redirects", ()):
            self.redirects.setdefault(old, draft.id)

    def title(self, target: str) -> str | None:
        """The title that a link shows. Of articles only the rule set is known yet; see `check_articles`."""
        if target in self.types:
            return self.titles.get(target, target)
        article = split_article_id(target)
        if article and article[0] in self.official:
            return f"{self.titles[article[0]]} {article_label(article[1])}"
        return None

    def type_of(self, target: str) -> str | None:
        """The type of a document, `article` for an article that was found, None for what is not there."""
        return self.types.get(target) or (_ARTICLE if target in self.articles else None)

    def hint(self, target: str) -> dict[str, str]:
        """What the author may have meant."""
        if target in self.redirects:
            new = self.redirects[target]
            return {"near_zh": f"已改名为 {new}。", "near_en": f"It was renamed to {new}."}
        if any(mark in target for mark in "，、；"):
            return {"near_zh": "请用半角逗号分开：[甲, 乙]。", "near_en": "Separate them by plain commas."}
        near_zh, near_en = nearest(target, self.types)
        return {"near_zh": near_zh, "near_en": near_en}

    def check_articles(self) -> None:
        """Links to articles can be checked only after the last body."""
        for report, place, target in self.linked_articles:
            if target not in self.articles:
                report.add("dangling-link", place, "body", got=target, **self.hint(target))


def body_links(draft: Draft, directory: Directory) -> Link:
    """How the Markdown of one document turns a code span or a `#id` into a link."""
    ruleset = draft.fields.get("ruleset", draft.id if draft.type.name == "ruleset" else "")

    def link(text: str, is_code: bool, place: Place) -> tuple[str, str] | None:
        target = ruleset + text if text.startswith("--") else text
        if is_code and not (is_id(target) or re.fullmatch("--[a-z0-9-]+", text)):
            return None
        title = directory.title(target)
        if title is None:
            if not is_code or "-" in target:  # a single word in code style need not be an id
                draft.report.add("dangling-link", place, "body", got=text, **directory.hint(target))
            return None
        if target not in directory.types:
            directory.linked_articles.append((draft.report, place, target))
        return target, title

    return link


def check_references(draft: Draft, directory: Directory) -> None:
    """Every reference in front matter leads to a document of the right type."""
    _check_fields(draft.type.fields, draft.fields, (), draft, directory)


def _check_fields(
    fields: tuple[Field, ...],
    values: dict[str, Any],
    path: tuple[str | int, ...],
    draft: Draft,
    directory: Directory,
) -> None:
    for each in fields:
        if each.name not in values or each.kind not in ("ref", "group"):
            continue
        items = values[each.name] if each.many else [values[each.name]]
        for index, item in enumerate(items):
            here = (*path, each.name, index) if each.many else (*path, each.name)
            if each.kind == "group" and item is not None:
                _check_fields(each.fields, item, here, draft, directory)
            elif item is not None:
                _check_reference(each, item, here, draft, directory)


def _check_reference(
    each: Field, target: str, path: tuple[str | int, ...], draft: Draft, directory: Directory
) -> None:
    found, name, place = directory.type_of(target), path_name(path), draft.place(*path)
    if found is None:
        draft.report.add("dangling-reference", place, name, got=target, **directory.hint(target))
    elif target == draft.id:
        draft.report.add("self-reference", place, name)
    elif found not in each.refers and not (found == _ARTICLE and "rule" in each.refers):
        draft.report.add(
            "wrong-reference",
            place,
            name,
            got=target,
            got_type=found,
            got_zh=_label(found),
            expected="/".join(each.refers),
            expected_zh="、".join(map(_label, each.refers)),
        )


def _label(type_name: str) -> str:
    return TYPES[type_name].label if type_name in TYPES else "条文"


def path_name(path: Iterable[str | int]) -> str:
    """("sources", 0, "id") → sources[0].id"""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def find_cycle(edges: Callable[[str], Iterable[str]], nodes: Iterable[str]) -> list[str]:
    """The ids of one circle in order, first one repeated at the end; empty when there is none."""
    done: set[str] = set()
    for start in nodes:
        path: dict[str, None] = {}  # the way from `start` to here, in order
        stack = [(start, iter(edges(start)))] if start not in done else []
        path.update({start: None} if stack else {})
        while stack:
            node, following = stack[-1]
            target = next(following, None)
            if target is None:
                stack.pop()
                path.pop(node)
                done.add(node)
            elif target in path:
                way = list(path)
                return [*way[way.index(target) :], target]
            elif target not in done:
                path[target] = None
                stack.append((target, iter(edges(target))))
    return []
