"""Figures of search engines → a plot of speed, quality and bytes as SVG, and the same as a Markdown table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, ROW, TOP, LEFT, BAR = 760, 34, 64, 120, 400
LEAST = 0.1  # milliseconds at the left edge
# So many questions an engine has to have answered in its time before its nDCG says something.
ENOUGH = 50
STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#1f2328}.n{fill:#57606a;font-size:12px}.p{fill:#8c959f}.o{fill:#c8102e}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.n{fill:#9198a1}.p{fill:#6e7681}.o{fill:#ff6b6b}}"
)


@dataclass(frozen=True)
class Row:
    """One engine: the median of a question in milliseconds, nDCG@10 when enough were asked, and what its index adds
    to a download.
    """

    name: str
    median: float
    ndcg: float
    index: float
    asked: int


def rows_of(figures: Mapping[str, float], size: str, engines: Iterable[str]) -> list[Row]:
    """The engines that were measured, the fastest first; `index` in compressed bytes where they are known."""
    rows = []
    for engine in engines:
        name = f"{size}_{engine}"
        if f"{name}_ms_p50" in figures:
            index = figures.get(f"{name}_index_brotli", figures.get(f"{name}_index_raw", 0))
            rows.append(
                Row(
                    engine,
                    figures[f"{name}_ms_p50"],
                    figures[f"{name}_ndcg10"],
                    index,
                    int(figures[f"{name}_questions"]),
                )
            )
    return sorted(rows, key=lambda row: row.median)


def svg(rows: Sequence[Row], title: str, own: str) -> str:
    """Bars on a logarithmic scale; each says what it is, so colour is not needed to read it."""
    height = TOP + ROW * len(rows) + 12
    decades = max(1.0, math.log10(max(row.median for row in rows) / LEAST))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        f'<text x="12" y="26">{escape(title)}</text>',
        f'<text class="n" x="{LEFT}" y="48">一问的中位用时，对数刻度 / median of a question, logarithmic</text>',
    ]
    for place, row in enumerate(rows):
        y, kind = TOP + ROW * place, "o" if row.name == own else "p"
        length = max(4.0, BAR * math.log10(max(row.median, LEAST * 1.05) / LEAST) / decades)
        parts += [
            f'<text x="{LEFT - 8}" y="{y + 17}" text-anchor="end">{escape(row.name)}</text>',
            f'<rect class="{kind}" x="{LEFT}" y="{y}" width="{length:.1f}" height="24" rx="3"/>',
            f'<text class="n" x="{LEFT + length + 8:.1f}" y="{y + 17}">{escape(_said(row))}</text>',
        ]
    return "\n".join([*parts, "</svg>", ""])


def table(rows: Sequence[Row]) -> str:
    """The same rows in Markdown."""
    head = "| 引擎 / engine | 中位 / median ms | nDCG@10 | 索引 / index MB | 问题 / questions |\n"
    return f"{head}|---|---|---|---|---|\n" + "".join(
        f"| {row.name} | {row.median:g} | {_quality(row, 3)} | {row.index / 1e6:.1f} | {row.asked} |\n"
        for row in rows
    )


def _said(row: Row) -> str:
    took = f"{row.median:,.0f}" if row.median >= 100 else f"{row.median:.3g}"
    return f"{took} ms · nDCG {_quality(row, 2)} · +{row.index / 1e6:.1f} MB"


def _quality(row: Row, digits: int) -> str:
    return f"{row.ndcg:.{digits}f}" if row.asked >= ENOUGH else f"– ({row.asked} 问)"
