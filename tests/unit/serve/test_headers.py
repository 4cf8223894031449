"""The security headers of every answer, written out once; errors are answers too."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp import create_app
from webapp.serve.headers import policy_in_page
from webapp.settings import Settings

PLAIN = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
DATA = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
WORKER = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), "
    "microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
EVERY_ADDRESS = {
    "/sw.js": (200, WORKER), "/manifest.webmanifest": (200, DATA), "/sync/head.json": (200, DATA),
    "/icons/icon-192.png": (200, DATA), "/plain.css": (200, DATA), "/sync/nothing.json": (404, PLAIN),
    "/r/": (200, PLAIN), "/r": (301, PLAIN), "/r/shitiao/": (200, PLAIN), "/r/shitiao": (301, PLAIN),
    "/r/shitiao-old/": (301, PLAIN), "/r/nothing/": (404, PLAIN), "/nothing": (404, PLAIN),
    "/redlines/": (200, PLAIN), "/redlines": (301, PLAIN), "/groups/chengyuan/": (200, PLAIN),
    "/compare/hongbao/": (200, PLAIN), "/compare/nothing/": (404, PLAIN), "/contents/": (200, PLAIN),
    "/before-posting/": (200, PLAIN), "/template/": (404, PLAIN), "/before-posting": (301, PLAIN),
    "/mine/": (200, PLAIN), "/mine/?role=群主": (200, PLAIN), "/mine/qunzhu/": (200, PLAIN),
    "/mine/nothing/": (404, PLAIN), "/about/": (200, PLAIN),
    "/contents": (301, PLAIN), "/about": (301, PLAIN), "/mine": (301, PLAIN), "/mine/qunzhu": (301, PLAIN),
    "/compare/hongbao": (301, PLAIN), "/groups/chengyuan": (301, PLAIN),
    "/search": (200, PLAIN), "/search?q=红包": (200, PLAIN),
    "/api/search?q=红包": (200, DATA), "/api/search": (400, DATA), "/api/rules/shitiao": (200, DATA),
    "/api/suggest?q=hongb": (200, DATA),
    "/api/rules/nothing": (404, DATA), "/api/openapi.json": (200, DATA), "/healthz": (200, DATA),
}  # fmt: skip


def check(headers: dict[str, str], policy: str) -> None:
    assert {name: headers.get(name) for name in ALWAYS} == ALWAYS
    assert headers["Content-Security-Policy"] == policy
    assert "Cache-Control" in headers
    assert not {"Server", "Set-Cookie", "Strict-Transport-Security", "X-Powered-By"} & set(headers)


@pytest.mark.parametrize(("address", "expected"), EVERY_ADDRESS.items())
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_address(client: FlaskClient, method: str, address: str, expected: tuple[int, str]) -> None:
    answer = client.open(address, method=method)
    assert answer.status_code == expected[0]
    check(dict(answer.headers), expected[1])


@pytest.mark.parametrize("address", [*EVERY_ADDRESS, "/"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_reading_is_allowed(client: FlaskClient, method: str, address: str) -> None:
    answer = client.open(address, method=method)
    assert answer.status_code in (404, 405)
    check(dict(answer.headers), DATA if address.startswith(("/api", "/healthz")) else PLAIN)
    if answer.status_code == 405:
        assert answer.headers["Allow"] == "GET, HEAD"


def test_no_route_was_forgotten(app: Flask) -> None:
    """A new route has to be added to the table above."""
    covered = {rule for rule in (match(app, address) for address in (*EVERY_ADDRESS, "/")) if rule}
    assert {rule.rule for rule in app.url_map.iter_rules()} - covered == set()


def match(app: Flask, address: str) -> str | None:
    from werkzeug.exceptions import NotFound

    try:
        rule, _ = app.url_map.bind("localhost").match(address.partition("?")[0], return_rule=True)
    except NotFound:
        return None
    return str(rule.rule)


def test_the_app_page_has_the_policy_that_stands_in_it(client: FlaskClient) -> None:
    answer = client.get("/")
    own = policy_in_page(answer.data)
    assert own is not None
    assert "script-src" in own
    assert "unsafe" not in own
    check(dict(answer.headers), f"{own}; frame-ancestors 'none'")


def test_plain_pages_carry_their_policy_for_servers_without_headers(client: FlaskClient) -> None:
    own = policy_in_page(client.get("/r/shitiao/").data)
    assert own is not None
    assert {*own.split("; "), "frame-ancestors 'none'"} == set(PLAIN.split("; "))


def test_https_is_remembered_only_over_https(client: FlaskClient) -> None:
    answer = client.get("/r/", base_url="https://localhost/")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_errors_without_a_release_and_inside(tmp_path: Path, settings: Settings, app: Flask) -> None:
    empty = create_app(Settings(tmp_path, tmp_path, settings.translations))
    answer = empty.test_client().get("/")
    assert answer.status_code == 503
    check(dict(answer.headers), PLAIN)
    broken = create_app(settings)
    broken.add_url_rule("/broken", view_func=lambda: str(1 // 0))
    answer = broken.test_client().get("/broken")
    assert answer.status_code == 500
    check(dict(answer.headers), PLAIN)
