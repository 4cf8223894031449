"""Nothing is untranslated: the catalogues are current and complete, and no source shows Chinese on its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from webapp.i18n.catalogs import catalog_path, js_catalogs, load_catalog
from webapp.i18n.extract import extract, outputs
from webapp.i18n.locales import LOCALES, OWN_NAMES
from webapp.query.answer import WHY
from webapp.rules import lists, person, schema, vocabulary
from webapp.serve import words

HAN = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"\{\w+\}|%\(\w+\)[a-z]|%%")


def test_catalogues_are_current(root: Path) -> None:
    stale = [path.name for path, data in outputs(root).items() if path.read_bytes() != data]
    assert not stale, "run: python -m webapp.i18n.extract --draft, then translate what is new"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_is_translated(root: Path, locale: str) -> None:
    wanted = {str(message.id) for message in extract(root) if message.id}
    assert wanted, "the extraction found nothing"
    assert wanted - set(load_catalog(root / "translations", locale)) == set()


def test_chinese_is_the_message_itself(root: Path) -> None:
    assert all(id_ == text for id_, text in load_catalog(root / "translations", "zh").items())


@pytest.mark.parametrize("locale", LOCALES)
def test_placeholders_are_the_same(root: Path, locale: str) -> None:
    for id_, text in load_catalog(root / "translations", locale).items():
        assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(id_)), id_


def test_english_holds_no_chinese_but_examples(root: Path) -> None:
    examples = {"例如：红包", "红包、发文件、转发、退群…"}
    for id_, text in load_catalog(root / "translations", "en").items():
        assert id_ in examples or not HAN.search(text), id_


def test_traditional_holds_no_simplified_characters(root: Path) -> None:
    """A sample of characters that exist only in simplified texts."""
    simplified = set("为这来说时个们规条线红没见关网页应开长点击对处实级转发现无动图务属种类导项题办与复据")
    for text in load_catalog(root / "translations", "zh_Hant").values():
        assert not simplified & set(text), text


def test_fixed_words_are_in_the_catalogues(root: Path) -> None:
    """Every word of the vocabulary that a page may show, and every reason that the engine may give."""
    fixed = {
        *vocabulary.STATUS_LABELS.values(), vocabulary.NOT_YET_IN_FORCE, vocabulary.NEEDS_REVIEW,
        *vocabulary.PROVENANCE_LABELS.values(), *vocabulary.RULESET_LEVELS, *vocabulary.BINDINGS, *vocabulary.KINDS,
        *vocabulary.AUDIENCES, *vocabulary.PLATFORMS, *vocabulary.ANONYMITY, *vocabulary.WEIGHTS,
        *vocabulary.ANSWER_KINDS, *vocabulary.MODALITIES, *vocabulary.ACTIONS, *lists.STAGES, lists.PRACTICES,
        *person.NEARNESS, *person.ROLES, *words.TYPES.values(), *WHY.values(),
    }  # fmt: skip
    assert fixed - set(load_catalog(root / "translations", "en")) == set()


def test_types_are_called_what_the_schema_calls_them() -> None:
    """But for one: a page also says whose practice it is."""
    labels = {name: type_.label for name, type_ in schema.TYPES.items()}
    assert {**labels, "practice": "个人做法"} == words.TYPES


def test_the_phone_gets_what_its_code_says(root: Path) -> None:
    wanted = {
        str(message.id)
        for message in extract(root)
        if any(name.startswith("webapp/static/js/") for name, _ in message.locations)
    }
    for locale, catalog in js_catalogs(root / "translations").items():
        assert set(catalog) == wanted - {""}, locale


def test_templates_show_no_chinese_of_their_own(root: Path) -> None:
    for path in sorted((root / "webapp" / "templates").rglob("*.html")):
        text = path.read_text("utf-8")
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
        assert not HAN.search(text), f"{path.name}: {HAN.findall(text)[:9]} is outside _()"


def test_javascript_shows_no_chinese_of_its_own(root: Path) -> None:
    """Chinese stands only inside t('…') and N_('…'), in comments, and in dates and data that are Chinese anyhow."""
    script = re.compile(r"(?<![\w.])(?:t|N_)\(\s*(\"[^\"]*\"|'[^']*'|`[^`]*`)")
    compared = re.compile(r"(?:[=!]==\s*|indexOf\()\"[^\"]*\"")  # a word of a document, not of the interface
    for path in sorted((root / "webapp" / "static" / "js").rglob("*.js")):
        parts = path.relative_to(root / "webapp" / "static" / "js").parts
        if parts[0] != "ui" and parts[0] != "shell.js":
            continue
        text = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
        text = compared.sub("", script.sub("", text))
        for name in OWN_NAMES.values():
            text = text.replace(f'"{name}"', "")
        found = [line.strip() for line in text.split("\n") if HAN.search(line)]
        assert not found, f"{path.name}: {found[:3]} is outside t()"


def test_every_locale_is_a_folder_and_nothing_is_compiled(root: Path) -> None:
    folder = root / "translations"
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == sorted(LOCALES)
    assert all(catalog_path(folder, locale).is_file() for locale in LOCALES)
    assert not list(folder.rglob("*.mo"))
