"""A shared secret and the time → the six digits of an authenticator app (RFC 6238, SHA-1, 30 s). Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from urllib.parse import quote

STEP = 30
DIGITS = 6
# Clocks of phones differ; one step either way.
TOLERANCE = 1


def code_at(secret: str, step: int) -> str:
    """The digits of one step."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def step_of(code: str, secret: str, seconds: float, last: int) -> int | None:
    """The step that a code is of, when it is now and was not used before; None when it is wrong."""
    now = int(seconds) // STEP
    typed = "".join(code.split())
    for step in range(now - TOLERANCE, now + TOLERANCE + 1):
        if step > last and hmac.compare_digest(code_at(secret, step).encode(), typed.encode()):
            return step
    return None


def address(secret: str, name: str) -> str:
    """What a QR code says to an authenticator app."""
    label = quote(f"红线随身查:{name}")
    return (
        f"otpauth://totp/{label}?secret={secret}&issuer={quote('红线随身查')}&digits={DIGITS}&period={STEP}"
    )
