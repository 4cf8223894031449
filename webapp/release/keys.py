"""A data directory ⇄ the keys of a deployment: the chain of roots and what can sign, found beside it.

    <data>/keys/root.<n>.json            envelope of root n, public; the chain is published as sync/root/<n>.json
    <data>/keys/<key id>.pem             a private key, mode 0600 in a directory of mode 0700
    <data>/keys/<key id>.signer.json     a command that signs instead (`release/external.py`)

What a key may do is written in the root and nowhere else. A private key may be absent here (kept
offline); then only what it would sign is impossible. `release/ceremony.py` makes and replaces keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from webapp.errors import ReleaseError
from webapp.release import external, signing
from webapp.release.envelope import ED25519, NamedKey, Refused, Signer, open_envelope, text_digest
from webapp.release.verifier import Root, TrustedSet, parse_signed
from webapp.rules.canonical import canonical_json

CHANNEL = re.compile(r"[a-z0-9][a-z0-9-]{2,39}")
DEV_PREFIX = "dev-"
ROLE_NAMES = {"root": "根", "release": "发布"}


@dataclass(frozen=True)
class Keys:
    """The roots of a deployment, oldest first, verified link by link, and where what signs for it lies."""

    folder: Path
    channel: str
    root: Root
    envelopes: tuple[bytes, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the signed text of root 1: what people compare by eye."""
        return text_digest(open_envelope(self.envelopes[0]).signed)

    def every_release_key(self) -> dict[str, bytes]:
        """Keys that may sign now or once might: what they signed then stays signed."""
        found = dict[str, bytes]()
        for envelope in self.envelopes:
            said = parse_signed(open_envelope(envelope).signed)
            named = {name: said["keys"][name] for name in said["release"]["keys"]}
            found |= {name: bytes.fromhex(key["pub"]) for name, key in named.items() if key["alg"] == ED25519}
        return found

    def release_signers(self) -> list[Signer]:
        """Release keys that can sign here, enough of them to reach the threshold, or an error.

        Devices of other algorithms sign too: phones do not count them, others may.
        """
        root = self.root
        counted = open_signers([self.folder], root.release_keys, root.release_threshold, "release")
        return [*counted, *_uncounted(self.folder)]


def open_signers(folders: Sequence[Path], named: Iterable[str], wanted: int, role: str) -> list[Signer]:
    """What can sign among the named keys, as many as are wanted; fewer are an error."""
    found: list[Signer] = []
    for name in sorted(named):
        signer = next(filter(None, (_signer(folder, name) for folder in folders)), None)
        found += [signer] if signer else []
    if len(found) < wanted:
        where = "、".join(map(str, folders))
        raise ReleaseError(
            f"{where}：需要 {wanted} 把{ROLE_NAMES[role]}私钥，这里有 {len(found)} 把。"
            f"请把私钥文件从备份放回{'，或用 --from 指出它们所在的文件夹' if role == 'root' else ''}。",
            f"{where}: it takes {wanted} private {role} keys, {len(found)} are here. "
            f"Put the key files back from a backup{', or name their folder with --from' if role == 'root' else ''}.",
        )
    return found[:wanted]


def _signer(folder: Path, name: str) -> Signer | None:
    path, device = folder / f"{name}.pem", folder / f"{name}{external.SUFFIX}"
    if path.is_file():
        return _right_name(signing.open_key(path), path, name)
    return _right_name(external.open_signer(device), device, name) if device.is_file() else None


def _right_name(signer: Signer, path: Path, name: str) -> Signer:
    """A private key under the name of another would make signatures that nobody takes."""
    if signer.key_id != name:
        raise ReleaseError(
            f"{path}：里面是另一把密钥（{signer.key_id}）。请把文件改回原名，或从备份恢复。",
            f"{path}: holds another key ({signer.key_id}). Give the files their own names, or restore a backup.",
        )
    return signer


def _uncounted(folder: Path) -> list[Signer]:
    devices = (external.open_signer(path) for path in sorted(folder.glob(f"*{external.SUFFIX}")))
    return [device for device in devices if device.alg != ED25519]


def load_keys(data: Path) -> Keys:
    """Read and walk the chain of roots; a broken link is an error that names it."""
    folder = keys_folder(data)
    envelopes = _envelopes(folder)
    if not envelopes:
        raise ReleaseError(
            f"{folder} 里没有密钥。请先运行 ./run keys init。",
            f"No keys in {folder}. Run ./run keys init first.",
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


def keys_folder(data: Path) -> Path:
    """Where the keys of a data directory lie."""
    return data / "keys"


def root_statement(
    channel: str,
    number: int,
    epoch: int,
    root: Sequence[NamedKey],
    release: Sequence[NamedKey],
    *,
    time: str,
    root_threshold: int = 1,
    release_threshold: int = 1,
) -> str:
    """The text of a root, to be signed."""
    keys = {key.key_id: {"alg": key.alg, "pub": key.public.hex()} for key in [*root, *release]}
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
