"""The files of `deploy/` on the real nginx and Caddy: every file of an export, sent as `release/delivery.py` says.

IIS and Docker cannot run here: what their files say is read instead, by a reading that knows the rules they follow.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import xml.etree.ElementTree as Xml
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path, PurePosixPath

import pytest

from tests.browser.hosts import HOST, Process, free_port
from webapp.cli.serve import configure
from webapp.compiler.compile import compile_content
from webapp.doctor.examine import examine
from webapp.doctor.reader import WebReader
from webapp.export.static_site import export
from webapp.release.builder import publish
from webapp.release.delivery import FIXED, FRAMING, cache_control, headers_of
from webapp.rules.library import Library
from webapp.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
DEPLOY = ROOT / "deploy"
UNPACKED = ROOT / ".venv" / "debian"  # where bootstrap.py lays servers that must not be installed
NEVER_ASKED = (".gz", ".br")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small corpus as a folder for dumb servers; the title of one document has changed since release 1."""
    folder = tmp_path_factory.mktemp("deploy")
    settings = Settings(ROOT / "tests" / "corpora" / "small", folder / "data", ROOT / "translations")
    library = compile_content(settings.content)
    one, *others = library.documents.values()
    publish(Library([{**one, "title": one["title"] + "（旧）"}, *others]), settings)
    publish(library, settings)
    export(settings, folder / "srv" / "hongxian")
    return folder / "srv" / "hongxian"


@pytest.fixture(scope="module")
def names(exported: Path) -> list[str]:
    """Every file that a browser may ask for; objects are all alike, so a few of them."""
    files = sorted(path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file())
    asked = [name for name in files if not name.endswith(NEVER_ASKED) and "/." not in f"/{name}"]
    few = [name for name in asked if not name.startswith(("sync/o/", "r/"))]
    return [*few, *[name for name in asked if name not in few][::7]]


def program(name: str) -> str:
    """Installed, or unpacked for the tests."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:{UNPACKED}/usr/sbin:{UNPACKED}/usr/bin:/usr/sbin")
    if found is None:
        message = f"no {name} here: install it, or let `./run test` fetch it"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return str(found)


def nginx(site: str, root: Path, folder: Path) -> Process:
    """nginx with one of our files and nothing else of ours."""
    command, port = program("nginx"), free_port()
    for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
        (folder / name).mkdir()
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = site.replace("listen 80;", f"listen {HOST}:{port};").replace("/srv/hongxian", str(root))
    (folder / "nginx.conf").write_text(
        f"daemon off; user root; pid {folder}/pid; error_log stderr; events {{}}\n"
        f"http {{ client_body_temp_path {folder}/body; {temporary}\n{text}\n}}",
        encoding="utf-8",
    )
    line = [command, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]
    return Process(lambda _port: line, folder / "log", port)


def caddy(root: Path, folder: Path) -> Process:
    """Caddy with our file; no administration port, nothing written outside the folder."""
    command, port = program("caddy"), free_port()
    text = (DEPLOY / "caddy" / "Caddyfile").read_text(encoding="utf-8")
    text = text.replace(":80 {", f"http://{HOST}:{port} {{").replace("/srv/hongxian", str(root))
    (folder / "Caddyfile").write_text(
        f"{{\n\tadmin off\n\tstorage file_system {folder}/storage\n}}\n{text}",
        encoding="utf-8",
    )
    line = [command, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    return Process(lambda _port: ["env", f"HOME={folder}", *line], folder / "log", port)


@pytest.fixture(params=["nginx", "caddy"])
def server(request: pytest.FixtureRequest, exported: Path, tmp_path: Path) -> Iterator[Process]:
    """A real server over the export."""
    site = (DEPLOY / "nginx" / "hongxian.conf").read_text(encoding="utf-8")
    made = nginx(site, exported, tmp_path) if request.param == "nginx" else caddy(exported, tmp_path)
    made.start()
    yield made
    made.kill()


Answer = tuple[int, dict[str, str], bytes]


def ask(port: int, path: str, encoding: str = "identity") -> Answer:
    """One request, names of headers in small letters."""
    connection = HTTPConnection(HOST, port, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": encoding})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def differing(name: str, answer: Answer, folder: Path) -> list[str]:
    """What is not as `delivery` says."""
    status, headers, body = answer
    wrong = (
        []
        if (status, body) == (200, (folder / name).read_bytes())
        else [f"{name}: {status}, {len(body)} bytes"]
    )
    for header, value in headers_of(name).items():
        if headers.get(header.lower()) != value:
            wrong.append(f"{name}: {header} is {headers.get(header.lower())!r}, not {value!r}")
    return wrong


def test_every_file_is_sent_as_serve_sends_it(server: Process, exported: Path, names: list[str]) -> None:
    assert len(names) > 40
    assert any(name.startswith("sync/d/") for name in names), "there is a delta"
    wrong = [line for name in names for line in differing(name, ask(server.port, f"/{name}"), exported)]
    folders = [name for name in names if name.endswith("/index.html")]
    wrong += [
        line
        for name in [*folders[:5], "index.html"]
        for line in differing(name, ask(server.port, f"/{name.removesuffix('index.html')}"), exported)
    ]
    assert not wrong, "\n".join(wrong)


def test_texts_travel_compressed(server: Process, exported: Path, names: list[str]) -> None:
    first = next(name for name in names if name.startswith("sync/first/"))
    for name in ("index.html", first, "plain.css", "sync/root/1.json"):
        status, headers, body = ask(server.port, f"/{name}", "gzip, deflate")
        assert (status, headers.get("content-encoding")) == (200, "gzip"), name
        assert "accept-encoding" in headers["vary"].lower()
        assert gzip.decompress(body) == (exported / name).read_bytes()
        assert headers["cache-control"] == cache_control(name)


def test_wrong_addresses_and_hidden_files(server: Process, exported: Path) -> None:
    for path in ("/nothing", "/a/b/nothing.html", "/.hongxian", "/sync/"):
        status, headers, body = ask(server.port, path)
        assert status in (403, 404), path
        assert headers["content-security-policy"] == FRAMING
        assert b"nginx/" not in body
    status, headers, body = ask(server.port, "/nothing")
    assert body == (exported / "404.html").read_bytes()
    assert headers["content-type"] == "text/html; charset=utf-8"
    status, headers, _ = ask(server.port, "/r")
    assert status in (301, 302, 307, 308)
    assert headers["location"] in ("/r/", "r/")


def test_the_doctor_finds_nothing(server: Process) -> None:
    found = {each.code for each in examine(WebReader(f"http://{HOST}:{server.port}/"))}
    assert found == {"https", "signed"}


def test_nginx_below_a_subpath(exported: Path, tmp_path: Path, names: list[str]) -> None:
    site = (DEPLOY / "nginx" / "hongxian.conf").read_text(encoding="utf-8")
    made = nginx(site, exported.parent, tmp_path)
    made.start()
    try:
        wrong = [
            line for name in names for line in differing(name, ask(made.port, f"/hongxian/{name}"), exported)
        ]
    finally:
        made.kill()
    assert not wrong, "\n".join(wrong)


def test_nginx_in_front_of_serve_changes_nothing(tmp_path: Path) -> None:
    """The proxy's own words, with a certificate made on the spot and a stand-in behind it."""
    text = (DEPLOY / "nginx" / "hongxian-proxy.conf").read_text(encoding="utf-8")
    (tmp_path / "nginx").mkdir()
    made = nginx(text, tmp_path, tmp_path / "nginx")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    ask_openssl = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x"]
    subprocess.run([*ask_openssl, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    config = tmp_path / "nginx" / "nginx.conf"
    said = config.read_text(encoding="utf-8")
    said = said.replace("/etc/ssl/hongxian.crt", str(certificate)).replace("/etc/ssl/hongxian.key", str(key))
    config.write_text(said, encoding="utf-8")
    checked = subprocess.run([*made.command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def test_iis_would_send_the_same(names: list[str]) -> None:
    config = Xml.parse(DEPLOY / "iis" / "web.config").getroot()
    everywhere = config.find("system.webServer")
    assert everywhere is not None
    types = {each.get("fileExtension"): each.get("mimeType") for each in everywhere.iter("mimeMap")}
    removed = [each.get("fileExtension") for each in everywhere.iter("remove") if each.get("fileExtension")]
    assert sorted(removed) == sorted(types), (
        "a type that IIS knows already must be removed first, or all is 500"
    )
    for name in names:
        said: dict[str | None, str | None] = {}
        for place in [config, *config.findall("location")]:
            path = place.get("path", "")
            if not path or name == path or name.startswith(f"{path}/"):
                said.update(_headers(place))
        assert {**said, "Content-Type": types[PurePosixPath(name).suffix]} == headers_of(name), name


def _headers(place: Xml.Element) -> dict[str | None, str | None]:
    found = place.find("system.webServer/httpProtocol/customHeaders")
    return {} if found is None else {each.get("name"): each.get("value") for each in found.findall("add")}


def test_dockerfile_copies_what_there_is_and_starts_what_we_have() -> None:
    lines = (DEPLOY / "docker" / "Dockerfile").read_text(encoding="utf-8").splitlines()
    sources = [word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]]
    assert sources
    assert all((ROOT / source).exists() for source in sources)
    command = next(line for line in lines if line.startswith("CMD "))
    assert_starts(command.removeprefix("CMD ").strip("[]").replace('"', "").replace(",", "").split())


def test_unit_of_systemd_is_sound() -> None:
    unit = DEPLOY / "systemd" / "hongxian.service"
    line = next(
        line for line in unit.read_text(encoding="utf-8").splitlines() if line.startswith("ExecStart=")
    )
    assert_starts(line.removeprefix("ExecStart=").split())
    analyze = shutil.which("systemd-analyze")
    if analyze:
        done = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True)
        complaints = [
            said for said in done.stderr.splitlines() if "hongxian" in said and "not executable" not in said
        ]
        assert not complaints, done.stderr


def assert_starts(command: list[str]) -> None:
    """The words after `webapp serve` are ones that it knows."""
    from webapp.cli.arguments import Parser

    at = command.index("webapp")
    assert command[at - 3 : at + 2] == [command[at - 3], "-P", "-m", "webapp", "serve"]
    parser = Parser()
    configure(parser)
    assert parser.parse_args(command[at + 2 :]).port == 8000


@pytest.mark.parametrize("file", ["nginx/hongxian.conf", "caddy/Caddyfile", "iis/web.config"])
def test_every_file_says_every_header(file: str) -> None:
    """Also where no server is here to say it."""
    text = (DEPLOY / file).read_text(encoding="utf-8")
    assert [value for value in [*FIXED.values(), FRAMING] if value not in text] == []
