"""The national laws, or any folder or archive of regulations → compiled documents, as the application makes them."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.analysis.tables import Tables, build_tables
from webapp.cli.importing import read_files, write_file
from webapp.compiler.compile import compile_content
from webapp.importer.tree import companions, import_all
from webapp.rules.ids import article_id, article_number
from webapp.settings import PACKAGE

DAY = "2026-11-22"
CODE = ("analysis", "compiler", "importer", "rules")


@dataclass(frozen=True)
class Laws:
    """`documents` as a release holds them; `ids`: path of a text → id of its rule set."""

    documents: list[dict[str, Any]]
    ids: dict[str, str]

    def article(self, path: str, label: str) -> str | None:
        """The id of 第…条 of the text under this path."""
        rule_set, number = self.ids.get(path), article_number(label)
        return article_id(rule_set, number) if rule_set and number else None


def load_laws(path: Path) -> Laws:
    """Imports and compiles once; the result is kept beside other temporary files, named by text and code."""
    kept = Path(tempfile.gettempdir()) / f"hongxian-laws-{_digest(path)}.json"
    if not kept.exists():
        made = _make(path)
        partial = kept.with_suffix(".part")
        partial.write_text(json.dumps([made.documents, made.ids], ensure_ascii=False), encoding="utf-8")
        partial.rename(kept)
    return Laws(*json.loads(kept.read_text(encoding="utf-8")))


def _make(path: Path) -> Laws:
    with tempfile.TemporaryDirectory() as folder:
        content, ids = Path(folder), {}
        for draft in import_all(read_files(path), Tables.from_json(build_tables()), day=DAY):
            write_file(content / "ruleset" / f"{draft.id}.md", draft.file)
            ids[draft.name] = draft.id
        for name, text in companions(DAY).items():
            write_file(content / name, text)
        return Laws([dict(document) for document in compile_content(content).documents.values()], ids)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    code = [file for part in CODE for file in sorted((PACKAGE / part).rglob("*.py"))]
    for file in (*files, *code):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
