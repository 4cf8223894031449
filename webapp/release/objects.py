"""Documents + tables + shell → the objects of a release and the part of its statement that names them. Pure.

An object is bytes named by their SHA-256. Equal content gives equal bytes on every machine: JSON is
canonical, documents go by id, and nothing here knows a clock, a path or a locale.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from webapp.release.shell import Shell
from webapp.rules.canonical import canonical_json
from webapp.rules.wire import to_wire

PAGE_LIMIT = 256
PACK = b'{"charset":'
SHELL_TURNS = (b'"texts":', b"T$=")
TABLE_STEP = 3400  # tried: 3,000 to 9,000
# GB 18030 exists in several editions; browsers and Python differ on ḿ and on private characters.
UNLIKE = re.compile("[\u1e3f\ue000-\uf8ff]")

# Characters of a manifest page above which documents are compared by a sample of what they say.
MUCH = 400_000
SOME_THREES = re.compile(f"[{''.join(map(chr, range(0x4E09, 0xA000, 16)))}]..", re.DOTALL)

Reference = dict[str, Any]
Entry = tuple[str, str, int]


@dataclass(frozen=True)
class Objects:
    """All objects of a release by digest, the first pack, the fields that go into the statement.

    `entries`: the documents; `manifest`: the digests of the objects that list them.
    """

    by_digest: dict[str, bytes]
    first: bytes
    fields: dict[str, Any]
    entries: list[Entry]
    manifest: list[str]


def collect(documents: Mapping[str, Any], tables: Any, shell: Shell) -> Objects:
    """The whole content of a release. Texts of other languages are objects that no pack holds."""
    texts = {id_: canonical_json(to_wire(documents[id_])) for id_ in sorted(documents)}
    entries = _pages([(id_, digest(text), len(text)) for id_, text in texts.items()])
    pages = [canonical_json(page) for page in entries]
    content = canonical_json({"pages": [reference(page) for page in pages]})
    tables_text = canonical_json(tables)
    by_digest = {
        digest(data): data
        for data in [shell.script, tables_text, content, *pages, *texts.values(), *shell.texts.values()]
    }
    first = pack(
        [shell.script, tables_text], [_kin_together(page, documents, texts) for page in entries], texts
    )
    return Objects(
        by_digest,
        first,
        {
            "analyzer": reference(tables_text),
            "shell": reference(shell.script),
            "texts": {locale: reference(data) for locale, data in shell.texts.items()},
            "first": reference(first),
            "content": {**reference(content), "count": len(texts)},
        },
        [entry for page in entries for entry in page],
        [digest(data) for data in (content, *pages)],
    )


def pack(parts: list[bytes], pages: list[list[Entry]], texts: Mapping[str, bytes]) -> bytes:
    """Everything as one stream: a line that says how long each object is, then the objects one after the other.

    Digests do not compress, and whoever unpacks has to compute them anyway: they are left out, and so are the
    manifest pages, which follow from the documents' ids, digests and lengths. Lengths are those of the objects
    in UTF-8; the stream spells them with two bytes a character, of which gzip leaves less than of three.
    """
    text = b"".join([*parts, *(texts[id_] for page in pages for id_, _, _ in page)]).decode()
    charset = "utf-8" if UNLIKE.search(text) else "gb18030"
    index = {
        "charset": charset,
        "parts": [len(part) for part in parts],
        "pages": [[length for _, _, length in page] for page in pages],
    }
    return canonical_json(index) + b"\n" + text.encode(charset)


def pack_turns(data: bytes) -> list[int]:
    """Where a first pack turns from styles to texts, code, tables and documents; nowhere in other bytes.

    Tables hold a different matter every few kilobytes.
    """
    if not data.startswith(PACK):
        return []
    line, _, stream = data.partition(b"\n")
    try:
        index = json.loads(line)
        sizes, charset = index["parts"], index["charset"]
        text = stream.decode(charset).encode()
        starts = (len(text[: sum(sizes[:count])].decode().encode(charset)) for count in (1, 2))
        shell, tables = (len(line) + 1 + at for at in starts)
    except (ValueError, LookupError):
        return []  # a damaged copy, which somebody else complains about
    inside = (data.find(mark, 0, shell) for mark in SHELL_TURNS)
    return sorted({*(at for at in inside if at > 0), *range(shell, tables, TABLE_STEP), tables})


def pack_text(first: bytes) -> str:
    """A first pack as text that spells out UTF-8: the same objects, for a page that carries them inside."""
    line, _, stream = first.partition(b"\n")
    index = json.loads(line)
    return canonical_json({**index, "charset": "utf-8"}).decode() + "\n" + stream.decode(index["charset"])


def digest(data: bytes) -> str:
    """The name of an object."""
    return hashlib.sha256(data).hexdigest()


def reference(data: bytes) -> Reference:
    """How a statement or a manifest names an object."""
    return {"h": digest(data), "n": len(data)}


def page_count(documents: int) -> int:
    """How many manifest pages so many documents are spread over."""
    return 1 if documents <= PAGE_LIMIT else 16 if documents <= PAGE_LIMIT * 16 else 256


def _kin_together(page: list[Entry], documents: Mapping[str, Any], texts: Mapping[str, bytes]) -> list[Entry]:
    """Documents that say the same side by side: gzip looks back 32 KB only. The phone puts them in order again.

    The first is that of the first topic; each next one shares the most with the four before it.
    """

    def kin(entry: Entry) -> tuple[list[str], str, str]:
        document = documents[entry[0]]
        return (document.get("topics", []), document.get("type", ""), entry[0])

    left = sorted(page, key=kin)
    said = _said({id_: texts[id_].decode() for id_, _, _ in page})
    found: list[Entry] = []
    while left:
        recent = reduce(or_, (said[id_] for id_, _, _ in found[-4:]), 0)
        shared = [((said[entry[0]] & recent).bit_count(), entry[0], entry) for entry in left]
        found.append(max(shared)[2] if found else left[0])
        left.remove(found[-1])
    return found


def _said(texts: Mapping[str, str]) -> dict[str, int]:
    """A bit for each three characters that a text shares with another; of much text one in sixteen."""
    much = sum(map(len, texts.values())) > MUCH
    threes = {id_: set(SOME_THREES.findall(text) if much else _threes(text)) for id_, text in texts.items()}
    times = Counter(three for held in threes.values() for three in held)
    places = {three: place for place, three in enumerate(three for three in times if times[three] > 1)}
    return {id_: _bits([places[three] for three in held & places.keys()]) for id_, held in threes.items()}


def _threes(text: str) -> Iterable[str]:
    return (text[at : at + 3] for at in range(len(text) - 2))


def _bits(places: list[int]) -> int:
    bits = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def _pages(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Entries sorted by id → pages; which page is decided by the id alone, so one change touches one page."""
    listed = list(entries)
    count = page_count(len(listed))
    pages: list[list[Entry]] = [[] for _ in range(count)]
    for entry in listed:
        pages[hashlib.sha256(entry[0].encode()).digest()[0] * count // 256].append(entry)
    return pages
