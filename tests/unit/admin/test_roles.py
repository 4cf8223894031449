"""Every route × every role answers as the table says; what is not in the table is closed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.unit.admin.colleague import Colleague
from webapp.admin import roles

VALUES = {"number": "9999", "type_": "rule", "id_": "jia-guiding--hongbao"}
Enter = Callable[[str], Colleague]


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """(view, method, address) of everything below /admin/."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("desk."):
            address = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: VALUES[match[1]], rule.rule)
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                found.append((rule.endpoint.removeprefix("desk."), method, address.removeprefix("/admin/")))
    return found


def test_the_table_names_every_view_and_no_other(app: Flask) -> None:
    views = {view for view, _, _ in routes(app)}
    assert views == set(roles.MAY) | roles.OPEN
    assert all(each <= roles.EVERYBODY for each in roles.MAY.values())


def test_every_route_answers_every_role_as_the_table_says(
    app: Flask, add: Callable[..., None], enter: Enter
) -> None:
    wrong = []
    for role in roles.ROLES:
        add(role, role)
        somebody = enter(role)
        token = somebody.token()
        for view, method, address in routes(app):
            if view in roles.OPEN | {"sign_out"}:
                continue
            answer = somebody.client.open(f"/admin/{address}", method=method, data={"token": token})
            may = role in roles.MAY[view]
            if (answer.status_code == 403) == may or answer.status_code >= 500:
                wrong.append(f"{role} {method} {view}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_nobody_gets_anywhere_without_signing_in(app: Flask) -> None:
    client = app.test_client()
    for view, method, address in routes(app):
        if view in roles.OPEN:
            continue
        answer = client.open(f"/admin/{address}", method=method, data={"token": "x"})
        if method == "GET":
            assert (answer.status_code, "sign-in" in answer.headers["Location"]) == (303, True), view
        else:
            assert answer.status_code == 401, view


@pytest.mark.parametrize(
    ("view", "only"),
    [
        ("save", {"editor"}),
        ("approve", {"reviewer"}),
        ("publish", {"publisher"}),
        ("take_back", {"publisher"}),
        ("account_change", {"admin"}),
        ("audit_list", {"auditor"}),
    ],
)
def test_what_matters_most_is_in_one_hand(view: str, only: set[str]) -> None:
    assert roles.MAY[view] == only


def test_an_unknown_view_is_closed() -> None:
    assert not roles.may("something-new", roles.ROLES)


def test_who_keeps_the_books_does_not_keep_the_keys() -> None:
    assert roles.mixed({"auditor", "admin"}) and roles.mixed({"auditor", "publisher"})
    assert not roles.mixed({"editor", "reviewer", "publisher", "admin"})
