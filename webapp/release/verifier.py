"""What is trusted + an envelope from anywhere → what is trusted now, or a refusal with a code. No IO.

Twin of `static/js/sync/trusted-set.js`; `tests/vectors/statements.json` ties the two. Order of the checks
of a head:

1. size ≤ 16 KB (`too-large`); UTF-8 and JSON (`not-json`); `signed` and `sigs` have their types
   (`bad-envelope`);
2. signatures of release keys of the trusted root over tag + text reach its threshold; a key counts once,
   an unknown key or algorithm counts nothing (`bad-signature`). Only now the text is read;
3. it is a JSON object (`bad-envelope`), `t` is `release` (`wrong-type`), `v` is 1 (`unknown-version`),
   `ch` is ours (`wrong-channel`), the fields have their types (`bad-envelope`);
4. it rests on a root we have: `root` ≤ ours and `epoch` ≤ the epoch of ours (`bad-root`);
5. (epoch, seq) is not below what was held, nor below the floor (`older`); equal to what is held only with
   the same text (`same-seq-different`; the same text is `same`). Equal to the floor alone is good;
6. at most 1,000,000 ahead of what was held or the floor, or of 0 in a later epoch (`too-far-ahead`);
7. `boot_min` ≤ ours (`boot-too-old`).

After `bad-signature` or `bad-root` the caller fetches root n+1, n+2 … (at most 64), offers each to
`take_root`, and asks again. A root: size, JSON and envelope as above; signatures of the old root keys
(`bad-signature`); `t` (`wrong-type`); `v` (`unknown-version`); `ch` (`wrong-channel`); fields, keys and
thresholds, n = ours + 1, epoch not lower (`bad-root`); signatures of its own root keys (`bad-signature`).
Expiry is shown, never enforced: a phone's clock may be wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from webapp.release.envelope import (
    ED25519,
    RELEASE_TAG,
    ROOT_TAG,
    Envelope,
    Refused,
    good_keys,
    is_count,
    is_hex,
    key_id,
    open_envelope,
    parse_object,
)

VERSION = 1
BOOT = 1
MAX_AHEAD = 1_000_000
MAX_WALK = 64

Statement = dict[str, Any]
Position = tuple[int, int]


@dataclass(frozen=True)
class Root:
    """A root that was checked: who may sign what from here on."""

    number: int
    channel: str
    epoch: int
    root_keys: dict[str, bytes]
    root_threshold: int
    release_keys: dict[str, bytes]
    release_threshold: int


class TrustedSet:
    """All that a phone believes: one root, the position it holds, the floor it must not fall below."""

    def __init__(
        self,
        root: bytes,
        *,
        channel: str,
        held: Position = (0, 0),
        floor: Position = (0, 0),
        current: str | None = None,
    ) -> None:
        self.root = pinned_root(root, channel)
        self.channel = channel
        self.held = held
        self.floor = floor
        self.current = current
        self.walked = 0

    def take_root(self, data: bytes) -> Root:
        """Trust the next root, if the one trusted now says so."""
        envelope = open_envelope(data)
        _require_root_signatures(envelope, self.root)
        root = _root(envelope, self.channel)
        if root.number != self.root.number + 1 or root.epoch < self.root.epoch or self.walked >= MAX_WALK:
            raise Refused("bad-root", f"root {root.number} after {self.root.number}")
        _require_root_signatures(envelope, root)
        self.root = root
        self.walked += 1
        return root

    def check_head(self, data: bytes) -> tuple[str, Statement]:
        """An envelope → (`same` or `newer`, statement); anything else is refused."""
        envelope = open_envelope(data)
        statement = self.authentic(envelope)
        if statement["root"] > self.root.number or statement["epoch"] > self.root.epoch:
            raise Refused("bad-root", f"needs root {statement['root']}, epoch {statement['epoch']}")
        relation = self._compare(position(statement), envelope.signed)
        if statement["boot_min"] > BOOT:
            raise Refused("boot-too-old", f"needs {statement['boot_min']}")
        return relation, statement

    def authentic(self, envelope: Envelope) -> Statement:
        """Checks 2 and 3: who says it, and that it says what we can read. Not: whether it is new."""
        keys = self.root.release_keys
        if len(good_keys(envelope, RELEASE_TAG, keys)) < self.root.release_threshold:
            raise Refused("bad-signature")
        statement = _typed(envelope.signed, "release", self.channel)
        if not _statement_fields(statement):
            raise Refused("bad-envelope", "fields of the statement")
        return statement

    def _compare(self, offered: Position, signed: str) -> str:
        lowest = max(self.held, self.floor)
        if offered < lowest:
            raise Refused("older", f"{offered} < {lowest}")
        if offered == self.held and self.current is not None:
            if signed != self.current:
                raise Refused("same-seq-different", str(offered))
            return "same"
        ahead = offered[1] - (lowest[1] if offered[0] == lowest[0] else 0)
        if ahead > MAX_AHEAD:
            raise Refused("too-far-ahead", str(offered))
        return "newer"


def position(statement: Statement) -> Position:
    """Where a statement stands in the order of all statements of its channel."""
    return (statement["epoch"], statement["seq"])


def pinned_root(data: bytes, channel: str) -> Root:
    """The root a deployment starts from; it must at least be whole and signed by itself."""
    envelope = open_envelope(data)
    root = _root(envelope, channel)
    _require_root_signatures(envelope, root)
    return root


def _typed(signed: str, kind: str, channel: str) -> dict[str, Any]:
    value = parse_signed(signed)
    if value.get("t") != kind:
        raise Refused("wrong-type", f"{value.get('t')!r}")
    if not is_count(value.get("v")) or value["v"] != VERSION:
        raise Refused("unknown-version", f"{value.get('v')!r}")
    if value.get("ch") != channel:
        raise Refused("wrong-channel", f"{value.get('ch')!r}")
    return value


def parse_signed(signed: str) -> dict[str, Any]:
    """A text that was signed by a trusted key but is no JSON object is a broken envelope."""
    try:
        return parse_object(signed)
    except Refused as refused:
        raise Refused("bad-envelope", refused.detail) from None


def _require_root_signatures(envelope: Envelope, root: Root) -> None:
    if len(good_keys(envelope, ROOT_TAG, root.root_keys)) < root.root_threshold:
        raise Refused("bad-signature", f"root keys of root {root.number}")


def _root(envelope: Envelope, channel: str) -> Root:
    value = _typed(envelope.signed, "root", channel)
    if not (
        is_count(value.get("n")) and value["n"] >= 1 and is_count(value.get("epoch")) and value["epoch"] >= 1
    ):
        raise Refused("bad-root", "n, epoch")
    keys = _keys(value.get("keys"))
    root_keys, root_threshold = _role(value.get("root"), keys)
    release_keys, release_threshold = _role(value.get("release"), keys)
    return Root(
        value["n"], channel, value["epoch"], root_keys, root_threshold, release_keys, release_threshold
    )


def _keys(value: object) -> dict[str, bytes | None]:
    """Key id → raw key; None for an algorithm we do not know, which can be named but never counts."""
    if not isinstance(value, dict):
        raise Refused("bad-root", "keys")
    return {name: _key(name, entry) for name, entry in value.items()}


def _key(name: str, entry: object) -> bytes | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("alg"), str):
        raise Refused("bad-root", f"key {name}")
    if entry["alg"] != ED25519:
        return None
    if not is_hex(entry.get("pub"), 64) or key_id(bytes.fromhex(entry["pub"])) != name:
        raise Refused("bad-root", f"key {name}")
    return bytes.fromhex(entry["pub"])


def _role(value: object, keys: dict[str, bytes | None]) -> tuple[dict[str, bytes], int]:
    names = value.get("keys") if isinstance(value, dict) else None
    threshold = value.get("threshold") if isinstance(value, dict) else None
    if not isinstance(names, list) or not all(isinstance(name, str) and name in keys for name in names):
        raise Refused("bad-root", "keys of a role")
    usable = {name: key for name in names if (key := keys[name]) is not None}
    if type(threshold) is not int or not 1 <= threshold <= len(usable):
        raise Refused("bad-root", "threshold")
    return usable, threshold


def _statement_fields(value: Statement) -> bool:
    numbers = all(is_count(value.get(name)) for name in ("epoch", "seq", "root", "boot_min"))
    references = all(is_reference(value.get(name)) for name in ("analyzer", "shell", "content", "first"))
    texts = isinstance(value.get("time"), str) and isinstance(value.get("expires"), str)
    recall = value.get("recall", [])
    names = isinstance(recall, list) and all(isinstance(name, str) for name in recall)
    return numbers and references and texts and names and value["epoch"] >= 1 and value["seq"] >= 1


def is_reference(value: object) -> bool:
    """`{"h": SHA-256, "n": bytes}`."""
    return isinstance(value, dict) and is_hex(value.get("h"), 64) and is_count(value.get("n"))
