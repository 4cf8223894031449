"""The published folder → releases, each byte checked against the digest it is named by.

    sync/head.json, sync/r/<epoch>-<seq>.json, sync/root/<n>.json, sync/o/<ab>/<sha256>.txt, sync/first/<sha256>.txt,
    sync/d/<sha256>.txt

`sync/r` is the log: a statement is signed into it once, and no number ever stands for two texts.
`sync/head.json` is a copy of one of them and is what phones ask for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import cast

from webapp.analysis.tables import VERSION, Tables, build_tables
from webapp.errors import ReleaseError
from webapp.release.envelope import Refused, open_envelope, text_digest
from webapp.release.folder import Folder
from webapp.release.objects import Entry, Objects, collect, digest
from webapp.release.place import Place
from webapp.release.shell import Shell
from webapp.release.verifier import Position, Statement, TrustedSet, parse_signed, position
from webapp.rules.library import Library
from webapp.rules.model import Document
from webapp.rules.recall import without_recalled
from webapp.rules.wire import from_wire

HEAD = "sync/head.json"
LOGGED = re.compile(r"sync/r/(\d+)-(\d+)\.json")


def object_name(sha256: str) -> str:
    """Where an object lies."""
    return f"sync/o/{sha256[:2]}/{sha256}.txt"


def first_name(sha256: str) -> str:
    """Where a first pack lies."""
    return f"sync/first/{sha256}.txt"


def delta_name(sha256: str) -> str:
    """Where a delta lies."""
    return f"sync/d/{sha256}.txt"


def log_name(at: Position) -> str:
    """Where a statement lies for ever."""
    return f"sync/r/{at[0]}-{at[1]}.json"


def root_name(number: int) -> str:
    """Where a root lies."""
    return f"sync/root/{number}.json"


class Release:
    """One statement and what it names, read when asked for."""

    def __init__(self, folder: Place, envelope: bytes, statement: Statement) -> None:
        self.folder = folder
        self.envelope = envelope
        self.statement = statement

    @property
    def position(self) -> Position:
        """(epoch, seq): of two releases of a channel the greater is the newer."""
        return position(self.statement)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the signed text: names this release and no other."""
        return text_digest(open_envelope(self.envelope).signed)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every document by id."""
        return {
            id_: cast(Document, from_wire(json.loads(self.read(sha256)))) for id_, sha256, _ in self.entries()
        }

    def library(self) -> Library:
        """What may be shown, as a library."""
        return Library(without_recalled(self.documents.values(), self.statement["recall"]))

    def tables(self) -> Tables:
        """The tables that make search here the same as on the phone; ours where theirs have an older format."""
        value = json.loads(self.read(self.statement["analyzer"]["h"]))
        return Tables.from_json(value if value["v"] == VERSION else build_tables())

    def entries(self) -> list[Entry]:
        """(id, digest, bytes) of every document, by id."""
        return sorted(tuple(entry) for page in self.pages() for entry in json.loads(self.read(page)))

    def pages(self) -> list[str]:
        """The digests of the manifest pages."""
        return [page["h"] for page in json.loads(self.read(self.statement["content"]["h"]))["pages"]]

    def object_digests(self) -> list[str]:
        """Every object of the release, each once."""
        statement = self.statement
        named = [statement[part]["h"] for part in ("shell", "analyzer", "content")]
        texts = [each["h"] for each in statement.get("texts", {}).values()]
        return list(
            dict.fromkeys([*named, *texts, *self.pages(), *(sha256 for _, sha256, _ in self.entries())])
        )

    def objects(self) -> Objects:
        """Everything again as it was published, each byte checked."""
        tables = json.loads(self.read(self.statement["analyzer"]["h"]))
        return collect(self.documents, tables, self.shell())

    def shell(self) -> Shell:
        """The script of the app and what it fetches when asked to."""
        texts = self.statement.get("texts", {})
        fetched = {locale: self.read(each["h"]) for locale, each in texts.items()}
        return Shell(self.read(self.statement["shell"]["h"]), fetched)

    def read(self, sha256: str) -> bytes:
        """One object, whole, or an error that names the file."""
        return _checked(self.folder, object_name(sha256), sha256)

    def deltas(self) -> dict[str, bytes]:
        """The deltas that lead here, by the names of their files."""
        named = [each["h"] for each in self.statement["deltas"]]
        return {
            name: _checked(self.folder, name, sha256) for sha256 in named for name in [delta_name(sha256)]
        }

    def first(self) -> bytes:
        """The first pack."""
        sha256 = self.statement["first"]["h"]
        return _checked(self.folder, first_name(sha256), sha256)


class ReleaseStore:
    """The releases in one folder."""

    def __init__(self, site: Path | Place) -> None:
        self.folder: Place = Folder(site) if isinstance(site, Path) else site

    def current(self) -> Release | None:
        """What phones are offered now; None before the first release."""
        envelope = self.folder.read(HEAD)
        return None if envelope is None else self._release(HEAD, envelope)

    def published(self) -> Release:
        """What phones are offered now, or an error that says what to do first."""
        current = self.current()
        if current is None:
            raise ReleaseError(
                f"{self.folder.root} 里还没有发布过内容。请先运行 ./run release create。",
                f"Nothing has been published in {self.folder.root} yet. Run ./run release create first.",
            )
        return current

    def latest(self) -> Release | None:
        """The last statement that was signed; it is ahead of the head only when publishing was cut off."""
        for at in reversed(self.positions()):
            envelope = self.folder.read(log_name(at))
            if envelope is not None:
                return self._release(log_name(at), envelope)
        return self.current()

    def positions(self) -> list[Position]:
        """The numbers in the log, lowest first."""
        matches = map(LOGGED.fullmatch, self.folder.names("sync/r"))
        return sorted((int(match[1]), int(match[2])) for match in matches if match)

    def channel(self) -> str | None:
        """Whose folder this is; None when it holds no root."""
        first = self.folder.read(root_name(1))
        try:
            return None if first is None else _channel(first)
        except Refused as refused:
            raise self._unverified(root_name(1), refused) from None

    def fingerprint(self) -> str:
        """What people compare by eye: SHA-256 of the signed text of root 1; empty when there is none."""
        first = self.folder.read(root_name(1))
        return "" if first is None else text_digest(open_envelope(first).signed)

    def roots(self) -> list[TrustedSet]:
        """What a phone trusts after each root of the chain, oldest first."""
        sets: list[TrustedSet] = []
        while (envelope := self.folder.read(root_name(len(sets) + 1))) is not None:
            try:
                trusted = copy(sets[-1]) if sets else TrustedSet(envelope, channel=_channel(envelope))
                if sets:
                    trusted.take_root(envelope)
            except Refused as refused:
                raise self._unverified(root_name(len(sets) + 1), refused) from None
            sets.append(trusted)
        return sets

    def _release(self, name: str, envelope: bytes) -> Release:
        """An envelope that some root of the chain vouches for."""
        refused = Refused("bad-root", "no root")
        for trusted in reversed(self.roots()):
            try:
                return Release(self.folder, envelope, trusted.authentic(open_envelope(envelope)))
            except Refused as error:
                refused = error
        raise self._unverified(name, refused)

    def _unverified(self, name: str, refused: Refused) -> ReleaseError:
        where = self.folder.root / name
        zh, en = "请从备份恢复这个文件夹，或重新导出。", "Restore the folder from a backup, or export again."
        if not LOGGED.fullmatch(name):  # head and roots are copies; the log is all there is of a statement
            zh += "没有备份就只删去这个文件，再发布一次，会自动补上。"
            en += " Without a backup, delete this one file and publish again; it is written anew."
        return ReleaseError(
            f"{where}：通不过验证（{refused}）。{zh}", f"{where}: does not verify ({refused}). {en}"
        )

    def recent(self, count: int) -> Sequence[Release]:
        """The last releases that were signed, oldest first."""
        found = ((log_name(at), self.folder.read(log_name(at))) for at in self.positions()[-count:])
        return [self._release(name, envelope) for name, envelope in found if envelope is not None]

    def list(self) -> Sequence[Release]:
        """Every release that was signed, oldest first."""
        return self.recent(len(self.positions()))


def _checked(folder: Place, name: str, sha256: str) -> bytes:
    data = folder.read(name)
    where = folder.root / name
    if data is None:
        raise ReleaseError(
            f"{where}：文件不见了。请重新发布一次，会自动补上。",
            f"{where}: missing. Publish again; what is missing is written anew.",
        )
    if digest(data) != sha256:
        raise ReleaseError(
            f"{where}：内容与名字不符，文件已损坏。请重新发布一次，会自动补上。",
            f"{where}: damaged, it is not what its name says. Publish again; it is written anew.",
        )
    return data


def _channel(root: bytes) -> str:
    return str(parse_signed(open_envelope(root).signed).get("ch"))
