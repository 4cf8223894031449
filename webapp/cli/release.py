"""`release create|list|verify|diff|take-back|recall`: what is published, what changed, and how to withdraw it."""

from __future__ import annotations

import json
import re
from argparse import ArgumentTypeError, Namespace
from typing import Any

from webapp.cli.arguments import Parser, add_content, add_data, say, settings_of
from webapp.cli.publishing import compiled, publish_content
from webapp.release.diff import changes, lines
from webapp.release.location import site_of
from webapp.release.store import Release, ReleaseStore
from webapp.release.upkeep import verify
from webapp.release.verifier import Position
from webapp.release.withdrawal import recall, release_at, take_back
from webapp.settings import Settings

POSITION = re.compile(r"(?:(\d+)-)?(\d+)")


def configure(parser: Parser) -> None:
    """One subcommand an action; `--help` of each says more."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="编译并发布 / compile and publish")
    create.add_argument("--notes", default="", metavar="TEXT", help="这一版改了什么 / what changed")
    create.add_argument("--again", action="store_true", help="收回过的内容也发布 / even what was taken back")
    listing = actions.add_parser("list", help="列出各版 / list the releases")
    check = actions.add_parser("verify", help="核对签名与每个文件 / check signatures and every file")
    differ = actions.add_parser(
        "diff", help="两版之间改了什么；不写版本则比较当前版与 content / what changed between two releases"
    )
    differ.add_argument(
        "old", nargs="?", type=position, metavar="OLD", help="版本号，如 3 或 1-3 / a release"
    )
    differ.add_argument(
        "new", nargs="?", type=position, metavar="NEW", help="默认当前版 / the current one if left out"
    )
    back = actions.add_parser("take-back", help="退回较早的一版 / publish an earlier release again")
    back.add_argument(
        "to", nargs="?", type=position, metavar="RELEASE", help="默认上一版 / the one before if left out"
    )
    hide = actions.add_parser("recall", help="立即在手机上隐藏条目 / hide rules on phones at once")
    hide.add_argument("ids", nargs="+", metavar="ID", help="条目编号 / ids")
    hide.add_argument("--lift", action="store_true", help="取消隐藏 / show them again")
    for action in (back, hide):
        action.add_argument(
            "--reason", default="", metavar="TEXT", help="原因，手机上会显示 / shown on phones"
        )
    for action in (listing, differ):
        action.add_argument("--json", action="store_true", help="以 JSON 输出 / print JSON")
    for action in (create, differ):
        add_content(action)
    for action in (create, listing, check, differ, back, hide):
        add_data(action)


def position(text: str) -> tuple[int | None, int]:
    """`3` or `1-3` → (epoch or None for the current one, number)."""
    match = POSITION.fullmatch(text)
    if match is None:
        raise ArgumentTypeError(f"invalid release value: {text!r}")
    return (int(match[1]) if match[1] else None, int(match[2]))


def run(arguments: Namespace) -> int:
    """Machine output: the number of the release, the list, the changes, or the problems found."""
    settings = settings_of(arguments)
    return ACTIONS[arguments.action](settings, arguments)


def _create(settings: Settings, arguments: Namespace) -> int:
    published = publish_content(settings, arguments.notes, again=arguments.again)
    print(published.seq)
    return 1 if published.withheld else 0


def _list(settings: Settings, arguments: Namespace) -> int:
    store = _store(settings)
    current = store.current()
    rows = [_row(release, current) for release in store.list()]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        mark = "*" if row["current"] else " "
        print(
            f"{mark} {row['seq']:>4}  {row['time']}  {row['documents']:>5}  {row['digest'][:16]}  {row['notes']}"
        )
    return 0


def _verify(settings: Settings, arguments: Namespace) -> int:
    problems = verify(_store(settings))
    for problem in problems:
        print(problem)
    if not problems:
        say("签名与文件全部正确", "every signature and file is right")
    return 1 if problems else 0


def _diff(settings: Settings, arguments: Namespace) -> int:
    store = _store(settings)
    current = store.published()
    old = release_at(store, _full(arguments.old, current)) if arguments.old else current
    if arguments.new:
        after = release_at(store, _full(arguments.new, current)).documents
    else:
        after = current.documents if arguments.old else dict(compiled(settings).documents)
    found = changes(old.documents, after)
    if arguments.json:
        print(json.dumps([change.to_json() for change in found], ensure_ascii=False, indent=2))
        return 0
    for line in lines(found):
        print(line)
    if not found:
        say("没有不同", "no differences")
    return 0


def _take_back(settings: Settings, arguments: Namespace) -> int:
    to = _full(arguments.to, _store(settings).published()) if arguments.to else None
    published = take_back(settings, to, arguments.reason)
    say(
        f"已发布第 {published.seq} 版，内容退回到较早的一版",
        f"release {published.seq} has the earlier content",
    )
    print(published.seq)
    return 0


def _recall(settings: Settings, arguments: Namespace) -> int:
    published = recall(settings, arguments.ids, arguments.reason, lift=arguments.lift)
    zh, en = ("取消隐藏", "show") if arguments.lift else ("隐藏", "hide")
    say(
        f"已发布第 {published.seq} 版，手机下次联网时{zh}",
        f"release {published.seq}: phones {en} them when they check",
    )
    print(published.seq)
    return 0


ACTIONS = {
    "create": _create,
    "list": _list,
    "verify": _verify,
    "diff": _diff,
    "take-back": _take_back,
    "recall": _recall,
}


def _row(release: Release, current: Release | None) -> dict[str, Any]:
    statement = release.statement
    return {
        "epoch": statement["epoch"],
        "seq": statement["seq"],
        "time": statement["time"],
        "documents": statement["content"]["count"],
        "digest": release.digest,
        "notes": statement["notes"],
        "reverts": statement["reverts"],
        "recall": statement["recall"],
        "current": current is not None and release.digest == current.digest,
    }


def _full(given: tuple[int | None, int], current: Release) -> Position:
    return (given[0] if given[0] is not None else current.position[0], given[1])


def _store(settings: Settings) -> ReleaseStore:
    store = ReleaseStore(site_of(settings))
    store.published()
    return store
