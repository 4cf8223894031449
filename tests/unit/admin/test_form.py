"""What forms and imports say is translated: the lists for translators are the words of schema and importer."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.admin import import_words, words
from webapp.admin.audit import CODES
from webapp.i18n.catalogs import load_catalog
from webapp.importer.places import PARTS, REASONS
from webapp.rules.schema import TYPES, Field
from webapp.settings import packaged


def fields() -> Iterator[Field]:
    for kind in TYPES.values():
        for field in kind.fields:
            yield from (field, *field.fields)


def test_every_label_note_and_choice_of_the_schema_is_listed() -> None:
    assert {field.label for field in fields()} == set(words.LABELS)
    assert {field.note for field in fields() if field.note} == set(words.NOTES)
    shown = {words.CHOICES.get(value, value) for field in fields() for value in field.choices}
    assert {each for each in shown if not each.isascii()} <= set(load_catalog(packaged("translations"), "en"))


def test_every_place_and_reason_of_the_importer_is_listed_and_pages_say_what_commands_say() -> None:
    owned = dict([*PARTS.values(), *REASONS.values()])
    assert list(owned) == [*import_words.PLACES, *import_words.WHY]
    owned |= dict(CODES.values())
    english = load_catalog(packaged("translations"), "en")
    assert {zh: english[zh] for zh in owned} == owned
