"""A data directory ⇄ the keys of a deployment: the chain of roots and the private keys found beside it.

    <data>/keys/root.<n>.json     envelope of root n, public; the chain is published as sync/root/<n>.json
    <data>/keys/<key id>.pem      a private key, mode 0600 in a directory of mode 0700

What a key may do is written in the root and nowhere else. A private key may be absent here (kept
offline); then only what it would sign is impossible.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from webapp.errors import ReleaseError
from webapp.release import signing
from webapp.release.disk import Disk
from webapp.release.envelope import ROOT_TAG, Refused, open_envelope, seal, text_digest
from webapp.release.signing import KeyFile
from webapp.release.verifier import Root, TrustedSet, parse_signed
from webapp.rules.canonical import canonical_json

CHANNEL = re.compile(r"[a-z0-9][a-z0-9-]{2,39}")
DEV_PREFIX = "dev-"


@dataclass(frozen=True)
class Keys:
    """The roots of a deployment, oldest first, verified link by link, and where its private keys lie."""

    folder: Path
    channel: str
    root: Root
    envelopes: tuple[bytes, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the signed text of root 1: what people compare by eye."""
        return text_digest(open_envelope(self.envelopes[0]).signed)

    def release_signers(self) -> list[KeyFile]:
        """Private release keys that are here; enough of them to reach the threshold, or an error."""
        paths = [self.folder / f"{name}.pem" for name in sorted(self.root.release_keys)]
        signers = [_named_key(path) for path in paths if path.is_file()][: self.root.release_threshold]
        if len(signers) < self.root.release_threshold:
            raise ReleaseError(
                f"{self.folder}：发布需要 {self.root.release_threshold} 把发布私钥，这里有 {len(signers)} 把。"
                "请把私钥文件从备份放回。",
                f"{self.folder}: publishing takes {self.root.release_threshold} private release keys, {len(signers)} "
                "are here. Put the key files back from a backup.",
            )
        return signers


def _named_key(path: Path) -> KeyFile:
    """A private key under the name of another would make signatures that nobody takes."""
    key = signing.open_key(path)
    if key.key_id != path.stem:
        raise ReleaseError(
            f"{path}：里面是另一把私钥（{key.key_id}）。请把文件改回原名，或从备份恢复。",
            f"{path}: holds another private key ({key.key_id}). Give the files their own names, or restore a backup.",
        )
    return key


def init_keys(data: Path, channel: str | None = None) -> Keys:
    """Make a root key, a release key and root 1; never touches keys that exist."""
    folder = keys_folder(data)
    if folder.exists():
        raise ReleaseError(
            f"{folder} 已存在，没有改动。换正式密钥等于换一个新渠道：先把旧的 keys 和 site 目录改名存好，再运行一次。",
            f"{folder} exists and was left alone. New keys mean a new channel: rename the old keys and site folders "
            "first, then run this again.",
        )
    channel = channel or f"hx-{secrets.token_hex(4)}"
    if not CHANNEL.fullmatch(channel):
        raise ReleaseError(
            f"渠道名“{channel}”不可用：应为 3–40 个小写字母、数字或连字符。",
            f"Channel {channel!r} will not do: 3 to 40 lower-case letters, digits or hyphens.",
        )
    try:
        _make_folder(data, folder, channel)
    except OSError as error:
        raise ReleaseError(
            f"{folder}：写不进去（{error.strerror}）。请检查权限和磁盘空间，再运行一次。",
            f"{folder}: cannot be written ({error.strerror}). Check permissions and disk space, then run again.",
        ) from error
    return load_keys(data)


def ensure_dev_keys(data: Path) -> Keys:
    """The keys that are there, or new ones whose channel says that they are for development."""
    if not keys_folder(data).exists():
        try:
            return init_keys(data, DEV_PREFIX + secrets.token_hex(3))
        except ReleaseError:
            if not keys_folder(data).exists():  # otherwise another process was quicker
                raise
    return load_keys(data)


def load_keys(data: Path) -> Keys:
    """Read and walk the chain of roots; a broken link is an error that names it."""
    folder = keys_folder(data)
    envelopes = _envelopes(folder)
    if not envelopes:
        raise ReleaseError(
            f"{folder} 里没有密钥。请先运行：hongxian keys init",
            f"No keys in {folder}. Run first: hongxian keys init",
        )
    number = 0
    try:
        channel = str(parse_signed(open_envelope(envelopes[0]).signed).get("ch"))
        trusted = TrustedSet(envelopes[0], channel=channel)
        while (number := trusted.root.number) < len(envelopes):
            trusted.take_root(envelopes[number])
    except Refused as refused:
        raise ReleaseError(
            f"{folder}/root.{number + 1}.json 通不过验证（{refused}）。请从备份恢复。",
            f"{folder}/root.{number + 1}.json does not verify ({refused}). Restore it from a backup.",
        ) from None
    return Keys(folder, channel, trusted.root, tuple(envelopes))


def fingerprint(data: Path) -> str:
    """The deployment's fingerprint, 64 hexadecimal digits."""
    return load_keys(data).fingerprint


def keys_folder(data: Path) -> Path:
    """Where the keys of a data directory lie."""
    return data / "keys"


def root_statement(
    channel: str,
    number: int,
    epoch: int,
    root: list[KeyFile],
    release: list[KeyFile],
    *,
    time: str,
    root_threshold: int = 1,
    release_threshold: int = 1,
) -> str:
    """The text of a root, to be signed."""
    keys = {key.key_id: {"alg": "ed25519", "pub": key.public.hex()} for key in [*root, *release]}
    return canonical_json(
        {
            "t": "root",
            "v": 1,
            "ch": channel,
            "n": number,
            "epoch": epoch,
            "keys": keys,
            "time": time,
            "root": {"keys": sorted(key.key_id for key in root), "threshold": root_threshold},
            "release": {"keys": sorted(key.key_id for key in release), "threshold": release_threshold},
        }
    ).decode()


def _envelopes(folder: Path) -> list[bytes]:
    envelopes: list[bytes] = []
    while (path := folder / f"root.{len(envelopes) + 1}.json").is_file():
        envelopes.append(path.read_bytes())
    return envelopes


def _make_folder(data: Path, folder: Path, channel: str) -> None:
    """All keys or none: written aside, flushed, renamed. A release must not outlive the keys that signed it."""
    data.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".keys-", dir=data))
    disk = Disk()
    try:
        _write_new_keys(fresh, channel)
        disk.fsync_folder(fresh)
        fresh.rename(folder)
        disk.fsync_folder(data)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _write_new_keys(folder: Path, channel: str) -> None:
    root, release = _new_key(folder), _new_key(folder)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = root_statement(channel, 1, 1, [root], [release], time=now)
    _write(folder / "root.1.json", seal(text, ROOT_TAG, [root]))


def _new_key(folder: Path) -> KeyFile:
    fresh = folder / "new.pem"
    _write(fresh, signing.new_private_key())
    key = signing.open_key(fresh)
    path = folder / f"{key.key_id}.pem"
    os.rename(fresh, path)
    return signing.open_key(path)


def _write(path: Path, data: bytes) -> None:
    """A key that was announced must survive a power cut, and nobody else may read it."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
