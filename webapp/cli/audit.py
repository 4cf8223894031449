"""`audit verify`: the record of the desk → every place where it is not what was written."""

from __future__ import annotations

from argparse import Namespace

from webapp.admin import audit
from webapp.admin.desk import open_desk
from webapp.cli.arguments import Parser, add_data, say, settings_of


def configure(parser: Parser) -> None:
    """`audit verify [--data DIR]`"""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add_data(actions.add_parser("verify", help="核对管理台的记录有没有被动过 / was the record touched"))


def run(arguments: Namespace) -> int:
    """1 when anything was touched."""
    settings = settings_of(arguments)
    desk = open_desk(settings)
    try:
        with desk.database.transaction() as session:
            broken = audit.verify(session, settings.data)
            count = sum(1 for _ in audit.lines(session))
    finally:
        desk.database.close()
    for seq, code in broken:
        zh, en = audit.CODES[code]
        print(f"第 {seq} 条{zh} / line {seq} {en}")
    if broken:
        return 1
    say(f"{count} 条记录前后相接，没有被动过", f"{count} lines follow one another, none was touched")
    return 0
