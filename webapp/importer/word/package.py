"""The bytes of a .docx → its parts by name, unpacked in memory and counted byte by byte.

What the archive says about sizes is not believed: the bytes that come out are counted, and the count is limited.
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from webapp.importer.refusals import refused

from .markup import Element, parse

MAX_ENTRIES = 2_000
MAX_UNPACKED = 40_000_000
MAX_RATIO = 200
_CHUNK = 65_536
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
# All that zipfile raises over archives that are damaged, on purpose or not.
BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)
_CONTENT_TYPES = "[Content_Types].xml"


def is_word(data: bytes) -> bool:
    """Whether it is an archive with a Word document in it; a broken archive may be one."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        names = ZipFile(BytesIO(data)).namelist()
    except BROKEN:
        return True
    return _CONTENT_TYPES in names and any(name.startswith("word/") for name in names)


class Package:
    """Reads only the parts it is asked for; pictures and embedded files stay packed."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = ZipFile(BytesIO(data))
        except BROKEN as error:
            raise refused("damaged") from error
        self._entries = {info.filename: info for info in self._archive.infolist()}
        self._unpacked = 0
        _require_harmless(self._archive.infolist())

    @property
    def names(self) -> list[str]:
        """The names of all parts, sorted; nothing is unpacked for it."""
        return sorted(self._entries)

    def read(self, name: str) -> bytes:
        """The bytes of a part. All that is read together may not exceed the limit."""
        info = self._entries[name]
        chunks: list[bytes] = []
        size = 0
        try:
            with self._archive.open(info) as part:
                while chunk := part.read(_CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    if self._unpacked > MAX_UNPACKED:
                        raise refused("too-large", f"> {MAX_UNPACKED // 1_000_000} MB")
                    if size > 1_000_000 and size > MAX_RATIO * max(1, info.compress_size):
                        raise refused("too-large", f"> {MAX_RATIO} 倍 / times as large as packed")
        except BROKEN as error:
            raise refused("damaged") from error
        return b"".join(chunks)

    def tree(self, name: str) -> Element:
        """A part as XML; KeyError for a name that is not there, ContentError where `read` or `parse` refuses."""
        return parse(self.read(name))

    def related(self, name: str) -> dict[str, str]:
        """Kind of relation → the part that stands in it to this one ("" is the package itself)."""
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self._entries:
            return {}
        found: dict[str, str] = {}
        for each in self.tree(relations):
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))[1:]
                if target in self._entries:
                    found.setdefault(each.get("Type", "").rpartition("/")[2], target)
        return found


def _require_harmless(entries: list[ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise refused("too-large", f"> {MAX_ENTRIES} 个内部文件 / parts")
    if any(info.flag_bits & _ENCRYPTED for info in entries):
        raise refused("encrypted")
    names = [info.filename for info in entries]
    if len({name.lower() for name in names}) < len(names):
        raise refused("unsafe", "重名 / equal names")
    for info in entries:
        parts = info.filename.split("/")
        if info.filename.startswith("/") or ".." in parts or any(char in info.filename for char in "\\:\0"):
            raise refused("unsafe", "路径 / path")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise refused("damaged")
    placed = sorted(entries, key=lambda info: info.header_offset)
    for info, following in pairwise(placed):
        if info.header_offset + _LOCAL_HEADER + info.compress_size > following.header_offset:
            raise refused("unsafe", "重叠 / overlap")
