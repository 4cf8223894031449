"""Schemathesis makes up requests from the OpenAPI document: every answer is what the document promises.

A sample here; `--faults full` makes up a thousand for each operation.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from flask import Flask
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

SAMPLE, FULL = 25, 1000
SEED = 20261127


def failures(event: events.ScenarioFinished) -> Iterator[str]:
    """What was asked, which check failed, and why."""
    for case, checks in event.recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                asked = event.recorder.cases[case].value.as_curl_command()
                yield f"{check.name}: {asked}\n{check.failure_info.failure}"


def test_every_made_up_request_is_answered_as_promised(app: Flask, request: pytest.FixtureRequest) -> None:
    full = request.config.getoption("--faults") == "full"
    generation = {"max-examples": FULL if full else SAMPLE, "deterministic": True}
    config = SchemathesisConfig.from_dict({"seed": SEED, "generation": generation})
    load_all_checks()
    assert len(CHECKS.get_all_names()) >= 12, "the checks of Schemathesis are loaded"
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app, config=config)
    asked, amiss = 0, list[str]()
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            asked += len(event.recorder.interactions)
            amiss += failures(event)
        assert not isinstance(event, events.FatalError | events.NonFatalError), vars(event)
    assert not amiss, "\n\n".join(amiss)
    assert asked >= (3 * FULL if full else 2 * SAMPLE), f"only {asked} requests were made"
    print(f"{asked} requests")
