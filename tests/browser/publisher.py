"""Documents → signed releases in a folder, with the product's own publisher and a stand-in shell."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from webapp.release.builder import STATIC, publish
from webapp.rules.library import Library
from webapp.settings import PACKAGE, Settings

SHELL = Path(__file__).with_name("stand_in_shell.js")


class Publisher:
    """A deployment whose site lies under `folder/<subpath>`."""

    def __init__(self, folder: Path, subpath: str = "gz/hongxian") -> None:
        self.folder = folder
        self.subpath = subpath
        self.static = folder / "static"
        shutil.copytree(STATIC, self.static, ignore=shutil.ignore_patterns("ui", "css"))
        (self.static / "css").mkdir()
        self.data = folder / "data"
        self.host = folder / "host"
        self.site.parent.mkdir(parents=True)

    @property
    def site(self) -> Path:
        """What a static server would hold."""
        return self.host / self.subpath

    def release(self, *titles: str, mark: str = "v1", shell: str | None = None) -> dict[str, Any]:
        """Publish rules of these titles under a shell that carries `mark`; → the statement."""
        shell = shell or SHELL.read_text(encoding="utf-8").replace("MARK", mark)
        (self.static / "js" / "shell.js").write_text(shell, encoding="utf-8")
        documents = [{"id": f"rule-{i}", "type": "rule", "title": title} for i, title in enumerate(titles)]
        settings = Settings(content=PACKAGE, data=self.data, translations=PACKAGE.parent / "translations")
        publish(Library(documents), settings, static=self.static)  # type: ignore[arg-type]
        self.deploy()
        return self.statement()

    def deploy(self) -> None:
        """Copy the published folder to where it is served."""
        shutil.copytree(self.data / "site", self.site, dirs_exist_ok=True)

    def statement(self) -> dict[str, Any]:
        """The statement that is deployed now."""
        signed = json.loads((self.site / "sync" / "head.json").read_text(encoding="utf-8"))["signed"]
        statement: dict[str, Any] = json.loads(signed)
        return statement

    def head(self) -> bytes:
        """The envelope that is deployed now."""
        return (self.site / "sync" / "head.json").read_bytes()
