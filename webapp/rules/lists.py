"""A library and the name of a list → the list, as groups of ids in the order in which every screen shows them.

Same in static/js/rules/lists.js, tied by tests/vectors/lists.json. Plain pages and the app show these lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from .library import Library
from .model import Document
from .order import Group, grouped, rank, topics_in_order
from .person import NOBODY, Person, binding, is_known, nearness
from .units import UNIT_TYPES
from .versions import in_force, versions_of
from .vocabulary import RULESET_LEVELS, WEIGHTS

PRACTICES = "正面做法"
STAGES = ("保密", "建群", "管群", "进群", "发言", "不该发的", "汇报", "退群")
_STAGE_OF_ACTION = {"管群": "管群", "建群": "建群", "入群": "进群", "退群": "退群", "汇报": "汇报"}
_PROHIBITING = ("严禁", "不准", "不得", "不能", "不(不以)")
_HOST = ("群主", "机关")
_GROUP_TOPICS = {"qun-guanli", "fayan-guifan", "gongzuo-huibao"}


def named_list(library: Library, name: str, today: date, person: Person = NOBODY) -> list[Group]:
    """The groups of one of `LISTS`, each with at least one document; none under another name."""
    make = LISTS.get(name)
    return make(library, today, person) if make else []


def prohibits(rule: Document) -> bool:
    """Whether the rule's own words forbid: “红线” is the word of the press and covers more than that."""
    return rule.get("deontic") == "prohibition" and rule.get("modality") in _PROHIBITING


def stage_of(rule: Document) -> str:
    """Where in the life of a group a rule belongs. Secrecy goes before everything."""
    if "baomi" in rule.get("topics", ()):
        return "保密"
    for action, stage in _STAGE_OF_ACTION.items():
        if action in rule.get("actions", ()):
            return stage
    return "不该发的" if prohibits(rule) else "发言"


def topic_counts(library: Library) -> dict[str, int]:
    """How many documents that can be a result each topic has."""
    counts = {topic["id"]: 0 for topic in library.of_type("topic")}
    for name in UNIT_TYPES:
        for document in library.of_type(name):
            for topic in document.get("topics", ()):
                counts[topic] += 1
    return counts


def _redlines(library: Library, today: date, person: Person) -> list[Group]:
    rules = _near_first(library, [r for r in library.of_type("rule") if r.get("red_line")], today, person)
    order = _topic_ids(library)
    if is_known(person):  # the topics of what is near come first, too
        near = {_first_topic(r): nearness(library, r, person, today) for r in reversed(rules)}
        order.sort(key=lambda topic: near.get(topic, 0))
    return grouped(rules, _first_topic, order)


def _groups(library: Library, today: date, person: Person) -> list[Group]:
    """What a 群主 has to know: everything about groups, and at the end how somebody runs theirs."""
    rules = [rule for rule in library.of_type("rule") if _is_group_rule(rule)]
    ways = [way for way in library.of_type("practice") if _GROUP_TOPICS.intersection(way.get("topics", ()))]
    return [
        *grouped(_near_first(library, rules, today, person), stage_of, STAGES),
        *grouped(ways, lambda way: PRACTICES, [PRACTICES]),
    ]


def _groups_of_members(library: Library, today: date, person: Person) -> list[Group]:
    """What a 群成员 has to know: without what only those who set a group up have to do."""
    rules = [
        rule
        for rule in library.of_type("rule")
        if _is_group_rule(rule) and not set(rule.get("audience", ())).issubset(_HOST)
    ]
    return grouped(_near_first(library, rules, today, person), stage_of, STAGES)


def _scenarios(library: Library, today: date, person: Person) -> list[Group]:
    return grouped(library.of_type("scenario"), _first_topic, _topic_ids(library))


def _typical(library: Library, today: date, person: Person) -> list[Group]:
    """One question of each topic, for the first screen."""
    ids = [group["ids"][0] for group in _scenarios(library, today, person)]
    return [{"id": "", "ids": ids}] if ids else []


def _rulesets(library: Library, today: date, person: Person) -> list[Group]:
    """By level."""
    return _regulations(library, today, lambda head: head["level"], RULESET_LEVELS)


def _regulations(
    library: Library, today: date, group_of: Callable[[Document], str], order: Iterable[str]
) -> list[Group]:
    """The version in force stands for its regulation, or the newest where none is; the others under it."""
    works: dict[str, list[Document]] = {}
    for ruleset in library.of_type("ruleset"):
        works.setdefault(ruleset.get("work", ruleset["id"]), versions_of(library, ruleset))
    heads = [in_force(library, versions[0], today) or versions[0] for versions in works.values()]
    others = {
        head["id"]: [each["id"] for each in versions if each is not head]
        for head, versions in zip(heads, works.values(), strict=True)
    }
    heads.sort(key=lambda head: rank(library, head, today))
    groups = grouped(heads, group_of, order)
    for group in groups:
        under = {head: others[head] for head in group["ids"] if others[head]}
        if under:
            group["under"] = under
    return groups


def _owners(library: Library, today: date, person: Person) -> list[Group]:
    """Rule sets by the body in charge; first those for which nobody says who it is."""
    owners = sorted({ruleset.get("owner", "") for ruleset in library.of_type("ruleset")})
    return _regulations(library, today, lambda head: head.get("owner") or "未明确", ["未明确", *owners])


def _interpretations(library: Library, today: date, person: Person) -> list[Group]:
    said = [*library.of_type("interpretation"), *library.of_type("finding"), *library.of_type("practice")]
    return grouped(
        said,
        lambda document: PRACTICES if document["type"] == "practice" else document["weight"],
        [*WEIGHTS, PRACTICES],
    )


def _channels(library: Library, today: date, person: Person) -> list[Group]:
    return grouped(
        library.of_type("channel"),
        lambda channel: "已核实" if channel.get("channel_verified") else "未核实",
        ("已核实", "未核实"),
    )


def _news(library: Library, today: date, person: Person) -> list[Group]:
    documents = [document for name in UNIT_TYPES for document in library.of_type(name)]
    days = sorted({document["updated_on"] for document in documents}, reverse=True)
    return grouped(documents, lambda document: document["updated_on"], days)


def _compared(library: Library, today: date, person: Person) -> list[Group]:
    """The topics on which more than one region has a rule."""
    regions: dict[str, set[str]] = {}
    for rule in library.of_type("rule"):
        ruleset = library.get(rule.get("ruleset", ""))
        for topic in rule.get("topics", ()):
            regions.setdefault(topic, set()).add(ruleset.get("region", "") if ruleset else "")
    return _plain(topic for topic in topics_in_order(library) if len(regions.get(topic["id"], ())) > 1)


def _near_first(library: Library, rules: list[Document], today: date, person: Person) -> list[Document]:
    return sorted(
        rules, key=lambda rule: (nearness(library, rule, person, today), *rank(library, rule, today))
    )


def _is_group_rule(rule: Document) -> bool:
    return rule.get("kind") == "群规" or "微信群" in rule.get("platforms", ())


def _first_topic(document: Document) -> str:
    return next(iter(document.get("topics", ())), "")


def _topic_ids(library: Library) -> list[str]:
    return [topic["id"] for topic in topics_in_order(library)]


def _plain(documents: Iterable[Document]) -> list[Group]:
    return grouped(documents, lambda document: "", [""])


LISTS: dict[str, Callable[[Library, date, Person], list[Group]]] = {
    "mine": lambda library, today, person: binding(library, person, today),
    "redlines": _redlines,
    "groups": _groups,
    "groups/chengyuan": _groups_of_members,
    "scenarios": _scenarios,
    "typical": _typical,
    "topics": lambda library, today, person: _plain(topics_in_order(library)),
    "compare": _compared,
    "rulesets": _rulesets,
    "owners": _owners,
    "cases": lambda library, today, person: _plain(library.of_type("case")),
    "interpretations": _interpretations,
    "channels": _channels,
    "news": _news,
}
