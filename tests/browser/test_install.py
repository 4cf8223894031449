"""The export as a progressive web app: Chromium itself says whether it can be installed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.app import SUBPATH, build_site
from tests.browser.hosts import Process, static_server
from tests.browser.phone import PhoneFactory

SEARCH = "input[type=search]"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """The shipped content on a dumb server, below a subpath."""
    folder = tmp_path_factory.mktemp("install")
    build_site(folder)
    process = static_server(folder, folder / "server.log")
    process.start()
    yield process
    process.kill()


def test_chromium_would_install_it(server: Process, phone_on: PhoneFactory) -> None:
    phone = phone_on(server.port)
    page = phone.open(f"http://localhost:{server.port}/{SUBPATH}/", SEARCH)
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    session = page.context.new_cdp_session(page)
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].endswith(f"/{SUBPATH}/manifest.webmanifest")


def test_every_picture_of_the_manifest_has_its_size(server: Process, phone_on: PhoneFactory) -> None:
    phone = phone_on(server.port)
    page = phone.open(f"http://localhost:{server.port}/{SUBPATH}/", SEARCH)
    wrong = page.evaluate(
        """async () => {
          const manifest = await (await fetch('manifest.webmanifest')).json();
          const wrong = [];
          for (const one of manifest.icons.concat(manifest.screenshots)) {
            if (one.sizes === 'any') continue;
            const picture = await createImageBitmap(await (await fetch(one.src)).blob());
            if (picture.width + 'x' + picture.height !== one.sizes) wrong.push(one.src);
          }
          return wrong;
        }"""
    )
    assert wrong == []
    shortcuts = page.evaluate(
        "fetch('manifest.webmanifest').then((it) => it.json()).then((it) => it.shortcuts)"
    )
    assert [one["name"] for one in shortcuts] == ["搜索", "红线一览", "收藏"]


def test_an_address_that_cannot_be_installed_is_told_apart(server: Process, phone_on: PhoneFactory) -> None:
    """The same question gets another answer on plain HTTP: so the first test can fail."""
    phone = phone_on(server.port)
    page = phone.open(f"http://rules.gov.test/{SUBPATH}/", SEARCH)
    session = page.context.new_cdp_session(page)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors] == ["not-from-secure-origin"]
