"""Certificates by the `cryptography` package, which is optional because it is compiled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module
from ipaddress import ip_address, ip_network
from typing import Any

from webapp.tls.names import Names
from webapp.tls.pair import AUTHORITY_DAYS, SERVER_DAYS, YESTERDAY, Pair


class Cryptography:
    """Raises ImportError where the package is not."""

    def __init__(self) -> None:
        self.x509: Any = import_module("cryptography.x509")
        self.hashes: Any = import_module("cryptography.hazmat.primitives.hashes")
        self.ec: Any = import_module("cryptography.hazmat.primitives.asymmetric.ec")
        self.pem: Any = import_module("cryptography.hazmat.primitives.serialization")

    def authority(self, title: str, names: Names) -> Pair:
        """As `issuer.Issuer` says; good from yesterday on, for clocks that are slow."""
        key, subject = self._key(), self._subject(title)
        usage = self._usage(key_cert_sign=True, crl_sign=True)
        extensions = [
            (self.x509.BasicConstraints(ca=True, path_length=0), True),
            (usage, True),
            (self.x509.NameConstraints(self._permitted(names), None), True),
            (self.x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        ]
        return self._pair(key, subject, subject, key, AUTHORITY_DAYS, extensions)

    def server(self, authority: Pair, names: Names) -> Pair:
        """As `issuer.Issuer` says; ValueError or TypeError for a key that is no unencrypted PEM."""
        signer = self.pem.load_pem_private_key(authority.key, None)
        issued_by = self.x509.load_pem_x509_certificate(authority.certificate).subject
        key = self._key()
        extensions = [
            (self.x509.BasicConstraints(ca=False, path_length=None), True),
            (self._usage(digital_signature=True), True),
            (self.x509.ExtendedKeyUsage([self.x509.ExtendedKeyUsageOID.SERVER_AUTH]), False),
            (self.x509.SubjectAlternativeName(self._alternatives(names)), False),
            (self.x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
            (self.x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False),
        ]
        return self._pair(key, self._subject(names.subject), issued_by, signer, SERVER_DAYS, extensions)

    def _key(self) -> Any:
        return self.ec.generate_private_key(self.ec.SECP256R1())

    def _subject(self, title: str) -> Any:
        return self.x509.Name([self.x509.NameAttribute(self.x509.NameOID.COMMON_NAME, title[:64])])

    def _usage(self, **wanted: bool) -> Any:
        names = (
            "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign "
            "crl_sign encipher_only decipher_only"
        ).split()
        return self.x509.KeyUsage(**{name: wanted.get(name, False) for name in names})

    def _permitted(self, names: Names) -> list[Any]:
        hosts = [self.x509.DNSName(name) for name in names.permitted_hosts]
        return [*hosts, *(self.x509.IPAddress(ip_network(each)) for each in names.permitted_networks)]

    def _alternatives(self, names: Names) -> list[Any]:
        hosts = [self.x509.DNSName(name) for name in names.hosts]
        return [*hosts, *(self.x509.IPAddress(ip_address(each)) for each in names.addresses)]

    def _pair(
        self,
        key: Any,
        subject: Any,
        issued_by: Any,
        signer: Any,
        days: int,
        extensions: list[tuple[Any, bool]],
    ) -> Pair:
        now = datetime.now(UTC)
        builder = (
            self.x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issued_by)
            .public_key(key.public_key())
            .serial_number(self.x509.random_serial_number())
            .not_valid_before(now - YESTERDAY)
            .not_valid_after(now + timedelta(days=days))
        )
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        pem = self.pem.Encoding.PEM
        private = key.private_bytes(pem, self.pem.PrivateFormat.PKCS8, self.pem.NoEncryption())
        return Pair(private, builder.sign(signer, self.hashes.SHA256()).public_bytes(pem))
