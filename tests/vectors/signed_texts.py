"""Keys, statements and roots that are right, or wrong in one thing, for `make_statements.py`. For tests only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.vectors.make_ed25519 import public_of, sign
from webapp.release.envelope import RELEASE_TAG, ROOT_TAG, key_id, seal
from webapp.rules.canonical import canonical_json

CHANNEL = "test-channel"


@dataclass(frozen=True)
class TestKey:
    """A key made from one letter."""

    name: str
    alg: str = "ed25519"

    @property
    def seed(self) -> bytes:
        return self.name.encode() * 32

    @property
    def public(self) -> bytes:
        return public_of(self.seed)

    @property
    def key_id(self) -> str:
        return key_id(self.public)

    def sign(self, message: bytes) -> bytes:
        return sign(self.seed, message)


ROOT_A, ROOT_B, ROOT_C, RELEASE_A, RELEASE_B, STRANGER = (TestKey(name) for name in "ABCRSX")


def entry(key: TestKey, text: str, tag: bytes = RELEASE_TAG) -> dict[str, str]:
    """One signature as it stands in an envelope."""
    return {"k": key.key_id, "alg": "ed25519", "s": key.sign(tag + text.encode()).hex()}


def envelope(text: str, tag: bytes, signers: list[TestKey], sigs: list[dict[str, str]] | None) -> bytes:
    """Signed as told, or with these signatures."""
    return seal(text, tag, signers) if sigs is None else canonical_json({"signed": text, "sigs": sigs})


def statement(**changes: Any) -> str:
    """A good statement with some fields changed; None takes a field out."""
    ref = {"h": "ab" * 32, "n": 10}
    value = {
        "t": "release",
        "v": 1,
        "ch": CHANNEL,
        "epoch": 1,
        "seq": 1,
        "prev": None,
        "time": "2026-01-02T03:04:05Z",
        "expires": "2027-01-02T03:04:05Z",
        "root": 1,
        "boot_min": 1,
        "analyzer": ref,
        "shell": ref,
        "content": {**ref, "count": 1},
        "first": ref,
        "deltas": [],
        "reverts": None,
        "recall": [],
        "notes": "",
        **changes,
    }
    return canonical_json({k: v for k, v in value.items() if v is not None or k not in changes}).decode()


def root_text(
    *,
    root: list[TestKey] | None = None,
    release: list[TestKey] | None = None,
    root_threshold: int = 1,
    release_threshold: int = 1,
    extra: dict[str, Any] | None = None,
    drop: str = "",
    **changes: Any,
) -> str:
    """A good root with some fields changed."""
    root, release = root or [ROOT_A], release or [RELEASE_A]
    keys = {key.key_id: {"alg": "ed25519", "pub": key.public.hex()} for key in [*root, *release]}
    value = {
        "t": "root",
        "v": 1,
        "ch": CHANNEL,
        "n": 1,
        "epoch": 1,
        "keys": {**keys, **(extra or {})},
        "root": {"keys": [key.key_id for key in root], "threshold": root_threshold},
        "release": {"keys": [key.key_id for key in release], "threshold": release_threshold},
        "time": "2026-01-02T03:04:05Z",
        **changes,
    }
    return canonical_json({k: v for k, v in value.items() if k != drop}).decode()


def root(**fields: Any) -> str:
    """The envelope of a root, signed by all its root keys."""
    return seal(root_text(**fields), ROOT_TAG, fields.get("root") or [ROOT_A]).decode()


def reorder(text: str) -> str:
    """The same envelope with `sigs` after `signed` and blanks everywhere."""
    value = json.loads(text)
    return json.dumps({"signed": value["signed"], "sigs": value["sigs"]}, indent=1, ensure_ascii=False)


ROOT_1 = root()
