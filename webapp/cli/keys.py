"""`keys init|rotate|list|fingerprint`: the data folder ⇄ the keys that sign releases."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import segno

from webapp.cli.arguments import Parser, add_data, positive, say, settings_of
from webapp.release.ceremony import Role, init_keys, rotate_keys
from webapp.release.external import SUFFIX
from webapp.release.keys import Keys, keys_folder, load_keys


def configure(parser: Parser) -> None:
    """`keys init [--channel NAME]`, `rotate [--root] [--new-epoch]`, `list [--json]`, `fingerprint [--qr]`"""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    init = actions.add_parser("init", help="生成正式密钥 / make the keys of a real deployment")
    init.add_argument("--channel", metavar="NAME", help="渠道名（默认随机） / name of the channel")
    rotate = actions.add_parser("rotate", help="换发布密钥，可同时换根密钥 / replace keys")
    rotate.add_argument("--root", action="store_true", help="根密钥也换 / replace the root keys too")
    rotate.add_argument(
        "--new-epoch", action="store_true", help="旧密钥泄露时用：重新计数，旧签名全部作废 / a key was stolen"
    )
    rotate.add_argument(
        "--from",
        dest="beside",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="离线保存的根私钥所在文件夹，可重复 / where offline root keys lie, repeatable",
    )
    for action in (init, rotate):
        for role in ("root", "release"):
            _add_role(action, role)
    listing = actions.add_parser("list", help="列出密钥与用途 / list keys and roles")
    listing.add_argument("--json", action="store_true", help="以 JSON 输出 / print JSON")
    show = actions.add_parser("fingerprint", help="显示指纹，供人工核对 / print the fingerprint to compare")
    show.add_argument("--qr", action="store_true", help="同时画出二维码 / draw it as a QR code too")
    for action in (init, rotate, listing, show):
        add_data(action)


def _add_role(parser: Parser, role: str) -> None:
    zh = {"root": "根", "release": "发布"}[role]
    parser.add_argument(
        f"--{role}-keys", type=int, metavar="N", help=f"新的{zh}私钥几把（默认 1，换时照旧） / new key files"
    )
    parser.add_argument(
        f"--{role}-threshold",
        type=positive,
        metavar="N",
        help="要几个签名（默认 1，换时照旧） / how many sign",
    )
    parser.add_argument(
        f"--{role}-signer",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help=f"由外部命令签名的{zh}密钥说明，可重复 / description of a signing device, repeatable",
    )


def run(arguments: Namespace) -> int:
    """The fingerprint goes to stdout, what to do with the keys to stderr."""
    data = settings_of(arguments).data
    if arguments.action == "list":
        return _list(load_keys(data), as_json=arguments.json)
    if arguments.action == "init":
        keys = init_keys(
            data, arguments.channel, _role(arguments, "root", Role()), _role(arguments, "release", Role())
        )
        say(
            f"密钥在 {keys_folder(data)}，渠道 {keys.channel}。请马上离线备份：丢了就无法再更新已装的手机",
            "back these keys up offline now: without them no phone in the field can be updated",
        )
    elif arguments.action == "rotate":
        keys = _rotate(data, arguments)
    else:
        keys = load_keys(data)
    print(keys.fingerprint)
    if arguments.action == "fingerprint":
        _tell_limits()
    if arguments.action == "fingerprint" and arguments.qr:
        segno.make(keys.fingerprint, error="q").terminal(compact=True)
    return 0


def _tell_limits() -> None:
    say(
        "请由可信的途径（文件、公告栏、单位官网）公布指纹，让人与应用“关于”里的核对",
        "publish it by a way that people trust, to be compared with 关于 in the app",
    )
    say(
        "普通 HTTP 下，控制网络的人可以改动第一次打开的页面，连其中的指纹也能改；能用 HTTPS 就用，不能就当面发单文件版",
        "over plain HTTP whoever controls the network can alter a first visit, the fingerprint on it included: "
        "use HTTPS where you can, or hand out the single file in person",
    )


def _rotate(data: Path, arguments: Namespace) -> Keys:
    """As many keys and signatures as before where nothing else is said: four eyes must not become two by a default."""
    held = load_keys(data).root
    release = _role(arguments, "release", Role(len(held.release_keys), held.release_threshold))
    root = (
        _role(arguments, "root", Role(len(held.root_keys), held.root_threshold)) if arguments.root else None
    )
    keys = rotate_keys(data, release, root, new_epoch=arguments.new_epoch, beside=arguments.beside)
    say(
        f"根 {keys.root.number} 已签好，指纹不变。请备份新密钥，再发布一次，手机才会知道",
        f"root {keys.root.number} is signed, the fingerprint stays. Back the new keys up, then publish once",
    )
    return keys


def _role(arguments: Namespace, name: str, usual: Role) -> Role:
    given = vars(arguments)
    devices = tuple(given[f"{name}_signer"])
    count = given[f"{name}_keys"]
    new = count if count is not None else (0 if devices else usual.new)
    return Role(new, given[f"{name}_threshold"] or usual.threshold, devices)


def _list(keys: Keys, *, as_json: bool) -> int:
    root = keys.root
    roles = {
        "root": (root.root_keys, root.root_threshold),
        "release": (root.release_keys, root.release_threshold),
    }
    rows = [
        {"role": role, "key": name, "threshold": threshold, "here": _here(keys.folder, name)}
        for role, (names, threshold) in roles.items()
        for name in sorted(names)
    ]
    if as_json:
        about = {
            "channel": keys.channel,
            "root": root.number,
            "epoch": root.epoch,
            "fingerprint": keys.fingerprint,
        }
        print(json.dumps({**about, "keys": rows}, ensure_ascii=False, indent=2))
        return 0
    print(f"{keys.channel}  root {root.number}  epoch {root.epoch}")
    for row in rows:
        print(f"{row['role']:<8} {row['key']}  {row['here'] or '-':<7} threshold {row['threshold']}")
    return 0


def _here(folder: Path, name: str) -> str:
    """How this machine can sign with a key: `file`, `device`, or not at all."""
    return (
        "file"
        if (folder / f"{name}.pem").is_file()
        else "device"
        if (folder / f"{name}{SUFFIX}").is_file()
        else ""
    )
