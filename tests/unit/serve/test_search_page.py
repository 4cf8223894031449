"""Results without JavaScript: the same as the API's, with a form that keeps what was chosen."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient


def ids(html: str) -> list[str]:
    return re.findall(r'data-rule-id="([^"]*)"', html)


def test_same_results_in_the_same_order_as_the_api(client: FlaskClient) -> None:
    for query in ("红包", "能不能抢红包", "hongbao", "涉密"):
        page = client.get("/search", query_string={"q": query}).text
        api = client.get("/api/search", query_string={"q": query}).get_json()
        assert ids(page) == [result["id"] for result in api["results"]] != []


def test_a_result_says_what_it_is_where_it_holds_and_whether_it_is_in_force(client: FlaskClient) -> None:
    first = client.get("/search?q=不得违规收受微信红包").text.split("data-rule-id")[1]
    for words in ("条目", "红线", "浙江省", "未核实", "标题或引文有"):
        assert words in first


def test_a_slip_is_put_right_and_can_be_taken_back(client: FlaskClient) -> None:
    page = client.get("/search?q=红苞&lang=en").text
    assert "红包" in page.split("data-rule-id")[0].split('role="status"')[1]
    assert 'href="?q=%22%E7%BA%A2%E8%8B%9E%22&amp;lang=en"' in page
    assert ids(client.get('/search?q="红苞"').text) == []


def test_nothing_on_record_is_an_answer(client: FlaskClient) -> None:
    page = client.get("/search?q=公务接待标准").text
    assert "未收录相关规定" in page
    assert ids(page) == []
    assert "红包礼金" in page  # the topics


def test_empty_form(client: FlaskClient) -> None:
    for address in ("/search", "/search?q=", "/search?q=%20%20"):
        page = client.get(address).text
        assert ids(page) == []
        assert "未收录" not in page


def test_the_form_keeps_what_was_chosen(client: FlaskClient) -> None:
    page = client.get("/search?q=红包&topic=hongbao&kind=红线&lang=en").text
    assert '<option value="hongbao" selected>' in page
    assert '<option value="红线" selected>' in page
    assert 'name="lang" value="en"' in page
    assert ids(page) == ["shitiao--hongbao"]


def test_every_filter_offered_leaves_as_many_results_as_it_says(client: FlaskClient) -> None:
    page = client.get("/search?q=红包&topic=hongbao").text
    offered = re.findall(r'<select name="(\w+)">(.*?)</select>', page, re.DOTALL)
    assert {name for name, _ in offered} >= {"region", "topic", "kind", "status", "platform", "type"}
    for name, options in offered:
        for value, count in re.findall(r'value="([^"]+)"[^>]*>[^<]* (\d+)</option>', options):
            chosen = {"q": "红包", "topic": "hongbao", name: value}
            answer = client.get("/search", query_string=chosen).text
            assert f"找到 {count} 条" in answer, chosen


def test_filters_that_leave_nothing_can_be_taken_off(client: FlaskClient) -> None:
    page = client.get("/search?q=红包&topic=baomi&lang=en").text
    assert ids(page) == []
    assert 'href="?q=%E7%BA%A2%E5%8C%85&amp;lang=en"' in page


def test_results_come_in_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.serve.search.DEFAULT_LIMIT", 2)
    api = [each["id"] for each in client.get("/api/search?q=红包").get_json()["results"]]
    address, found = "/search?q=红包", []
    while address:
        page = client.get(address).text
        found += ids(page)
        following = re.search(r'href="(\?[^"]*)" rel="next"', page)
        address = "/search" + unescape(following[1]) if following else ""
    assert found == api
    assert len(api) > 4
    for nonsense in ("0", "-1", "x", "２", "9" * 400, ""):
        assert ids(client.get("/search", query_string={"q": "红包", "page": nonsense}).text) == api[:2]


def test_a_filter_that_names_nothing_is_left_out(client: FlaskClient) -> None:
    page = client.get("/search?q=红包&topic=nothing&region=%00&kind=x")
    assert page.status_code == 200
    assert ids(page.text) == ids(client.get("/search?q=红包").text)


def test_the_query_is_text_and_never_markup(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": '"><script>alert(1)</script>'}).text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_results_are_not_kept_on_a_shared_computer(client: FlaskClient) -> None:
    assert client.get("/search?q=红包").headers["Cache-Control"] == "no-store"
    assert client.get("/api/search?q=红包").headers["Cache-Control"] == "no-store"
