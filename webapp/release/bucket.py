"""Named bytes ⇄ objects of an S3-compatible store, with the methods of `folder.Folder`.

There is no lock in an object store. What must not be written twice is written on the condition that nothing is there
(`If-None-Match: *`), and the head on the condition that it is still the one that was read (`If-Match`); whoever comes
second is told so. Nothing is ever removed: another publisher may be about to name it.

Objects lie there as browsers get them: with type and caching, and texts compressed.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import xml.etree.ElementTree as Xml
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from webapp.errors import PublishError
from webapp.release.delivery import COMPRESSIBLE, HASH_NAMED, SMALLEST_COMPRESSED, headers_of
from webapp.release.s3 import Answer, Client
from webapp.release.sizes import gzipped
from webapp.release.store import HEAD

WRITE_ONCE = re.compile(r"sync/r(oot)?/[0-9-]+\.json")
# Written with every publication, to see that the store keeps conditions.
MARK = ".hongxian"
MODIFIED = "x-amz-meta-modified"
STALE, MISSING = 412, 404


@dataclass(frozen=True)
class Stored:
    """What a listing says of an object."""

    etag: str
    size: int


class Bucket:
    """One bucket, or what lies below a prefix of it. `root` is what people are told."""

    def __init__(self, client: Client, path: str, bucket: str, prefix: str) -> None:
        self.root = PurePosixPath(bucket, prefix)
        self._client = client
        self._path = path  # "/bucket", or "" where the host name says which bucket
        self._prefix = f"{prefix}/" if prefix else ""
        self._listed: dict[str, Stored] = {}
        self._read: dict[str, bytes] = {}

    def read(self, name: str) -> bytes | None:
        """The bytes under a name, or None."""
        if name in self._read:
            return self._read[name]
        answer = self._ask("GET", name)
        if answer.status == MISSING:
            return None
        data = (
            gzip.decompress(answer.body) if answer.headers.get("content-encoding") == "gzip" else answer.body
        )
        if HASH_NAMED.fullmatch(name) or WRITE_ONCE.fullmatch(name):
            self._read[name] = data
        return data

    def modified(self, name: str) -> int:
        """The time that a file was given when it was written, in seconds; FileNotFoundError where there is none."""
        answer = self._ask("HEAD", name)
        if answer.status == MISSING:
            raise FileNotFoundError(f"{self.root / name}")
        return int(answer.headers.get(MODIFIED, 0))

    def names(self, below: str = "") -> list[str]:
        """Every object below a prefix, sorted, without what is hidden."""
        start = f"{below}/" if below else ""
        return sorted(name for name in self._listing(start) if not PurePosixPath(name).name.startswith("."))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Remember what is there now; what is written conditionally later is held against it."""
        with self._told():
            self._listed = self._listing("")
            self._require_conditions()
            yield

    def write(self, files: Iterable[tuple[str, bytes]], *, modified: int | None = None) -> int:
        """Write what differs; → how many objects were written."""
        return sum(self._write(name, data, modified) for name, data in files)

    def remove(self, names: Iterable[str]) -> None:
        """Nothing is removed (see above)."""

    def _write(self, name: str, data: bytes, modified: int | None) -> bool:
        sent, headers = _as_sent(name, data)
        etag = hashlib.md5(sent, usedforsecurity=False).hexdigest()
        there = self._listed.get(name)
        if there and (there.etag == etag or self._holds(name, data)):
            return False
        if modified is not None:
            headers[MODIFIED] = str(modified)
        headers |= self._condition(name, there)
        answer = self._ask("PUT", name, headers, sent)
        if answer.status == STALE:
            self._require_same(name, data)
            return False
        self._listed[name] = Stored(answer.headers.get("etag", "").strip('"'), len(sent))
        self._read.pop(name, None)
        return True

    def _condition(self, name: str, there: Stored | None) -> dict[str, str]:
        if there is None and (name == HEAD or WRITE_ONCE.fullmatch(name) or HASH_NAMED.fullmatch(name)):
            return {"If-None-Match": "*"}
        return {"If-Match": f'"{there.etag}"'} if there and name == HEAD else {}

    def _holds(self, name: str, data: bytes) -> bool:
        """Compressed elsewhere by another zlib, the same bytes have another digest."""
        self._read.pop(name, None)
        same = self.read(name) == data
        if not same and WRITE_ONCE.fullmatch(name):
            raise _lost(self, name)
        return same

    def _require_same(self, name: str, data: bytes) -> None:
        self._read.pop(name, None)
        if self.read(name) != data:
            raise _lost(self, name)

    def _require_conditions(self) -> None:
        """A store that writes over what is there although it was told not to would lose releases."""
        for _ in range(2):
            if self._ask("PUT", MARK, {"If-None-Match": "*"}, b"").status == STALE:
                return
        raise PublishError(
            f"{self.root}：这个对象存储不理会条件写入（If-None-Match），两个人同时发布会互相覆盖，没有发布。"
            "请换一个支持的存储。",
            f"{self.root}: this store ignores conditional writes (If-None-Match), so two publishers would overwrite "
            "each other; nothing was published. Use a store that keeps them.",
        )

    def _listing(self, below: str) -> dict[str, Stored]:
        found: dict[str, Stored] = {}
        query = {"list-type": "2", "prefix": self._prefix + below}
        while True:
            with self._told():
                answer = self._good(self._client.ask("GET", f"{self._path}/", query), "")
            page = Xml.fromstring(answer.body)
            for each in page.iter():
                each.tag = each.tag.rpartition("}")[2]
            for each in page.iter("Contents"):
                name = (each.findtext("Key") or "").removeprefix(self._prefix)
                found[name] = Stored(
                    (each.findtext("ETag") or "").strip('"'), int(each.findtext("Size") or 0)
                )
            token = page.findtext("NextContinuationToken")
            if not token:
                return found
            query["continuation-token"] = token

    def _ask(
        self, method: str, name: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        with self._told():
            return self._good(
                self._client.ask(method, f"{self._path}/{self._prefix}{name}", None, headers, body), name
            )

    def _good(self, answer: Answer, name: str) -> Answer:
        if answer.status in (200, MISSING, STALE) and (answer.status != MISSING or name):
            return answer
        code = re.search(rb"<Code>([^<]*)</Code>", answer.body)
        said = code[1].decode(errors="replace") if code else str(answer.status)
        if answer.status >= 500:
            raise OSError(f"{answer.status} {said}")
        raise PublishError(
            f"{self.root / name}：对象存储拒绝了（{said}）。请检查网址、密钥和权限（读、写、列出）。",
            f"{self.root / name}: the object store refused ({said}). Check address, keys and rights (get, put, list).",
        )

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise PublishError(
                f"{self.root}：连不上对象存储，或连接断了（{error}）。手机看到的仍是完整的一版；再运行一次即可。",
                f"{self.root}: the object store cannot be reached, or the connection broke ({error}). Phones still see "
                "one whole release; run this again.",
            ) from error


def _as_sent(name: str, data: bytes) -> tuple[bytes, dict[str, str]]:
    headers = headers_of(name)
    kept = {each: headers[each] for each in ("Content-Type", "Cache-Control")}
    if PurePosixPath(name).suffix in COMPRESSIBLE and len(data) >= SMALLEST_COMPRESSED:
        return gzipped(data), {**kept, "Content-Encoding": "gzip"}
    return data, kept


def _lost(bucket: Bucket, name: str) -> PublishError:
    return PublishError(
        f"{bucket.root / name}：另一处同时发布，抢先了一步，这一次没有发布。请先看 ./run release list，再运行一次。",
        f"{bucket.root / name}: somebody else published at the same time and was first; this was not published. "
        "Look at ./run release list, then run this again.",
    )
