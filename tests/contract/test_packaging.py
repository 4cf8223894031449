"""The source tree → a wheel → `hongxian` in an environment of its own, run far from the source tree."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest

SCRIPTS = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with our wheel; its dependencies are those of this environment."""
    root = Path(__file__).resolve().parents[2]
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    home = folder / "venv"
    venv.create(home, symlinks=os.name != "nt")
    python = home / SCRIPTS / "python"
    where = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    packages = subprocess.run(
        [python, "-c", where], capture_output=True, text=True, check=True
    ).stdout.strip()
    Path(packages, "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "-q"]
    done = subprocess.run([*pip, str(next(folder.glob("*.whl")))], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return home


def hongxian(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The installed command, somewhere else, with a home of its own."""
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": ""}
    for name in ("PYTHONPATH", "HONGXIAN_DATA", "HONGXIAN_CONTENT"):
        environment.pop(name, None)
    command = [installed / SCRIPTS / "hongxian", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def test_the_installed_command_checks_its_own_content(installed: Path, tmp_path: Path) -> None:
    done = hongxian(installed, tmp_path, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(installed) in done.stderr, "checked some other content than the one inside the package"


def test_the_installed_command_searches(installed: Path, tmp_path: Path) -> None:
    done = hongxian(installed, tmp_path, "search", "红包", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"]


def test_the_installed_command_publishes_into_the_users_own_folder(installed: Path, tmp_path: Path) -> None:
    done = hongxian(installed, tmp_path, "release", "create")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / ".local" / "share" / "hongxian" / "site" / "sync" / "head.json").is_file()


def test_the_installed_command_exports(installed: Path, tmp_path: Path) -> None:
    done = hongxian(installed, tmp_path, "export", "--out", "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()


def test_the_locks_satisfy_the_metadata(root: Path) -> None:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-sign.lock": project["project"]["optional-dependencies"]["sign"],
        "requirements-test.lock": project["dependency-groups"]["test"],
    }
    for lock, requirements in asked.items():
        text = (root / lock).read_text(encoding="utf-8")
        pinned = dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))
        for requirement in map(Requirement, requirements):
            version = pinned.get(canonicalize_name(requirement.name), "0")
            assert requirement.specifier.contains(version), f"{lock}: {requirement}, but {version}"
        assert text.count("--hash=sha256:") >= len(pinned)


def test_the_locks_agree_with_each_other(root: Path) -> None:
    pins: dict[str, set[str]] = {}
    for lock in root.glob("requirements*.lock"):
        for line in re.findall(
            r"^([a-z0-9._-]+==\S+(?: ;.*)?) \\$", lock.read_text(encoding="utf-8"), re.MULTILINE
        ):
            pins.setdefault(line.split("==")[0], set()).add(line)
    # A package may be pinned twice only for different Pythons, and then every lock says so alike.
    doubtful = {
        name: lines for name, lines in pins.items() if len(lines) > 1 and not all(";" in one for one in lines)
    }
    assert not doubtful
