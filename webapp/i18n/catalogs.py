"""`translations/<locale>/LC_MESSAGES/messages.po` → dictionaries from message to translation.

The `.po` files are read as they are; nothing compiled is written to disk or committed. The message id is the
Chinese text itself, so `zh` is the identity and a missing translation still shows something true.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from webapp.errors import BuildError
from webapp.i18n.locales import LOCALES

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


def _pair(message: Message) -> list[tuple[str, str]]:
    """No plural forms are used: Chinese has none, and the English texts are written without them."""
    if isinstance(message.id, str) and isinstance(message.string, str) and message.id and not message.fuzzy:
        return [(message.id, message.string)] if message.string else []
    return []


def _used_in_javascript(message: Message) -> bool:
    return any(name.startswith(JAVASCRIPT_FOLDER) for name, _ in message.locations)
