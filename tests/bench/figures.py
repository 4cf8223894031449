"""Ranked ids and the right ones → the usual measures of retrieval, with confidence intervals."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Sequence

SAMPLES = 2000


def ndcg(found: Sequence[str], right: set[str], depth: int = 10) -> float:
    """Discounted gain of the first `depth`, as a share of the best possible."""
    gain = sum(1 / math.log2(place + 2) for place, id_ in enumerate(found[:depth]) if id_ in right)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(depth, len(right))))


def measures(found: Sequence[str], right: set[str]) -> dict[str, float]:
    """All measures of one question."""
    first = next((place for place, id_ in enumerate(found[:10]) if id_ in right), None)
    return {
        "ndcg10": ndcg(found, right),
        "success1": float(bool(found[:1]) and found[0] in right),
        "mrr10": 0.0 if first is None else 1 / (first + 1),
        "recall10": len(right & set(found[:10])) / len(right),
        "recall100": len(right & set(found[:100])) / len(right),
    }


def interval(values: Sequence[float], seed: int = 1) -> tuple[float, float]:
    """95 % of the means of resamples lie between these."""
    chance = random.Random(seed)
    means = sorted(statistics.fmean(chance.choices(values, k=len(values))) for _ in range(SAMPLES))
    return means[int(0.025 * SAMPLES)], means[int(0.975 * SAMPLES)]


def summary(prefix: str, rows: Sequence[dict[str, float]]) -> dict[str, float]:
    """Mean of every measure, and the interval of each: `ndcg10`, `ndcg10_low`, `ndcg10_high`, …"""
    out: dict[str, float] = {}
    for name in rows[0]:
        values = [row[name] for row in rows]
        low, high = interval(values)
        out[f"{prefix}{name}"] = round(statistics.fmean(values), 4)
        out[f"{prefix}{name}_low"], out[f"{prefix}{name}_high"] = round(low, 4), round(high, 4)
    return out


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]
