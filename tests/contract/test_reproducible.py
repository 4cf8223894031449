"""The same content gives the same objects on any machine: other paths, locale, time zone, file order, hash seed."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpora" / "small"
# Publishes with the code that lies in the folder it is started in, and prints what the statement names.
PROGRAM = """
import json, sys
from pathlib import Path
from webapp.compiler.compile import compile_content
from webapp.release.builder import publish
from webapp.settings import Settings
content, data, translations = map(Path, sys.argv[1:])
publish(compile_content(content), Settings(content=content, data=data, translations=translations))
head = json.loads((data / "site/sync/head.json").read_text(encoding="utf-8"))
print(json.dumps(json.loads(head["signed"])))
"""


def copied(source: Path, target: Path, seed: int) -> Path:
    """The same files, made in another order and at another time."""
    files = [path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    random.Random(seed).shuffle(files)
    for path in files:
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
        os.utime(place, (seed * 10_000_000, seed * 10_000_000))
    return target


def build(machine: Path, seed: int, **environment: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A whole build on "another machine" → its statement and its objects."""
    content = copied(CORPUS, machine / "content", seed)
    copied(ROOT / "webapp", machine / "code" / "webapp", seed)
    copied(ROOT / "translations", machine / "code" / "translations", seed)
    shutil.copyfile(ROOT / "pyproject.toml", machine / "code" / "pyproject.toml")
    command = [
        sys.executable,
        "-c",
        PROGRAM,
        str(content),
        str(machine / "data"),
        str(machine / "code/translations"),
    ]
    done = subprocess.run(
        command,
        cwd=machine / "code",
        env={
            **os.environ,
            "PYTHONPATH": str(machine / "code"),
            "PYTHONDONTWRITEBYTECODE": "1",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    site = machine / "data" / "site"
    return json.loads(done.stdout), {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted((site / "sync").rglob("*.txt"))
    }


@pytest.fixture(scope="module")
def two_builds(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[dict[str, Any], dict[str, bytes]]]:
    here = tmp_path_factory.mktemp("here")
    there = tmp_path_factory.mktemp("there") / "a longer path" / "长路径"
    there.mkdir(parents=True)
    return [
        build(here, 1, LC_ALL="C", LANG="C", TZ="UTC", PYTHONHASHSEED="1"),
        build(
            there,
            2,
            LC_ALL="C.UTF-8",
            LANG="zh_CN.UTF-8",
            TZ="Asia/Shanghai",
            PYTHONHASHSEED="2",
            PYTHONUTF8="1",
        ),
    ]


def test_objects_are_the_same_byte_for_byte(
    two_builds: list[tuple[dict[str, Any], dict[str, bytes]]],
) -> None:
    (_, ours), (_, theirs) = two_builds
    assert len(ours) > 10
    assert ours.keys() == theirs.keys()
    assert ours == theirs


def test_statements_differ_only_in_what_belongs_to_the_deployment(
    two_builds: list[tuple[dict[str, Any], dict[str, bytes]]],
) -> None:
    (ours, _), (theirs, _) = two_builds
    differing = {name for name in ours if ours[name] != theirs[name]}
    assert differing <= {"ch", "time", "expires"}
    assert ours["ch"] != theirs["ch"]
