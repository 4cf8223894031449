"""The shell is built once and kept; a file that changes is noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

from webapp.release.shell import build_shell
from webapp.settings import PACKAGE, packaged


def test_the_shell_is_kept_until_one_of_its_files_changes(tmp_path: Path) -> None:
    static = shutil.copytree(PACKAGE / "static", tmp_path / "static")
    translations = shutil.copytree(packaged("translations"), tmp_path / "translations")
    first = build_shell(static, translations)
    assert build_shell(static, translations) is first
    tokens = static / "css" / "tokens.css"
    tokens.write_text(
        tokens.read_text("utf-8").replace("#C8102E", "#C8102F").replace("#c8102e", "#c8102f"), "utf-8"
    )
    second = build_shell(static, translations)
    assert second.script != first.script and b"c8102f" in second.script.lower()
    (static / "css" / "added.css").write_text(".added-here{color:red}", "utf-8")
    assert b"added-here" in build_shell(static, translations).script
