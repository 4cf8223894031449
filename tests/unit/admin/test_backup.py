"""Everything of a desk in one file and back: the drill, and files that somebody made to do harm."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.unit.admin.colleague import FILE, Colleague
from tests.unit.admin.test_journey import approved, begin
from webapp.admin import publishing
from webapp.admin.backup import restore_backup, write_backup
from webapp.admin.desk import Desk, open_desk
from webapp.admin.tables import Draft
from webapp.errors import AppError
from webapp.settings import Settings


def test_a_backup_is_restored_whole_or_not_at_all(
    writer: Colleague, approver: Colleague, desk: Desk, settings: Settings, tmp_path: Path
) -> None:
    """The drill: the machine is gone, the file is there."""
    at = approved(writer, approver)
    approver.post(f"{at}publish")
    second = begin(writer)
    write_backup(desk, tmp_path / "backup.zip")
    assert (tmp_path / "backup.zip").stat().st_mode & 0o077 == 0
    new = Settings(tmp_path / "new" / "content", tmp_path / "new" / "data", settings.translations)
    with pytest.raises(AppError):
        restore_backup(settings, tmp_path / "backup.zip")
    restore_backup(new, tmp_path / "backup.zip")
    restored = open_desk(new, clock=desk.clock)
    assert restored.contents.read(FILE) == desk.contents.read(FILE)
    with restored.database.transaction() as session:
        assert session.get_one(Draft, 2).state == "draft"
        assert publishing.last_publication(session)
    publishing.take_back(restored, 1, publishing.Actor(2, "li"), "还能收回")
    restored.database.close()
    assert second == "drafts/2/"
    with ZipFile(tmp_path / "backup.zip") as whole, ZipFile(tmp_path / "cut.zip", "w") as cut:
        for name in whole.namelist():
            data = whole.read(name)
            cut.writestr(name, data.replace(b"li", b"lo") if name == "tables/audit.jsonl" else data)
    empty = Settings(tmp_path / "e" / "content", tmp_path / "e" / "data", settings.translations)
    with pytest.raises(AppError, match=r"audit\.jsonl"):
        restore_backup(empty, tmp_path / "cut.zip")
    assert json.loads(ZipFile(tmp_path / "backup.zip").read("manifest.json"))["files"]


Files = dict[str, bytes]


@pytest.mark.parametrize(
    "name",
    [
        "data/../../out.txt", "content/../out.txt", "/out.txt", "data//out.txt", "data/C:/out.txt", "data/..\\out.txt",
        "data/desk/desk.db", "data/index/evil", "data/INDEX/evil", "data/parsed/evil", "elsewhere/x", "out.txt",
    ],
)  # fmt: skip
def test_a_backup_brings_nothing_that_leads_elsewhere_or_would_be_believed(
    name: str, settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(AppError, match="不是完整的备份"):
        restore_backup(_fresh(settings, tmp_path), _backup(tmp_path, {name: b"evil"}))
    assert not [path for path in tmp_path.rglob("*") if path.name in ("out.txt", "evil", "desk.db")]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("users", b'{"id": 1, "evil": 2}'), ("users", b"[1]"), ("users", b"{"), ("audit", b'"x"'), ("options", b"null"),
        ("options", b'{"name": null, "value": "x"}'), ("options", b'{"name": ["x"], "value": {}}'),
        ("options", b"\xff"),
    ],
)  # fmt: skip
def test_a_backup_with_odd_rows_is_refused_in_words(
    table: str, row: bytes, settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(AppError, match="不是完整的备份"):
        restore_backup(_fresh(settings, tmp_path), _backup(tmp_path, {f"tables/{table}.jsonl": row}))


@pytest.mark.parametrize(
    "manifest", [b"[]", b"{}", b"{", b'{"format": "hongxian-backup-1", "files": [1]}', b"\xff"]
)
def test_a_backup_with_an_odd_list_is_refused_in_words(
    manifest: bytes, settings: Settings, tmp_path: Path
) -> None:
    with ZipFile(tmp_path / "odd.zip", "w") as out:
        out.writestr("manifest.json", manifest)
    with pytest.raises(AppError, match="不是完整的备份"):
        restore_backup(_fresh(settings, tmp_path), tmp_path / "odd.zip")


def test_a_backup_that_would_fill_the_memory_is_refused(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.admin.backup.ALWAYS_ALLOWED", 1024)
    with pytest.raises(AppError, match="bytes"):
        restore_backup(_fresh(settings, tmp_path), _backup(tmp_path, {"content/x.md": b"0" * 1_000_000}))


def _fresh(settings: Settings, tmp_path: Path) -> Settings:
    return Settings(tmp_path / "new" / "content", tmp_path / "new" / "data", settings.translations)


def _backup(tmp_path: Path, files: Files) -> Path:
    """A file whose list is right, whatever is in it."""
    digests = {name: sha256(data).hexdigest() for name, data in files.items()}
    with ZipFile(tmp_path / "hostile.zip", "w", ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
        out.writestr("manifest.json", json.dumps({"format": "hongxian-backup-1", "files": digests}))
    return tmp_path / "hostile.zip"
