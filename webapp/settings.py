"""Environment variables and the place of this package → where content, data and translations lie.

In a source tree `content/` and `translations/` lie beside the package and data goes to `var/` there; in an
installed package they lie inside it (`_content`, `_translations`) and data goes to the user's own folder.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
SOURCE_TREE = PACKAGE.parent

CONTENT_VARIABLE = "HONGXIAN_CONTENT"
DATA_VARIABLE = "HONGXIAN_DATA"
LOCALE_VARIABLE = "HONGXIAN_LOCALE"
STORE_VARIABLE = "HONGXIAN_STORE"
BASE_URL_VARIABLE = "HONGXIAN_BASE_URL"
DATABASE_VARIABLE = "HONGXIAN_DATABASE"


@dataclass(frozen=True)
class Settings:
    """What a deployment may choose; everything else is fixed."""

    content: Path
    data: Path
    translations: Path
    default_locale: str = "zh"
    base_url: str | None = None
    # Where releases lie, when not in the data folder (`release/location.py`).
    store: str | None = None
    # Of the desk; without one SQLite in the data folder.
    database: str | None = None

    @classmethod
    def from_environ(cls, content: Path | None = None, data: Path | None = None) -> Settings:
        """An argument wins over the environment, the environment over the place of the package."""
        return cls(
            content=content or _path(CONTENT_VARIABLE) or packaged("content"),
            data=data or _path(DATA_VARIABLE) or default_data(),
            translations=packaged("translations"),
            default_locale=os.environ.get(LOCALE_VARIABLE) or "zh",
            base_url=os.environ.get(BASE_URL_VARIABLE) or None,
            store=os.environ.get(STORE_VARIABLE) or None,
            database=os.environ.get(DATABASE_VARIABLE) or None,
        )


def installed() -> bool:
    """True when the package does not stand in its source tree."""
    return not (SOURCE_TREE / "pyproject.toml").is_file()


def packaged(name: str) -> Path:
    """`content` → the folder beside the package, or `_content` inside it."""
    return PACKAGE / f"_{name}" if installed() else SOURCE_TREE / name


def default_data() -> Path:
    """The folder for keys, releases and indexes when none is named."""
    if not installed():
        return SOURCE_TREE / "var"
    share = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(share) / "hongxian"


def _path(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None
