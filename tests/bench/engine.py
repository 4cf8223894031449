"""The phone engine on the main thread of a real Chromium: how soon it is ready, how fast it answers, what it holds.

Workers escape the throttling of DevTools, so everything runs on the page here. Shelf and law book, slowed down or not.
All questions are asked in several rounds. `question_ms` is of the medians of each, so that what else this machine does
counts little; `round1_ms` is of the first round, in which the browser still compiles the engine.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.bench.figures import percentile
from tests.bench.laws import DAY, load_laws
from tests.bench.options import Figures, add_laws, add_questions, run
from tests.bench.questions import read_questions
from tests.bench.shelves import SIZES, some_laws
from tests.browser.hosts import HOST, static_server
from tests.browser.phone import ARGUMENTS, chromium
from webapp.analysis.tables import build_tables
from webapp.settings import PACKAGE

SLICE = 1000
LOAD = """async () => {
  const { startEngine } = await import('/js/query/engine.js');
  const read = async (name) => (await fetch(name)).json();
  self.bench = { startEngine, documents: await read('documents.json'), tables: await read('tables.json') };
}"""
INDEX = """async ([slice, question, today]) => {
  const { startEngine, documents, tables } = self.bench;
  const began = performance.now();
  const engine = startEngine(documents, tables);
  let first = 0;
  let asking = 0;
  for (let done = false; !done;) {
    done = engine.index(slice);
    if (first) continue;
    const asked = performance.now();
    if (engine.search(question, { limit: 10, today }).total) first = performance.now() - began;
    asking += performance.now() - asked;
  }
  self.bench.engine = engine;
  return { ready: performance.now() - began - asking, first };
}"""
ASK = """([questions, today]) => questions.map((question) => {
  const began = performance.now();
  self.bench.engine.search(question, { limit: 10, today });
  return performance.now() - began;
})"""


def main(words: Sequence[str]) -> int:
    return run("engine", __doc__, words, measure, _add)


def _add(parser: ArgumentParser) -> None:
    add_laws(parser)
    add_questions(parser)
    parser.add_argument("--rounds", type=int, default=5, help="of all questions (5)")
    parser.add_argument(
        "--rates", type=int, nargs="+", default=[1, 4, 6], help="slowed down so many times (1 4 6)"
    )


def measure(arguments: Namespace) -> Figures:
    """Every library at every rate and the same questions, a few to warm up first; fewer are asked of a slow phone.

    The shelf answers only some of them, but a phone does not know which before it has looked.
    """
    laws = load_laws(arguments.laws)
    questions = [question.text for question in read_questions(laws, arguments.questions)]
    figures: dict[str, float] = {}
    for name, documents in {
        "shelf": some_laws(laws.documents, SIZES["medium"]),
        "laws": laws.documents,
    }.items():
        for rate in arguments.rates:
            row = _measured(documents, questions[: len(questions) // rate], rate, arguments.rounds)
            figures.update({f"{name}_{rate}x_{figure}": value for figure, value in row.items()})
    return figures


def _measured(
    documents: list[dict[str, Any]], questions: list[str], rate: int, rounds: int
) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = _folder(Path(temporary), documents)
        server = static_server(folder, folder / "log")
        server.start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            page = browser.new_page()
            page.goto(f"http://{HOST}:{server.port}/index.html")
            return _timed(page, questions, rate, rounds)
        finally:
            browser.close()
            server.kill()


def _folder(folder: Path, documents: list[dict[str, Any]]) -> Path:
    (folder / "js").symlink_to(PACKAGE / "static" / "js")
    (folder / "index.html").write_text("<!doctype html><title>bench</title>", encoding="utf-8")
    (folder / "documents.json").write_text(json.dumps(documents, ensure_ascii=False), encoding="utf-8")
    (folder / "tables.json").write_text(json.dumps(build_tables()), encoding="utf-8")
    return folder


def _timed(page: Page, questions: list[str], rate: int, rounds: int) -> dict[str, float]:
    session = page.context.new_cdp_session(page)
    page.evaluate(LOAD)
    before = _held(session)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    index = page.evaluate(INDEX, [SLICE, questions[0], DAY])
    page.evaluate(ASK, [questions[:20], DAY])
    each = [page.evaluate(ASK, [questions, DAY]) for _ in range(rounds)]
    took = [statistics.median(times) for times in zip(*each, strict=True)]
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return {
        "ready_ms": round(index["ready"], 1),
        "first_ms": round(index["first"], 1),
        "round1_ms_p50": round(percentile(each[0], 0.5), 3),
        "round1_ms_p95": round(percentile(each[0], 0.95), 3),
        "question_ms_p50": round(percentile(took, 0.5), 3),
        "question_ms_p95": round(percentile(took, 0.95), 3),
        "engine_mb": round((_held(session) - before) / 2**20, 1),
        "questions": len(took),
    }


def _held(session: CDPSession) -> float:
    """What lives in the heap and behind typed arrays, after the rubbish is gone."""
    session.send("HeapProfiler.collectGarbage")
    usage = session.send("Runtime.getHeapUsage")
    return float(usage["usedSize"]) + float(usage.get("backingStorageSize", 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
