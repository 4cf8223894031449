"""Vectors by name → the text of their file: one vector a line, so that a change can be read."""

from __future__ import annotations

import json
from typing import Any


def rows_of(vectors: dict[str, list[dict[str, Any]]]) -> str:
    parts = []
    for name, rows in vectors.items():
        lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        parts.append(f'"{name}": [\n{lines}\n]')
    return "{\n" + ",\n".join(parts) + "\n}\n"
