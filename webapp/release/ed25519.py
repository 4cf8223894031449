"""Public key + message + signature → does the signature hold? Pure Python, RFC 8032, strict.

The same rules, in the same order, as `static/js/crypto/ed25519.js`; `tests/vectors/ed25519.json` ties the
two:

1. the key has 32 bytes, the signature 64;
2. S < L, so a signature has one form only;
3. the key is a canonical encoding of a point (y < p, no negative zero) that is not of small order;
4. [S]B − [k]A, encoded, equals the first half of the signature byte for byte (no cofactor), so that half
   is canonical too.

Only public data passes through here, so nothing needs to run in constant time. Signing is in
`signing.py`.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha512

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

# A point in extended coordinates: x = X/Z, y = Y/Z, x·y = T/Z.
Point = tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)


@lru_cache(maxsize=256)  # a store looks at the same few statements again and again
def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """True when `signature` over `message` was made with the private half of `public`."""
    if len(public) != 32 or len(signature) != 64:
        return False
    scalar = int.from_bytes(signature[32:], "little")
    key = decode(public)
    if scalar >= L or key is None or _small_order(key):
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % L
    return encode(_combine(scalar, challenge, _negate(key))) == signature[:32]


def decode(data: bytes) -> Point | None:
    """32 bytes → the point they stand for, or None when they are no canonical encoding of one."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if y >= P:
        return None
    x = _x_of(y)
    if x is None or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def encode(point: Point) -> bytes:
    """A point → its 32 bytes."""
    x, y, z, _ = point
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def add(one: Point, other: Point) -> Point:
    """The sum of two points; right for equal and for neutral ones too."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar: int, point: Point) -> Point:
    """`point` added to itself `scalar` times."""
    total = NEUTRAL
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point = add(point, point)
        scalar >>= 1
    return total


def _x_of(y: int) -> int | None:
    """A square root of (y² − 1) / (d·y² + 1), if there is one."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_ONE % P
    return x if x * x % P == square else None


def _negate(point: Point) -> Point:
    return (P - point[0], point[1], point[2], P - point[3])


def _small_order(point: Point) -> bool:
    """True for the eight points whose eightfold is neutral."""
    x, y, z, _ = multiply(8, point)
    return x == 0 and y == z


def _combine(scalar: int, other_scalar: int, other: Point) -> Point:
    """[scalar]B + [other_scalar]other in one pass over the bits."""
    both = add(BASE, other)
    total = NEUTRAL
    for bit in range(255, -1, -1):
        total = add(total, total)
        choice = (scalar >> bit & 1) | (other_scalar >> bit & 1) << 1
        if choice:
            total = add(total, (NEUTRAL, BASE, other, both)[choice])
    return total


def _base_point() -> Point:
    point = decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    assert point is not None
    return point


BASE = _base_point()
