"""`run` and bootstrap.py on trees of their own: real Pythons and a real pip, but nothing to download."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="run is a POSIX script; run.cmd needs Windows")
LOCKS = ("requirements.lock", "requirements-sign.lock", "requirements-test.lock")
Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the set-up with empty locks and a program that prints its arguments."""
    root = Path(__file__).resolve().parents[2]
    folder = tmp_path_factory.mktemp("bare") / "空 格"
    (folder / "webapp").mkdir(parents=True)
    (folder / "tests" / "js").mkdir(parents=True)
    for name in ("run", "bootstrap.py"):
        shutil.copy(root / name, folder / name)
    for name in (*LOCKS, "tests/js/package-lock.json"):
        (folder / name).write_text("")
    (folder / "webapp" / "__main__.py").write_text(
        "import sys\nprint(sys.argv[1:])\nsys.exit(len(sys.argv) - 1)\n"
    )
    return folder


@pytest.fixture(scope="module")
def made(bare: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after its first run; made once, because a venv takes seconds."""
    folder = copy(bare, tmp_path_factory.mktemp("made"))
    assert run(folder).returncode == 0
    return folder


@pytest.fixture
def tree(made: Path, tmp_path: Path) -> Path:
    """A set-up tree to spoil. That it runs after having been moved is part of the test."""
    return copy(made, tmp_path)


def copy(tree: Path, folder: Path) -> Path:
    """A whole tree, symbolic links as they are."""
    return Path(shutil.copytree(tree, folder / tree.name, symlinks=True))


def run(tree: Path, *words: str, **environment: str) -> Done:
    """One `./run`, from another folder, with no index to ask."""
    return subprocess.run(
        [tree / "run", *words],
        cwd=tree.parent,
        env={**os.environ, "PIP_NO_INDEX": "1", **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_first_run_sets_up_and_later_runs_start_at_once(bare: Path, tmp_path: Path) -> None:
    tree = copy(bare, tmp_path)
    first = run(tree, "search", "红 包")
    assert (first.returncode, first.stdout) == (2, "['search', '红 包']\n"), first.stderr
    assert "正在准备 Python 环境 / preparing the Python environment" in first.stderr
    # Without pip nothing could be set up: later runs compare the locks and start the program, no more.
    shutil.rmtree(next(tree.glob(".venv/lib/python3*/site-packages/pip")))
    again = run(tree)
    assert (again.returncode, again.stdout, again.stderr) == (0, "[]\n", "")


def test_an_interrupted_set_up_is_repaired(tree: Path) -> None:
    pip = next(tree.glob(".venv/lib/python3*/site-packages/pip"))
    shutil.rmtree(pip)  # killed half way: pip is gone, the mark of unfinished work stands
    (tree / ".venv" / "unfinished").touch()
    repaired = run(tree)
    assert (repaired.returncode, repaired.stdout) == (0, "[]\n"), repaired.stderr
    assert (pip / "__main__.py").is_file()


def test_a_changed_lock_is_installed_again(tree: Path) -> None:
    (tree / "requirements.lock").write_text("# changed\n")
    changed = run(tree)
    assert changed.returncode == 0
    assert "installing the run-time packages" in changed.stderr
    assert "preparing the Python environment" not in changed.stderr


def test_two_runs_at_once_both_succeed(bare: Path, tmp_path: Path) -> None:
    tree = copy(bare, tmp_path)
    command = [str(tree / "run"), "x"]
    environment = {**os.environ, "PIP_NO_INDEX": "1"}
    both = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [1, 1]
    assert [out for out, _ in outputs] == ["['x']\n"] * 2
    assert sum("preparing the Python environment" in err for _, err in outputs) == 1


def test_a_failed_download_is_told_in_two_languages_and_not_remembered(tree: Path) -> None:
    lock = tree / "requirements.lock"
    lock.write_text("absent-package==1.0 --hash=sha256:" + "0" * 64 + "\n")
    failed = run(tree)
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert "请检查网络或软件源设置" in failed.stderr
    assert "check the network or the package source" in failed.stderr
    assert "Traceback" not in failed.stderr
    lock.write_text("")
    assert run(tree).returncode == 0


def test_a_folder_that_cannot_be_written_is_told_in_two_languages(bare: Path, tmp_path: Path) -> None:
    tree = copy(bare, tmp_path)
    (tree / ".venv").write_text("in the way")
    failed = run(tree)
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    assert "磁盘" in failed.stderr or "没有成功" in failed.stderr


def test_no_python_is_told_in_two_languages(bare: Path, tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("dirname", "cat", "sh"):
        (tools / name).symlink_to(str(shutil.which(name)))
    done = subprocess.run(
        [tools / "sh", bare / "run"], env={"PATH": str(tools)}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "没有找到 Python 3.11" in done.stderr
    assert "No Python 3.11 or newer was found" in done.stderr
