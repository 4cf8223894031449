"""Names → private keys and certificates in PEM, by `cryptography` or by the `openssl` command.

Both give the same kind: P-256, SHA-256, an authority that may sign for the given names and private networks only. A
server's certificate lasts less than 825 days, the longest that iPhones take.
"""

from __future__ import annotations

import shutil
from typing import Protocol

from webapp.errors import AppError
from webapp.tls.cryptography_issuer import Cryptography
from webapp.tls.names import Names
from webapp.tls.openssl_issuer import OpenSsl
from webapp.tls.pair import Pair


class Issuer(Protocol):
    """One way to make certificates."""

    def authority(self, title: str, names: Names) -> Pair:
        """A new authority called `title`, good for 3650 days.

        It signs no further authority (RFC 5280, 4.2.1.9), and servers only within the permitted hosts and networks of
        `names` (4.2.1.10). AppError when it cannot be made.
        """

    def server(self, authority: Pair, names: Names) -> Pair:
        """A new key and a certificate for all of `names` by this authority, good for 820 days; AppError as above."""


def issuer() -> Issuer:
    """`cryptography` when it can be imported, else `openssl`, else what to install."""
    try:
        return Cryptography()
    except ImportError:
        pass
    command = shutil.which("openssl")
    if command is None:
        raise AppError(
            "这里没有能签发证书的工具。请安装其一：Python 包 cryptography，或 openssl 命令；"
            "也可以用单位发的证书：./run --tls --cert 文件 --key 文件。",
            "Nothing here can make certificates. Install the Python package cryptography or the openssl command, or "
            "use a certificate of your organisation: ./run --tls --cert FILE --key FILE.",
        )
    return OpenSsl(command)
