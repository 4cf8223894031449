"""Writes `statements.json`: what a phone trusts + an envelope → `newer`, `same`, `root`, or the code of
the refusal.

    python -m tests.vectors.make_statements

A row is {name, kind: head | root, trusted: {root: envelope, ch, epoch, seq, floor: {epoch, seq},
current_signed}, envelope | envelope_hex, expected}. epoch and seq are 0 when nothing is held;
`current_signed` is null when the text of what is held is lost; `envelope_hex` stands where the bytes are
not UTF-8. The keys are fixed and for tests only.
"""

from __future__ import annotations

from typing import Any

from tests.vectors.make_ed25519 import HERE, L, write
from tests.vectors.signed_texts import (
    CHANNEL,
    RELEASE_A,
    RELEASE_B,
    ROOT_1,
    ROOT_A,
    ROOT_B,
    ROOT_C,
    STRANGER,
    TestKey,
    entry,
    envelope,
    reorder,
    root,
    root_text,
    statement,
)
from webapp.release.envelope import RELEASE_TAG, ROOT_TAG, seal
from webapp.rules.canonical import canonical_json

Row = dict[str, Any]


def main() -> None:
    """Write the file."""
    write(HERE / "statements.json", rows())


def rows() -> list[Row]:
    """Every group of rows."""
    return [
        *order(),
        *signatures(),
        *fields(),
        *envelopes(),
        *thresholds(),
        *roots(),
        *root_thresholds(),
        *pinned(),
    ]


def order() -> list[Row]:
    """Never older, never two texts for one number, never too far ahead."""
    held = statement(seq=5)
    again = statement(seq=5, notes="another text")
    return [
        head("first install", statement(), "newer"),
        head("first install, far from the start", statement(seq=1_000_000), "newer"),
        head("first install, too far", statement(seq=1_000_001), "too-far-ahead"),
        head("the same text", held, "same", seq=5, current=held),
        head("the same number, another text", again, "same-seq-different", seq=5, current=held),
        head("the same number, text of ours lost", again, "newer", seq=5),
        head("next", statement(seq=6), "newer", seq=5, current=held),
        head("200 releases missed", statement(seq=205), "newer", seq=5, current=held),
        head("one older", statement(seq=4), "older", seq=5, current=held),
        head("much older", statement(seq=1), "older", seq=900, current=held),
        head("a million ahead", statement(seq=1_000_005), "newer", seq=5, current=held),
        head("more than a million ahead", statement(seq=1_000_006), "too-far-ahead", seq=5, current=held),
        head("2^50 ahead", statement(seq=2**50), "too-far-ahead", seq=5, current=held),
        head("after a wipe, the floor itself", statement(seq=7), "newer", floor=(1, 7)),
        head("after a wipe, below the floor", statement(seq=6), "older", floor=(1, 7)),
        head("after a wipe, a million above the floor", statement(seq=1_000_007), "newer", floor=(1, 7)),
        head(
            "after a wipe, too far above the floor", statement(seq=1_000_008), "too-far-ahead", floor=(1, 7)
        ),
        head(
            "held, but below a newer floor: the same text", held, "older", seq=5, current=held, floor=(1, 7)
        ),
        head("held, above an old floor", statement(seq=6), "newer", seq=5, current=held, floor=(1, 2)),
        head("a later epoch starts again", statement(epoch=2, seq=1), "newer", seq=900, root=root(epoch=2)),
        head(
            "a later epoch, too far",
            statement(epoch=2, seq=1_000_001),
            "too-far-ahead",
            seq=900,
            root=root(epoch=2),
        ),
        head(
            "an earlier epoch with a higher number",
            statement(seq=901),
            "older",
            epoch=2,
            seq=3,
            root=root(epoch=2),
        ),
        head("an epoch that the root does not know", statement(epoch=2), "bad-root"),
        head("a root that we do not have yet", statement(root=2), "bad-root"),
        head("an older root than ours", statement(root=1), "newer", root=root(n=2)),
        head("an expired release is still the newest", statement(expires="2001-01-01T00:00:00Z"), "newer"),
        head("needs a newer bootloader", statement(boot_min=2), "boot-too-old"),
        head(
            "older and needs a newer bootloader", statement(boot_min=2, seq=4), "older", seq=5, current=held
        ),
    ]


def signatures() -> list[Row]:
    """Who may sign a release."""
    text = statement()
    good = entry(RELEASE_A, text)
    s_plus_l = (
        good["s"][:64]
        + (int.from_bytes(bytes.fromhex(good["s"][64:]), "little") + L).to_bytes(32, "little").hex()
    )
    return [
        head("no signature", text, "bad-signature", sigs=[]),
        head("signed by a stranger", text, "bad-signature", signers=[STRANGER]),
        head("signed by a root key", text, "bad-signature", signers=[ROOT_A]),
        head(
            "a stranger under a known key's name",
            text,
            "bad-signature",
            sigs=[{**entry(STRANGER, text), "k": RELEASE_A.key_id}],
        ),
        head("signed with the tag of a root", text, "bad-signature", sigs=[entry(RELEASE_A, text, ROOT_TAG)]),
        head("signed without a tag", text, "bad-signature", sigs=[entry(RELEASE_A, text, b"")]),
        head("one character changed", text.replace('"seq":1', '"seq":2'), "bad-signature", sigs=[good]),
        head("a blank added", text + " ", "bad-signature", sigs=[good]),
        head("S + L", text, "bad-signature", sigs=[{**good, "s": s_plus_l}]),
        head("signature in capital letters", text, "bad-signature", sigs=[{**good, "s": good["s"].upper()}]),
        head("signature cut", text, "bad-signature", sigs=[{**good, "s": good["s"][:-2]}]),
        head("signature not hexadecimal", text, "bad-signature", sigs=[{**good, "s": "zz" * 64}]),
        head("unknown algorithm only", text, "bad-signature", sigs=[{**good, "alg": "sm2-sm3"}]),
        head(
            "unknown algorithm beside a good one",
            text,
            "newer",
            sigs=[{**good, "alg": "sm2-sm3", "s": "00"}, good],
        ),
        head("a stranger beside a good one", text, "newer", sigs=[entry(STRANGER, text), good]),
        head("a bad and a good one by the same key", text, "newer", sigs=[{**good, "s": "00" * 64}, good]),
        head("a root statement signed by a release key", root_text(), "wrong-type", signers=[RELEASE_A]),
    ]


def fields() -> list[Row]:
    """What a rightly signed text may not say."""
    ref = {"h": "ab" * 32, "n": 10}
    bad_fields: list[tuple[str, dict[str, Any]]] = [
        ("seq 0", {"seq": 0}),
        ("seq negative", {"seq": -1}),
        ("seq as text", {"seq": "1"}),
        ("seq 1.5", {"seq": 1.5}),
        ("seq true", {"seq": True}),
        ("seq beyond 2^53", {"seq": 2**53}),
        ("epoch 0", {"epoch": 0}),
        ("epoch missing", {"epoch": None}),
        ("root as text", {"root": "1"}),
        ("boot_min missing", {"boot_min": None}),
        ("shell missing", {"shell": None}),
        ("shell without length", {"shell": {"h": "ab" * 32}}),
        ("shell digest in capitals", {"shell": {"h": "AB" * 32, "n": 1}}),
        ("shell digest short", {"shell": {"h": "ab", "n": 1}}),
        ("shell digest is a path", {"shell": {"h": "../" * 21 + "x", "n": 1}}),
        ("first with negative length", {"first": {"h": "ab" * 32, "n": -1}}),
        ("analyzer is a list", {"analyzer": [1]}),
        ("content is text", {"content": "x"}),
        ("time is a number", {"time": 1}),
        ("expires missing", {"expires": None}),
        ("recall is text", {"recall": "rule-1"}),
        ("recall holds numbers", {"recall": [1]}),
    ]
    rows = [head(f"field: {name}", statement(**change), "bad-envelope") for name, change in bad_fields]
    return [
        *rows,
        head(
            "unknown fields are ignored", statement(tomorrow={"x": [1]}, shell={**ref, "extra": 1}), "newer"
        ),
        head("a recall", statement(recall=["rule-1"]), "newer"),
        head(
            "field: seq of 5,000 digits",
            statement(seq=7).replace('"seq":7', f'"seq":{"7" * 5000}'),
            "bad-envelope",
        ),
        head("a million as 1.0e6", statement(seq=1_000_000).replace("1000000", "1.0e6"), "newer"),
        head(
            "twice the same field, the last one counts",
            statement().replace('"t":"release"', '"t":"x","t":"release"'),
            "newer",
        ),
        head(
            "__proto__ is a field like any other",
            statement().replace('{"', '{"__proto__":{"seq":9},"', 1),
            "newer",
        ),
        head("version 2", statement(v=2), "unknown-version"),
        head("version as text", statement(v="1"), "unknown-version"),
        head("version missing", statement(v=None), "unknown-version"),
        head("version 2 of other fields", '{"ch":"test-channel","t":"release","v":2}', "unknown-version"),
        head("another type", statement(t="stamp"), "wrong-type"),
        head("type missing", statement(t=None), "wrong-type"),
        head("another channel", statement(ch="other-channel"), "wrong-channel"),
        head("channel missing", statement(ch=None), "wrong-channel"),
        head("another type and version", statement(t="stamp", v=2), "wrong-type"),
        head("another version and channel", statement(v=2, ch="other-channel"), "unknown-version"),
        head("signed text is no JSON", "release", "bad-envelope"),
        head("signed text is a list", "[1]", "bad-envelope"),
        head("signed text is null", "null", "bad-envelope"),
        head("signed text is empty", "", "bad-envelope"),
        head("NaN in the signed text", statement().replace('"seq":1', '"seq":NaN'), "bad-envelope"),
    ]


def envelopes() -> list[Row]:
    """What arrives instead of an envelope."""
    good = seal(statement(), RELEASE_TAG, [RELEASE_A]).decode()
    lone = seal(statement(notes="�"), RELEASE_TAG, [RELEASE_A]).decode().replace("�", "\\ud800")
    many = [entry(STRANGER, statement())] * 17
    raw = [
        ("empty", "", "not-json"),
        ("blanks", "  \n", "not-json"),
        ("a web page", "<!doctype html><title>登录</title>", "not-json"),
        ("cut in the middle", good[: len(good) // 2], "not-json"),
        ("last byte missing", good[:-1], "not-json"),
        ("something after the end", good + "x", "not-json"),
        ("two envelopes", good + good, "not-json"),
        ("a byte order mark before it", "﻿" + good, "newer"),
        ("a newline after it", good + "\r\n", "newer"),
        ("NaN", '{"signed":NaN,"sigs":[]}', "not-json"),
        ("single quotes", "{'signed':'','sigs':[]}", "not-json"),
        ("a newline inside a text", '{"signed":"a\nb","sigs":[]}', "not-json"),
        ("null", "null", "bad-envelope"),
        ("a number", "17", "bad-envelope"),
        ("a list", "[]", "bad-envelope"),
        ("a text", '"release"', "bad-envelope"),
        ("an empty object", "{}", "bad-envelope"),
        ("no sigs", '{"signed":"{}"}', "bad-envelope"),
        ("no signed", '{"sigs":[]}', "bad-envelope"),
        ("signed is an object", '{"signed":{},"sigs":[]}', "bad-envelope"),
        ("sigs is an object", '{"signed":"{}","sigs":{}}', "bad-envelope"),
        ("a signature is null", '{"signed":"{}","sigs":[null]}', "bad-envelope"),
        ("a signature is a list", '{"signed":"{}","sigs":[["k","ed25519","00"]]}', "bad-envelope"),
        ("a signature without k", '{"signed":"{}","sigs":[{"alg":"ed25519","s":"00"}]}', "bad-envelope"),
        ("s is a number", '{"signed":"{}","sigs":[{"k":"x","alg":"ed25519","s":1}]}', "bad-envelope"),
        ("17 signatures", canonical_json({"signed": statement(), "sigs": many}).decode(), "bad-envelope"),
        ("half a surrogate pair instead of U+FFFD", lone, "bad-envelope"),
        ("other fields beside", '{"x":1,' + good[1:], "newer"),
        ("a number of 5,000 digits beside", f'{{"x":{"9" * 5000},' + good[1:], "newer"),
        ("keys in another order", reorder(good), "newer"),
        ("16 KB exactly", good + " " * (16384 - len(good.encode())), "newer"),
        ("a byte above 16 KB", good + " " * (16385 - len(good.encode())), "too-large"),
        ("17 KB of blanks", " " * 17000, "too-large"),
    ]
    result = [row("head", f"envelope: {name}", text.encode(), expected) for name, text, expected in raw]
    return [
        *result,
        row("head", "envelope: not UTF-8", b'{"signed":"\xff\xfe"}', "not-json"),
        row(
            "head",
            "envelope: GBK",
            seal(statement(notes="红线"), RELEASE_TAG, [RELEASE_A]).decode().encode("gbk"),
            "not-json",
        ),
        row("head", "envelope: UTF-16", good.encode("utf-16"), "not-json"),
    ]


def thresholds() -> list[Row]:
    """Four eyes: two keys of two."""
    two = root(release=[RELEASE_A, RELEASE_B], release_threshold=2)
    text = statement()
    return [
        head("2 of 2: both", text, "newer", root=two, signers=[RELEASE_A, RELEASE_B]),
        head("2 of 2: one", text, "bad-signature", root=two, signers=[RELEASE_A]),
        head("2 of 2: one twice", text, "bad-signature", root=two, signers=[RELEASE_A, RELEASE_A]),
        head(
            "2 of 2: one under two names",
            text,
            "bad-signature",
            root=two,
            sigs=[entry(RELEASE_A, text), {**entry(RELEASE_A, text), "k": RELEASE_B.key_id}],
        ),
        head("2 of 2: one and a stranger", text, "bad-signature", root=two, signers=[RELEASE_A, STRANGER]),
        head(
            "1 of 2: the second",
            text,
            "newer",
            root=root(release=[RELEASE_A, RELEASE_B]),
            signers=[RELEASE_B],
        ),
    ]


def roots() -> list[Row]:
    """The next root, from root 1 of ROOT_A unless said otherwise."""
    b_key = {ROOT_B.key_id: {"alg": "ed25519", "pub": ROOT_B.public.hex()}}
    three = [ROOT_A, ROOT_B, ROOT_C]
    old = root(root=three, root_threshold=2)
    return [
        next_root("root: another release key", root_text(n=2, release=[RELEASE_B]), "root"),
        next_root(
            "root: another root key, signed by both", root_text(n=2, root=[ROOT_B]), "root", [ROOT_A, ROOT_B]
        ),
        next_root(
            "root: another root key, only the old signs",
            root_text(n=2, root=[ROOT_B]),
            "bad-signature",
            [ROOT_A],
        ),
        next_root(
            "root: another root key, only the new signs",
            root_text(n=2, root=[ROOT_B]),
            "bad-signature",
            [ROOT_B],
        ),
        next_root("root: next epoch", root_text(n=2, epoch=2), "root"),
        next_root("root: epoch lower", root_text(n=2, epoch=1), "bad-root", trusted=root(epoch=2)),
        next_root("root: the same again", root_text(), "bad-root"),
        next_root("root: one left out", root_text(n=3), "bad-root"),
        next_root("root: an older one", root_text(n=1), "bad-root", trusted=root(n=2)),
        next_root(
            "root: signed with the tag of a release",
            root_text(n=2),
            "bad-signature",
            sigs=[entry(ROOT_A, root_text(n=2), RELEASE_TAG)],
        ),
        next_root("root: signed by a release key", root_text(n=2), "bad-signature", [RELEASE_A]),
        next_root("root: a statement signed by a root key", statement(), "wrong-type"),
        next_root("root: another channel", root_text(n=2, ch="other-channel"), "wrong-channel"),
        next_root("root: version 2", root_text(n=2, v=2), "unknown-version"),
        next_root("root: threshold 0", root_text(n=2, release_threshold=0), "bad-root"),
        next_root("root: threshold above the keys", root_text(n=2, release_threshold=2), "bad-root"),
        next_root(
            "root: one key named twice for two",
            root_text(n=2, release=[RELEASE_A, RELEASE_A], release_threshold=2),
            "bad-root",
        ),
        next_root(
            "root: a role names an unknown key",
            root_text(n=2, keys={ROOT_A.key_id: {"alg": "ed25519", "pub": ROOT_A.public.hex()}}),
            "bad-root",
        ),
        next_root(
            "root: key id of another key",
            root_text(n=2).replace(RELEASE_A.public.hex(), RELEASE_B.public.hex()),
            "bad-root",
        ),
        next_root("root: key too short", root_text(n=2).replace(RELEASE_A.public.hex(), "abcd"), "bad-root"),
        next_root("root: keys is a list", root_text(n=2, keys=[]), "bad-root"),
        next_root("root: a role is missing", root_text(n=2, drop="release"), "bad-root"),
        next_root(
            "root: a key of an unknown algorithm beside",
            root_text(n=2, extra={"sm2key": {"alg": "sm2", "pub": "00"}}),
            "root",
        ),
        next_root("root: an unused key beside", root_text(n=2, extra=b_key), "root"),
        next_root(
            "root: 2 of 3 by A and C",
            root_text(n=2, root=three, root_threshold=2),
            "root",
            [ROOT_A, ROOT_C],
            trusted=old,
        ),
        next_root(
            "root: 2 of 3 by A alone",
            root_text(n=2, root=three, root_threshold=2),
            "bad-signature",
            [ROOT_A],
            trusted=old,
        ),
        next_root(
            "root: 2 of 3 by A twice",
            root_text(n=2, root=three, root_threshold=2),
            "bad-signature",
            [ROOT_A, ROOT_A],
            trusted=old,
        ),
        next_root(
            "root: 2 of 3, C replaced by a new key, A and B sign",
            root_text(n=2, root=[ROOT_A, ROOT_B, STRANGER], root_threshold=2),
            "root",
            [ROOT_A, ROOT_B],
            trusted=old,
        ),
        row("root", "root: a web page", b"<html>", "not-json"),
        row("root", "root: 17 KB", b" " * 17000, "too-large"),
        row("root", "root: no signatures", b'{"signed":"{}"}', "bad-envelope"),
    ]


def root_thresholds() -> list[Row]:
    """How many old and new root keys it takes when keys or thresholds change."""
    three, other = [ROOT_A, ROOT_B, ROOT_C], [RELEASE_B, STRANGER]
    one_of_three, two_of_three = root(root=three), root(root=three, root_threshold=2)
    raised, lowered = root_text(n=2, root=three, root_threshold=2), root_text(n=2, root=three)
    replaced = root_text(n=2, root=[ROOT_A, *other], root_threshold=2)
    all_new = root_text(n=2, root=other, root_threshold=2)
    changes = [
        ("1 of 3 becomes 2 of 3, two sign", one_of_three, raised, [ROOT_A, ROOT_B], True),
        ("1 of 3 becomes 2 of 3, one signs", one_of_three, raised, [ROOT_B], False),
        ("2 of 3 becomes 1 of 3, two sign", two_of_three, lowered, [ROOT_A, ROOT_B], True),
        ("2 of 3 becomes 1 of 3, one signs", two_of_three, lowered, [ROOT_A], False),
        ("two of three replaced, only the old sign", two_of_three, replaced, [ROOT_A, ROOT_B], False),
        ("two of three replaced, only the new sign", two_of_three, replaced, [ROOT_A, STRANGER], False),
        ("all replaced, old and new sign", two_of_three, all_new, [ROOT_A, ROOT_C, *other], True),
        ("a stranger's signature beside", root(), raised, [STRANGER, ROOT_B, ROOT_A], True),
    ]
    return [
        next_root(f"root: {name}", text, "root" if good else "bad-signature", signers, trusted=old)
        for name, old, text, signers, good in changes
    ]


def pinned() -> list[Row]:
    """After a rotation: what the retired key signed, and what the new one signs."""
    after = root(n=2, release=[RELEASE_B])
    return [
        head("signed by the retired key", statement(seq=6), "bad-signature", root=after, seq=5),
        head(
            "signed by the new key", statement(seq=6, root=2), "newer", root=after, seq=5, signers=[RELEASE_B]
        ),
    ]


def head(
    name: str,
    text: str,
    expected: str,
    *,
    signers: list[TestKey] | None = None,
    sigs: list[dict[str, str]] | None = None,
    **trusted: Any,
) -> Row:
    """A statement in an envelope, offered to a phone."""
    return row("head", name, envelope(text, RELEASE_TAG, signers or [RELEASE_A], sigs), expected, **trusted)


def next_root(
    name: str,
    text: str,
    expected: str,
    signers: list[TestKey] | None = None,
    *,
    sigs: list[dict[str, str]] | None = None,
    trusted: str | None = None,
) -> Row:
    """A root in an envelope, offered to a phone."""
    return row("root", name, envelope(text, ROOT_TAG, signers or [ROOT_A], sigs), expected, root=trusted)


def row(
    kind: str,
    name: str,
    data: bytes,
    expected: str,
    *,
    root: str | None = None,
    epoch: int = 1,
    seq: int = 0,
    floor: tuple[int, int] = (1, 0),
    current: str | None = None,
) -> Row:
    """One row of the file."""
    try:
        offered = {"envelope": data.decode()}
    except UnicodeDecodeError:
        offered = {"envelope_hex": data.hex()}
    trusted = {
        "root": root or ROOT_1,
        "ch": CHANNEL,
        "epoch": epoch if seq else 0,
        "seq": seq,
        "floor": {"epoch": floor[0], "seq": floor[1]},
        "current_signed": current,
    }
    return {"name": name, "kind": kind, "trusted": trusted, **offered, "expected": expected}


if __name__ == "__main__":
    main()
