"""`keys init|fingerprint`: the data folder ⇄ the keys that sign releases."""

from __future__ import annotations

from argparse import Namespace

from webapp.cli.arguments import Parser, add_data, say, settings_of
from webapp.release.keys import init_keys, keys_folder, load_keys


def configure(parser: Parser) -> None:
    """`keys init [--channel NAME]`, `keys fingerprint`"""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    init = actions.add_parser("init", help="生成正式密钥 / make the keys of a real deployment")
    init.add_argument("--channel", metavar="NAME", help="渠道名（默认随机） / name of the channel")
    show = actions.add_parser("fingerprint", help="显示指纹，供人工核对 / print the fingerprint to compare")
    for action in (init, show):
        add_data(action)


def run(arguments: Namespace) -> int:
    """The fingerprint goes to stdout, what to do with the keys to stderr."""
    data = settings_of(arguments).data
    if arguments.action == "init":
        keys = init_keys(data, arguments.channel)
        say(
            f"密钥在 {keys_folder(data)}，渠道 {keys.channel}。请马上离线备份：丢了就无法再更新已装的手机",
            "back these keys up offline now: without them no phone in the field can be updated",
        )
    else:
        keys = load_keys(data)
    print(keys.fingerprint)
    return 0
