"""Content → a folder that any plain web server can serve, under any path: the verb `export` by its other name.

    python build_static.py --out DIR [--single-file FILE] [--content DIR] [--data DIR]

Any Python will do: where the packages are missing, the environment of `./run` is made and used.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec

import bootstrap
from webapp.cli import main as command_line

NEEDED = ("flask", "flask_babel", "markdown_it", "whoosh", "yaml")


def main(argv: Sequence[str] | None = None) -> int:
    """Compile, publish if anything changed, write the folder; → the exit status."""
    words = ["export", *(sys.argv[1:] if argv is None else argv)]
    ready = all(find_spec(name) for name in NEEDED)
    return command_line(words) if ready else bootstrap.run(words)


if __name__ == "__main__":
    sys.exit(main())
