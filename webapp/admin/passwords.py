"""A password → what is stored of it, by scrypt of the standard library, four at a time.

Each hash takes 32 MB for about 0.1 s. However many sign in at once, four of them are hashed and the rest wait, so
memory stays bounded.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import unicodedata

COST = 2**15
BLOCK = 8
AT_ONCE = 4

_turn = threading.BoundedSemaphore(AT_ONCE)


def hashed(password: str) -> str:
    """`scrypt$<cost>$<salt>$<key>`, with a salt of its own."""
    salt = secrets.token_bytes(16)
    return f"scrypt${COST}${salt.hex()}${_key(password, salt, COST).hex()}"


def matches(password: str, stored: str | None) -> bool:
    """Whether it is the one that was stored; takes as long when nothing was."""
    _, cost, salt, key = (stored or NOBODY).split("$")
    same = hmac.compare_digest(_key(password, bytes.fromhex(salt), int(cost)), bytes.fromhex(key))
    return same and stored is not None


def _key(password: str, salt: bytes, cost: int) -> bytes:
    """The same password typed on another keyboard is the same: NFKC."""
    words = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    with _turn:
        return hashlib.scrypt(words, salt=salt, n=cost, r=BLOCK, p=1, maxmem=256 * COST * BLOCK, dklen=32)


# Compared with when there is no such account, so that a wrong name takes as long as a wrong password.
NOBODY = f"scrypt${COST}${'00' * 16}${'00' * 32}"
