"""The conformance suite of TUF clients, scenario by scenario: what proves that ours passes, or why it is not ours.

`tests/vectors/tuf-conformance.json` names each scenario as the suite does (public repository
theupdateframework/tuf-conformance, the functions of 2025 and 2026 that could be read, and every case of its rotations).
`kept` holds rows of `statements.json`, which Python and JavaScript both pass, and tests; `differs` says where ours is
meant to be another.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "tests" / "vectors"
SCENARIOS: list[dict[str, Any]] = json.loads((VECTORS / "tuf-conformance.json").read_text(encoding="utf-8"))
ROWS = {row["name"] for row in json.loads((VECTORS / "statements.json").read_text(encoding="utf-8"))}


def exists(proof: str) -> bool:
    """A row of the vectors, or a test function that is really there."""
    if "::" not in proof:
        return proof in ROWS
    path, _, name = proof.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)


@pytest.mark.parametrize("row", SCENARIOS, ids=lambda row: row["scenario"])
def test_scenario_is_proved_or_explained(row: dict[str, Any]) -> None:
    assert ("kept" in row) is not ("not_applicable" in row)
    assert row.get("kept", row.get("not_applicable"))
    assert [proof for proof in row.get("kept", []) if not exists(proof)] == []


def test_every_scenario_stands_once_and_most_are_kept() -> None:
    names = [row["scenario"] for row in SCENARIOS]
    assert names == sorted(set(names))
    assert len(names) >= 53
    assert sum("kept" in row for row in SCENARIOS) > 45
