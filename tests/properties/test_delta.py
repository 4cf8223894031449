"""What a phone makes of a delta is the next release to the byte, whatever was edited, added and removed."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import Any

from webapp.release.delta import deltas_to
from webapp.release.objects import Objects, collect
from webapp.release.shell import Shell
from webapp.release.sizes import gzipped

SCRIPT = Path(__file__).with_name("objects_after.mjs")
# Letters of one to four bytes, what separates pieces, and what JSON writes with a backslash.
LETTERS = 'a"\\，。；é第条红包不得收发群规𠮷👍\n'
Documents = dict[str, Any]


class Held:
    """A release as the delta's maker reads it from a store."""

    def __init__(self, objects: Objects) -> None:
        self.statement = objects.fields
        self._objects = objects

    def entries(self) -> list[tuple[str, str, int]]:
        return self._objects.entries

    def object_digests(self) -> list[str]:
        return list(self._objects.by_digest)

    def read(self, sha256: str) -> bytes:
        return self._objects.by_digest[sha256]


class Store:
    """The releases before."""

    def __init__(self, *held: Held) -> None:
        self._held = held

    def recent(self, _count: int) -> list[Held]:
        return list(self._held)


def text(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(LETTERS) for _ in range(length))


def objects_of(documents: Documents) -> Objects:
    return collect(documents, {"tables": 1}, Shell(b"shell", {}))


def edited(documents: Documents, chance: random.Random) -> Documents:
    """A few documents changed here and there, one rewritten, some new, some gone."""
    new = json.loads(json.dumps(documents))
    for id_ in chance.sample(sorted(new), 5):
        plain = new[id_]["plain"]
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(plain))
            plain = plain[:at] + text(chance, chance.randrange(9)) + plain[at + chance.randrange(9) :]
        new[id_]["plain"] = plain
    new[chance.choice(sorted(new))]["plain"] = text(chance, 300)
    del new[chance.choice(sorted(new))]
    for number in range(chance.randrange(3)):
        new[f"xin-{number}"] = {"id": f"xin-{number}", "type": "rule", "plain": text(chance, 200)}
    return new


def test_a_phone_makes_the_next_release_to_the_byte(node: str) -> None:
    asked, expected = [], []
    for seed in range(40):
        chance = random.Random(seed)
        count = chance.choice([9, 254, 256, 258, 300])  # around the number at which pages split
        before = {
            f"rule-{n}": {"id": f"rule-{n}", "type": "rule", "plain": text(chance, 400)} for n in range(count)
        }
        old, new = objects_of(before), objects_of(edited(before, chance))
        found = deltas_to(new, Store(Held(old)))  # type: ignore[arg-type]
        assert [each["from"] for each in found.references] == [old.fields["content"]["h"]]
        delta = json.loads(found.files[found.references[0]["h"]])
        held = {sha256: data.decode() for sha256, data in old.by_digest.items()}
        asked.append({"documents": old.entries, "delta": delta, "old": held})
        expected.append(new)
    done = subprocess.run([node, SCRIPT], input=json.dumps(asked), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for seed, (new, made) in enumerate(zip(expected, json.loads(done.stdout), strict=True)):
        assert set(made) <= set(new.by_digest), f"seed {seed}: something else came out"
        assert made[-1] == new.fields["content"]["h"], f"seed {seed}"


def test_a_small_edit_travels_as_a_small_patch() -> None:
    chance = random.Random(1)
    before = {f"rule-{n}": {"id": f"rule-{n}", "type": "rule", "plain": text(chance, 3000)} for n in range(9)}
    plain = before["rule-3"]["plain"]
    after = {**before, "rule-3": {**before["rule-3"], "plain": plain[:1500] + "新的几个字" + plain[1510:]}}
    old, new = objects_of(before), objects_of(after)
    (made,) = deltas_to(new, Store(Held(old))).files.values()  # type: ignore[arg-type]
    assert len(gzipped(made)) < 200


def test_three_releases_back_and_none_of_the_same_documents() -> None:
    releases = [objects_of({"a": {"id": "a", "plain": f"第{n}版" * 200}}) for n in range(5)]
    found = deltas_to(releases[4], Store(*map(Held, releases)))  # type: ignore[arg-type]
    assert [each["from"] for each in found.references] == [
        releases[n].fields["content"]["h"] for n in (3, 2, 1)
    ]
