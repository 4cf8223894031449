"""A reader → findings, in the order in which a phone would stumble over them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from webapp.doctor.findings import Finding, finding
from webapp.doctor.reader import Answer, Reader, WebReader
from webapp.release.envelope import Refused, open_envelope, text_digest
from webapp.release.objects import digest
from webapp.release.sizes import gzipped
from webapp.release.store import HEAD, delta_name, first_name, object_name, root_name
from webapp.release.verifier import MAX_WALK, Statement, TrustedSet
from webapp.rules.instants import stored

FINGERPRINT = re.compile(rb'fingerprint:"([0-9a-f]{64})"')
CHANNEL = re.compile(rb'channel:"([a-z0-9-]+)"')
SCRIPT_TYPES = ("text/javascript", "application/javascript", "application/x-javascript")
KEY_FILE = "keys/root.1.json"
LONG = 3600  # seconds


def examine(reader: Reader) -> Iterator[Finding]:
    """Everything that can be told from outside."""
    page = reader.get("index.html")
    if not page.ok or b"HONGXIAN_BOOT" not in page.body:
        yield finding("no-page")
        return
    yield from _transport(reader)
    yield from _page(page)
    yield from _statement_and_files(reader, page.body)
    yield from _beside(reader)


def _transport(reader: Reader) -> Iterator[Finding]:
    if isinstance(reader, WebReader):
        yield finding("https") if reader.is_https or reader.is_local else finding("plain-http")


def _page(page: Answer) -> Iterator[Finding]:
    if page.headers and not page.headers.get("content-type", "").startswith("text/html"):
        yield finding("page-type", value=page.headers.get("content-type", "-"))
    caching = page.headers.get("cache-control", "")
    if re.search(r"no-store|no-cache|max-age=0\b", caching):
        yield finding("page-not-kept", value=caching)


def _statement_and_files(reader: Reader, page: bytes) -> Iterator[Finding]:
    head = reader.get(f"{HEAD}?{datetime.now(UTC).timestamp():.0f}")
    if not head.ok:
        yield finding("no-head")
        return
    caching = head.headers.get("cache-control", "")
    if head.headers and _kept_for(caching) > 0:
        yield finding("head-cached", value=caching)
    try:
        statement = _verified(reader, page, head.body)
    except Refused as refused:
        yield (
            finding("other-page")
            if refused.detail == "fingerprint"
            else finding("bad-head", reason=refused.code)
        )
        return
    if statement["expires"] < stored(datetime.now(UTC)):
        yield finding("expired", date=statement["expires"][:10])
    yield from _files(reader, statement)


def _verified(reader: Reader, page: bytes, head: bytes) -> Statement:
    """What a phone that opens this page for the first time would accept."""
    channel, fingerprint = CHANNEL.search(page), FINGERPRINT.search(page)
    root = reader.get(root_name(1))
    if not (channel and fingerprint and root.ok):
        raise Refused("bad-root")
    if text_digest(open_envelope(root.body).signed) != fingerprint[1].decode():
        raise Refused("bad-root", "fingerprint")
    trusted = TrustedSet(root.body, channel=channel[1].decode())
    for number in range(2, MAX_WALK + 2):
        following = reader.get(root_name(number))
        if not following.ok:
            break
        trusted.take_root(following.body)
    return trusted.check_head(head)[1]


def _files(reader: Reader, statement: Statement) -> Iterator[Finding]:
    """Every file that the statement leads to, sorted by what is wrong with it."""
    wrong: dict[str, list[str]] = {}
    count = 0
    for name, sha256, answer in _named_files(reader, statement):
        count += 1
        if (code := _wrong(answer, sha256)) is not None:
            wrong.setdefault(code, []).append(name)
    for code, names in wrong.items():
        yield finding(code, name=names[0], count=len(names))
    first = reader.get(first_name(statement["first"]["h"]))
    if first.headers and first.ok and first.headers.get("content-encoding") not in ("gzip", "br"):
        yield finding(
            "not-compressed", percent=round(100 * len(first.body) / max(1, len(gzipped(first.body))) - 100)
        )
    if not wrong:
        yield finding("signed", seq=statement["seq"], count=count)


def _named_files(reader: Reader, statement: Statement) -> Iterator[tuple[str, str, Answer]]:
    pack = statement["first"]["h"]
    yield first_name(pack), pack, reader.get(first_name(pack))
    for delta in statement["deltas"]:
        yield delta_name(delta["h"]), delta["h"], reader.get(delta_name(delta["h"]))
    waiting = [statement[part]["h"] for part in ("shell", "analyzer", "content")]
    waiting += [each["h"] for each in statement.get("texts", {}).values()]
    manifests = {statement["content"]["h"]}
    for sha256 in waiting:
        answer = reader.get(object_name(sha256))
        yield object_name(sha256), sha256, answer
        if sha256 in manifests and _wrong(answer, sha256) is None:
            value = json.loads(answer.body)
            pages = [page["h"] for page in value["pages"]] if isinstance(value, dict) else []
            manifests.update(pages)
            waiting += pages or [row[1] for row in value]


def _wrong(answer: Answer, sha256: str) -> str | None:
    if not answer.ok:
        return "missing"
    if digest(answer.body) == sha256:
        return None
    if answer.body[:200].lstrip().lower().startswith((b"<!doctype", b"<html")):
        return "web-page-instead"
    repaired = (answer.body.replace(b"\r\n", b"\n"), answer.body.replace(b"\n", b"\r\n"))
    return "line-ends" if sha256 in map(digest, repaired) else "altered"


def _beside(reader: Reader) -> Iterator[Finding]:
    worker = reader.get("sw.js")
    kind = worker.headers.get("content-type", "").partition(";")[0]
    if not worker.ok:
        yield finding("missing", name="sw.js", count=1)
    elif worker.headers and kind not in SCRIPT_TYPES:
        yield finding("worker-type", value=kind or "-")
    if _kept_for(worker.headers.get("cache-control", "")) > LONG:
        yield finding("worker-cached", value=worker.headers["cache-control"])
    if not isinstance(reader, WebReader) and not reader.get("single-file.html").ok:
        yield finding("no-single-file")
    exposed = reader.get(KEY_FILE)
    if exposed.ok and exposed.body.startswith(b"{"):
        yield finding("keys-exposed", name=KEY_FILE)


def _kept_for(caching: str) -> int:
    """Seconds for which a cache may answer without asking."""
    age = re.search(r"max-age=(\d+)", caching)
    return 0 if age is None or re.search(r"no-store|no-cache", caching) else int(age[1])
