"""No committed file names a package index, a path of the machine it was made on, or a tool that helped."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

# A letter in brackets matches itself, so this file does not find itself.
INDEXES = [
    r"py[p]i\.org",
    r"python[h]osted\.org",
    r"registry\.[n]pmjs",
    r"npm[m]irror",
    r"mirrors?\.(tuna|aliyun|ustc)",
]
MACHINE = [r"(?<![\w.~>-])/(wor[k]|roo[t])/", r"/opt/py[p]i", r"/home/[a-z]+/"]
HELPERS = ["cl[a]ude", "anthrop[i]c", "chat[g]pt", "co[p]ilot", "co-authored[-]by"]
FORBIDDEN = re.compile("|".join([*INDEXES, *MACHINE, *HELPERS]), re.IGNORECASE)
BINARY = {".png", ".ico", ".woff2", ".docx", ".gz"}


def test_committed_files_name_no_index_machine_or_helper(
    root: Path, files: Callable[..., list[Path]]
) -> None:
    found = []
    for path in files(root):
        if path.suffix in BINARY:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if match := FORBIDDEN.search(line):
                found.append(f"{path.relative_to(root)}:{number}: {match.group()!r}")
    assert not found, "\n".join(found[:50])


def test_the_pattern_can_fail() -> None:
    assert FORBIDDEN.search("https://files.python" + "hosted.org/packages/x")
    assert FORBIDDEN.search("/wo" + "rk/main/webapp")
    assert not FORBIDDEN.search("the network/ framework/ of work")
