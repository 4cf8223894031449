"""A private key file + a message → an Ed25519 signature, by `cryptography` or by the `openssl` command.

Both give the same bytes. Key files are PKCS#8 PEM, so either can read them and so can other tools. Each
signature is verified by our own verifier before it is handed out: a fault while signing must not reach a phone.
"""

from __future__ import annotations

import base64
import re
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from webapp.errors import ReleaseError
from webapp.release import ed25519
from webapp.release.disk import write_new
from webapp.release.envelope import ED25519, key_id

# PrivateKeyInfo { version 0, algorithm 1.3.101.112, OCTET STRING { OCTET STRING of 32 bytes } }, without those bytes
PKCS8_HEAD = bytes.fromhex("302e020100300506032b657004220420")
OPENSSL_TIMEOUT = 30


class Backend(Protocol):
    """One way to use a private key."""

    def public(self, pem: bytes) -> bytes:
        """PKCS#8 PEM → the raw public key, 32 bytes (RFC 8032); ReleaseError where it cannot be read."""

    def sign(self, pem: bytes, message: bytes) -> bytes:
        """PKCS#8 PEM and any bytes → the raw signature, 64 bytes (RFC 8032); ReleaseError where it fails."""


class Cryptography:
    """The `cryptography` package (optional: it is compiled)."""

    def public(self, pem: bytes) -> bytes:
        """As `Backend` says; the key has to be an unencrypted Ed25519 one."""
        return bytes(self._key(pem).public_key().public_bytes_raw())

    def sign(self, pem: bytes, message: bytes) -> bytes:
        """As `Backend` says; the key has to be an unencrypted Ed25519 one."""
        return bytes(self._key(pem).sign(message))

    @staticmethod
    def _key(pem: bytes) -> Any:
        module = import_module("cryptography.hazmat.primitives.asymmetric.ed25519")
        return module.Ed25519PrivateKey.from_private_bytes(seed_of(pem))


class OpenSsl:
    """The `openssl` command, 3.0 or later; the key goes in as a file that only we can read."""

    def __init__(self, command: str) -> None:
        self.command = command

    def public(self, pem: bytes) -> bytes:
        """As `Backend` says: the last 32 bytes of the SubjectPublicKeyInfo (RFC 8410); an Ed25519 key only."""
        seed_of(pem)
        with _private_files(key=pem) as names:
            return self._run("pkey", "-in", names["key"], "-pubout", "-outform", "DER")[-32:]

    def sign(self, pem: bytes, message: bytes) -> bytes:
        """As `Backend` says; key and message are files only while it runs."""
        with _private_files(key=pem, message=message) as names:
            return self._run("pkeyutl", "-sign", "-rawin", "-inkey", names["key"], "-in", names["message"])

    def _run(self, *arguments: str) -> bytes:
        try:
            done = subprocess.run([self.command, *arguments], capture_output=True, timeout=OPENSSL_TIMEOUT)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _openssl_failed(str(error)) from error
        if done.returncode:
            raise _openssl_failed(done.stderr.decode(errors="replace").strip())
        return done.stdout


@dataclass(frozen=True)
class KeyFile:
    """A private key that can sign; `public` is raw."""

    path: Path
    public: bytes
    key_id: str
    backend: Backend
    alg: str = ED25519

    def sign(self, message: bytes) -> bytes:
        """A message → 64 bytes. ReleaseError when they cannot be made or do not verify; OSError without the file."""
        signature = self.backend.sign(self.path.read_bytes(), message)
        if not ed25519.verify(self.public, message, signature):
            raise ReleaseError(
                f"{self.path.name}：签出的签名通不过验证，没有使用。请换一台机器或重新安装 openssl / cryptography。",
                f"{self.path.name}: the signature just made does not verify and was not used. "
                "Try another machine, or reinstall openssl / cryptography.",
            )
        return signature


def backend() -> Backend:
    """`cryptography` when it can be imported, else `openssl`, else what to install."""
    try:
        import_module("cryptography.hazmat.primitives.asymmetric.ed25519")
        return Cryptography()
    except ImportError:
        pass
    command = shutil.which("openssl")
    if command is None:
        raise ReleaseError(
            "没有可用的签名工具。请安装其一：Python 包 cryptography（pip install 'hongxian[sign]'），"
            "或 openssl 3.0 以上的命令。",
            "Nothing here can sign. Install one of: the Python package cryptography (pip install 'hongxian[sign]'), "
            "or the openssl command, 3.0 or later.",
        )
    return OpenSsl(command)


def open_key(path: Path, using: Backend | None = None) -> KeyFile:
    """A key file → a signer."""
    using = using or backend()
    public = using.public(path.read_bytes())
    return KeyFile(path, public, key_id(public), using)


def new_private_key(seed: bytes | None = None) -> bytes:
    """A fresh private key as PEM; `seed` only for tests."""
    body = base64.b64encode(PKCS8_HEAD + (seed or secrets.token_bytes(32)))
    return b"-----BEGIN PRIVATE KEY-----\n" + body + b"\n-----END PRIVATE KEY-----\n"


def seed_of(pem: bytes) -> bytes:
    """PEM → the 32 secret bytes."""
    match = re.search(rb"-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----", pem)
    try:
        raw = base64.b64decode(match.group(1)) if match else b""
    except ValueError:
        raw = b""
    if len(raw) != len(PKCS8_HEAD) + 32 or not raw.startswith(PKCS8_HEAD):
        raise ReleaseError(
            "密钥文件不是未加密的 Ed25519 私钥（PKCS#8 PEM）。请从备份恢复。",
            "The key file is not an unencrypted Ed25519 private key (PKCS#8 PEM). Restore it from a backup.",
        )
    return raw[-32:]


@contextmanager
def _private_files(**contents: bytes) -> Iterator[dict[str, str]]:
    """Named contents → paths in a folder of mode 0700 that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="hongxian-") as folder:
        paths = {name: Path(folder, name) for name in contents}
        for name, path in paths.items():
            write_new(path, contents[name])
        yield {name: str(path) for name, path in paths.items()}


def _openssl_failed(reason: str) -> ReleaseError:
    return ReleaseError(
        f"openssl 不能签名：{reason}。需要 openssl 3.0 以上，或 Python 包 cryptography。",
        f"openssl cannot sign: {reason}. It takes openssl 3.0 or later, or the Python package cryptography.",
    )
