"""Writes `ed25519.json`: signatures that Python and JavaScript must judge alike.

    python -m tests.vectors.make_ed25519

The keys are fixed and for tests only. Signing here is the textbook algorithm, so that wrong signatures
can be made too.
"""

from __future__ import annotations

import json
from hashlib import sha512
from pathlib import Path
from typing import Any

from webapp.release import ed25519
from webapp.release.ed25519 import BASE, L, P, Point

HERE = Path(__file__).resolve().parent
MESSAGE = b"hongxian-release-v1\n" + '{"t":"release","notes":"红线"}'.encode()
Vector = dict[str, Any]

RFC_8032 = [  # section 7.1: name, secret, message
    ("TEST 1", "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", b""),
    ("TEST 2", "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", b"\x72"),
    ("TEST 3", "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", b"\xaf\x82"),
    (
        "TEST SHA(abc)",
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        sha512(b"abc").digest(),
    ),
]


def main() -> None:
    """Write the file."""
    write(HERE / "ed25519.json", vectors())


def write(path: Path, rows: list[Vector]) -> None:
    """One row per line, so that a change can be read."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")


def vectors() -> list[Vector]:
    """Every group of vectors."""
    return [
        *good(),
        *flipped(),
        *wrong_scalars(),
        *wrong_lengths(),
        *small_order_keys(),
        *not_canonical(),
        *small_order_r(),
    ]


def good() -> list[Vector]:
    """The standard's own, ours, and messages around the block size of SHA-512."""
    rows = [
        vector(
            f"RFC 8032 {name}",
            public_of(bytes.fromhex(secret)),
            message,
            sign(bytes.fromhex(secret), message),
            True,
        )
        for name, secret, message in RFC_8032
    ]
    for length in (1, 31, 32, 47, 48, 63, 64, 111, 112, 127, 128, 129, 255, 256, 1023, 4096):
        message = bytes(i * 7 % 256 for i in range(length))
        rows.append(vector(f"message of {length} bytes", PUBLIC, message, sign(SECRET, message), True))
    return [*rows, vector("Chinese text", PUBLIC, MESSAGE, SIGNATURE, True)]


def flipped() -> list[Vector]:
    """One bit wrong, in each part."""
    rows = [
        vector(f"signature, bit {bit} flipped", PUBLIC, MESSAGE, flip(SIGNATURE, bit), False)
        for bit in (0, 7, 100, 254, 255, 256, 300, 400, 500, 507, 508, 509, 510, 511)
    ]
    rows += [
        vector(f"key, bit {bit} flipped", flip(PUBLIC, bit), MESSAGE, SIGNATURE, False)
        for bit in (0, 1, 100, 254, 255)
    ]
    rows += [
        vector(f"message, bit {bit} flipped", PUBLIC, flip(MESSAGE, bit), SIGNATURE, False)
        for bit in (0, 160, 200)
    ]
    other = bytes([9]) * 32
    return [
        *rows,
        vector("signed by another key", PUBLIC, MESSAGE, sign(other, MESSAGE), False),
        vector("message cut by a byte", PUBLIC, MESSAGE[:-1], SIGNATURE, False),
        vector("byte order mark before the message", PUBLIC, b"\xef\xbb\xbf" + MESSAGE, SIGNATURE, False),
        vector("R and S exchanged", PUBLIC, MESSAGE, SIGNATURE[32:] + SIGNATURE[:32], False),
    ]


def wrong_scalars() -> list[Vector]:
    """S + kL satisfies the equation and is refused all the same, or a signature would have many forms."""
    scalar = int.from_bytes(SIGNATURE[32:], "little")
    rows = []
    for name, value in [
        ("S + L", scalar + L),
        ("S + 2L", scalar + 2 * L),
        ("S + 7L", scalar + 7 * L),
        ("S = L", L),
        ("S = L - 1", L - 1),
        ("S = 0", 0),
        ("S = 2^256 - 1", 2**256 - 1),
        ("S negated", L - scalar),
    ]:
        rows.append(vector(name, PUBLIC, MESSAGE, SIGNATURE[:32] + value.to_bytes(32, "little"), False))
    return rows


def wrong_lengths() -> list[Vector]:
    """Too short, too long, nothing at all."""
    return [
        vector("empty signature", PUBLIC, MESSAGE, b"", False),
        vector("signature of 63 bytes", PUBLIC, MESSAGE, SIGNATURE[:63], False),
        vector("signature of 65 bytes", PUBLIC, MESSAGE, SIGNATURE + b"\0", False),
        vector("signature of zeros", PUBLIC, MESSAGE, bytes(64), False),
        vector("empty key", b"", MESSAGE, SIGNATURE, False),
        vector("key of 31 bytes", PUBLIC[:31], MESSAGE, SIGNATURE, False),
        vector("key of 33 bytes", PUBLIC + b"\0", MESSAGE, SIGNATURE, False),
    ]


def small_order_keys() -> list[Vector]:
    """Under a key of small order anybody can sign: R = -kA, S = 0. All eight, each with a signature that fits."""
    rows = []
    for number, point in enumerate(small_points()):
        public = ed25519.encode(point)
        message, signature = fitting(public, point)
        rows.append(vector(f"key of small order, number {number}", public, message, signature, False))
    return rows


def not_canonical() -> list[Vector]:
    """Encodings with y >= p or a negative zero, as key and as R."""
    rows = []
    sign_bit = 1 << 255
    for name, number in [
        ("y = p", P),
        ("y = p + 1", P + 1),
        ("y = 2^255 - 1", 2**255 - 1),
        ("negative zero", 1 | sign_bit),
        ("negative zero, y = -1", (P - 1) | sign_bit),
        ("y = p + 1, negative", (P + 1) | sign_bit),
    ]:
        data = number.to_bytes(32, "little")
        rows.append(vector(f"key not canonical: {name}", data, MESSAGE, data + bytes(32), False))
        rows.append(
            vector(
                f"R not canonical: {name}",
                PUBLIC,
                MESSAGE,
                data + scalar_for(data).to_bytes(32, "little"),
                False,
            )
        )
    not_a_point = next(y for y in range(2, 99) if ed25519.decode(y.to_bytes(32, "little")) is None)
    data = not_a_point.to_bytes(32, "little")
    return [
        *rows,
        vector("key is no point", data, MESSAGE, SIGNATURE, False),
        vector("R is no point", PUBLIC, MESSAGE, data + SIGNATURE[32:], False),
    ]


def small_order_r() -> list[Vector]:
    """R neutral under an honest key fits the equation, so it holds; R of order two does not (no cofactor)."""
    neutral = ed25519.encode(ed25519.NEUTRAL)
    order_two = ed25519.encode((0, P - 1, 1, 0))
    return [
        vector(
            "R neutral, honest key",
            PUBLIC,
            MESSAGE,
            neutral + scalar_for(neutral).to_bytes(32, "little"),
            True,
        ),
        vector(
            "R off by a point of order two",
            PUBLIC,
            MESSAGE,
            order_two + scalar_for(order_two).to_bytes(32, "little"),
            False,
        ),
    ]


def sign(seed: bytes, message: bytes) -> bytes:
    """RFC 8032, section 5.1.6."""
    secret, prefix = expand(seed)
    public = public_of(seed)
    r = int.from_bytes(sha512(prefix + message).digest(), "little") % L
    first = ed25519.encode(ed25519.multiply(r, BASE))
    return first + ((r + challenge(first, public, message) * secret) % L).to_bytes(32, "little")


def public_of(seed: bytes) -> bytes:
    """Secret bytes → raw public key."""
    return ed25519.encode(ed25519.multiply(expand(seed)[0], BASE))


def expand(seed: bytes) -> tuple[int, bytes]:
    """Secret bytes → secret scalar and nonce prefix."""
    digest = sha512(seed).digest()
    return int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | (1 << 254), digest[32:]


def challenge(first: bytes, public: bytes, message: bytes) -> int:
    """The number k of the equation."""
    return int.from_bytes(sha512(first + public + message).digest(), "little") % L


def scalar_for(first: bytes) -> int:
    """The S that fits R = neutral, given the bytes that claim to be R."""
    return challenge(first, PUBLIC, MESSAGE) * expand(SECRET)[0] % L


def small_points() -> list[Point]:
    """The eight points of small order, as multiples of one of order eight."""
    y = 2
    while True:
        point = ed25519.decode(y.to_bytes(32, "little"))
        if point:
            torsion = ed25519.multiply(L, point)
            points = [ed25519.multiply(k, torsion) for k in range(8)]
            if len({ed25519.encode(p) for p in points}) == 8:
                return points
        y += 1


def fitting(public: bytes, point: Point) -> tuple[bytes, bytes]:
    """A message and the signature R = -kA, S = 0 that fits it: k depends on R, so try until they meet."""
    for number in range(10_000):
        message = b"small order %d" % number
        for k in range(8):
            minus = ed25519.encode(ed25519.multiply(8 - k, point))
            if challenge(minus, public, message) % 8 == k:
                return message, minus + bytes(32)
    raise AssertionError("no fitting message")


def flip(data: bytes, bit: int) -> bytes:
    """One bit of `data` inverted."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def vector(name: str, public: bytes, message: bytes, signature: bytes, valid: bool) -> Vector:
    """One row of the file."""
    return {
        "name": name,
        "public": public.hex(),
        "message": message.hex(),
        "signature": signature.hex(),
        "valid": valid,
    }


SECRET = bytes(range(32))
PUBLIC = public_of(SECRET)
SIGNATURE = sign(SECRET, MESSAGE)

if __name__ == "__main__":
    main()
