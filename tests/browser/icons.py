"""`webapp/static/icons/*.svg` → the PNG files that the manifest names. Run it after a change of the drawings.

python -m tests.browser.icons

The drawings have three colours and what lies between them at the edges: with a palette the files are half as large.
"""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.phone import chromium

ICONS = Path(__file__).resolve().parents[2] / "webapp" / "static" / "icons"
PICTURES = {
    "icon-192.png": ("icon.svg", 192),
    "icon-512.png": ("icon.svg", 512),
    "maskable-512.png": ("maskable.svg", 512),
    "favicon-48.png": ("icon.svg", 48),
}
DRAW = """async ([svg, size]) => {
  const image = new Image();
  const sized = svg.replace('<svg ', `<svg width="${size}" height="${size}" `);
  image.src = 'data:image/svg+xml,' + encodeURIComponent(sized);
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0, size, size);
  return btoa(Array.from(context.getImageData(0, 0, size, size).data, (each) => String.fromCharCode(each)).join(''));
}"""
MOST_COLOURS = 256
FLAT = 8  # colours of whole areas: these stay exact
STEP = 8  # nobody sees that a pixel of an edge is 4 of 255 lighter
Colour = tuple[int, ...]


def main() -> None:
    """Draws every picture on a canvas of its size, without a background of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=["--no-sandbox"], executable_path=chromium())
        page = browser.new_page()
        for name, (drawing, size) in PICTURES.items():
            pixels = b64decode(page.evaluate(DRAW, [(ICONS / drawing).read_text(encoding="utf-8"), size]))
            (ICONS / name).write_bytes(palette_png(pixels, size))
        browser.close()


def palette_png(pixels: bytes, width: int) -> bytes:
    """Red, green, blue and opacity of each pixel → a PNG file with a palette; the colours of edges are rounded."""
    exact = [tuple(pixels[at : at + 4]) for at in range(0, len(pixels), 4)]
    frequent = {colour for colour, _ in Counter(exact).most_common(FLAT)}
    colours = [colour if colour in frequent else _rounded(colour) for colour in exact]
    palette = sorted(
        set(colours), key=lambda colour: (colour[3], colour)
    )  # those that let light through come first
    assert len(palette) <= MOST_COLOURS, f"{len(palette)} colours"
    places = {colour: place for place, colour in enumerate(palette)}
    rows = [bytes(places[each] for each in colours[at : at + width]) for at in range(0, len(colours), width)]
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 3, 0, 0, 0)
    clear = bytes(colour[3] for colour in palette if colour[3] < 255)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", b"".join(bytes(colour[:3]) for colour in palette)),
            _chunk(b"tRNS", clear) if clear else b"",
            _chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _rounded(colour: Colour) -> Colour:
    return tuple(min(255, round(value / STEP) * STEP) for value in colour) if colour[3] else (0, 0, 0, 0)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    main()
