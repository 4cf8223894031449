"""What the documents say is done: marked commands run, verbs and links exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from webapp.cli import VERBS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUNNABLE = [
    line for block in re.findall(r"```sh run\n(.*?)```", README, re.DOTALL) for line in block.splitlines()
]
MADE_BY_TOOLS = {"test"}  # `./run test` belongs to bootstrap.py


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the source tree, where commands write nothing that is ours."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "run").write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m webapp "$@"\n')
    (folder / "run").chmod(0o755)
    (folder / "build_static.py").symlink_to(ROOT / "build_static.py")
    return folder


def test_there_are_commands_to_run() -> None:
    assert len(RUNNABLE) >= 5


@pytest.mark.parametrize("command", RUNNABLE)
def test_commands_in_the_readme_run(command: str, desk: Path) -> None:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HONGXIAN_DATA": str(desk / "var"),
    }
    done = subprocess.run(
        ["sh", "-c", command], cwd=desk, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_readme_names_every_verb_and_no_other() -> None:
    named = set(re.findall(r"`?\./run ([a-z][a-z-]*)", README))
    assert named - MADE_BY_TOOLS == set(VERBS)


def test_readme_names_every_action_of_every_verb() -> None:
    table = "\n".join(line for line in README.splitlines() if line.startswith("| `./run"))
    for verb, summary in VERBS.items():
        for action in re.findall(r"[a-z-]{4,}(?=、|，| /|$)", summary.split(" / ")[0]):
            assert f"`{action}`" in table or f"{verb} {action}" in table, f"{verb} {action}"


def test_links_in_documents_resolve(root: Path, files: Callable[..., list[Path]]) -> None:
    lost = []
    for path in files(root, ".md"):
        if {root / "content", root / "tests" / "corpora"} & {*path.parents} and path.name != "README.md":
            continue  # the compiler checks the links of content, and corpora break them on purpose
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists():
                lost.append(f"{path.relative_to(root)}: {target}")
    assert not lost, "\n".join(lost)
