"""A page, a release and a server that may die → what stands on the screen; on localhost and on plain HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.hosts import NAME, static_server
from tests.browser.phone import PhoneFactory
from tests.browser.publisher import Publisher

READY = "html[data-ready]"
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["localhost", NAME])
def test_opens_with_the_server_dead_and_the_browser_restarted(
    name: str, publisher: Publisher, phone_on: PhoneFactory, tmp_path: Path
) -> None:
    publisher.release("红包", "保密")
    server = static_server(publisher.host, tmp_path / "server.log")
    server.start()
    try:
        phone = phone_on(server.port)
        url = f"http://{name}{'' if name == NAME else f':{server.port}'}/gz/hongxian/"
        page = phone.open(url + "#/r/rule-1", READY)
        assert page.evaluate("isSecureContext") is (name == "localhost")
        assert page.inner_text("#shown") == "红包|保密 by v1"
        assert page.url.endswith("#/r/rule-1")
        if name == "localhost":
            page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    finally:
        server.kill()
    phone.restart()
    page, seconds = phone.timed(url, READY)
    print(f"{name}: opened in {seconds * 1000:.0f} ms with the server dead")
    assert page.inner_text("#shown") == "红包|保密 by v1"
    assert seconds < 5
