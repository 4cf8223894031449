"""Keys change without stranding a phone: thresholds, rotation, stolen keys, devices that sign."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from webapp.errors import ReleaseError
from webapp.release.ceremony import Role, init_keys, rotate_keys
from webapp.release.envelope import RELEASE_TAG, Refused, open_envelope, seal
from webapp.release.keys import keys_folder, load_keys
from webapp.release.signing import new_private_key, open_key
from webapp.release.store import HEAD
from webapp.release.verifier import TrustedSet

ROOT = Path(__file__).resolve().parents[3]
DEVICE = f"""\
import sys
sys.path.insert(0, {str(ROOT)!r})
from webapp.release.signing import open_key
from pathlib import Path
signature = open_key(Path(sys.argv[1])).sign(sys.stdin.buffer.read())
print(signature.hex()) if sys.argv[2] == "hex" else sys.stdout.buffer.write(signature)
"""


def phone(data: Path, *, roots: int = 1) -> TrustedSet:
    """A phone that has seen the first so many roots."""
    keys = load_keys(data)
    trusted = TrustedSet(keys.envelopes[0], channel=keys.channel)
    for envelope in keys.envelopes[1:roots]:
        trusted.take_root(envelope)
    return trusted


def device(folder: Path, answer: str = "hex", alg: str = "ed25519") -> Path:
    """A description of a command that holds a key of its own."""
    pem = folder / "card.pem"
    pem.write_bytes(new_private_key())
    program = folder / "card.py"
    program.write_text(DEVICE)
    path = folder / "card.json"
    command = [sys.executable, str(program), str(pem), answer]
    path.write_text(json.dumps({"alg": alg, "public": open_key(pem).public.hex(), "command": command}))
    return path


def test_two_of_two_keys_sign_a_release(deployment: Any) -> None:
    init_keys(deployment.settings.data, "office-1", Role(3, 2), Role(2, 2))
    deployment.publish("甲")
    head = (deployment.site / HEAD).read_bytes()
    assert len(open_envelope(head).signatures) == 2
    assert phone(deployment.settings.data).check_head(head)[0] == "newer"
    keys = load_keys(deployment.settings.data)
    next(iter(sorted(keys.folder.glob(f"{min(keys.root.release_keys)}.pem")))).unlink()
    with pytest.raises(ReleaseError, match="takes 2 private release keys, 1 are here"):
        deployment.publish("乙")
    assert (deployment.site / HEAD).read_bytes() == head


def test_a_rotated_key_signs_nothing_any_more(deployment: Any) -> None:
    data = deployment.settings.data
    deployment.publish("甲")
    before = load_keys(data)
    after = rotate_keys(data)
    assert (after.root.number, after.fingerprint) == (2, before.fingerprint)
    assert not set(after.root.release_keys) & set(before.root.release_keys)
    deployment.publish("乙")
    head = (deployment.site / HEAD).read_bytes()
    with pytest.raises(Refused, match="bad-signature"):
        phone(data).check_head(head)
    assert phone(data, roots=2).check_head(head)[0] == "newer"
    signed = open_envelope(head).signed
    stolen = seal(signed, RELEASE_TAG, before.release_signers())
    with pytest.raises(Refused, match="bad-signature"):
        phone(data, roots=2).check_head(stolen)


def test_a_new_epoch_is_above_everything_that_a_thief_signed(deployment: Any) -> None:
    data = deployment.settings.data
    deployment.publish("甲")
    rotate_keys(data, new_epoch=True)
    assert deployment.publish("乙").seq == 1
    held = phone(data, roots=2)
    held.held = (1, 1_000_000)
    assert held.check_head((deployment.site / HEAD).read_bytes())[1]["epoch"] == 2


def test_five_rotations_of_every_key_are_walked(deployment: Any) -> None:
    data = deployment.settings.data
    init_keys(data, "office-1", Role(3, 2), Role())
    deployment.publish("甲")
    for _ in range(5):
        rotate_keys(data, root=Role(3, 2))
    deployment.publish("乙")
    assert phone(data, roots=6).check_head((deployment.site / HEAD).read_bytes())[0] == "newer"
    assert [each.root.number for each in deployment.store.roots()] == [1, 2, 3, 4, 5, 6]


def test_root_keys_kept_offline_are_asked_for_and_found(tmp_path: Path) -> None:
    keys = init_keys(tmp_path, "office-1", Role(2, 2), Role())
    stick = tmp_path / "stick"
    stick.mkdir()
    for name in keys.root.root_keys:
        (keys.folder / f"{name}.pem").rename(stick / f"{name}.pem")
    with pytest.raises(ReleaseError, match=r"takes 2 private root keys, 0 are here.*--from"):
        rotate_keys(tmp_path)
    assert load_keys(tmp_path).root.number == 1
    assert rotate_keys(tmp_path, beside=[stick]).root.number == 2
    assert set(load_keys(tmp_path).root.root_keys) == set(keys.root.root_keys)


@pytest.mark.parametrize("answer", ["hex", "raw"])
def test_a_device_signs_releases(deployment: Any, tmp_path: Path, answer: str) -> None:
    described = device(tmp_path, answer)
    init_keys(deployment.settings.data, "office-1", Role(), Role(0, 1, (described,)))
    deployment.publish("甲")
    head = (deployment.site / HEAD).read_bytes()
    assert phone(deployment.settings.data).check_head(head)[0] == "newer"


def test_another_algorithm_signs_beside_and_is_not_counted(deployment: Any, tmp_path: Path) -> None:
    described = device(tmp_path, alg="sm2-sm3")
    init_keys(deployment.settings.data, "office-1", Role(), Role(1, 1, (described,)))
    deployment.publish("甲")
    head = (deployment.site / HEAD).read_bytes()
    assert {each.algorithm for each in open_envelope(head).signatures} == {"ed25519", "sm2-sm3"}
    assert phone(deployment.settings.data).check_head(head)[0] == "newer"
    with pytest.raises(ReleaseError, match="0 keys and 1 signatures"):
        rotate_keys(deployment.settings.data, Role(0, 1, (described,)))


@pytest.mark.parametrize(
    ("program", "reason"),
    [("import sys; sys.exit('no card')", "no card"), ("print('00' * 64)", "does not fit the public key")],
)
def test_a_device_that_fails_publishes_nothing(
    deployment: Any, tmp_path: Path, program: str, reason: str
) -> None:
    described = device(tmp_path)
    init_keys(deployment.settings.data, "office-1", Role(), Role(0, 1, (described,)))
    (tmp_path / "card.py").write_text(program)
    with pytest.raises(ReleaseError, match=reason):
        deployment.publish("甲")
    assert deployment.store.current() is None


@pytest.mark.parametrize(
    "text", ["", "[]", '{"alg": "ed25519", "public": "zz", "command": ["x"]}', '{"alg": "x"}']
)
def test_a_wrong_description_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "card.json"
    path.write_text(text)
    with pytest.raises(ReleaseError, match=r"card\.json: expected"):
        init_keys(tmp_path / "data", "office-1", Role(), Role(0, 1, (path,)))
    assert not keys_folder(tmp_path / "data").exists()


@pytest.mark.parametrize("role", [Role(1, 2), Role(0, 1), Role(9, 1)])
def test_impossible_roles_are_refused(tmp_path: Path, role: Role) -> None:
    with pytest.raises(ReleaseError, match="will not do"):
        init_keys(tmp_path, "office-1", role)
    assert not keys_folder(tmp_path).exists()


def test_a_ceremony_that_was_cut_off_leaves_the_old_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init_keys(tmp_path, "office-1")

    def cut(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("webapp.release.ceremony.os.rename", cut)
        with pytest.raises(ReleaseError, match="No space left"):
            rotate_keys(tmp_path)
    assert load_keys(tmp_path).root.number == 1
    assert rotate_keys(tmp_path).root.number == 2
