"""A content folder becomes a library: joined, linked, canonical, and the same bytes on every machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from webapp.compiler.compile import check_content, compile_content
from webapp.compiler.json_schema import json_schema
from webapp.rules.canonical import canonical_json
from webapp.rules.library import Library
from webapp.rules.schema import TYPES

ROOT = Path(__file__).resolve().parents[3]
BROKEN = ROOT / "tests" / "corpora" / "broken"
COMPILE = (
    "import sys, hashlib, pathlib\n"
    "from webapp.compiler.compile import compile_content\n"
    "from webapp.rules.canonical import canonical_json\n"
    "library = compile_content(pathlib.Path(sys.argv[1]))\n"
    "print(hashlib.sha256(canonical_json(list(library.documents.values()))).hexdigest())\n"
)


@pytest.fixture(scope="module")
def library() -> Library:
    return compile_content(ROOT / "tests" / "corpora" / "small")


def document(library: Library, name: str) -> dict[str, Any]:
    found = library.get(name)
    assert found
    return dict(found)


def test_the_content_we_ship_is_right() -> None:
    problems = check_content(ROOT / "content")
    assert not problems, "\n".join(problem.render() for problem in problems)


def test_every_type_is_in_the_small_content(library: Library) -> None:
    assert {each["type"] for each in library.documents.values()} == set(TYPES)


def test_fields_are_typed_and_empty_ones_left_out(library: Library) -> None:
    ruleset = document(library, "jia-guiding")
    assert ruleset["items_claimed"] == 10
    assert ruleset["version"] == "2017"
    assert "owner" not in ruleset and "articles" not in ruleset
    channel = document(library, "jubao-pingtai")
    assert channel["channel_verified"] is False
    assert "verified_on" not in channel


def test_code_spans_become_links_over_titles(library: Library) -> None:
    _, paragraph = document(library, "jia-guiding")["body"]
    assert paragraph == {
        "k": "p",
        "t": "只有一条：不违规收受微信红包。另见乙条例 第二条。",
        "m": [[5, 14, "a", "#jia-guiding--hongbao"], [17, 24, "a", "#yi-tiaoli--art-2"]],
    }


def test_a_rule_about_an_article_carries_its_words(library: Library) -> None:
    rule, ruleset = document(library, "yi-tiaoli--baomi"), document(library, "yi-tiaoli")
    assert (rule["article"], rule["label"]) == ("2", "第二条")
    assert rule["text"][0] == {"k": "p", "t": "禁止在互联网上传递秘密："}
    assert [each.get("rule") for each in ruleset["articles"]] == [None, "yi-tiaoli--baomi", None]
    assert ruleset["articles"][2]["path"] == ["第二章 保密"]
    assert ruleset["body"] == [{"k": "p", "t": "（2020年3月通过）"}]


def test_ids_resolve(library: Library) -> None:
    def resolved(name: str) -> tuple[str, str | None] | None:
        found = library.resolve(name)
        return found and (found[0]["id"], found[1]["id"] if found[1] else None)

    assert resolved("hongbao") == ("hongbao", None)
    assert resolved("yi-tiaoli--art-1") == ("yi-tiaoli", "yi-tiaoli--art-1")
    assert resolved("yi-tiaoli--art-2") == ("yi-tiaoli--baomi", None)
    assert resolved("yi-tiaoli--mimi") == ("yi-tiaoli--baomi", None)
    assert resolved("yi-tiaoli--art-9") is None
    assert library.title("yi-tiaoli--art-2-1") == "乙条例 第二条之一"
    assert library.region_chain("jia-sheng") == ["jia-sheng", "quanguo"]
    assert [each["id"] for each in library.rules_of("jia-guiding")] == ["jia-guiding--hongbao"]


def test_the_same_content_gives_the_same_bytes_everywhere(tmp_path: Path, small: Path) -> None:
    """Another folder, another order of files on disk, another locale, time zone and hash seed."""
    copy = tmp_path / "另一个 文件夹"
    for path in sorted(small.rglob("*.md"), reverse=True):
        target = copy / path.relative_to(small)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    outputs = []
    for content, folder, settings in (
        (small, ROOT, {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"}),
        (copy, tmp_path, {"LC_ALL": "C", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"}),
    ):
        environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", COMPILE, str(content)]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]


def test_nothing_of_time_or_place_is_in_a_document(library: Library) -> None:
    text = canonical_json(list(library.documents.values())).decode()
    assert str(ROOT) not in text
    assert json.loads(text) == list(library.documents.values())


def header(path: Path) -> Any:
    """Front matter as an editor sees it: YAML 1.2, where dates are text."""

    class Editor(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own way)
            char: [(tag, pattern) for tag, pattern in resolvers if "timestamp" not in tag]
            for char, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return yaml.load(path.read_text(encoding="utf-8").split("\n---\n")[0], Editor)


def test_the_json_schema_is_one_and_takes_right_content() -> None:
    Draft7Validator.check_schema(json_schema())
    validator = Draft7Validator(json_schema())
    for folder in (ROOT / "content", ROOT / "tests" / "corpora" / "small"):
        for path in folder.glob("*/*.md"):
            errors = [
                f"{path.name}: {error.json_path} {error.message}"
                for error in validator.iter_errors(header(path))
            ]
            assert not errors, errors


@pytest.mark.parametrize(
    "case",
    ["unknown-field", "missing-field", "not-a-choice", "not-a-choice-in-group", "bad-bool-chinese", "bad-date-shape",
     "bad-date-month", "bad-url", "bad-id", "bad-pinyin", "too-long", "wrong-type-list", "wrong-type-scalar",
     "wrong-type-group", "empty-value", "empty-list", "duplicate-item", "empty-basis", "multi-line"],
)  # fmt: skip
def test_the_json_schema_refuses_what_one_file_shows_to_be_wrong(case: str) -> None:
    (path,) = (BROKEN / case).glob("*/*.md")
    assert list(Draft7Validator(json_schema()).iter_errors(header(path)))
