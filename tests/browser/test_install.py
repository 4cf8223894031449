"""The export as a progressive web app: Chromium itself says whether it can be installed."""

from __future__ import annotations

import pytest

from tests.browser.app import SUBPATH
from tests.browser.hosts import Process
from tests.browser.phone import PhoneFactory

SEARCH = "input[type=search]"
pytestmark = pytest.mark.browser


def test_chromium_would_install_it(site: Process, phone_on: PhoneFactory) -> None:
    phone = phone_on(site.port)
    page = phone.open(f"http://localhost:{site.port}/{SUBPATH}/", SEARCH)
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    session = page.context.new_cdp_session(page)
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].endswith(f"/{SUBPATH}/manifest.webmanifest")


def test_every_picture_of_the_manifest_has_its_size(site: Process, phone_on: PhoneFactory) -> None:
    phone = phone_on(site.port)
    page = phone.open(f"http://localhost:{site.port}/{SUBPATH}/", SEARCH)
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


def test_an_address_that_cannot_be_installed_is_told_apart(site: Process, phone_on: PhoneFactory) -> None:
    """The same question gets another answer on plain HTTP: so the first test can fail."""
    phone = phone_on(site.port)
    page = phone.open(f"http://rules.gov.test/{SUBPATH}/", SEARCH)
    session = page.context.new_cdp_session(page)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors] == ["not-from-secure-origin"]
