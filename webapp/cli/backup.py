"""`backup create|restore FILE`: the desk, the releases, the keys and the content ⇄ one file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from webapp.admin.backup import restore_backup, write_backup
from webapp.admin.desk import open_desk
from webapp.cli.arguments import Parser, add_content, add_data, say, settings_of


def configure(parser: Parser) -> None:
    """`backup create FILE`, `backup restore FILE --data DIR --content DIR`"""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser(
        "create", help="写出备份；里面有签名密钥，请妥善保管 / write a backup; it holds the keys"
    )
    restore = actions.add_parser(
        "restore", help="恢复到空文件夹并核对 / restore into empty folders and check"
    )
    for action in (create, restore):
        action.add_argument(
            "file", type=Path, metavar="FILE", help="备份文件（.zip） / the backup file (.zip)"
        )
        add_content(action)
        add_data(action)


def run(arguments: Namespace) -> int:
    """What was checked goes to stdout."""
    settings = settings_of(arguments)
    if arguments.action == "restore":
        for line in restore_backup(settings, arguments.file):
            print(line)
        return 0
    desk = open_desk(settings)
    try:
        count = write_backup(desk, arguments.file)
    finally:
        desk.database.close()
    say(f"已备份 {count} 个文件到 {arguments.file}", f"{count} files saved")
    return 0
