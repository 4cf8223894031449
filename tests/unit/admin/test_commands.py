"""The desk's verbs from the command line: where it starts, accounts, the record."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.unit.admin.test_audit import unguard
from webapp.admin.desk import open_desk
from webapp.settings import Settings

ROOT = Path(__file__).resolve().parents[3]


def hongxian(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "HONGXIAN_DATA": str(settings.data),
        "HONGXIAN_CONTENT": str(settings.content),
    }
    command = [sys.executable, "-P", "-m", "webapp", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.1", "::", "desk.example"])
def test_the_desk_starts_only_where_it_is_safe(host: str, settings: Settings) -> None:
    done = hongxian(settings, "desk", "--host", host, "--port", "0")
    assert done.returncode == 2
    assert "明文 HTTP" in done.stderr and "plain HTTP" in done.stderr


def test_accounts_and_the_record_from_the_server(settings: Settings) -> None:
    assert len(hongxian(settings, "user", "setup").stdout.strip()) >= 32
    added = hongxian(settings, "user", "add", "zhang", "admin", "editor", "--shown", "张")
    assert added.returncode == 0 and len(added.stdout.strip()) >= 32
    assert hongxian(settings, "user", "list").stdout == "zhang\t张\teditor admin\ton\n"
    assert hongxian(settings, "user", "setup").returncode == 1
    assert hongxian(settings, "user", "off", "zhang").returncode == 2, "the last who manages accounts"
    assert hongxian(settings, "user", "invite", "nobody").returncode == 1
    assert hongxian(settings, "audit", "verify").returncode == 0
    head = hongxian(settings, "audit", "head")
    assert hongxian(settings, "audit", "verify", "--head", head.stdout.strip()).returncode == 0
    assert hongxian(settings, "audit", "verify", "--head", "nowhere.json").returncode == 2
    desk = open_desk(settings)
    with desk.database.transaction() as session:
        unguard(session)
        session.execute(text("UPDATE audit SET actor = 'x'"))
    desk.database.close()
    found = hongxian(settings, "audit", "verify")
    assert (found.returncode, "line 1 was changed" in found.stdout) == (1, True)
