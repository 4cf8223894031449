"""A small library, published for real into a folder of its own, and the application over it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp import create_app
from webapp.cli.listening import listen
from webapp.release.builder import publish
from webapp.rules.library import Library
from webapp.rules.model import Document
from webapp.settings import Settings, packaged

CHECKED = {"status_basis": "src-bao", "status_checked_on": "2026-11-01"}
QUOTED = [{"id": "src-bao", "locator": "L1", "level": "press_quote"}]


def paragraph(text: str, *marks: list[Any]) -> dict[str, Any]:
    return {"k": "p", "t": text, "m": list(marks)} if marks else {"k": "p", "t": text}


DOCUMENTS: list[dict[str, Any]] = [
    {"id": "quanguo", "type": "region", "title": "全国"},
    {"id": "zhejiang", "type": "region", "title": "浙江省", "parent": "quanguo", "aliases": ["浙江"]},
    {"id": "mou-shi", "type": "region", "title": "某市", "parent": "zhejiang"},
    {"id": "hongbao", "type": "topic", "title": "红包礼金", "order": 1},
    {"id": "baomi", "type": "topic", "title": "保密", "order": 2},
    {"id": "shengwei-bangongting", "type": "issuer", "title": "省委办公厅", "kind": "机构"},
    {
        "id": "src-bao",
        "type": "source",
        "title": "某报",
        "level": "press_quote",
        "url": "https://example.org/a?b=1&c=2",
        "published_on": "2017-06-12",
        "excerpts": [
            {"locator": "L1", "text": "要求不得违规收受微信红包"},
            {"locator": "L9", "text": "别的话"},
        ],
    },
    {"id": "src-zhuanzai", "type": "source", "title": "转载", "level": "repost", "published_on": "2021-06"},
    {
        "id": "shitiao",
        "type": "ruleset",
        "title": "微信行为十条",
        "work": "shitiao",
        "version": "nd",
        **CHECKED,
        "issuer": "shengwei-bangongting",
        "level": "省级",
        "binding": "规范性文件",
        "region": "zhejiang",
        "status": "unknown",
        "items_claimed": 10,
        "items_recorded": 1,
        "topics": ["hongbao"],
        "sources": QUOTED,
        "known_as": ["十条戒律"],
        "scope_verified": False,
        "redirects": ["shitiao-old"],
        "body": [
            paragraph("见《条例》与官网。", [1, 5, "a", "#tiaoli"], [6, 8, "a", "https://example.org/"])
        ],
    },
    {
        "id": "shitiao--hongbao",
        "type": "rule",
        "title": "不得违规收受微信红包",
        "ruleset": "shitiao",
        "quote": "不得违规收受微信红包",
        "plain": "收红包先看<会不会>影响公务。",
        "modality": "不得",
        "deontic": "prohibition",
        "kind": "红线",
        "red_line": True,
        "audience": ["全体党员干部"],
        "audience_inferred": True,
        "platforms": ["微信"],
        "topics": ["hongbao"],
        "sources": QUOTED,
        "related": ["tiaoli--art-2"],
        "caution": "后来另有规定。",
        "body": [{"k": "h", "l": 2, "t": "怎么理解"}, paragraph("不看数额。", [0, 2, "b"])],
    },
    {
        "id": "shi-guiding",
        "type": "ruleset",
        "title": "某市微信群规定",
        "work": "shi-guiding",
        "version": "2016",
        **CHECKED,
        "issuer": "unknown",
        "level": "市级",
        "binding": "规范性文件",
        "region": "mou-shi",
        "status": "repealed",
        "repealed_on": "2020-01-01",
        "superseded_by": ["shitiao"],
        "higher_rules": ["tiaoli"],
        "items_claimed": None,
        "items_recorded": 1,
        "topics": ["hongbao"],
        "sources": QUOTED,
    },
    {
        "id": "shi-guiding--qunzhu",
        "type": "rule",
        "title": "群主要管群里的红包",
        "ruleset": "shi-guiding",
        "plain": "群主要管。",
        "modality": "要",
        "deontic": "obligation",
        "kind": "群规",
        "red_line": False,
        "audience": ["群主"],
        "audience_inferred": False,
        "platforms": ["微信群"],
        "actions": ["管群"],
        "topics": ["hongbao"],
        "sources": [{"id": "src-zhuanzai", "locator": "L2", "level": "press_paraphrase"}],
    },
    {
        "id": "anli-mou",
        "type": "case",
        "title": "某人受到处理",
        "region": "mou-shi",
        "outcome": "",
        "outcome_known": False,
        "topics": ["hongbao"],
        "related": ["shitiao--hongbao"],
        "sources": QUOTED,
    },
    {
        "id": "jiedu-mou",
        "type": "interpretation",
        "title": "某人说",
        "speaker": "马某",
        "role": "教授",
        "anonymity": "化名",
        "weight": "专家意见",
        "said_on": "2017-06",
        "topics": ["hongbao"],
        "related": ["shitiao--hongbao"],
        "sources": QUOTED,
    },
    {
        "id": "fatie-qian",
        "type": "guide",
        "title": "发帖前想一想",
        "purpose": "发帖前",
        "answer_basis": ["shitiao--hongbao"],
        "topics": ["hongbao"],
        "sources": [{"id": "src-bao", "level": "editorial"}],
        "body": [paragraph("谁会看到？")],
    },
    {
        "id": "tiaoli",
        "type": "ruleset",
        "title": "保密条例",
        "work": "tiaoli",
        "version": "2024",
        **CHECKED,
        "issuer": "shengwei-bangongting",
        "level": "中央",
        "binding": "法律",
        "region": "quanguo",
        "status": "effective",
        "official_text": True,
        "issued_on": "2024-03",
        "effective_on": "2024-05-01",
        "items_claimed": 2,
        "items_recorded": 2,
        "topics": ["baomi"],
        "sources": [{"id": "src-bao", "locator": "全文", "level": "official_text"}],
        "articles": [
            {
                "id": "tiaoli--art-1",
                "no": "1",
                "label": "第一条",
                "path": ["第一章 总则"],
                "rule": "tiaoli--mudi",
                "blocks": [paragraph("为了保守国家秘密，制定本条例。")],
            },
            {
                "id": "tiaoli--art-2",
                "no": "2",
                "label": "第二条",
                "path": ["第一章 总则"],
                "blocks": [paragraph("涉密信息不得上网。")],
            },
        ],
    },
    {
        "id": "tiaoli--mudi",
        "type": "rule",
        "title": "立法目的",
        "ruleset": "tiaoli",
        "article": "1",
        "label": "第一条",
        "text": [paragraph("为了保守国家秘密，制定本条例。")],
        "plain": "说明为什么立法。",
        "modality": "规定事项",
        "deontic": "scope",
        "kind": "要求",
        "red_line": False,
        "audience": ["机关"],
        "audience_inferred": False,
        "topics": ["baomi"],
        "sources": [{"id": "src-bao", "locator": "第一条", "level": "official_text"}],
    },
    {
        "id": "changjing-hongbao",
        "type": "scenario",
        "title": "能不能抢红包",
        "question": "群里的红包能不能抢",
        "topics": ["hongbao"],
        "answer_kind": "依条文推导",
        "answer_basis": ["shitiao--hongbao"],
        "sources": [{"id": "src-bao", "level": "editorial"}],
        "body": [paragraph("看关系和性质。")],
    },
    {
        "id": "jubao",
        "type": "channel",
        "title": "举报平台",
        "region": "zhejiang",
        "operator": "省纪委",
        "method": "拨打 10086",
        "channel_verified": False,
        "topics": ["hongbao"],
        "sources": QUOTED,
    },
]


def library(without: str = "") -> Library:
    documents = [
        {"summary": "", "updated_on": "2026-11-22", **each} for each in DOCUMENTS if each["id"] != without
    ]
    return Library(cast(list[Document], [{k: v for k, v in each.items() if v != ""} for each in documents]))


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The data directory of a deployment with one release."""
    made = Settings(Path("content"), tmp_path_factory.mktemp("data"), packaged("translations"))
    publish(library(), made)
    return made


@pytest.fixture(scope="session")
def library_without() -> Callable[[str], Library]:
    """The same library without one document: something to publish next."""
    return library


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """The port of the application behind the real server."""
    server = listen(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.waitress.run)
    thread.start()
    yield server.port
    server.waitress.close()
    with socket.socket() as knock:  # the loop looks at its sockets again when one of them stirs
        knock.connect_ex(("127.0.0.1", server.port))
    thread.join(10)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
