"""This machine → the address under which a phone on the same network finds it, and a QR to open it."""

from __future__ import annotations

import socket
import sys

import segno

from webapp.cli.arguments import say

# Connecting a UDP socket sends nothing; it only asks the routing table which of our addresses would be used.
PRIVATE = ("10.255.255.255", "192.168.255.255", "172.31.255.255")


def address() -> str:
    """The LAN address, or the loopback address on a machine without a network."""
    for target in PRIVATE:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((target, 9))
                return str(probe.getsockname()[0])
            except OSError:
                continue
    return "127.0.0.1"


def invite(url: str, *, plain: bool) -> None:
    """Show the QR, and say what plain HTTP cannot do."""
    segno.make(url, error="m").terminal(out=sys.stderr, compact=True)
    say("用手机扫码打开；手机须在同一网络", "scan with a phone on the same network")
    if not plain:
        return
    say(
        "这是普通 HTTP：打开过即可离线再开，但浏览器不能“安装到桌面”，清理缓存后需重新联网打开一次",
        "this is plain HTTP: it reopens offline, but cannot be installed, and a cleared cache needs the network once",
    )
