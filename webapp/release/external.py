"""A description of a signing device → a signer: its command gets the message and answers with a signature.

    {"alg": "ed25519", "public": "<hexadecimal>", "command": ["sign-with-card", "--slot", "1"]}

The message goes to the command's standard input, the signature comes from its standard output, raw or as hexadecimal.
So a smart card, a signature server or an SM2 device can hold the key. Phones of this version count `ed25519` only;
a signature of another `alg` travels beside it for whoever can check it.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from webapp.errors import ReleaseError
from webapp.release import ed25519
from webapp.release.envelope import ED25519, is_hex, key_id

SUFFIX = ".signer.json"
TIMEOUT = 120  # seconds; somebody may have to enter a PIN


@dataclass(frozen=True)
class CommandSigner:
    """A key that never leaves its device."""

    path: Path
    public: bytes
    key_id: str
    alg: str
    command: tuple[str, ...]

    def sign(self, message: bytes) -> bytes:
        """The device's signature; an Ed25519 one is verified before anybody sees it."""
        signature = self._answer(message)
        if self.alg == ED25519 and not ed25519.verify(self.public, message, signature):
            raise self._failed("签名与公钥对不上", "the signature does not fit the public key")
        return signature

    def _answer(self, message: bytes) -> bytes:
        try:
            done = subprocess.run(self.command, input=message, capture_output=True, timeout=TIMEOUT)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise self._failed(str(error), str(error)) from error
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip() or f"exit status {done.returncode}"
            raise self._failed(reason, reason)
        text = done.stdout.strip().decode("latin-1").lower()
        return bytes.fromhex(text) if text and len(text) % 2 == 0 and is_hex(text, len(text)) else done.stdout

    def _failed(self, zh: str, en: str) -> ReleaseError:
        return ReleaseError(
            f"{self.path}：外部签名命令没有成功（{zh}）。没有发布任何东西；请检查设备和命令 {self.command[0]}。",
            f"{self.path}: the external signing command failed ({en}). Nothing was published; "
            f"check the device and the command {self.command[0]}.",
        )


def open_signer(path: Path) -> CommandSigner:
    """A description file → a signer; nothing is run yet."""
    try:
        value = json.loads(path.read_bytes())
        alg, public, command = value["alg"], bytes.fromhex(value["public"]), value["command"]
        if not (isinstance(alg, str) and alg and public and command and _are_words(command)):
            raise ValueError
    except (OSError, ValueError, TypeError, LookupError):
        raise ReleaseError(
            f'{path}：应是 {{"alg": "ed25519", "public": "十六进制公钥", "command": ["命令", "参数"]}}。'
            "请改正后再运行。",
            f'{path}: expected {{"alg": "ed25519", "public": "<hex>", "command": ["program", "argument"]}}. '
            "Mend the file and run again.",
        ) from None
    return CommandSigner(path, public, key_id(public), alg, tuple(command))


def _are_words(command: object) -> bool:
    return isinstance(command, list) and all(isinstance(word, str) for word in command)
