"""Certificates of both makers are taken by a client that trusts the authority, for these names and for no others."""

from __future__ import annotations

import shutil
import ssl
import stat
import sys
import time
from pathlib import Path

import pytest

from webapp.errors import AppError, UsageError
from webapp.tls import office as offices
from webapp.tls.cryptography_issuer import Cryptography
from webapp.tls.issuer import Issuer, issuer
from webapp.tls.names import read_names
from webapp.tls.office import Office, _refusal, context_of, issue
from webapp.tls.openssl_issuer import OpenSsl

NAMES = read_names(["Rules.gov.test", "10.1.2.3", "[::1]", "localhost", "8.8.4.4"])


def makers() -> list[Issuer]:
    """What can be had here; CI has both."""
    command = shutil.which("openssl")
    return [Cryptography(), *([OpenSsl(command)] if command and sys.platform != "win32" else [])]


@pytest.fixture(params=makers(), ids=lambda maker: type(maker).__name__)
def maker(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Issuer:
    monkeypatch.setattr(offices, "issuer", lambda: request.param)
    chosen: Issuer = request.param
    return chosen


def trusting(certificate: bytes) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=certificate.decode())
    return context


def test_both_makers_give_what_strict_clients_take(maker: Issuer) -> None:
    authority = maker.authority("甲", NAMES)
    server = maker.server(authority, NAMES)
    client = trusting(authority.certificate)
    client.verify_flags |= ssl.VerifyFlags.VERIFY_X509_STRICT
    for name in ("rules.gov.test", "10.1.2.3", "::1", "localhost", "8.8.4.4"):
        assert _refusal(client, server, name) is None
    assert "mismatch" in (_refusal(client, server, "other.test") or "")
    stranger = trusting(maker.authority("乙", NAMES).certificate)
    assert _refusal(stranger, server, "localhost") is not None


def test_a_machine_without_a_name_is_taken_too(maker: Issuer) -> None:
    bare = read_names(["10.1.2.3"])
    authority = maker.authority("甲", bare)
    assert _refusal(trusting(authority.certificate), maker.server(authority, bare), "10.1.2.3") is None


def test_authority_cannot_vouch_for_the_rest_of_the_world(maker: Issuer) -> None:
    authority = maker.authority("甲", NAMES)
    bank = read_names(["bank.example", "9.9.9.9"])
    stolen = maker.server(authority, bank)
    for name in (*bank.hosts, *bank.addresses):
        assert "permitted subtree" in (_refusal(trusting(authority.certificate), stolen, name) or "")


def test_files_have_their_modes_and_the_authority_stays(maker: Issuer, tmp_path: Path) -> None:
    office, told = issue(tmp_path, NAMES)
    assert told
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in office.folder.iterdir()}
    if sys.platform != "win32":
        assert modes == {"ca.crt": 0o644, "ca.key": 0o600, "server.crt": 0o644, "server.key": 0o600}
        assert stat.S_IMODE(office.folder.stat().st_mode) == 0o700
    authority, certificate = office.authority.read_bytes(), office.certificate.read_bytes()
    assert issue(tmp_path, read_names(["10.7.7.7", "rules.gov.test"])) == (office, False)
    assert office.authority.read_bytes() == authority
    assert office.certificate.read_bytes() != certificate
    kept = office.certificate.read_bytes()
    with pytest.raises(AppError, match="--new-ca"):
        issue(tmp_path, read_names(["other.test"]))
    assert office.certificate.read_bytes() == kept
    assert issue(tmp_path, read_names(["other.test"]), fresh=True) == (office, True)
    assert office.authority.read_bytes() != authority
    assert len(office.fingerprint) == 64
    context_of(office.certificate, office.key)


def test_clocks_that_are_slow_take_it_too(maker: Issuer, tmp_path: Path) -> None:
    authority = maker.authority("甲", NAMES)
    for name, pair, days in (("ca", authority, 3650), ("server", maker.server(authority, NAMES), 820)):
        (tmp_path / name).write_bytes(pair.certificate)
        read = ssl._ssl._test_decode_cert(str(tmp_path / name))  # type: ignore[attr-defined]
        begins, ends = (ssl.cert_time_to_seconds(read[each]) for each in ("notBefore", "notAfter"))
        assert abs(time.time() - 24 * 3600 - begins) < 3600
        assert abs(begins + (days + 1) * 24 * 3600 - ends) < 3600


@pytest.mark.parametrize("damaged", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_damaged_key_of_the_authority_is_told(maker: Issuer, tmp_path: Path, damaged: bytes) -> None:
    office, _ = issue(tmp_path, NAMES)
    kept = office.certificate.read_bytes()
    office.authority_key.write_bytes(damaged)
    with pytest.raises(AppError):
        issue(tmp_path, NAMES)
    assert office.certificate.read_bytes() == kept


@pytest.mark.parametrize("wrong", ["http://a", "a:8000", "", "a_b", "-a", "甲"])
def test_what_is_no_name_is_told(wrong: str) -> None:
    with pytest.raises(UsageError, match=r"10\.1\.2\.3"):
        read_names([wrong])


def test_files_that_do_not_fit_are_told(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"run cert"):
        context_of(Office(tmp_path).certificate, Office(tmp_path).key)
    one, _ = issue(tmp_path / "one", NAMES)
    two, _ = issue(tmp_path / "two", NAMES)
    with pytest.raises(AppError, match="do not work together"):
        context_of(one.certificate, two.key)
    assert issuer() is not None
