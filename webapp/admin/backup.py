"""A running desk → one file with everything in it, and back again; the way back checks all that it can.

Rows are written as text, table by table, so that a backup of SQLite can be restored into PostgreSQL and the other way
round. The file holds the signing keys: whoever has it can publish.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from webapp.admin import audit
from webapp.admin.desk import Desk, open_desk
from webapp.admin.tables import Base
from webapp.errors import AppError
from webapp.release.folder import Folder
from webapp.release.location import site_folder
from webapp.release.store import ReleaseStore
from webapp.release.upkeep import verify as verify_releases
from webapp.settings import Settings

FORMAT = "hongxian-backup-1"
MANIFEST = "manifest.json"
# Made again from the rest.
NOT_KEPT = ("desk", "index", "index-of-content", "parsed")
# Texts shrink to a tenth; what grows beyond this is made to fill the memory.
MOST_GROWTH = 100
ALWAYS_ALLOWED = 256 * 1024 * 1024
# What reading a file that somebody else has made may end with.
UNREADABLE = (OSError, ValueError, TypeError, LookupError, RuntimeError, EOFError, zlib.error)


def write_backup(desk: Desk, path: Path) -> int:
    """Everything as it is at one moment; nobody publishes meanwhile. → how many files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    digests: dict[str, str] = {}
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
        with desk.alone(), desk.database.transaction() as session:
            for name, data in _parts(desk, session):
                digests[name] = hashlib.sha256(data).hexdigest()
                out.writestr(name, data)
        out.writestr(MANIFEST, json.dumps({"format": FORMAT, "files": digests}, indent=1))
    os.replace(temporary, path)
    return len(digests)


def _parts(desk: Desk, session: Session) -> Iterator[tuple[str, bytes]]:
    if not desk.database.sqlite:
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    for table in Base.metadata.sorted_tables:
        rows = session.execute(select(table).order_by(*table.primary_key.columns))
        lines = (json.dumps(dict(row._mapping), ensure_ascii=False) + "\n" for row in rows)
        yield f"tables/{table.name}.jsonl", "".join(lines).encode()
    for prefix, root in (("data", desk.settings.data), ("content", desk.settings.content)):
        folder = Folder(root)
        for name in folder.names():
            if prefix == "content" or name.split("/")[0] not in NOT_KEPT:
                yield f"{prefix}/{name}", folder.read(name) or b""


def restore_backup(settings: Settings, path: Path) -> list[str]:
    """Put everything back into empty places and check it; → what was checked, one line each, Chinese and English."""
    for place in (settings.data, settings.content):
        if place.exists() and any(place.iterdir()):
            raise AppError(
                f"{place} 里已经有东西。请恢复到空文件夹（用 --data、--content 指定），核对以后再换上。",
                f"{place} is not empty. Restore into empty folders (--data, --content), then put them in place.",
            )
    files = read_backup(path)
    for prefix, root in (("data/", settings.data), ("content/", settings.content)):
        root.mkdir(parents=True, exist_ok=True)
        own = {name.removeprefix(prefix): data for name, data in files.items() if name.startswith(prefix)}
        Folder(root).write(own.items())
    desk = open_desk(settings)
    try:
        try:
            with desk.database.transaction() as session:
                rows = _fill(session, files)
        except (*UNREADABLE, SQLAlchemyError) as error:
            raise _damaged(path, str(error).splitlines()[0]) from error
        return _checked(desk, len(files), rows)
    finally:
        desk.database.close()


def read_backup(path: Path) -> dict[str, bytes]:
    """Every file of a backup, each checked against its digest."""
    try:
        with zipfile.ZipFile(path) as archive:
            # No entry gives more than the directory says of it.
            size = sum(entry.file_size for entry in archive.infolist())
            if size > max(ALWAYS_ALLOWED, MOST_GROWTH * path.stat().st_size):
                raise _damaged(path, f"{size} bytes")
            manifest = json.loads(archive.read(MANIFEST))
            if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
                raise _damaged(path, "format")
            files = {name: archive.read(name) for name in dict(manifest["files"])}
    except (*UNREADABLE, zipfile.BadZipFile) as error:
        raise _damaged(path, str(error)) from error
    for name, data in files.items():
        if not _expected(name) or hashlib.sha256(data).hexdigest() != manifest["files"][name]:
            raise _damaged(path, name)
    return files


def _expected(name: str) -> bool:
    """Whether a file of this name stays in its folder, on Windows too, and is none that is made again from the rest.

    Those would be believed: a database without its guards, texts that were read already, an index that is pickle."""
    kind, *parts = name.split("/")
    if not parts or any(part in ("", ".", "..") or re.search(r"^[A-Za-z]:|[\\\0]", part) for part in parts):
        return False
    return kind in ("tables", "content") or (kind == "data" and parts[0].lower() not in NOT_KEPT)


def _fill(session: Session, files: dict[str, bytes]) -> int:
    count = 0
    for table in Base.metadata.sorted_tables:
        if session.execute(select(table).limit(1)).first():
            raise AppError(
                "数据库里已经有记录。请恢复到空的数据库。",
                "The database is not empty. Restore into an empty one.",
            )
        rows = _rows(table, files.get(f"tables/{table.name}.jsonl", b""))
        if rows:
            session.execute(table.insert(), rows)
        count += len(rows)
        if session.get_bind().dialect.name == "postgresql" and "id" in table.columns:
            session.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                    f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
                )
            )
    return count


def _rows(table: Table, lines: bytes) -> list[dict[str, Any]]:
    """What was written of a table; nothing else is put into the database."""
    columns, rows = set(table.columns.keys()), [json.loads(line) for line in lines.splitlines()]
    if any(not isinstance(row, dict) or set(row) != columns for row in rows):
        raise ValueError(f"tables/{table.name}.jsonl")
    return rows


def _checked(desk: Desk, files: int, rows: int) -> list[str]:
    with desk.database.transaction() as session:
        wrong = audit.verify(session, desk.settings.data)
    if wrong:
        raise AppError(
            f"恢复出来的审计记录接不上：{wrong[:3]}。", f"The restored audit does not hold: {wrong[:3]}."
        )
    store = ReleaseStore(site_folder(desk.settings.data))
    problems = verify_releases(store) if store.current() else []
    if problems:
        raise AppError(
            f"恢复出来的发布有损坏：{problems[0]}", f"The restored releases are damaged: {problems[0]}"
        )
    return [
        f"{files} 个文件与备份时一致 / {files} files are as they were",
        f"{rows} 行数据，审计前后相接 / {rows} rows, the audit holds",
        "各版签名与文件全部正确 / every signature and file of the releases is right",
    ]


def _damaged(path: Path, what: str) -> AppError:
    return AppError(f"{path}：不是完整的备份（{what}）。", f"{path}: not a whole backup ({what}).")
