"""Page template + linked boot script + fingerprint and floor → `index.html`; the files beside it → `sw.js`,
manifest, icons.

The page changes as rarely as its own code: fingerprint and floor are written into it when the code changes and
then stay, so that a new release alone never makes a phone fetch the page again.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from webapp.errors import BuildError
from webapp.linker.minifier import minified
from webapp.linker.modules import link
from webapp.release.shell import minify_css, script_json
from webapp.release.verifier import Position

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
PLACEHOLDER = re.compile(r"\{\{([A-Z_]+)\}\}")
ENTRY = Path("js") / "boot" / "main.js"
COPIED = ("manifest.webmanifest", "icons", "screenshots")
# For the installation, which needs the network anyway.
ONLINE_ONLY = ("screenshots/", "icons/icon-", "icons/maskable")


@dataclass(frozen=True)
class Deployment:
    """What the page knows about where it belongs: the digest of root 1, which it then asks the server for, the channel,
    and the floor, which is where the channel stood when the page was made."""

    fingerprint: str
    channel: str
    floor: Position


@dataclass(frozen=True)
class Code:
    """What is the same in every deployment: the page as it is written, and the boot script."""

    template: str
    script: str


def read_code(static: Path) -> Code:
    """The page's template and its script, as small as they get."""
    template = STYLE.sub(lambda match: f"<style>{minify_css(match[1])}</style>", _text(static / "index.html"))
    return Code(template, link(static / ENTRY, static))


def build_page(code: Code, deployment: Deployment) -> bytes:
    """`index.html`, whole: boot script inside, and a policy that allows exactly this script."""
    values = {
        "CHANNEL": deployment.channel,
        "FLOOR": script_json({"epoch": deployment.floor[0], "seq": deployment.floor[1]}),
        "FINGERPRINT": deployment.fingerprint,
        "BOOT_SCRIPT": code.script,
    }
    page = fill(code.template, {**values, "CSP": "{{CSP}}"}, "index.html")
    return page.replace("{{CSP}}", policy(page)).encode()


def page_digest(code: Code, deployment: Deployment) -> str:
    """Changes when, and only when, phones have to be given another page: everything counts but the floor."""
    return hashlib.sha256(build_page(code, replace(deployment, floor=(0, 0)))).hexdigest()


def policy(page: str, connect: str = "'self'") -> str:
    """The content security policy of a page: its own script and style, the shell's Blobs, our origin, nothing else."""
    return (
        f"default-src 'none'; script-src 'self' blob: {_hashes('script', page)}; worker-src 'self' blob:; "
        f"connect-src {connect}; style-src blob: {_hashes('style', page)}; img-src 'self' data: blob:; "
        "manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        "require-trusted-types-for 'script'; trusted-types hongxian"
    )


def build_worker(static: Path, files: Mapping[str, bytes]) -> bytes:
    """`sw.js` with the SRI digest of every file that it keeps; its cache is named after them."""
    listed = [[name, f"sha256-{_base64_sha256(files[name])}"] for name in kept_files(files)]
    precache = script_json(listed)
    values = {"PRECACHE": precache, "CACHE": hashlib.sha256(precache.encode()).hexdigest()[:16]}
    source = fill(_text(static / "js" / "service-worker" / "sw.js"), values, "sw.js")
    return (minified(source) + "\n").encode()


def kept_files(files: Iterable[str]) -> list[str]:
    """What the worker keeps on the phone: the page and what lies beside it, but not what only an installation shows."""
    return sorted(name for name in files if not name.startswith(ONLINE_ONLY))


def read_companions(static: Path) -> dict[str, bytes]:
    """The files that lie beside the page as they are: manifest and icons."""
    found = [path for name in COPIED for path in _files(static / name)]
    return {path.relative_to(static).as_posix(): path.read_bytes() for path in sorted(found)}


def fill(template: str, values: Mapping[str, str], name: str) -> str:
    """Placeholders → values; every one of both must have its counterpart."""
    missing = set(PLACEHOLDER.findall(template)) ^ set(values)
    if missing:
        listed = " ".join(sorted(missing))
        raise BuildError(
            f"{name}：占位符与值对不上：{listed}", f"{name}: placeholders and values differ: {listed}"
        )
    return PLACEHOLDER.sub(lambda match: values[match[1]], template)


def _hashes(tag: str, page: str) -> str:
    """The digests of a page's inline scripts or styles, as a policy lists them."""
    texts = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    return " ".join(f"'sha256-{_base64_sha256(text.encode())}'" for text in texts)


def _files(path: Path) -> list[Path]:
    return (
        [path]
        if path.is_file()
        else [p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")]
    )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _base64_sha256(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()
