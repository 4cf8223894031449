"""The trusted set on every shared vector; JavaScript runs the same file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.vectors import make_statements as make
from webapp.release import ed25519
from webapp.release.envelope import Refused
from webapp.release.verifier import MAX_WALK, TrustedSet

VECTORS = Path(__file__).parents[2] / "vectors"
STATEMENTS: list[dict[str, Any]] = json.loads((VECTORS / "statements.json").read_text(encoding="utf-8"))
SIGNATURES: list[dict[str, Any]] = json.loads((VECTORS / "ed25519.json").read_text(encoding="utf-8"))
CODES = set(
    "not-json bad-envelope unknown-version bad-signature wrong-type wrong-channel older same-seq-different "
    "too-far-ahead bad-root boot-too-old too-large".split()
)


def verdict(row: dict[str, Any]) -> str:
    """What the trusted set says about one row."""
    trusted = row["trusted"]
    phone = TrustedSet(
        trusted["root"].encode(),
        channel=trusted["ch"],
        held=(trusted["epoch"], trusted["seq"]),
        floor=(trusted["floor"]["epoch"], trusted["floor"]["seq"]),
        current=trusted["current_signed"],
    )
    data = bytes.fromhex(row["envelope_hex"]) if "envelope_hex" in row else row["envelope"].encode()
    try:
        if row["kind"] == "root":
            phone.take_root(data)
            return "root"
        return phone.check_head(data)[0]
    except Refused as refused:
        return refused.code


@pytest.mark.parametrize("row", STATEMENTS, ids=lambda row: row["name"])
def test_statement(row: dict[str, Any]) -> None:
    assert verdict(row) == row["expected"]


def test_every_code_of_the_trusted_set_has_a_row() -> None:
    assert CODES | {"newer", "same", "root"} == {row["expected"] for row in STATEMENTS}


@pytest.mark.parametrize("row", SIGNATURES, ids=lambda row: row["name"])
def test_signature(row: dict[str, Any]) -> None:
    public, message, signature = (bytes.fromhex(row[name]) for name in ("public", "message", "signature"))
    assert ed25519.verify(public, message, signature) is row["valid"]


def test_there_are_enough_vectors() -> None:
    assert len(SIGNATURES) >= 60
    assert len(STATEMENTS) >= 60
    assert len({row["name"] for row in STATEMENTS}) == len(STATEMENTS)


def test_our_verifier_agrees_with_cryptography_except_on_small_order_keys() -> None:
    """OpenSSL takes keys of small order, under which anybody can sign; nothing else may differ."""
    library = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ed25519")
    for row in SIGNATURES:
        public, message, signature = (bytes.fromhex(row[name]) for name in ("public", "message", "signature"))
        try:
            library.Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
            valid = True
        except Exception:
            valid = False
        assert valid is (row["valid"] or row["name"].startswith("key of small order")), row["name"]


@pytest.mark.parametrize("name", ["ed25519", "statements"])
def test_the_files_are_what_their_scripts_write(name: str, tmp_path: Path) -> None:
    script = (
        f"import pathlib; import tests.vectors.make_{name} as m; "
        f"m.HERE = pathlib.Path({str(tmp_path)!r}); m.main()"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=VECTORS.parents[1])
    assert (tmp_path / f"{name}.json").read_bytes() == (VECTORS / f"{name}.json").read_bytes()


def test_a_walk_has_an_end() -> None:
    phone = TrustedSet(make.ROOT_1.encode(), channel=make.CHANNEL)
    for number in range(2, MAX_WALK + 2):
        phone.take_root(make.root(n=number).encode())
    with pytest.raises(Refused, match="bad-root"):
        phone.take_root(make.root(n=MAX_WALK + 2).encode())
    assert phone.root.number == MAX_WALK + 1
