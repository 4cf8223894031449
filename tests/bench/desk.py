"""Two processes of the desk on one PostgreSQL publish and take back at once: is anything lost, how long does it take?

./run bench desk [--rounds N] [--json]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from tests.bench.figures import percentile
from tests.unit.admin.postgres import running
from webapp.admin import accounts, audit, drafts, publishing
from webapp.admin.desk import Desk, open_desk
from webapp.admin.tables import Draft, Publication
from webapp.compiler.compile import compile_content
from webapp.release.builder import publish
from webapp.release.location import site_of
from webapp.release.store import ReleaseStore
from webapp.settings import Settings, packaged

ROOT = Path(__file__).resolve().parents[2]
FILE = "rule/jia-guiding--hongbao.md"
TOLD_EVERY = 25
Results = "multiprocessing.Queue[tuple[str, float]]"


def approved(desk: Desk, number: int) -> int:
    """A change to which somebody else has agreed."""
    with desk.database.transaction() as session:
        left = drafts.under_way(session, FILE)
        if left:
            left.state = "discarded"
            session.flush()
        base = desk.contents.read(FILE) or ""
        lines = [
            f"plain: 第 {number} 次。" if line.startswith("plain:") else line for line in base.split("\n")
        ]
        draft = drafts.start(session, desk.clock, 1, FILE, base, "\n".join(lines))
        for user, step in ((1, "submit"), (2, "approve")):
            drafts.step(session, desk.clock, user, draft, step, "", four_eyes=True)
        return draft.id


def take_turns(settings: Settings, deeds: Results, results: Results, back: bool) -> None:
    """One process: whenever it is told to, it publishes or takes back."""
    desk = open_desk(settings)
    while (number := int(deeds.get()[1])) >= 0:
        began = time.perf_counter()
        try:
            if back:
                publishing.take_back(desk, number, publishing.Actor(2, "li"), "不对")
            else:
                publishing.publish(desk, number, publishing.Actor(2, "li"))
            outcome = "done"
        except publishing.NotReadyError as error:
            outcome = error.code
        results.put((outcome, time.perf_counter() - began))


def agree(desk: Desk) -> bool:
    """Files, release, desk and audit say the same."""
    now = ReleaseStore(site_of(desk.settings)).published()
    library = desk.contents.compiled().library
    with desk.database.transaction() as session:
        whole = not audit.verify(session, desk.settings.data) and not publishing.unfinished(session)
        shown = [draft.text for draft in session.query(Draft).filter_by(name=FILE, state="published")]
    return (
        whole
        and library is not None
        and now.documents == dict(library.documents)
        and (not shown or shown == [desk.contents.read(FILE)])
    )


def measure(settings: Settings, rounds: int) -> dict[str, float]:
    desk = open_desk(settings)
    with desk.database.transaction() as session:
        for name in ("zhang", "li"):
            accounts.add_user(session, desk.clock, name, name, ["editor", "reviewer", "publisher"])
    publishing.publish(desk, approved(desk, 0), publishing.Actor(2, "li"))
    spawn = multiprocessing.get_context("spawn")
    results, told = spawn.Queue(), [spawn.Queue(), spawn.Queue()]
    workers = [
        spawn.Process(target=take_turns, args=(settings, told[at], results, bool(at)), daemon=True)
        for at in (0, 1)
    ]
    for worker in workers:
        worker.start()
    outcomes, seconds, differing = [], [], 0
    for number in range(1, rounds + 1):
        draft = approved(desk, number)
        with desk.database.transaction() as session:
            last = publishing.last_publication(session)
            last_id = last.id if last else 0
        told[0].put(("publish", draft))
        told[1].put(("take back", last_id))
        for _ in workers:
            outcome, took = results.get()
            outcomes.append(outcome)
            seconds.append(took)
        differing += not agree(desk)
        if number % TOLD_EVERY == 0:
            print(f"{number} of {rounds} rounds, {differing} differing", file=sys.stderr, flush=True)
    for queue in told:
        queue.put(("", -1))
    for worker in workers:
        worker.join()
    with desk.database.transaction() as session:
        written = session.query(Publication).filter_by(state="done").count() - 1
    desk.database.close()
    return {
        "rounds": rounds,
        "done": outcomes.count("done"),
        "told_no": len(outcomes) - outcomes.count("done"),
        "written": written,
        "differing": differing,
        "median_s": round(statistics.median(seconds), 3),
        "p95_s": round(percentile(seconds, 0.95), 3),
    }


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench desk", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="pg") as folder, running(Path(folder, "s")) as url:
        home = Path(folder, "desk")
        shutil.copytree(ROOT / "tests" / "corpora" / "small", home / "content")
        settings = Settings(home / "content", home / "data", packaged("translations"))
        publish(compile_content(settings.content), settings)
        figures = measure(replace(settings, database=url), options.rounds)
    print(
        json.dumps(figures)
        if options.json
        else "\n".join(f"{name}: {value}" for name, value in figures.items())
    )
    return 0
