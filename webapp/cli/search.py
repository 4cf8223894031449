"""`search QUERY`: the server's engine over the content folder, for people or as JSON. Publishes nothing."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import UTC, datetime
from typing import Any

from webapp.cli.arguments import Parser, add_content, add_data, positive, say, settings_of
from webapp.cli.engine import content_engine
from webapp.rules.status import beijing_today


def configure(parser: Parser) -> None:
    """`search QUERY [--json] [--limit N] [--explain] [--literal]`"""
    parser.add_argument("query", nargs="+", metavar="QUERY", help="要查的话 / what to look for")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出 / print JSON")
    parser.add_argument(
        "--limit", type=positive, default=20, metavar="N", help="最多几条（20） / at most (20)"
    )
    parser.add_argument(
        "--explain", action="store_true", help="说明每条为什么在这里 / say why each result is where it is"
    )
    parser.add_argument("--literal", action="store_true", help="照原样查，不改错字 / search as typed")
    add_content(parser)
    add_data(parser)


def run(arguments: Namespace) -> int:
    """Finding nothing is an answer, not a failure."""
    engine = content_engine(settings_of(arguments))
    today = beijing_today(datetime.now(UTC))
    query, literal = " ".join(arguments.query), arguments.literal
    answer = engine.search(query, limit=arguments.limit, today=today, literal=literal).to_json()
    if arguments.explain:
        reasons = engine.explain(query, limit=arguments.limit, today=today, literal=literal)
        for result, reason in zip(answer["results"], reasons, strict=True):
            result["explain"] = reason
    if arguments.json:
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    if not answer["results"]:
        say("未收录相关规定", "nothing on this is in the library")
        for word in answer.get("understood", ()):
            if "found" in word:
                say(f"  {word['text']}：{word['found']} 条", f"  {word['text']}: {word['found']}")
    if "corrected" in answer:
        say(f"已按“{answer['corrected']['to']}”查找", f"searched as “{answer['corrected']['to']}”")
    for number, result in enumerate(answer["results"], 1):
        print(
            f"{number:>2}. {result['title']}（{result['why']}）\n    {result['snippet']}\n    {result['id']}"
        )
        if arguments.explain:
            print("\n".join(f"    {line}" for line in _explained(result["explain"])))
    return 0


def _explained(reason: dict[str, Any]) -> list[str]:
    """Tier and score, the fields that hold what was looked for, the terms that add most."""
    terms = " ".join(
        f"{each['term']}={each['adds']}({each['idf']}×{each['weight']})" for each in reason["terms"]
    )
    held = " ".join(f"{needle}:{','.join(names)}" for needle, names in reason["fields"].items() if names)
    return [
        f"tier {reason['tier']}.{reason['level']} {reason['code']} “{reason['term']}” "
        f"score {reason['score']} → {reason['shown']}",
        f"fields {held}",
        f"terms {terms}",
    ]
