"""Signed text ⇄ the envelope it travels in; what counts as a good signature.

An envelope is `{"signed": "<exact JSON text>", "sigs": [{"k", "alg", "s"}]}`. The signature covers a tag
and then the literal text, so nobody has to agree on canonical JSON, and a root can never pass for a
release.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from webapp.release import ed25519
from webapp.rules.canonical import canonical_json

ED25519 = "ed25519"
RELEASE_TAG = b"hongxian-release-v1\n"
ROOT_TAG = b"hongxian-root-v1\n"
MAX_ENVELOPE = 16 * 1024
MAX_SIGNATURES = 16
MAX_INTEGER = 2**53 - 1
LONGEST_WHOLE = 400  # digits


class Refused(Exception):  # noqa: N818 - "refused" is the word of the format
    """What was offered is not taken; `code` is one of the codes of the format, equal in JavaScript."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class Signature:
    """One claim of one key over the text beside it."""

    key: str
    algorithm: str
    value: str


@dataclass(frozen=True)
class Envelope:
    """A text and who claims to have signed it; nothing is verified yet."""

    signed: str
    signatures: tuple[Signature, ...]


class NamedKey(Protocol):
    """A public key under its short name."""

    @property
    def key_id(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of `public`; envelopes name the key so."""

    @property
    def alg(self) -> str:
        """`ed25519`, or the name of an algorithm that phones do not count."""

    @property
    def public(self) -> bytes:
        """The raw public key: 32 bytes for Ed25519."""


class Signer(NamedKey, Protocol):
    """Whoever can sign: a key file, or a command that speaks to a card or a device."""

    def sign(self, message: bytes) -> bytes:
        """Tag and text → the raw signature (Ed25519: 64 bytes), already verified; ReleaseError when there is none."""


def key_id(public: bytes) -> str:
    """A raw public key → its short name in envelopes."""
    return hashlib.sha256(public).hexdigest()[:16]


def text_digest(signed: str) -> str:
    """A signed text → the SHA-256 it is known by (`prev`, fingerprint)."""
    return hashlib.sha256(signed.encode()).hexdigest()


def seal(text: str, tag: bytes, signers: Iterable[Signer]) -> bytes:
    """A text → the envelope with one signature per signer."""
    message = tag + text.encode()
    sigs = [{"k": signer.key_id, "alg": signer.alg, "s": signer.sign(message).hex()} for signer in signers]
    return canonical_json({"signed": text, "sigs": sigs})


def open_envelope(data: bytes, limit: int = MAX_ENVELOPE) -> Envelope:
    """Bytes from anywhere → an envelope; a byte order mark or blanks around it do no harm."""
    if len(data) > limit:
        raise Refused("too-large", f"{len(data)} > {limit} bytes")
    value = parse_object(data)
    signed, sigs = value.get("signed"), value.get("sigs")
    if not isinstance(signed, str) or not isinstance(sigs, list) or len(sigs) > MAX_SIGNATURES:
        raise Refused("bad-envelope", "signed, sigs")
    if not _well_formed(signed):
        raise Refused("bad-envelope", "half a surrogate pair")
    return Envelope(signed, tuple(_signature(entry) for entry in sigs))


def parse_object(data: bytes | str) -> dict[str, Any]:
    """JSON text → an object, or `not-json` / `bad-envelope` as JavaScript's `JSON.parse` would have it."""
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
        value = json.loads(text, parse_constant=_no_constant, parse_float=_number, parse_int=_whole)
    except RecursionError:
        raise Refused("bad-envelope", "nested too deeply") from None
    except ValueError as error:
        raise Refused("not-json", str(error)) from None
    if not isinstance(value, dict):
        raise Refused("bad-envelope", "not an object")
    return value


def good_keys(envelope: Envelope, tag: bytes, keys: Mapping[str, bytes]) -> set[str]:
    """The keys among `keys` that really signed the text; a key that signed twice counts once."""
    message = tag + envelope.signed.encode()
    return {s.key for s in envelope.signatures if s.key in keys and _holds(s, message, keys[s.key])}


def is_hex(value: object, digits: int) -> bool:
    """Lower-case hexadecimal of exactly so many digits."""
    return isinstance(value, str) and len(value) == digits and all(c in "0123456789abcdef" for c in value)


def is_count(value: object) -> bool:
    """A whole number from 0 that JavaScript can hold exactly."""
    return type(value) is int and 0 <= value <= MAX_INTEGER


def _holds(signature: Signature, message: bytes, public: bytes) -> bool:
    if signature.algorithm != ED25519 or not is_hex(signature.value, 128):
        return False
    return ed25519.verify(public, message, bytes.fromhex(signature.value))


def _signature(entry: object) -> Signature:
    fields = [entry.get(name) for name in ("k", "alg", "s")] if isinstance(entry, dict) else [None]
    if not all(isinstance(field, str) for field in fields):
        raise Refused("bad-envelope", "sigs")
    return Signature(*map(str, fields))


def _well_formed(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _whole(text: str) -> int | float:
    """Python refuses to read thousands of digits; JavaScript makes infinity of them, which is no count either."""
    return int(text) if len(text) < LONGEST_WHOLE else float(text)


def _number(text: str) -> int | float:
    """`1.0` is the whole number 1 to JavaScript, so it is here."""
    value = float(text)
    return int(value) if value.is_integer() else value
