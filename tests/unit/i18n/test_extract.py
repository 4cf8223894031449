"""Sources become the same catalogue bytes every time, and translations survive a new extraction."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from webapp.i18n.catalogs import js_catalogs, load_catalog
from webapp.i18n.extract import outputs


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "webapp/a.py": "_('甲')\nN_('乙')\nother('丙')\n",
        "webapp/templates/b.html": "<p>{{ _('丁 %(n)s', n=1) }}</p>{% trans %}戊{% endtrans %}",
        "webapp/static/js/ui/c.js": "t('己 {n}', {n: 1}); const x = /'/; t('庚' + '辛'); t(`壬`); tt('癸');",
        "webapp/static/js/ui/e.js": "x(`${t('子')}`);",
        "webapp/static/js/d.js": "t('甲');",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def write(root: Path) -> dict[Path, bytes]:
    files = outputs(root)
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return files


def test_finds_the_messages_of_all_three_kinds_of_source(root: Path) -> None:
    write(root)
    expected = {"甲", "乙", "丁 %(n)s", "戊", "己 {n}", "庚辛", "壬", "子"}
    assert load_catalog(root / "translations", "zh") == {text: text for text in expected}


def test_no_message_with_values_hides_in_a_template_literal() -> None:
    """Babel does not see `${t("…", { … })}`, so it would stay Chinese in every language."""
    sources = sorted((Path(__file__).resolve().parents[3] / "webapp" / "static" / "js").rglob("*.js"))
    assert sources
    hidden = [path.name for path in sources if re.search(r"\$\{t\([^)}]*\{ ", path.read_text("utf-8"))]
    assert hidden == []


def test_a_line_more_in_a_source_changes_nothing(root: Path) -> None:
    first = write(root)
    source = root / "webapp" / "a.py"
    source.write_text("\n\n" + source.read_text("utf-8"), "utf-8")
    assert write(root) == first
    assert not any(b"2026" in data or b"Date" in data for data in first.values())


def test_a_translation_stays_and_an_obsolete_one_goes(root: Path) -> None:
    write(root)
    path = root / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    path.write_text(
        path.read_text("utf-8").replace('msgid "甲"\nmsgstr ""', 'msgid "甲"\nmsgstr "one"'), "utf-8"
    )
    (root / "webapp" / "templates" / "b.html").write_text("", "utf-8")
    write(root)
    assert load_catalog(root / "translations", "en") == {"甲": "one"}
    assert "戊" not in path.read_text("utf-8")
    assert js_catalogs(root / "translations")["en"] == {"甲": "one"}
