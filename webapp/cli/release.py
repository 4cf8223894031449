"""`release create|list|verify`: what has been published, and whether it is still what was signed."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from webapp.cli.arguments import Parser, add_content, add_data, say, settings_of
from webapp.cli.publishing import publish_content
from webapp.errors import ReleaseError
from webapp.release.builder import site_folder
from webapp.release.store import Release, ReleaseStore
from webapp.release.upkeep import verify
from webapp.settings import Settings


def configure(parser: Parser) -> None:
    """`release create [--notes TEXT]`, `release list [--json]`, `release verify`"""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="编译并发布 / compile and publish")
    create.add_argument("--notes", default="", metavar="TEXT", help="这一版改了什么 / what changed")
    add_content(create)
    listing = actions.add_parser("list", help="列出各版 / list the releases")
    listing.add_argument("--json", action="store_true", help="以 JSON 输出 / print JSON")
    check = actions.add_parser("verify", help="核对签名与每个文件 / check signatures and every file")
    for action in (create, listing, check):
        add_data(action)


def run(arguments: Namespace) -> int:
    """Machine output: the number of the release, the list, or the problems found."""
    settings = settings_of(arguments)
    if arguments.action == "create":
        print(publish_content(settings, arguments.notes).seq)
        return 0
    if arguments.action == "list":
        return _list(_store(settings), as_json=arguments.json)
    problems = verify(_store(settings))
    for problem in problems:
        print(problem)
    if not problems:
        say("签名与文件全部正确", "every signature and file is right")
    return 1 if problems else 0


def _list(store: ReleaseStore, *, as_json: bool) -> int:
    current = store.current()
    rows = [_row(release, current) for release in store.list()]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        mark = "*" if row["current"] else " "
        print(
            f"{mark} {row['seq']:>4}  {row['time']}  {row['documents']:>5}  {row['digest'][:16]}  {row['notes']}"
        )
    return 0


def _row(release: Release, current: Release | None) -> dict[str, Any]:
    statement = release.statement
    return {
        "epoch": statement["epoch"],
        "seq": statement["seq"],
        "time": statement["time"],
        "documents": statement["content"]["count"],
        "digest": release.digest,
        "notes": statement["notes"],
        "current": current is not None and release.digest == current.digest,
    }


def _store(settings: Settings) -> ReleaseStore:
    site = site_folder(settings.data)
    if not (site / "sync" / "head.json").is_file():
        raise ReleaseError(
            f"{site} 里还没有发布。请先运行 release create。",
            f"Nothing is published in {site}. Run release create first.",
        )
    return ReleaseStore(site)
