"""`audit verify|head`: the record of the desk → every place where it is not what was written; its signed end."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from webapp.admin import audit
from webapp.admin.audit_heads import sign
from webapp.admin.desk import Desk, open_desk
from webapp.cli.arguments import Parser, add_data, say, settings_of
from webapp.errors import UsageError


def configure(parser: Parser) -> None:
    """`audit verify [--head FILE]… [--data DIR]`, `audit head [--data DIR]`"""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    verify = actions.add_parser("verify", help="核对管理台的记录有没有被动过 / was the record touched")
    verify.add_argument(
        "--head",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="另存在别处的签名，可重复 / a signed head kept elsewhere, repeatable",
    )
    head = actions.add_parser("head", help="签下记录现在的末尾，另存备查 / sign where the record ends now")
    for action in (verify, head):
        add_data(action)


def run(arguments: Namespace) -> int:
    """1 when anything was touched."""
    desk = open_desk(settings_of(arguments))
    try:
        return _head(desk) if arguments.action == "head" else _verify(desk, arguments.head)
    finally:
        desk.database.close()


def _verify(desk: Desk, copies: list[Path]) -> int:
    try:
        kept = [path.read_bytes() for path in copies]
    except OSError as error:
        raise UsageError(
            f"读不出 {error.filename}（{error.strerror}）。",
            f"Cannot read {error.filename} ({error.strerror}).",
        ) from error
    with desk.database.transaction() as session:
        broken = audit.verify(session, desk.settings.data, kept)
        count = sum(1 for _ in audit.lines(session))
    for seq, code in broken:
        zh, en = audit.CODES[code]
        print(f"第 {seq} 条{zh} / line {seq} {en}")
    if broken:
        return 1
    say(f"{count} 条记录前后相接，没有被动过", f"{count} lines follow one another, none was touched")
    return 0


def _head(desk: Desk) -> int:
    """The path of the signed head goes to stdout: what to copy to another place."""
    with desk.alone(), desk.database.transaction() as session:
        made = sign(session, desk.clock, desk.settings.data)
    if made is None:
        say("还没有记录", "there is no record yet")
        return 1
    say(
        f"签到第 {made.seq} 条（{made.day}），请另存到别的地方",
        f"signed up to line {made.seq}; keep a copy elsewhere",
    )
    print(desk.settings.data / made.name)
    return 0
