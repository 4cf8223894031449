"""`translations/<locale>/LC_MESSAGES/messages.po` → dictionaries from message to translation.

The `.po` files are read as they are; nothing compiled is written to disk or committed. The message id is the
Chinese text itself, so `zh` is the identity and a missing translation still shows something true.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from webapp.errors import BuildError
from webapp.i18n.locales import LOCALES

__all__ = ["LOCALES", "catalog_path", "js_catalogs", "load_catalog", "read_catalog", "shell_catalogs"]

# Where a message is used is kept in the `.po` as file names; those under this folder go to the phone.
JAVASCRIPT_FOLDER = "webapp/static/js/"


def catalog_path(translations: Path, locale: str) -> Path:
    """The file that holds one language."""
    return translations / locale / "LC_MESSAGES" / "messages.po"


def read_catalog(translations: Path, locale: str) -> Catalog:
    """One language as Babel sees it."""
    path = catalog_path(translations, locale)
    try:
        with path.open("rb") as file:
            return read_po(file, locale=locale, abort_invalid=True)
    except (OSError, PoFileError, ValueError) as error:
        raise BuildError(
            f"{path}：读不出界面文字（{error}）。请检查这个文件，或者重新安装。",
            f"{path}: the interface texts cannot be read ({error}). Check the file or install again.",
        ) from error


def load_catalog(translations: Path, locale: str) -> dict[str, str]:
    """Every translated message of one language, those of the phone included."""
    return {id_: text for message in read_catalog(translations, locale) for id_, text in _pair(message)}


def js_catalogs(translations: Path) -> dict[str, dict[str, str]]:
    """The messages that the phone needs, by language. `zh` is left out: there the id is the text."""
    return {
        locale: {
            id_: text
            for message in read_catalog(translations, locale)
            if _used_in_javascript(message)
            for id_, text in _pair(message)
        }
        for locale in LOCALES
        if locale != "zh"
    }


def shell_catalogs(translations: Path, texts: list[str]) -> dict[str, dict[str, Any]]:
    """The catalogues as the shell carries them beside its list of Chinese texts; `static/js/i18n.js` reads them.

    English stands in the order of the list. Nearly every traditional text is its simplified one character by
    character: those that are not stand under their numbers.
    """
    catalogs = js_catalogs(translations)
    from_, to = _respelling(catalogs["zh_Hant"])
    table = str.maketrans(from_, to)
    traditional = [catalogs["zh_Hant"].get(text, "") for text in texts]
    unusual = {
        str(number): given
        for number, (text, given) in enumerate(zip(texts, traditional, strict=True))
        if given and text.translate(table) != given
    }
    return {
        "en": {"texts": [catalogs["en"].get(text, "") for text in texts]},
        "zh_Hant": {"from": from_, "to": to, "texts": unusual},
    }


def _respelling(catalog: Mapping[str, str]) -> tuple[str, str]:
    """What each character usually becomes, for those that become another."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for id_, text in catalog.items():
        for before, after in zip(id_, text, strict=False) if len(id_) == len(text) else ():
            seen[before][after] += 1
    usual = {before: after.most_common(1)[0][0] for before, after in sorted(seen.items())}
    changed = {before: after for before, after in usual.items() if before != after}
    return "".join(changed), "".join(changed.values())


def _pair(message: Message) -> list[tuple[str, str]]:
    """No plural forms are used: Chinese has none, and the English texts are written without them."""
    if isinstance(message.id, str) and isinstance(message.string, str) and message.id and not message.fuzzy:
        return [(message.id, message.string)] if message.string else []
    return []


def _used_in_javascript(message: Message) -> bool:
    return any(name.startswith(JAVASCRIPT_FOLDER) for name, _ in message.locations)
