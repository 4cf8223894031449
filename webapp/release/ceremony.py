"""A plan of roles → the first root of a deployment, or the next one; new private keys are made here and nowhere else.

Root n+1 is signed by the thresholds of root n and of itself, so a phone follows the chain however many it missed.
The root is written last: a ceremony that was cut off leaves at worst key files that no root names.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from webapp.errors import ReleaseError
from webapp.release import external, signing
from webapp.release.disk import Disk, write_new
from webapp.release.envelope import ED25519, MAX_SIGNATURES, ROOT_TAG, Signer, seal
from webapp.release.keys import (
    CHANNEL,
    DEV_PREFIX,
    Keys,
    keys_folder,
    load_keys,
    open_signers,
    root_statement,
)
from webapp.rules.instants import stored


@dataclass(frozen=True)
class Role:
    """Who may sign as one role: so many new key files, these devices, and how many of them it takes."""

    new: int = 1
    threshold: int = 1
    devices: tuple[Path, ...] = ()

    def check(self, name: str) -> None:
        """Raises ReleaseError unless 1 to 8 keys can sign and the threshold asks for no more than there are."""
        total = self.new + sum(external.open_signer(path).alg == ED25519 for path in self.devices)
        if not 1 <= self.threshold <= total <= MAX_SIGNATURES // 2:
            raise ReleaseError(
                f"{name}：{total} 把密钥、需要 {self.threshold} 个签名，这样不行。"
                f"密钥应为 1 到 {MAX_SIGNATURES // 2} 把，签名数不能超过密钥数。",
                f"{name}: {total} keys and {self.threshold} signatures will not do. 1 to {MAX_SIGNATURES // 2} keys, "
                "and no more signatures than keys.",
            )


def init_keys(data: Path, channel: str | None = None, root: Role = Role(), release: Role = Role()) -> Keys:
    """Make keys and root 1; never touches keys that exist."""
    folder = keys_folder(data)
    if folder.exists():
        raise ReleaseError(
            f"{folder} 已存在，没有改动。换正式密钥等于换一个新渠道：先把旧的 keys 和 site 目录改名存好，再运行一次。"
            "只想换掉其中的密钥，请用 keys rotate。",
            f"{folder} exists and was left alone. New keys mean a new channel: rename the old keys and site folders "
            "first, then run this again. To replace single keys use keys rotate.",
        )
    channel = channel or f"hx-{secrets.token_hex(4)}"
    if not CHANNEL.fullmatch(channel):
        raise ReleaseError(
            f"渠道名“{channel}”不可用：应为 3–40 个小写字母、数字或连字符。",
            f"Channel {channel!r} will not do: 3 to 40 lower-case letters, digits or hyphens.",
        )
    root.check("root")
    release.check("release")
    try:
        _make_folder(data, folder, channel, root, release)
    except OSError as error:
        raise _not_written(folder, error) from error
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


def rotate_keys(
    data: Path,
    release: Role = Role(),
    root: Role | None = None,
    *,
    new_epoch: bool = False,
    beside: Sequence[Path] = (),
) -> Keys:
    """Replace the release keys, and the root keys too when `root` is given, by signing root n+1.

    `beside` are further folders with private keys: root keys are kept offline. `new_epoch` starts counting releases
    anew, above everything that a stolen key may have signed.
    """
    keys = load_keys(data)
    release.check("release")
    if root:
        root.check("root")
    old = open_signers([keys.folder, *beside], keys.root.root_keys, keys.root.root_threshold, "root")
    try:
        kept = [_Kept(name, public) for name, public in keys.root.root_keys.items()]
        fresh = _make_signers(keys.folder, root) if root else []
        threshold = root.threshold if root else keys.root.root_threshold
        text = root_statement(
            keys.channel,
            keys.root.number + 1,
            keys.root.epoch + (1 if new_epoch else 0),
            fresh or kept,
            _make_signers(keys.folder, release),
            time=_now(),
            root_threshold=threshold,
            release_threshold=release.threshold,
        )
        _write_root(keys.folder, keys.root.number + 1, seal(text, ROOT_TAG, [*old, *fresh[:threshold]]))
    except OSError as error:
        raise _not_written(keys.folder, error) from error
    return load_keys(data)


@dataclass(frozen=True)
class _Kept:
    """A root key that stays: the next root names it, whether or not it is here."""

    key_id: str
    public: bytes
    alg: str = ED25519


def _make_folder(data: Path, folder: Path, channel: str, root: Role, release: Role) -> None:
    """All keys or none: written aside, flushed, renamed. A release must not outlive the keys that signed it."""
    data.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".keys-", dir=data))
    disk = Disk()
    try:
        roots, releases = _make_signers(fresh, root), _make_signers(fresh, release)
        text = root_statement(
            channel,
            1,
            1,
            roots,
            releases,
            time=_now(),
            root_threshold=root.threshold,
            release_threshold=release.threshold,
        )
        _write_root(fresh, 1, seal(text, ROOT_TAG, roots[: root.threshold]))
        fresh.rename(folder)
        disk.fsync_folder(data)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _make_signers(folder: Path, role: Role) -> list[Signer]:
    """New key files and the devices of a role, all of them in the folder afterwards."""
    return [*(_new_key(folder) for _ in range(role.new)), *_adopt(folder, role.devices)]


def _adopt(folder: Path, devices: Iterable[Path]) -> Iterable[Signer]:
    for path in devices:
        signer = external.open_signer(path)
        there = folder / f"{signer.key_id}{external.SUFFIX}"
        if not there.exists():
            write_new(there, path.read_bytes())
        yield external.open_signer(there)


def _new_key(folder: Path) -> signing.KeyFile:
    fresh = folder / f"new-{secrets.token_hex(4)}.pem"
    write_new(fresh, signing.new_private_key())
    key = signing.open_key(fresh)
    path = folder / f"{key.key_id}.pem"
    os.rename(fresh, path)
    return signing.open_key(path)


def _write_root(folder: Path, number: int, envelope: bytes) -> None:
    fresh = folder / f"root.{number}.json.new"
    fresh.unlink(missing_ok=True)
    write_new(fresh, envelope)
    os.rename(fresh, folder / f"root.{number}.json")
    Disk().fsync_folder(folder)


def _now() -> str:
    return stored(datetime.now(UTC))


def _not_written(folder: Path, error: OSError) -> ReleaseError:
    return ReleaseError(
        f"{folder}：写不进去（{error.strerror}）。请检查权限和磁盘空间，再运行一次。",
        f"{folder}: cannot be written ({error.strerror}). Check permissions and disk space, then run again.",
    )
