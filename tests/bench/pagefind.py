"""Articles and questions → what Pagefind finds: it lives in a browser and fetches its index piece by piece."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.bench.node import node
from tests.browser.hosts import HOST, static_server
from tests.browser.phone import ARGUMENTS, chromium

PROGRAM = Path(__file__).parent / "peers" / "pagefind.mjs"
ASK = """async ([questions, limit, seconds]) => {
  const pagefind = await import('/pagefind/pagefind.js');
  await pagefind.init();
  const answers = [];
  const until = performance.now() + seconds * 1000;
  for (const question of questions) {
    if (performance.now() > until) break;
    const asked = performance.now();
    const { results } = await pagefind.search(question);
    const took = performance.now() - asked;
    const found = await Promise.all(results.slice(0, limit).map((result) => result.data()));
    answers.push({ took, found: found.map(({ url }) => url.replace(/^.*\\//, '')) });
  }
  return answers;
}"""


def ask_pagefind(articles: list[dict[str, str]], questions: list[str], seconds: float) -> dict[str, Any]:
    """Build, serve, ask; fetching texts for the list is not counted."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "index.html").write_text(
            "<!doctype html><html lang=zh><title>bench</title>", encoding="utf-8"
        )
        (folder / "articles.json").write_text(json.dumps(articles), encoding="utf-8")
        task = {"articles": str(folder / "articles.json"), "out": str(folder / "pagefind")}
        done = subprocess.run(
            [node(), str(PROGRAM)], input=json.dumps(task), stdout=subprocess.PIPE, text=True, check=True
        )
        files = [path for path in (folder / "pagefind").rglob("*") if path.is_file()]
        return {
            **json.loads(done.stdout),
            "answers": _asked(folder, questions, seconds),
            "heap": 0,
            "bytes": {"raw": sum(path.stat().st_size for path in files), "files": len(files)},
        }


def _asked(folder: Path, questions: list[str], seconds: float) -> list[dict[str, Any]]:
    server = static_server(folder, folder / "log")
    server.start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            page = browser.new_page()
            page.goto(f"http://{HOST}:{server.port}/index.html")
            answers: list[dict[str, Any]] = page.evaluate(ASK, [questions, 10, seconds])
            return answers
        finally:
            browser.close()
            server.kill()
