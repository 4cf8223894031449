"""A data directory ⇄ the authority of a small office and the certificate of this server.

    <data>/tls/ca.crt       what phones are to trust; public
    <data>/tls/ca.key       signs further certificates; keep it offline
    <data>/tls/server.crt   the server's certificate, with the authority behind it
    <data>/tls/server.key   its private key

Private keys have mode 0600 in a directory of mode 0700.
"""

from __future__ import annotations

import hashlib
import os
import ssl
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from webapp.errors import AppError
from webapp.release.disk import Disk, write_new
from webapp.tls.issuer import Issuer, issuer
from webapp.tls.names import Names
from webapp.tls.pair import Pair

TITLE = "红线随身查 本单位证书"


@dataclass(frozen=True)
class Office:
    """Where the four files lie."""

    folder: Path

    @property
    def authority(self) -> Path:
        """The certificate that phones install; public, PEM."""
        return self.folder / "ca.crt"

    @property
    def authority_key(self) -> Path:
        """What signs further certificates; mode 0600, better kept elsewhere."""
        return self.folder / "ca.key"

    @property
    def certificate(self) -> Path:
        """The server's certificate with that of the authority behind it, as a server sends them; PEM."""
        return self.folder / "server.crt"

    @property
    def key(self) -> Path:
        """The server's private key without a password; mode 0600, PEM."""
        return self.folder / "server.key"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the authority, as phones show it before they trust it."""
        der = ssl.PEM_cert_to_DER_cert(self.authority.read_text(encoding="ascii"))
        return hashlib.sha256(der).hexdigest().upper()


def office_of(data: Path) -> Office:
    """The one of a data directory, made or not."""
    return Office(data / "tls")


def issue(data: Path, names: Names, *, fresh: bool = False) -> tuple[Office, bool]:
    """Make the server's certificate, and the authority where there is none; → whether phones must be told anew.

    Phones trust the authority, so it stays as long as it may vouch for all the names.
    """
    office = office_of(data)
    using = issuer()
    try:
        made = fresh or not office.authority.exists()
        authority = using.authority(TITLE, names) if made else _kept(office)
        server = _vouched_for(office, using, authority, names)
        if not made:
            _require_trusted(authority, server, names)
        office.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if made:
            _write(office.authority_key, authority.key, 0o600)
            _write(office.authority, authority.certificate, 0o644)
        _write(office.key, server.key, 0o600)
        _write(office.certificate, server.certificate + authority.certificate, 0o644)
    except OSError as error:
        raise AppError(
            f"{error.filename or office.folder}：读写失败（{error.strerror}）。请检查权限和磁盘空间，再运行一次。",
            f"{error.filename or office.folder}: cannot be read or written ({error.strerror}). Check permissions and "
            "disk space, then run again.",
        ) from error
    return office, made


def _vouched_for(office: Office, using: Issuer, authority: Pair, names: Names) -> Pair:
    try:
        return using.server(authority, names)
    except (ValueError, TypeError) as error:
        raise AppError(
            f"{office.authority_key}：不是没有口令的 PEM 私钥（{error}）。请从备份恢复；"
            "找不回来就用 --new-ca 重新做，各手机要重新安装证书。",
            f"{office.authority_key}: no PEM private key without a password ({error}). Restore it from a backup, "
            "or make a new authority with --new-ca, which every phone has to install.",
        ) from error


def context_of(certificate: Path, key: Path) -> ssl.SSLContext:
    """A certificate and its key → what a server needs to speak TLS, or an error that says which file is wrong."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    for path in (certificate, key):
        if not path.is_file():
            raise AppError(
                f"没有 {path}。请先运行 ./run cert 生成，或用 --cert 文件 --key 文件 指出单位发的证书。",
                f"{path} is missing. Make it with ./run cert, or name a certificate with --cert FILE --key FILE.",
            )
    try:
        context.load_cert_chain(certificate, key, password=_no_password)
    except (OSError, ValueError) as error:
        raise AppError(
            f"{certificate} 和 {key} 不能一起使用（{error}）。应为 PEM 格式，证书与私钥是一对，私钥没有口令。",
            f"{certificate} and {key} do not work together ({error}). Both must be PEM, belong together, and the key "
            "must have no password.",
        ) from None
    return context


def _no_password() -> str:
    """OpenSSL would ask on the terminal, where nobody may be."""
    raise ValueError("the key has a password")


def _kept(office: Office) -> Pair:
    return Pair(office.authority_key.read_bytes(), office.authority.read_bytes())


def _require_trusted(authority: Pair, server: Pair, names: Names) -> None:
    """A name that the authority may not vouch for gives a certificate that no phone takes; better told here."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=authority.certificate.decode())
    for name in (*names.hosts, *names.addresses):
        if (reason := _refusal(context, server, name)) is not None:
            raise AppError(
                f"原来的本单位证书不能为 {name} 作证（{reason}）。请加 --new-ca 重做；手机要重新安装 ca.crt。",
                f"The authority that is here cannot vouch for {name} ({reason}). Add --new-ca to make another; phones "
                "have to install ca.crt again.",
            )


def _refusal(context: ssl.SSLContext, server: Pair, name: str) -> str | None:
    """A handshake in memory: why a client that trusts the authority refuses, or None."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    with TemporaryDirectory(prefix="hongxian-") as folder:
        chain = Path(folder) / "server.pem"
        _write(chain, server.key + server.certificate, 0o600)
        served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        served.load_cert_chain(chain)
    client = context.wrap_bio(to_client, to_server, server_hostname=name)
    answering = served.wrap_bio(to_server, to_client, server_side=True)
    for side in (client, answering, client):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
        except ssl.SSLCertVerificationError as error:
            return error.verify_message
    return None


def _write(path: Path, data: bytes, mode: int) -> None:
    """Whole or not at all, and never readable by others for a moment."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    write_new(fresh, data, mode)
    os.replace(fresh, path)
    Disk().fsync_folder(path.parent)
