"""Turns a JSON value into its one canonical byte form, so that equal values have equal digests everywhere."""

from __future__ import annotations

import json
from typing import Any


def canonical_json(value: Any) -> bytes:
    """UTF-8, keys sorted, no spaces, no escapes for what UTF-8 can say. Refuses NaN and lone surrogates."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    """A copy without null and empty values: an absent field says the same. `False` and 0 stay."""
    return {name: value for name, value in fields.items() if not (value is None or value in ("", [], {}))}
