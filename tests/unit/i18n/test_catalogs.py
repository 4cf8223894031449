"""`.po` files become dictionaries without anything being written; what is broken is told with its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.errors import BuildError
from webapp.i18n.catalogs import js_catalogs, load_catalog

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

#: webapp/static/js/ui/home.js webapp/templates/base.html
msgid "两处都用"
msgstr "{both}"

#: webapp/templates/base.html
msgid "只在网页"
msgstr "{page}"

#: webapp/static/js/ui/home.js
msgid "还没有译"
msgstr ""

#, fuzzy
#: webapp/static/js/ui/home.js
msgid "拿不准"
msgstr "unsure"
"""


@pytest.fixture
def translations(tmp_path: Path) -> Path:
    for locale in ("zh", "zh_Hant", "en"):
        folder = tmp_path / locale / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "messages.po").write_text(PO.format(both=f"both {locale}", page="page"), "utf-8")
    return tmp_path


def test_loads_what_is_translated(translations: Path) -> None:
    assert load_catalog(translations, "en") == {"两处都用": "both en", "只在网页": "page"}


def test_phone_gets_only_its_own_messages(translations: Path) -> None:
    assert js_catalogs(translations) == {
        "zh_Hant": {"两处都用": "both zh_Hant"},
        "en": {"两处都用": "both en"},
    }


def test_nothing_is_written(translations: Path) -> None:
    before = sorted(translations.rglob("*"))
    load_catalog(translations, "en")
    js_catalogs(translations)
    assert sorted(translations.rglob("*")) == before


@pytest.mark.parametrize("content", [None, b'msgid "\n', b"\xff\xfe"])
def test_unreadable_file_is_named(translations: Path, content: bytes | None) -> None:
    path = translations / "en" / "LC_MESSAGES" / "messages.po"
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(BuildError) as failed:
        load_catalog(translations, "en")
    assert str(path) in failed.value.zh
    assert str(path) in failed.value.en
