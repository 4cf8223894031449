"""`webapp/static/icons/*.svg` → the PNG files that the manifest names. Run it after a change of the drawings.

python -m tests.browser.icons
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

ICONS = Path(__file__).resolve().parents[2] / "webapp" / "static" / "icons"
PICTURES = {
    "icon-192.png": ("icon.svg", 192),
    "icon-512.png": ("icon.svg", 512),
    "maskable-512.png": ("maskable.svg", 512),
    "favicon-48.png": ("icon.svg", 48),
}


def main() -> None:
    """Draws every picture in a page of its size, without a background of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=["--no-sandbox"], executable_path=_chromium())
        for name, (drawing, size) in PICTURES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            svg = (
                (ICONS / drawing)
                .read_text(encoding="utf-8")
                .replace("<svg ", '<svg style="display:block" ', 1)
            )
            page.set_content(f'<body style="margin:0">{svg}</body>')
            page.screenshot(path=ICONS / name, omit_background=True)
            page.close()
        browser.close()


def _chromium() -> str | None:
    """The system's Chromium where there is one, else the one that Playwright keeps."""
    system = Path("/usr/bin/chromium")
    return str(system) if system.exists() else None


if __name__ == "__main__":
    main()
