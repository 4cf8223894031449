"""`search QUERY`: the server's engine over the content folder, for people or as JSON. Publishes nothing."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import UTC, datetime

from webapp.cli.arguments import Parser, add_content, add_data, positive, say, settings_of
from webapp.cli.engine import content_engine
from webapp.rules.status import beijing_today


def configure(parser: Parser) -> None:
    """`search QUERY [--json] [--limit N]`"""
    parser.add_argument("query", nargs="+", metavar="QUERY", help="要查的话 / what to look for")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出 / print JSON")
    parser.add_argument(
        "--limit", type=positive, default=20, metavar="N", help="最多几条（20） / at most (20)"
    )
    add_content(parser)
    add_data(parser)


def run(arguments: Namespace) -> int:
    """Finding nothing is an answer, not a failure."""
    engine = content_engine(settings_of(arguments))
    today = beijing_today(datetime.now(UTC))
    answer = engine.search(" ".join(arguments.query), limit=arguments.limit, today=today).to_json()
    if arguments.json:
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    if not answer["results"]:
        say("未收录相关规定", "nothing on this is in the library")
    for number, result in enumerate(answer["results"], 1):
        print(
            f"{number:>2}. {result['title']}（{result['why']}）\n    {result['snippet']}\n    {result['id']}"
        )
    return 0
