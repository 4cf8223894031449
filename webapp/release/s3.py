"""A request to an S3-compatible store → its answer, signed with Signature Version 4. Standard library only.

One connection is kept. A connection that the store closed while it was idle is opened again once; anything else that
breaks is an error for the caller, who knows whether it is safe to ask again.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

TIMEOUT = 30
ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True)
class Credentials:
    """Who asks, and where."""

    key: str
    secret: str
    region: str
    token: str = ""


@dataclass(frozen=True)
class Answer:
    """What came back; names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Request:
    """What is asked. `path` is encoded already; `host` is among the headers."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""


def signed(who: Credentials, request: Request, now: datetime) -> dict[str, str]:
    """The headers to send: those given and who vouches for them."""
    digest = hashlib.sha256(request.body).hexdigest()
    time = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    token = {"x-amz-security-token": who.token} if who.token else {}
    said = {**request.headers, "x-amz-content-sha256": digest, "x-amz-date": time, **token}
    lower = {name.lower(): " ".join(value.split()) for name, value in said.items()}
    names = ";".join(sorted(lower))
    listed = "".join(f"{name}:{lower[name]}\n" for name in sorted(lower))
    canonical = "\n".join(
        [request.method, request.path, canonical_query(request.query), listed, names, digest]
    )
    scope = f"{time[:8]}/{who.region}/s3/aws4_request"
    text = "\n".join([ALGORITHM, time, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = f"AWS4{who.secret}".encode()
    for part in (time[:8], who.region, "s3", "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, text.encode(), "sha256").hex()
    vouched = f"Credential={who.key}/{scope}, SignedHeaders={names}, Signature={signature}"
    return {**said, "Authorization": f"{ALGORITHM} {vouched}"}


def canonical_query(query: Mapping[str, str]) -> str:
    """Sorted and encoded as the signature wants it; the same text is sent."""
    return "&".join(
        f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in sorted(query.items())
    )


@dataclass
class Client:
    """Talks to one endpoint, such as `https://s3.example.gov:9000`."""

    endpoint: str
    who: Credentials
    _kept: http.client.HTTPConnection | None = field(default=None, repr=False)

    def ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Answer:
        """One request. Whatever breaks on the way is an OSError."""
        encoded = quote(path, safe="/-_.~")
        address = f"{encoded}?{canonical_query(query)}" if query else encoded
        host = {"host": urlsplit(self.endpoint).netloc}
        request = Request(method, encoded, query or {}, {**host, **(headers or {})}, body)
        said = signed(self.who, request, datetime.now(UTC))
        reused = self._kept is not None
        try:
            return self._once(method, address, said, body)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            if not reused:
                raise
            return self._once(method, address, said, body)
        except http.client.HTTPException as error:
            raise ConnectionError(f"{type(error).__name__} {error}") from error

    def _once(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
        connection = self._kept or self._connection()
        self._kept = None
        try:
            connection.request(method, address, body, dict(headers))
            answer = connection.getresponse()
            data = answer.read()
        except BaseException:
            connection.close()
            raise
        self._kept = connection
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, data)

    def _connection(self) -> http.client.HTTPConnection:
        place = urlsplit(self.endpoint)
        if place.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(place.netloc, timeout=TIMEOUT, context=context)
        return http.client.HTTPConnection(place.netloc, timeout=TIMEOUT)

    def close(self) -> None:
        """Hang up."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def __del__(self) -> None:
        """Stores are made where they are needed and dropped; the connection goes with them."""
        self.close()
