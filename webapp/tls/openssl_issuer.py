"""Certificates by the `openssl` command, 1.1.1 or later."""

from __future__ import annotations

import subprocess
import tempfile
from ipaddress import ip_network
from pathlib import Path
from secrets import randbits

from webapp.errors import AppError
from webapp.tls.names import Names
from webapp.tls.pair import AUTHORITY_DAYS, SERVER_DAYS, Pair

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
        with tempfile.TemporaryDirectory(prefix="hongxian-") as folder:
            config = _config(Path(folder), title, extensions)
            key = self._key()
            days = str(AUTHORITY_DAYS)
            made = self._run("req", "-x509", "-new", "-config", config, "-days", days, "-sha256", key=key)
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
        with tempfile.TemporaryDirectory(prefix="hongxian-") as folder:
            place = Path(folder)
            config = _config(place, names.subject, extensions)
            key = self._key()
            (place / "request").write_bytes(self._run("req", "-new", "-config", config, key=key))
            (place / "authority").write_bytes(authority.certificate)
            extension_file = ["-extfile", config, "-extensions", "ours"]
            signing = [
                "-CA",
                str(place / "authority"),
                "-set_serial",
                f"0x{_serial()}",
                "-days",
                str(SERVER_DAYS),
            ]
            command = ["x509", "-req", "-in", str(place / "request"), "-sha256", *signing, *extension_file]
            return Pair(key, self._run(*command, key=authority.key, key_option="-CAkey"))

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
        "x509_extensions=ours",
    ]
    path.write_text(
        "\n".join([*lines, "[who]", f"CN={title[:64]}", "[ours]", *extensions, ""]), encoding="utf-8"
    )
    return str(path)


def _permitted(names: Names) -> list[str]:
    networks = map(ip_network, names.permitted_networks)
    hosts = [f"permitted;DNS:{name}" for name in names.permitted_hosts]
    return [*hosts, *(f"permitted;IP:{each.network_address}/{each.netmask}" for each in networks)]


def _alternatives(names: Names) -> list[str]:
    return [*(f"DNS:{name}" for name in names.hosts), *(f"IP:{each}" for each in names.addresses)]


def _serial() -> str:
    return f"{randbits(120) | 1 << 119:x}"


def _failed(reason: str) -> AppError:
    return AppError(
        f"openssl 没有做成证书：{reason}。需要 openssl 1.1.1 以上，或 Python 包 cryptography。",
        f"openssl made no certificate: {reason}. It takes openssl 1.1.1 or later, or the Python package cryptography.",
    )
