"""Certificates by the `openssl` command, 1.1.1 or later."""

from __future__ import annotations

import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from secrets import randbits

from webapp.errors import AppError
from webapp.tls.names import Names
from webapp.tls.pair import AUTHORITY_DAYS, SERVER_DAYS, YESTERDAY, Pair

OPENSSL_TIMEOUT = 30


class OpenSsl:
    """Private keys go in by standard input: they are written where they are to stay and nowhere else."""

    def __init__(self, command: str) -> None:
        self.command = command

    def authority(self, title: str, names: Names) -> Pair:
        """As `issuer.Issuer` says; AppError when the command fails or takes longer than 30 seconds."""
        extensions = [
            "basicConstraints=critical,CA:true,pathlen:0",
            "keyUsage=critical,keyCertSign,cRLSign",
            f"nameConstraints=critical,{','.join(_permitted(names))}",
            "subjectKeyIdentifier=hash",
        ]
        key = self._key()
        with tempfile.TemporaryDirectory(prefix="hongxian-") as folder:
            made = self._signed(Path(folder), key, title, extensions, AUTHORITY_DAYS, key, ["-selfsign"])
        return Pair(key, made)

    def server(self, authority: Pair, names: Names) -> Pair:
        """As `issuer.Issuer` says; AppError when the command fails or takes longer than 30 seconds."""
        extensions = [
            "basicConstraints=critical,CA:false",
            "keyUsage=critical,digitalSignature",
            "extendedKeyUsage=serverAuth",
            f"subjectAltName={','.join(_alternatives(names))}",
            "subjectKeyIdentifier=hash",
            "authorityKeyIdentifier=keyid",
        ]
        key = self._key()
        with tempfile.TemporaryDirectory(prefix="hongxian-") as folder:
            certificate = Path(folder) / "authority"
            certificate.write_bytes(authority.certificate)
            by = ["-cert", str(certificate)]
            made = self._signed(Path(folder), key, names.subject, extensions, SERVER_DAYS, authority.key, by)
        return Pair(key, made)

    def _signed(
        self,
        place: Path,
        key: bytes,
        title: str,
        extensions: list[str],
        days: int,
        signer: bytes,
        by: list[str],
    ) -> bytes:
        """`openssl ca`, because no other command of 3.0 makes a certificate that is good from yesterday on."""
        config = _config(place, title, extensions)
        request = place / "request"
        request.write_bytes(self._run("req", "-new", "-config", config, key=key))
        now = datetime.now(UTC)
        dates = ["-startdate", _time(now - YESTERDAY), "-enddate", _time(now + timedelta(days=days))]
        command = ["ca", "-batch", "-notext", "-config", config, "-in", str(request), *dates, *by]
        return self._run(*command, key=signer, key_option="-keyfile")

    def _key(self) -> bytes:
        return self._run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")

    def _run(self, *arguments: str, key: bytes | None = None, key_option: str = "-key") -> bytes:
        command = [self.command, *arguments, *([key_option, "/dev/stdin"] if key else [])]
        try:
            done = subprocess.run(command, input=key or b"", capture_output=True, timeout=OPENSSL_TIMEOUT)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _failed(str(error)) from error
        if done.returncode:
            raise _failed(done.stderr.decode(errors="replace").strip())
        return done.stdout


def _config(folder: Path, title: str, extensions: list[str]) -> str:
    path = folder / "config"
    lines = [
        "[req]",
        "distinguished_name=who",
        "prompt=no",
        "string_mask=utf8only",
        "utf8=yes",
        "[who]",
        f"CN={title[:64]}",
        "[ca]",
        "default_ca=office",
        "[office]",
        f"database={folder / 'database'}",
        f"new_certs_dir={folder}",
        f"serial={folder / 'serial'}",
        "default_md=sha256",
        "policy=any",
        "preserve=yes",
        "x509_extensions=ours",
        "[any]",
        "CN=supplied",
        "[ours]",
    ]
    path.write_text("\n".join([*lines, *extensions, ""]), encoding="utf-8")
    (folder / "database").touch()
    (folder / "serial").write_text(_serial(), encoding="ascii")
    return str(path)


def _permitted(names: Names) -> list[str]:
    networks = map(ip_network, names.permitted_networks)
    hosts = [f"permitted;DNS:{name}" for name in names.permitted_hosts]
    return [*hosts, *(f"permitted;IP:{each.network_address}/{each.netmask}" for each in networks)]


def _alternatives(names: Names) -> list[str]:
    return [*(f"DNS:{name}" for name in names.hosts), *(f"IP:{each}" for each in names.addresses)]


def _serial() -> str:
    return f"{randbits(120) | 1 << 119:x}"


def _time(at: datetime) -> str:
    return at.strftime("%Y%m%d%H%M%SZ")


def _failed(reason: str) -> AppError:
    return AppError(
        f"openssl 没有做成证书：{reason}。需要 openssl 1.1.1 以上，或 Python 包 cryptography。",
        f"openssl made no certificate: {reason}. It takes openssl 1.1.1 or later, or the Python package cryptography.",
    )
