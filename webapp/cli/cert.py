"""`cert [NAME…]`: this machine's names → a certificate for `./run --tls`, and what to do with each phone."""

from __future__ import annotations

import socket
from argparse import Namespace

from webapp.cli import lan
from webapp.cli.arguments import Parser, add_data, say, settings_of
from webapp.tls.names import read_names
from webapp.tls.office import Office, issue

PHONES = """\
手机要各装一次 ca.crt（只认这一个文件，不要把 ca.key 给任何人）：
  1. 把 ca.crt 发到手机（U 盘、邮件、内部通讯工具），先核对下面的指纹。
  2. 苹果：点开文件，设置 > 已下载描述文件 > 安装；再到 设置 > 通用 > 关于本机 > 证书信任设置，打开它。
  3. 安卓、鸿蒙：设置里搜“证书”，选“安装 CA 证书”，选这个文件。
  4. 用手机自带浏览器打开 https 地址。微信、钉钉里的浏览器可能不认本单位的证书，请点“在浏览器打开”。
ca.crt 只能为这些名称和内网地址作证，不能冒充别的网站。ca.key 请移到离线的地方保存，换服务器证书时再拿来。"""
PHONES_EN = """\
Install ca.crt on every phone once (never hand out ca.key):
  1. Bring ca.crt to the phone and compare the fingerprint below.
  2. iPhone: open it, Settings > Profile Downloaded > Install; then General > About > Certificate Trust Settings: on.
  3. Android, HarmonyOS: search the settings for "certificate", choose "CA certificate", choose the file.
  4. Open the https address in the phone's own browser; browsers inside chat apps may not trust it.
ca.crt can vouch for these names and private networks only. Keep ca.key offline until the next server certificate."""


def configure(parser: Parser) -> None:
    """`cert [NAME…] [--new-ca] [--data DIR]`"""
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="手机上输入的主机名或地址，默认本机的 / names or addresses"
    )
    parser.add_argument(
        "--new-ca",
        action="store_true",
        help="重做本单位证书，手机要重装 / a new authority, phones install it again",
    )
    add_data(parser)


def run(arguments: Namespace) -> int:
    """The path of what phones install goes to stdout."""
    names = read_names([*(arguments.names or own_names()), "localhost", "127.0.0.1"])
    office, made = issue(settings_of(arguments).data, names, fresh=arguments.new_ca)
    listed = "、".join((*names.hosts, *names.addresses))
    say(f"证书已生成，用于 {listed}", f"a certificate for {listed}")
    if made:
        _tell_phones(office)
    say(
        "现在可以运行 ./run --tls --host 0.0.0.0；证书 820 天后到期，到期前再运行一次 ./run cert",
        "now run ./run --tls --host 0.0.0.0; the certificate lasts 820 days, run ./run cert again before",
    )
    print(office.authority)
    return 0


def own_names() -> list[str]:
    """How phones on the same network may find this machine."""
    host = socket.gethostname().lower()
    address = lan.address()
    return [*([host] if host.isascii() and "_" not in host else []), address]


def _tell_phones(office: Office) -> None:
    say(f"{PHONES}\n指纹 SHA-256", f"\n{PHONES_EN}\nfingerprint SHA-256")
    pairs = [office.fingerprint[at : at + 2] for at in range(0, 64, 2)]
    say(" ".join(pairs[:16]), " ".join(pairs[16:]))
