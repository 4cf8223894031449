"""Taking back is a new release with old objects; a recall hides rules; neither is undone by accident."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.unit.release.conftest import NOON, library
from webapp.errors import ReleaseError
from webapp.release.builder import publish
from webapp.release.diff import changes, lines
from webapp.release.keys import load_keys
from webapp.release.store import HEAD
from webapp.release.verifier import TrustedSet
from webapp.release.withdrawal import recall, take_back


def test_taking_back_spends_a_number_and_brings_the_old_objects(deployment: Any) -> None:
    deployment.publish("甲")
    old = deployment.store.current().statement
    deployment.publish("乙")
    published = take_back(deployment.settings, reason="写错了")
    statement = deployment.store.current().statement
    assert (published.seq, deployment.titles()) == (3, ["甲"])
    assert statement["reverts"] == {"to": [1, 1], "reason": "写错了"}
    assert [statement[part] for part in ("content", "shell", "first")] == [
        old[part] for part in ("content", "shell", "first")
    ]
    keys = load_keys(deployment.settings.data)
    phone = TrustedSet(keys.envelopes[0], channel=keys.channel, held=(1, 2))
    assert phone.check_head((deployment.site / HEAD).read_bytes())[0] == "newer"


def test_content_that_was_taken_back_returns_only_on_purpose(deployment: Any) -> None:
    deployment.publish("甲")
    deployment.publish("乙")
    take_back(deployment.settings)
    restarted = deployment.publish("乙")
    assert (restarted.seq, restarted.created, restarted.withheld) == (3, False, True)
    assert deployment.titles() == ["甲"]
    assert not deployment.publish("丙").withheld
    again = publish(
        library("乙"),
        deployment.settings,
        again=True,
        now=NOON + timedelta(hours=1),
        static=deployment.static,
    )
    assert (again.seq, again.withheld, deployment.titles()) == (5, False, ["乙"])
    assert not deployment.publish("乙").withheld


def test_taking_back_twice_goes_further_back(deployment: Any) -> None:
    for title in ("甲", "乙", "丙"):
        deployment.publish(title)
    take_back(deployment.settings)
    assert deployment.titles() == ["乙"]
    take_back(deployment.settings)
    assert deployment.titles() == ["甲"]
    with pytest.raises(ReleaseError, match="no earlier release"):
        take_back(deployment.settings)
    assert deployment.store.current().position == (1, 5)


def test_a_release_can_be_named_and_a_wrong_name_lists_those_there_are(deployment: Any) -> None:
    for title in ("甲", "乙", "丙"):
        deployment.publish(title)
    take_back(deployment.settings, (1, 1))
    assert deployment.titles() == ["甲"]
    with pytest.raises(ReleaseError, match=r"no release 1-9\. The latest are: 1-1 1-2 1-3 1-4"):
        take_back(deployment.settings, (1, 9))


def test_nothing_published_is_said(deployment: Any) -> None:
    for withdraw in (lambda: take_back(deployment.settings), lambda: recall(deployment.settings, ["rule-0"])):
        with pytest.raises(ReleaseError, match="Nothing has been published"):
            withdraw()


def test_a_recall_names_rules_until_they_change_or_it_is_lifted(deployment: Any) -> None:
    deployment.publish("甲", "乙", "丙")
    recall(deployment.settings, ["rule-0", "rule-2"], "待核实")
    assert deployment.store.current().statement["recall"] == ["rule-0", "rule-2"]
    assert set(deployment.store.current().library().documents) == {"rule-1"}
    assert not deployment.publish("甲", "乙", "丙").created
    recall(deployment.settings, ["rule-0"], "另有原因")
    reasons = {"rule-0": "另有原因", "rule-2": "待核实"}
    assert deployment.store.current().statement["recall_reasons"] == reasons
    deployment.publish("甲", "乙改", "丙")
    assert deployment.store.current().statement["recall"] == ["rule-0", "rule-2"]
    deployment.publish("甲改", "乙改", "丙")
    assert deployment.store.current().statement["recall"] == ["rule-2"]
    assert deployment.store.current().statement["recall_reasons"] == {"rule-2": "待核实"}
    recall(deployment.settings, ["rule-2"], lift=True)
    assert deployment.store.current().statement["recall"] == []
    assert "recall_reasons" not in deployment.store.current().statement


def test_a_recall_of_what_is_not_there_changes_nothing(deployment: Any) -> None:
    deployment.publish("甲")
    with pytest.raises(ReleaseError, match=r"rule-9 is not in the current release\. Did you mean rule-0"):
        recall(deployment.settings, ["rule-9"])
    assert deployment.store.current().position == (1, 1)


def test_a_diff_says_what_changed_field_by_field(deployment: Any) -> None:
    before, after = library("甲", "乙").documents, library("甲", "乙改").documents
    after = {**after, "rule-9": {"id": "rule-9", "type": "rule", "title": "新"}}
    assert list(lines(changes(before, after))) == [
        "~ rule-1  乙改",
        "    title: 乙 → 乙改",
        "+ rule-9  新",
    ]
    assert [change.kind for change in changes(after, before)] == ["changed", "removed"]
    assert changes(before, before) == []


def test_a_long_text_shows_the_place_that_changed() -> None:
    long = "前" * 100

    def document(text: str) -> Any:
        return {"a": {"id": "a", "title": "t", "body": [{"k": "p", "t": long + text}]}}

    shown = list(lines(changes(document("不得转发"), document("可以转发"))))[1]
    assert "不得转发" in shown
    assert "可以转发" in shown
    assert len(shown) < 80
    added = list(lines(changes(document(""), document("再补一句"))))[1]
    assert added.endswith("前再补一句"), "also where something was only added"
