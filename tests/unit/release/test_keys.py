"""Keys are made once, readable by their owner only, and sign the same with either tool."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from webapp.errors import ReleaseError
from webapp.release import ed25519, signing
from webapp.release.ceremony import ensure_dev_keys, init_keys
from webapp.release.envelope import ROOT_TAG, open_envelope, seal
from webapp.release.keys import keys_folder, load_keys, root_statement
from webapp.release.signing import Backend, Cryptography, OpenSsl, new_private_key, open_key

SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
EMPTY_SIGNED = (
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
    "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)


def openssl() -> str:
    """The command, or a failure where the tests must be complete."""
    command = shutil.which("openssl")
    if command is None and "CI" in os.environ:
        pytest.fail("openssl is missing: the way to sign without compiled packages is not tested")
    if command is None:
        pytest.skip("openssl is missing")
    return command


@pytest.fixture(params=["cryptography", "openssl"])
def tool(request: pytest.FixtureRequest) -> Backend:
    if request.param == "openssl":
        return OpenSsl(openssl())
    pytest.importorskip("cryptography")
    return Cryptography()


def test_both_tools_make_the_signature_of_the_standard(tool: Backend, tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(new_private_key(SEED))
    key = open_key(path, tool)
    assert key.public.hex() == PUBLIC
    message = "红线\n".encode() * 500
    assert ed25519.verify(key.public, message, key.sign(message))
    if isinstance(tool, Cryptography):  # the command cannot sign an empty file
        assert key.sign(b"").hex() == EMPTY_SIGNED


def test_both_tools_agree(tmp_path: Path) -> None:
    pytest.importorskip("cryptography")
    path = tmp_path / "key.pem"
    path.write_bytes(new_private_key())
    keys = [open_key(path, Cryptography()), open_key(path, OpenSsl(openssl()))]
    assert keys[0].public == keys[1].public
    assert keys[0].sign(b"hongxian") == keys[1].sign(b"hongxian")


def test_keys_made_without_compiled_packages_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openssl()
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric.ed25519", None)
    assert isinstance(signing.backend(), OpenSsl)
    keys = init_keys(tmp_path, "office-1")
    assert [key.key_id for key in keys.release_signers()] == list(keys.root.release_keys)


def test_without_any_tool_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric.ed25519", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReleaseError) as caught:
        signing.backend()
    assert "openssl" in caught.value.zh
    assert "cryptography" in caught.value.en


def test_an_old_openssl_is_named(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(new_private_key())
    with pytest.raises(ReleaseError, match=r"3\.0"):
        open_key(path, OpenSsl(shutil.which("false") or "false"))


def test_a_damaged_key_file_is_refused(tool: Backend, tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(new_private_key()[:-60])
    with pytest.raises(ReleaseError):
        open_key(path, tool)


def test_a_wrong_signature_never_leaves(tmp_path: Path) -> None:
    class Broken(Cryptography):
        def sign(self, pem: bytes, message: bytes) -> bytes:
            return bytes(64)

    pytest.importorskip("cryptography")
    path = tmp_path / "key.pem"
    path.write_bytes(new_private_key())
    with pytest.raises(ReleaseError, match="does not verify"):
        open_key(path, Broken()).sign(b"x")


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    init_keys(tmp_path, "office-1")
    folder = keys_folder(tmp_path)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".pem", ".pem"]


def test_keys_are_never_overwritten(tmp_path: Path) -> None:
    before = init_keys(tmp_path, "office-1").fingerprint
    with pytest.raises(ReleaseError, match="exists"):
        init_keys(tmp_path, "office-2")
    assert load_keys(tmp_path).fingerprint == before


def test_development_keys_say_so_and_are_kept(tmp_path: Path) -> None:
    keys = ensure_dev_keys(tmp_path)
    assert keys.channel.startswith("dev-")
    assert len(keys.channel) == len("dev-") + 6
    assert ensure_dev_keys(tmp_path).fingerprint == keys.fingerprint


def test_real_keys_do_not_look_like_development(tmp_path: Path) -> None:
    assert not init_keys(tmp_path).channel.startswith("dev-")


@pytest.mark.parametrize("channel", ["", "A", "a b", "../x", "x" * 41, "甲"])
def test_a_channel_has_a_plain_name(tmp_path: Path, channel: str) -> None:
    if channel:
        with pytest.raises(ReleaseError, match="Channel"):
            init_keys(tmp_path, channel)
        assert not keys_folder(tmp_path).exists()


def test_no_keys_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="keys init"):
        load_keys(tmp_path)


def test_the_root_is_what_the_format_says(tmp_path: Path) -> None:
    keys = init_keys(tmp_path, "office-1")
    envelope = json.loads(keys.envelopes[0])
    root = json.loads(envelope["signed"])
    assert {name: root[name] for name in ("t", "v", "ch", "n", "epoch")} == {
        "t": "root", "v": 1, "ch": "office-1", "n": 1, "epoch": 1,
    }  # fmt: skip
    assert root["root"]["threshold"] == root["release"]["threshold"] == 1
    assert set(root["keys"]) == {*root["root"]["keys"], *root["release"]["keys"]}
    assert len(root["keys"]) == 2


def test_an_altered_root_is_named(tmp_path: Path) -> None:
    init_keys(tmp_path, "office-1")
    path = keys_folder(tmp_path) / "root.1.json"
    path.write_bytes(path.read_bytes().replace(b"office-1", b"office-2"))
    with pytest.raises(ReleaseError, match=r"root\.1\.json.*bad-signature"):
        load_keys(tmp_path)


def test_a_second_root_is_walked_to(tmp_path: Path) -> None:
    """Rotation comes later; what it writes must be read from the first day."""
    first = init_keys(tmp_path, "office-1")
    folder = keys_folder(tmp_path)
    (folder / "new.pem").write_bytes(new_private_key())
    old_root = open_key(folder / f"{next(iter(first.root.root_keys))}.pem")
    new_release = open_key(folder / "new.pem")
    text = root_statement("office-1", 2, 2, [old_root], [new_release], time="2026-01-01T00:00:00Z")
    (folder / "root.2.json").write_bytes(seal(text, ROOT_TAG, [old_root]))
    second = load_keys(tmp_path)
    assert (second.root.number, second.root.epoch) == (2, 2)
    assert second.fingerprint == first.fingerprint
    with pytest.raises(ReleaseError, match="0 are here"):
        second.release_signers()
    (folder / "new.pem").rename(folder / f"{new_release.key_id}.pem")
    assert [key.key_id for key in second.release_signers()] == [new_release.key_id]
    assert open_envelope(second.envelopes[1]).signed == text


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ReleaseError, match="file/data"):
        ensure_dev_keys(tmp_path / "file" / "data")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_two_first_starts_agree_on_the_keys(tmp_path: Path) -> None:
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            ensure_dev_keys(tmp_path)
            os._exit(0)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    assert load_keys(tmp_path).release_signers()
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_a_key_of_another_kind_is_refused(tool: Backend, tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    made = subprocess.run(
        [openssl(), "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", str(path)]
    )
    assert made.returncode == 0
    with pytest.raises(ReleaseError, match="Ed25519"):
        open_key(path, tool)
