"""Settings → the desk: its database, its content folder, its clock, and what this office has chosen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.admin.clock import Clock, utc_now
from webapp.admin.contents import Contents
from webapp.admin.database import Database
from webapp.admin.profiles import PROFILES, Profile
from webapp.admin.tables import Option
from webapp.compiler.kept import known_files
from webapp.release.disk import Disk, exclusive
from webapp.settings import Settings

LOCK = ".desk"
DEFAULTS = {"profile": "asvs", "four_eyes": "yes"}


@dataclass
class Desk:
    """One for each process."""

    settings: Settings
    database: Database
    contents: Contents
    clock: Clock = utc_now
    # Tests make the disk fail.
    disk: Disk | None = None
    # Addresses named by this many proxies in front of us are believed.
    proxies: int = 0

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One publication at a time, in every process of this data folder."""
        self.settings.data.mkdir(parents=True, exist_ok=True)
        with exclusive(self.settings.data / LOCK):
            yield


def open_desk(settings: Settings, *, clock: Clock = utc_now, disk: Disk | None = None) -> Desk:
    """Ready to use: the tables are up to date."""
    url = settings.database or f"sqlite:///{settings.data / 'desk' / 'desk.db'}"
    database = Database(url)
    database.upgrade()
    return Desk(settings, database, Contents(settings.content, known_files(settings.data), disk), clock, disk)


def option(session: Session, name: str) -> str:
    """What was chosen, or what holds until somebody chooses."""
    found = session.get(Option, name)
    return found.value if found else DEFAULTS[name]


def set_option(session: Session, name: str, value: str) -> None:
    """Choose from now on, in the transaction of `session`. Names are those of `DEFAULTS`, values are not checked."""
    found = session.get(Option, name)
    if found:
        found.value = value
    else:
        session.add(Option(name=name, value=value))


def profile_of(session: Session) -> Profile:
    """The demands on passwords and sessions that this office has chosen."""
    return PROFILES[option(session, "profile")]


def four_eyes(session: Session) -> bool:
    """Whether somebody else has to agree to what one has written."""
    return option(session, "four_eyes") == "yes"


def desk_name(settings: Settings) -> str:
    """What an authenticator app calls this desk."""
    return (settings.base_url or "desk").removeprefix("https://").rstrip("/")
