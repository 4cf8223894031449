"""A few or a thousand rules → a site with the product's own shell, published again and again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from webapp.release.builder import publish
from webapp.rules.library import Library
from webapp.rules.model import Document
from webapp.settings import PACKAGE, Settings


@dataclass
class RulesSite:
    """Rules by number; `host` is what a server would hold."""

    folder: Path
    rules: dict[int, str] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        return Settings(
            content=PACKAGE, data=self.folder / "data", translations=PACKAGE.parent / "translations"
        )

    @property
    def host(self) -> Path:
        return self.folder / "host"

    def documents(self) -> list[dict[str, Any]]:
        return [
            {"id": f"rule-{n}", "type": "rule", "title": f"规定第{n}条", "plain": text}
            for n, text in self.rules.items()
        ]

    def publish(self) -> None:
        """Make the rules the current release and put it where it is served."""
        publish(Library(cast(list[Document], self.documents())), self.settings)
        self.deploy()

    def deploy(self) -> None:
        shutil.copytree(self.folder / "data" / "site", self.host, dirs_exist_ok=True)
