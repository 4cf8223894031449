"""A first install of the law book, all in, against its bare text as one compressed stream."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.laws import load_laws
from tests.bench.node import node
from tests.bench.options import Figures, add_laws, run
from webapp.release import bootloader
from webapp.release.builder import STATIC, publish
from webapp.release.store import ReleaseStore
from webapp.rules.library import Library
from webapp.rules.units import block_text
from webapp.settings import PACKAGE, Settings

# Node has brotli in it, so that nothing has to be installed to measure.
COMPRESS = """
const {brotliCompressSync: brotli, gzipSync, constants: c} = require('zlib');
const sizes = process.argv.slice(1).map((name) => {
  const data = require('fs').readFileSync(name);
  const params = {[c.BROTLI_PARAM_QUALITY]: 9, [c.BROTLI_PARAM_SIZE_HINT]: data.length};
  return {raw: data.length, brotli: brotli(data, {params}).length, gzip: gzipSync(data, {level: 9}).length};
});
console.log(JSON.stringify(sizes));
"""


def main(words: Sequence[str]) -> int:
    return run("bytes", __doc__, words, measure, _add)


def _add(parser: ArgumentParser) -> None:
    add_laws(parser)


def measure(arguments: Namespace) -> Figures:
    """Everything a first visit fetches, each compressed by itself, and the text in the order of the pack."""
    documents = load_laws(arguments.laws).documents
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text.txt"
        text.write_text("\n".join(map(_text, documents)), encoding="utf-8")
        settings = Settings(
            content=Path(folder), data=Path(folder) / "data", translations=PACKAGE.parent / "translations"
        )
        publish(Library(documents), settings)  # type: ignore[arg-type]
        sizes = _compressed([text, *_fetched(settings.data / "site")])
    whole = {coding: sum(size[coding] for size in sizes[1:]) for coding in ("raw", "brotli", "gzip")}
    return {
        **{f"text_{coding}": size for coding, size in sizes[0].items()},
        **{f"install_{coding}": size for coding, size in whole.items()},
        "https_ratio": round(whole["brotli"] / sizes[0]["brotli"], 4),
        "http_ratio": round(whole["gzip"] / sizes[0]["brotli"], 4),
    }


def _text(document: dict[str, Any]) -> str:
    """What a person can read of a document."""
    articles = (f"{each['label']}\u3000{block_text(each['blocks'])}" for each in document.get("articles", ()))
    return "\n".join([document["title"], block_text(document.get("body", [])), *articles])


def _fetched(site: Path) -> list[Path]:
    release = ReleaseStore(site).current()
    assert release
    kept = bootloader.kept_files(path.relative_to(site).as_posix() for path in _beside(site))
    first = release.statement["first"]["h"]
    return [*(site / name for name in kept), site / "sync/head.json", site / f"sync/first/{first}.txt"]


def _beside(site: Path) -> list[Path]:
    names = {*bootloader.read_companions(STATIC), "index.html", "sw.js"}
    return [site / name for name in names]


def _compressed(files: list[Path]) -> list[dict[str, int]]:
    command = [node(), "-e", COMPRESS, *map(str, files)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    sizes: list[dict[str, int]] = json.loads(done.stdout)
    return sizes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
