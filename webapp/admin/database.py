"""A database URL → transactions on tables that are up to date. SQLite by default, PostgreSQL by URL.

SQLite runs with WAL and `synchronous=FULL`: what was answered with “saved” is on the disk. A transaction takes the
writer's place when it begins, so that reading and then writing is never cut in two.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from webapp.errors import AppError, UsageError

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 10
LOCK = 0x686F6E67  # one process at a time brings a PostgreSQL up to date


Transaction: TypeAlias = Session
"""What is done in it is done wholly or not at all."""


class Database:
    """Where the desk keeps its state."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @property
    def sqlite(self) -> bool:
        """Whether it is one file of this machine; only PostgreSQL needs locks that are asked for."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """All of it or nothing."""
        with self._sessions.begin() as session:
            yield session

    def upgrade(self) -> None:
        """Create the tables or bring them up to date, whoever else does it at the same moment."""
        try:
            with self.engine.begin() as connection:
                if not self.sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
                _migrate(connection)
        except SQLAlchemyError as error:
            shown = make_url(self.url).render_as_string(hide_password=True)
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise AppError(
                f"打不开管理台的数据库 {shown}（{reason}）。请检查地址、账号和磁盘。",
                f"Cannot open the desk's database {shown} ({reason}). Check address, account and disk.",
            ) from error

    def close(self) -> None:
        """Give back all connections. The next transaction would open new ones."""
        self.engine.dispose()


def _migrate(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except SQLAlchemyError:
        raise UsageError(
            "数据库地址写得不对，应如 postgresql://用户:口令@主机/库名。",
            "The database URL is wrong; it should be like postgresql://user:password@host/name.",
        ) from None
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+pg8000")
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    return create_engine(parsed, pool_pre_ping=True)


def _prepare(connection: Any, record: object) -> None:
    # Python must not begin transactions of its own: we say when, and how.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
