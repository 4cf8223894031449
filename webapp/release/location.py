"""Settings → where releases lie: the folder `site/` of the data directory, or an object store by URL.

    HONGXIAN_STORE=s3://bucket/prefix?endpoint=https://s3.example.gov:9000&region=cn-1

Without `endpoint` it is that of Amazon. `style=virtual` puts the bucket into the host name, as some clouds demand.
Keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN), never from the URL.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from webapp.errors import UsageError
from webapp.release.bucket import Bucket
from webapp.release.disk import Disk
from webapp.release.folder import Folder
from webapp.release.place import Place
from webapp.release.s3 import Client, Credentials
from webapp.settings import Settings

EXAMPLE = "s3://bucket/prefix?endpoint=https://s3.example.gov:9000"


def site_folder(data: Path) -> Path:
    """Where the current release of a data directory lies; with an object store, the copy that is served from here."""
    return data / "site"


def site_of(settings: Settings, disk: Disk | None = None) -> Place:
    """Where releases are published to and read from."""
    if settings.store:
        return bucket_at(settings.store)
    return Folder(site_folder(settings.data), disk)


def bucket_at(url: str) -> Bucket:
    """The object store that a URL names, with the keys of the environment."""
    place = urlsplit(url)
    options = dict(parse_qsl(place.query))
    if place.scheme != "s3" or not place.netloc or not options.keys() <= {"endpoint", "region", "style"}:
        raise UsageError(
            f"“{url}”不是对象存储的网址。应像 {EXAMPLE}。", f"{url!r} names no store. Like {EXAMPLE}."
        )
    key, secret = os.environ.get("AWS_ACCESS_KEY_ID"), os.environ.get("AWS_SECRET_ACCESS_KEY")
    if not key or not secret:
        raise UsageError(
            "缺少对象存储的密钥：请设置环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY。",
            "The keys of the object store are missing: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        )
    region = options.get("region") or os.environ.get("AWS_REGION") or "us-east-1"
    endpoint = options.get("endpoint", f"https://s3.{region}.amazonaws.com").rstrip("/")
    who = Credentials(key, secret, region, os.environ.get("AWS_SESSION_TOKEN", ""))
    bucket, prefix = place.netloc, place.path.strip("/")
    if options.get("style") != "virtual":
        return Bucket(Client(endpoint, who), f"/{bucket}", bucket, prefix)
    scheme, _, host = endpoint.partition("://")
    return Bucket(Client(f"{scheme}://{bucket}.{host}", who), "", bucket, prefix)
