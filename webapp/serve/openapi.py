"""One declaration per operation → the checks of its parameters and its place in the OpenAPI document.

The views in `api.py` read their parameters through the same `Operation` that is published, so that the two
cannot differ; the test suite holds real answers against the published schemas.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.query.suggestion import KINDS
from webapp.rules.units import UNIT_TYPES
from webapp.serve.errors import ApiError

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
IDS: Schema = {"type": "array", "items": TEXT}

RESULT: Schema = {
    "type": "object",
    "description": "One result. A result is never a topic, a region or an issuer.",
    "required": ["id", "type", "title", "score", "tier", "why", "snippet", "rests_on"],
    "properties": {
        "id": TEXT,
        "type": {**TEXT, "enum": list(UNIT_TYPES)},
        "title": TEXT,
        "score": {"type": "number"},
        "tier": {
            "type": "integer",
            "minimum": 1,
            "maximum": 5,
            "description": "1 exact wording in title or quotation, 2 in the text, 3 alias, 4 by sound, 5 partly.",
        },
        "why": {"type": "string", "description": "The reason, in Chinese, such as 按“红包”查找."},
        "snippet": TEXT,
        "rests_on": {**IDS, "description": "The rules under a scenario."},
    },
}
SCHEMAS: dict[str, Schema] = {
    "Result": RESULT,
    "Answer": {
        "type": "object",
        "required": ["query", "total", "results"],
        "properties": {
            "query": TEXT,
            "total": {
                "type": "integer",
                "minimum": 0,
                "description": "0 means that nothing is on record (未收录).",
            },
            "results": {"type": "array", "items": {"$ref": "#/components/schemas/Result"}},
            "understood": {
                "type": "array",
                "description": "Filters, phrases and exclusions with the query without each; where nothing was found, "
                "the words of the query with how many results each has by itself.",
                "items": {
                    "type": "object",
                    "required": ["kind", "text"],
                    "properties": {
                        "kind": TEXT,
                        "text": TEXT,
                        "without": TEXT,
                        "found": {"type": "integer", "minimum": 0},
                    },
                },
            },
            "corrected": {
                "type": "object",
                "description": "The query that was searched instead; `literal` searches as typed.",
                "required": ["from", "to", "code"],
                "properties": {"from": TEXT, "to": TEXT, "code": TEXT},
            },
            "notes": {
                "type": "array",
                "description": "What was left out of the query, such as everything after 64 characters.",
                "items": {"type": "object", "required": ["code"], "properties": {"code": TEXT}},
            },
        },
        "additionalProperties": False,
    },
    "Suggestions": {
        "type": "object",
        "required": ["query", "suggestions"],
        "properties": {
            "query": TEXT,
            "suggestions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["text", "kind", "id"],
                    "properties": {"text": TEXT, "kind": {**TEXT, "enum": list(KINDS)}, "id": TEXT},
                },
            },
        },
        "additionalProperties": False,
    },
    "Rule": {
        "type": "object",
        "required": ["id", "type", "title", "status", "as_of", "source_level", "rests_on", "document"],
        "properties": {
            "id": TEXT,
            "type": TEXT,
            "title": TEXT,
            "status": {
                "type": "string",
                "description": "Whether it is in force on `as_of`; may be empty.",
            },
            "as_of": {"type": "string", "format": "date", "description": "Today in Beijing."},
            "source_level": TEXT,
            "rests_on": IDS,
            "document": {
                "type": "object",
                "required": ["id", "type", "title", "updated_on"],
                "description": "The compiled document as phones get it.",
            },
            "article": {
                "type": "object",
                "required": ["id", "no", "label", "blocks"],
                "description": "Only for an article that has no page of its own.",
            },
        },
        "additionalProperties": False,
    },
    "Error": {
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["code", "zh", "en"],
                "properties": {"code": TEXT, "zh": TEXT, "en": TEXT},
                "additionalProperties": False,
            }
        },
        "additionalProperties": False,
    },
    "Health": {
        "type": "object",
        "required": ["ok", "epoch", "seq", "channel", "documents"],
        "properties": {
            "ok": {"const": True},
            "epoch": {"type": "integer"},
            "seq": {"type": "integer"},
            "channel": TEXT,
            "documents": {"type": "integer", "minimum": 0},
        },
        "additionalProperties": False,
    },
}


@dataclass(frozen=True)
class Parameter:
    """One value that a request may carry."""

    name: str
    schema: Schema
    description: str
    where: str = "query"
    required: bool = False


@dataclass(frozen=True)
class Operation:
    """One address of the API."""

    path: str
    summary: str
    answer: str
    parameters: tuple[Parameter, ...] = ()

    def read(self, given: Mapping[str, str]) -> dict[str, Any]:
        """The query's values, checked and with defaults; raises `ApiError` for anything not declared."""
        declared = {each.name: each for each in self.parameters if each.where == "query"}
        for name in given:
            if name not in declared:
                known = ", ".join(declared)
                raise ApiError(
                    400, "unknown-parameter", f"没有“{name}”这个参数。可用的参数：{known}。",
                    f"There is no parameter “{name}”. There are: {known}.",
                )  # fmt: skip
        return {name: _value(parameter, given.get(name)) for name, parameter in declared.items()}


def _value(parameter: Parameter, text: str | None) -> Any:
    if text is None:
        if parameter.required:
            raise ApiError(
                400, "missing-parameter", f"缺少参数“{parameter.name}”。",
                f"The parameter “{parameter.name}” is missing.",
            )  # fmt: skip
        return parameter.schema.get("default")
    return READERS[parameter.schema["type"]](parameter, text)


def _integer(parameter: Parameter, text: str) -> int:
    low, high = parameter.schema["minimum"], parameter.schema["maximum"]
    # int() would also take "１２", "1_0" and " 5".
    if text.isascii() and text.isdigit() and len(text) <= len(str(high)) and low <= int(text) <= high:
        return int(text)
    raise ApiError(
        400, f"bad-{parameter.name}", f"参数“{parameter.name}”应当是 {low} 到 {high} 的整数。",
        f"The parameter “{parameter.name}” must be a whole number from {low} to {high}.",
    )  # fmt: skip


def _string(parameter: Parameter, text: str) -> str:
    allowed = parameter.schema.get("enum")
    if allowed and text not in allowed:
        raise unknown_value(400, parameter.name, allowed)
    return text


def unknown_value(status: int, name: str, allowed: list[str]) -> ApiError:
    """What to answer when a value is none of those that may be (400), or that this library has (404)."""
    listed = ", ".join(allowed)
    return ApiError(
        status, f"unknown-{name}", f"参数“{name}”的值不认识。可用的值：{listed}。",
        f"The value of “{name}” is unknown. There are: {listed}.",
    )  # fmt: skip


READERS: dict[str, Callable[[Parameter, str], Any]] = {"integer": _integer, "string": _string}


def document(operations: tuple[Operation, ...], version: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document. Its server is relative, so it is right below any prefix."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "红线随身查 hongxian",
            "version": version,
            "summary": "查红线、查群规：只读接口。A lookup aid; read only.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "../"}],
        "paths": {operation.path: {"get": _operation(operation)} for operation in operations},
        "components": {"schemas": SCHEMAS},
    }


def _operation(operation: Operation) -> dict[str, Any]:
    return {
        "operationId": operation.path.strip("/").replace("/", "-").replace("{", "").replace("}", ""),
        "summary": operation.summary,
        "parameters": [_parameter(each) for each in operation.parameters],
        "responses": {
            "200": _response("OK", operation.answer),
            "default": _response("What went wrong, in Chinese and English.", "Error"),
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.where,
        "required": parameter.required or parameter.where == "path",
        "description": parameter.description,
        "schema": parameter.schema,
    }


def _response(description: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": description, "content": content}
