"""The JSON Schema of a script, from the same declarations that check it. Editors use it to help while one writes."""

from __future__ import annotations

from typing import Any

from massage_mind.reading.format import BARE_STEPS, HEAD, SECTION, STEPS, TIME, USE
from massage_mind.reading.forms import Length

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def script_schema() -> dict[str, Any]:
    """The schema of a script file."""
    head = {key: {**one.kind.schema(), "description": one.about} for key, one in HEAD.items()}
    required = [key for key, one in HEAD.items() if one.required]
    return {
        "$schema": SCHEMA_DIALECT,
        "title": "A massage-mind script",
        "type": "object",
        "properties": {
            **head,
            "sections": {"type": "array", "minItems": 1, "maxItems": 60, "items": _section()},
        },
        "required": [*required, "sections"],
        "additionalProperties": False,
        "$defs": {"step": _step(inside=False), "inner": _step(inside=True)},
    }


def _section() -> dict[str, Any]:
    described: dict[str, dict[str, Any]] = {
        "name": {"type": "string", "minLength": 1, "maxLength": 60},
        "title": {"type": "string", "minLength": 1, "maxLength": 60},
        "time": {"anyOf": [Length(1_000).schema(), TIME.schema()]},
        "optional": {"type": "integer", "minimum": 1, "maximum": 99},
        "steps": {"type": "array", "minItems": 1, "maxItems": 500, "items": {"$ref": "#/$defs/step"}},
    }
    properties = {key: {**one, "description": SECTION[key]} for key, one in described.items()}
    return {
        "type": "object",
        "properties": properties,
        "required": ["name", "steps"],
        "additionalProperties": False,
    }


def _step(*, inside: bool) -> dict[str, Any]:
    kinds: list[dict[str, Any]] = [{"enum": list(BARE_STEPS)}]
    for name, table in STEPS.items():
        if inside and name in ("repeat", "scan"):
            continue
        one = table.schema()
        if name == "repeat":
            inner = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/inner"}}
            one["properties"]["repeat"] = {**inner, "description": table.fields["repeat"].about}
        kinds.append(one)
    if not inside:
        kinds.append(USE.schema())
    return {"anyOf": kinds}
