"""The library holds everything that the owner's inventory of the first report asks for, in the same words.

The inventory lies beside the repository (`../shared/content/inventory.json`), not in it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from webapp.analysis.tables import build_tables
from webapp.compiler.compile import compile_content
from webapp.compiler.quotations import fold
from webapp.query.engine import Engine
from webapp.rules.library import Library
from webapp.rules.model import Document
from webapp.rules.units import block_text

INVENTORY = Path("..", "shared", "content", "inventory.json")
SEED = "src-seed-c70596aa"
TYPES = {"scenario/practice": "practice"}
STATUSES = {  # section 3.3, with the reasons there
    "zj-weixin-weibo-shitiao": "unknown",
    "tj-zuzhibu-weixin-shiyanjin": "unknown",
    "liaoyang-weixin": "unknown",
    "fengxin-weixin": "unknown",
    "suyu-weixin": "unknown",
    "shiwei-shuji-qungui": "unknown",
    "xianyang-weixin-gongzuoqun-2015": "trial-unknown",
    "wuhan-chenyixin-qungui": "historical",
    "zhongjiwei-2014": "historical",
    "duodi-jiwei": "historical",
}
OVERTAKEN = (
    "shiwei-shuji-qungui--meiri-huibao",
    "shijian-xinxi-gongxiang",
    "shijian-wuhan-qunzu",
)  # section 2.13


@pytest.fixture(scope="module")
def inventory(root: Path) -> Any:
    path = root / INVENTORY
    if not path.is_file():
        said = f"the inventory is not at {INVENTORY}"
        pytest.fail(said) if os.environ.get("CI") else pytest.skip(said)
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    return compile_content(root / "content")


def found(library: Library, document_id: str) -> Document:
    document = library.get(document_id)
    assert document, f"{document_id} is missing"
    return document


def words(document: Document) -> str:
    return fold(document.get("quote", "") + "\n" + block_text(document.get("body", [])))


def seeds(inventory: Any) -> Iterator[dict[str, Any]]:
    for group in ("rulesets", "regulations", "rules", "others"):
        for item in inventory[group]:
            yield from item["seed"]


def test_every_rule_set_is_here_with_its_counts(inventory: Any, library: Library) -> None:
    for item in inventory["rulesets"]:
        document = found(library, item["id"])
        claimed = re.search(r"(\d+) claimed", item["content"])
        recorded = re.search(r"(\d+) (?:quoted|paraphrased|points?)", item["content"])
        assert recorded, item["content"]
        counts = (document.get("items_claimed"), document["items_recorded"])
        assert counts == (int(claimed[1]) if claimed else None, int(recorded[1])), item["id"]


def test_every_regulation_that_the_report_names_is_here(inventory: Any, library: Library) -> None:
    for item in inventory["regulations"]:
        if item["name"].startswith("《"):  # 四风 is a campaign, not a text
            resolved = library.resolve(item["id"])
            assert resolved, f"{item['id']} is missing"
            assert item["name"] == f"《{resolved[0]['official_title']}》"


def test_every_rule_is_here_as_the_inventory_has_it(inventory: Any, library: Library) -> None:
    for item in inventory["rules"]:
        rule = found(library, item["id"])
        fields = ("kind", "red_line", "deontic")
        assert [rule[name] for name in fields] == [item[name] for name in fields], item["id"]  # type: ignore[literal-required]
        assert set(rule["topics"]) == set(item["topics"]), item["id"]
        assert rule["audience_inferred"] or "inferred" not in item["audience"], item["id"]
        levels = {source["level"] for source in rule["sources"] if source["id"] == SEED}
        assert levels == {item["provenance"]}, item["id"]


def test_every_rule_says_the_words_of_the_report(inventory: Any, library: Library) -> None:
    """A quotation is the report's own, whole or in part; a paraphrase is told as one, and never a `quote`."""
    for item in inventory["rules"]:
        rule, said = found(library, item["id"]), {fold(seed["text"]) for seed in item["seed"]}
        if item["provenance"] == "press_quote":
            assert any(fold(rule["quote"]) in text for text in said), item["id"]
        else:
            assert all(text in words(rule) for text in said), item["id"]


def test_cases_opinions_and_the_channel_are_here_in_their_words(inventory: Any, library: Library) -> None:
    for item in inventory["others"]:
        document = found(library, item["id"])
        assert document["type"] == TYPES.get(item["type"], item["type"])
        assert set(document["topics"]) == set(item["topics"]), item["id"]
        assert all(fold(seed["text"]) in words(document) for seed in item["seed"]), item["id"]


def test_every_quotation_is_in_the_archived_report(inventory: Any, root: Path) -> None:
    archive = (root / "content" / "source" / f"{SEED}.md").read_text("utf-8")
    excerpts = {
        (line, fold(text)) for line, text in re.findall(r"- locator: (L\d+)\n +text: '(.+)'\n", archive)
    }
    wanted = [(f"L{seed['line']}", fold(seed["text"])) for seed in seeds(inventory)]
    assert len(wanted) == 73
    missing = [
        (line, text)
        for line, text in wanted
        if not any(line == where and text in excerpt for where, excerpt in excerpts)
    ]
    assert not missing


def test_every_topic_has_a_scenario(inventory: Any, library: Library) -> None:
    titles = {topic["id"]: fold(topic["title"]) for topic in library.of_type("topic")}
    assert titles == {topic["id"]: fold(topic["name"]) for topic in inventory["topics"]}
    scenarios = library.of_type("scenario")
    assert {topic for scenario in scenarios for topic in scenario["topics"]} == set(titles)
    assert len(scenarios) >= 24
    assert all(scenario["answer_basis"] for scenario in scenarios)


def test_statuses_are_those_that_could_be_found_out(inventory: Any, library: Library) -> None:
    assert set(STATUSES) == {item["id"] for item in inventory["rulesets"]}
    assert {name: found(library, name)["status"] for name in STATUSES} == STATUSES


def test_local_rules_of_the_time_name_what_stands_above_them_today(library: Library) -> None:
    for name in STATUSES:
        if name != "zhongjiwei-2014":  # not local
            assert "dangyuan-wangluo-xingwei-2024" in found(library, name)["higher_rules"], name


def test_what_later_guidance_has_overtaken_carries_a_caution(library: Library) -> None:
    assert all("指尖上的形式主义" in found(library, name)["caution"] for name in OVERTAKEN)


def test_no_channel_shows_a_number_or_an_address(library: Library) -> None:
    for channel in library.of_type("channel"):
        shown = {name: value for name, value in channel.items() if name not in ("id", "sources")}
        assert not re.search(r"\d{5}|://|www\.|@", json.dumps(shown, ensure_ascii=False)), channel["id"]


def test_what_people_type_leads_to_its_topic(inventory: Any, library: Library) -> None:
    """Section 1.4. A few name what is not on record (12388, 督办) or could mean another topic as well (hb, gk)."""
    engine, missed, total = Engine(library, build_tables()), [], 0
    for topic in inventory["topics"]:
        for query in topic["queries"]:
            results = engine.search(query, limit=1, today=date(2026, 11, 26)).results
            total += 1
            resolved = library.resolve(results[0].id) if results else None
            if not resolved or topic["id"] not in resolved[0]["topics"]:
                missed.append(query)
    assert len(missed) <= total * 0.05, missed
