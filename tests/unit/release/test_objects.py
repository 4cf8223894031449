"""Equal content gives equal bytes; one change touches one document and one page."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any

import pytest

from webapp.release.objects import Objects, collect, digest, pack_turns, page_count, reference
from webapp.release.shell import Shell
from webapp.release.sizes import gzipped
from webapp.rules.canonical import canonical_json

SHELL = Shell(b"var HONGXIAN_SHELL={};\n", {"en": b'["found"]'})


def made(count: int, **changed: Any) -> Objects:
    documents = {f"rule-{n}": {"id": f"rule-{n}", "title": f"第{n}条"} for n in range(count)}
    return collect({**documents, **changed}, {"v": 1}, SHELL)


def pages(objects: Objects) -> list[list[list[Any]]]:
    root = json.loads(objects.by_digest[objects.fields["content"]["h"]])
    return [json.loads(objects.by_digest[page["h"]]) for page in root["pages"]]


def test_every_object_is_named_by_its_digest_and_length() -> None:
    objects = made(5)
    assert all(hashlib.sha256(data).hexdigest() == name for name, data in objects.by_digest.items())
    for part in ("analyzer", "shell", "content"):
        reference = objects.fields[part]
        assert len(objects.by_digest[reference["h"]]) == reference["n"]
    assert objects.fields["content"]["count"] == 5
    assert objects.fields["first"] == {
        "h": hashlib.sha256(objects.first).hexdigest(),
        "n": len(objects.first),
    }


@pytest.mark.parametrize(("title", "charset"), [("一", "gb18030"), ("ḿ", "utf-8")])
def test_the_first_pack_gives_back_every_object(title: str, charset: str) -> None:
    objects = made(300, last={"id": "last", "title": title})
    line, _, stream = objects.first.partition(b"\n")
    index = json.loads(line)
    assert index["charset"] == charset
    rest = stream.decode(charset).encode()

    def take(length: int) -> dict[str, Any]:
        nonlocal rest
        data, rest = rest[:length], rest[length:]
        return found(data)

    def entry(length: int) -> list[Any]:
        id_ = json.loads(rest[:length])["id"]
        return [id_, take(length)["h"], length]

    unpacked = {}

    def found(data: bytes) -> dict[str, Any]:
        unpacked[digest(data)] = data
        return reference(data)

    parts = [take(length) for length in index["parts"]]
    references = [found(canonical_json(sorted(map(entry, page)))) for page in index["pages"]]
    content = found(canonical_json({"pages": references}))
    assert rest == b""
    fetched_when_chosen = objects.fields["texts"]["en"]
    assert {**unpacked, fetched_when_chosen["h"]: SHELL.texts["en"]} == objects.by_digest
    assert parts == [objects.fields["shell"], objects.fields["analyzer"]]
    assert {**content, "count": 301} == objects.fields["content"]


@pytest.mark.parametrize(
    ("documents", "expected"), [(0, 1), (1, 1), (256, 1), (257, 16), (4096, 16), (4097, 256)]
)
def test_pages(documents: int, expected: int) -> None:
    assert page_count(documents) == expected
    found = pages(made(documents))
    assert len(found) == expected
    entries = [entry for page in found for entry in page]
    assert len(entries) == documents
    assert all([entry[0] for entry in page] == sorted(entry[0] for entry in page) for page in found)
    digits = {16: 1, 256: 2}.get(expected, 0)
    for number, page in enumerate(found):
        for id_, sha256, length in page:
            assert hashlib.sha256(id_.encode()).hexdigest()[:digits] == (
                f"{number:0{digits}x}" if digits else ""
            )
            assert len(sha256) == 64
            assert length > 0


def test_one_change_touches_one_document_one_page_and_the_manifest() -> None:
    before = made(1000)
    after = made(1000, **{"rule-7": {"id": "rule-7", "title": "改"}})
    new = [data for name, data in after.by_digest.items() if name not in before.by_digest]
    assert len(new) == 3
    assert sum(map(len, new)) < 12_000


def test_order_of_documents_and_fields_does_not_matter() -> None:
    one = collect({"a": {"id": "a", "title": "甲"}, "b": {"id": "b"}}, {"x": 1, "y": 2}, SHELL)
    other = collect({"b": {"id": "b"}, "a": {"title": "甲", "id": "a"}}, {"y": 2, "x": 1}, SHELL)
    assert one == other


def test_gzip_of_a_pack_turns_where_its_matter_turns_and_gives_the_same_bytes() -> None:
    shell = (
        b'var x={"styles":"'
        + b"a{b:c}" * 99
        + b'","texts":["'
        + "红线".encode() * 99
        + b'"]},T$=x.texts;f();'
    )
    objects = collect({"a": {"id": "a", "title": "群规" * 99}}, {"t": "表" * 9999}, Shell(shell, {}))
    turns = pack_turns(objects.first)
    assert len(turns) > 5
    assert b'"texts":' in objects.first[turns[0] :]
    assert objects.first[turns[1] :].startswith(b"T$=")
    assert objects.first[turns[-1] :].startswith(b'{"id":"a"')
    assert gzip.decompress(gzipped(objects.first)) == objects.first
    for cut in range(0, len(objects.first), 97):
        assert gzip.decompress(gzipped(objects.first[:cut])) == objects.first[:cut]
    assert pack_turns(b"anything else") == []
