"""A folder or an address → answers to requests, as a phone would get them."""

from __future__ import annotations

import gzip
import http.client
import ssl
import urllib.error
import urllib.request
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from webapp.errors import SyncError

TIMEOUT = 20
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True)
class Answer:
    """What came back for one name. `headers` have lower-case names; a folder has none."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether there is a file: 200, nothing else. A redirect leads to a portal and is none."""
        return self.status == 200


class Reader(Protocol):
    """Where the deployment is."""

    where: str

    def get(self, name: str) -> Answer:
        """The answer for a relative name; 404 for what is not there, SyncError when nothing answers at all."""


class FolderReader:
    """An export on a disk."""

    def __init__(self, folder: Path) -> None:
        self.where = str(folder)
        self._folder = folder

    def get(self, name: str) -> Answer:
        """The bytes as they lie there."""
        try:
            return Answer(200, {}, (self._folder / name.partition("?")[0]).read_bytes())
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return Answer(404, {}, b"")


class WebReader:
    """A server, asked as a phone asks: redirects count as no answer, because Wi-Fi portals answer so.

    `authority` is the office's own certificate, which its phones trust beside what the system trusts.
    """

    def __init__(self, address: str, authority: Path | None = None) -> None:
        self.where = address if address.endswith("/") else f"{address}/"
        trusted = ssl.create_default_context()
        if authority and authority.is_file():
            trusted.load_verify_locations(authority)
        self._open = urllib.request.build_opener(
            _NoRedirect(), urllib.request.HTTPSHandler(context=trusted)
        ).open

    @property
    def is_https(self) -> bool:
        """Whether the address is an HTTPS one: there, and on this machine, browsers run a service worker."""
        return urlsplit(self.where).scheme == "https"

    @property
    def is_local(self) -> bool:
        """Browsers trust this machine without a certificate."""
        return urlsplit(self.where).hostname in ("localhost", "127.0.0.1", "::1")

    def get(self, name: str) -> Answer:
        """The answer, unpacked; only a server that cannot be reached, or breaks off, is an error (SyncError)."""
        request = urllib.request.Request(self.where + name, headers={"Accept-Encoding": "gzip"})
        try:
            with self._open(request, timeout=TIMEOUT) as response:
                return _answer(response.status, response.headers, response.read(LARGEST))
        except urllib.error.HTTPError as error:
            return Answer(error.code, {k.lower(): v for k, v in error.headers.items()}, b"")
        except (OSError, EOFError, zlib.error, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise SyncError(
                f"{self.where}{name}：连不上（{reason}）。请检查地址、服务是否在运行、证书是否可信。",
                f"{self.where}{name}: cannot be reached ({reason}). Check the address, the service, the certificate.",
            ) from error


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _answer(status: int, headers: Mapping[str, str], body: bytes) -> Answer:
    lower = {name.lower(): value for name, value in headers.items()}
    if lower.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    return Answer(status, lower, body)
