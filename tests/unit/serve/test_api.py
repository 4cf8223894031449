"""JSON answers have the shape that the OpenAPI document promises, and wrong parameters are refused clearly."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient

RESULT = {"id", "type", "title", "score", "tier", "why", "snippet", "rests_on"}


@pytest.fixture
def openapi(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/openapi.json").get_json()
    return found


def check(openapi: dict[str, Any], path: str, status: str, value: object) -> None:
    answers = openapi["paths"][path]["get"]["responses"]
    schema = answers[status]["content"]["application/json"]["schema"]
    jsonschema.validate(
        value,
        {**schema, "components": openapi["components"]},
        cls=jsonschema.Draft202012Validator,
        format_checker=jsonschema.FormatChecker(),
    )


def test_every_operation_is_a_route_and_the_other_way_round(
    client: FlaskClient, openapi: dict[str, Any]
) -> None:
    routes = {rule.rule for rule in client.application.url_map.iter_rules()}
    served = {rule.replace("<id_>", "{id}") for rule in routes if rule.startswith(("/api/", "/healthz"))}
    assert set(openapi["paths"]) == served - {"/api/openapi.json"}
    assert openapi["openapi"].startswith("3.1")


def test_schemas_are_schemas(openapi: dict[str, Any]) -> None:
    for schema in openapi["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    "query", ["红包", "能不能抢红包", "hongbao", "十条戒律", "没有这种东西xyz", "", "红" * 80]
)
def test_search(client: FlaskClient, openapi: dict[str, Any], query: str) -> None:
    answer = client.get("/api/search", query_string={"q": query}).get_json()
    check(openapi, "/api/search", "200", answer)
    assert answer["query"] == query
    assert all(set(result) == RESULT for result in answer["results"])
    assert answer["total"] >= len(answer["results"])


def test_search_finds_what_is_there_and_nothing_else(client: FlaskClient) -> None:
    found = client.get("/api/search?q=红包").get_json()
    assert "shitiao--hongbao" in [result["id"] for result in found["results"]]
    assert client.get("/api/search?q=公务接待标准").get_json()["results"] == []


def test_a_scenario_names_the_rules_it_rests_on(client: FlaskClient) -> None:
    found = client.get("/api/search?q=能不能抢红包").get_json()["results"]
    scenario = next(result for result in found if result["id"] == "changjing-hongbao")
    assert scenario["rests_on"] == ["shitiao--hongbao"]


def test_limit(client: FlaskClient) -> None:
    whole = client.get("/api/search?q=红包").get_json()
    one = client.get("/api/search?q=红包&limit=1").get_json()
    assert one["results"] == whole["results"][:1]
    assert one["total"] == whole["total"] > 1


@pytest.mark.parametrize("value", ["zhejiang", "浙江省", "浙江"])
def test_filter_by_region(client: FlaskClient, value: str) -> None:
    found = client.get("/api/search", query_string={"q": "微信", "region": value}).get_json()["results"]
    assert "shitiao" in [result["id"] for result in found]
    assert client.get(f"/api/search?q=涉密&region={value}").get_json()["total"] == 0


def test_filter_by_topic_and_kind(client: FlaskClient) -> None:
    assert client.get("/api/search?q=涉密&topic=baomi").get_json()["total"] > 0
    assert client.get("/api/search?q=涉密&topic=hongbao").get_json()["total"] == 0
    assert client.get("/api/search?q=红包&kind=红线").get_json()["total"] > 0
    assert client.get("/api/search?q=红包&kind=倡导").get_json()["total"] == 0


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/search", 400, "missing-parameter"),
        ("/api/search?q=a&limit=0", 400, "bad-limit"),
        ("/api/search?q=a&limit=101", 400, "bad-limit"),
        ("/api/search?q=a&limit=-1", 400, "bad-limit"),
        ("/api/search?q=a&limit=", 400, "bad-limit"),
        ("/api/search?q=a&limit=1.0", 400, "bad-limit"),
        ("/api/search?q=a&limit=%EF%BC%91", 400, "bad-limit"),
        (f"/api/search?q=a&limit={'9' * 5000}", 400, "bad-limit"),
        ("/api/search?q=a&region=atlantis", 404, "unknown-region"),
        ("/api/search?q=a&topic=zhejiang", 404, "unknown-topic"),
        ("/api/search?q=a&kind=red", 400, "unknown-kind"),
        ("/api/search?q=a&qq=b", 400, "unknown-parameter"),
        ("/api/rules/nothing", 404, "not-found"),
        ("/api/rules/", 404, "not-found"),
        ("/api/nothing", 404, "not-found"),
        ("/healthz?x=1", 400, "unknown-parameter"),
    ],
)
def test_what_is_wrong_is_said_in_both_languages(
    client: FlaskClient, openapi: dict[str, Any], address: str, status: int, code: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    check(openapi, "/api/search", "default", answer.get_json())
    assert answer.get_json()["error"]["code"] == code


def test_wrong_method_is_an_error_of_the_same_shape(client: FlaskClient, openapi: dict[str, Any]) -> None:
    answer = client.post("/api/search")
    check(openapi, "/api/search", "default", answer.get_json())
    assert answer.get_json()["error"]["code"] == "method-not-allowed"


@pytest.mark.parametrize(
    "id_", ["shitiao", "shitiao--hongbao", "changjing-hongbao", "hongbao", "tiaoli--art-2"]
)
def test_a_document(client: FlaskClient, openapi: dict[str, Any], id_: str) -> None:
    answer = client.get(f"/api/rules/{id_}").get_json()
    check(openapi, "/api/rules/{id}", "200", answer)
    assert answer["id"] == id_
    assert ("article" in answer) == ("--art-" in id_)


def test_an_old_id_and_an_annotated_article_give_the_present_document(client: FlaskClient) -> None:
    assert client.get("/api/rules/shitiao-old").get_json()["id"] == "shitiao"
    assert client.get("/api/rules/tiaoli--art-1").get_json()["id"] == "tiaoli--mudi"


def test_health_says_what_is_served_and_no_more(client: FlaskClient, openapi: dict[str, Any]) -> None:
    answer = client.get("/healthz").get_json()
    check(openapi, "/healthz", "200", answer)
    assert (answer["ok"], answer["seq"]) == (True, 1)


def test_suggestions_are_as_described(client: FlaskClient, openapi: dict[str, Any]) -> None:
    found = client.get("/api/suggest?q=hongb&limit=3").get_json()
    check(openapi, "/api/suggest", "200", found)
    assert 0 < len(found["suggestions"]) <= 3
    assert all("红包" in each["text"] for each in found["suggestions"])
    assert client.get("/api/suggest?q=？").get_json()["suggestions"] == []


def test_an_answer_says_what_it_searched_instead(client: FlaskClient, openapi: dict[str, Any]) -> None:
    answer = client.get("/api/search?q=红苞").get_json()
    check(openapi, "/api/search", "200", answer)
    assert answer["corrected"] == {"from": "红苞", "to": "红包", "code": "homophone"}
    literal = client.get("/api/search?q=红苞&literal=true").get_json()
    assert literal["results"] == [] and "corrected" not in literal


def test_a_guide_says_what_it_rests_on(client: FlaskClient) -> None:
    answer = client.get("/api/rules/fatie-qian").get_json()
    assert (answer["type"], answer["source_level"], answer["status"]) == ("guide", "editorial", "")
    assert answer["rests_on"] == ["shitiao--hongbao"]
