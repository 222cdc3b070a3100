"""The JSON Schema of a script, from the same declarations that check it. Editors use it to help while one writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from massage_mind.places import shipped_styles
from massage_mind.reading.script_file import script_table
from massage_mind.reading.spoken import USE
from massage_mind.reading.step_rows import BARE_STEPS, STEP_ROWS, STEPS

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def script_schema(styles: Sequence[str] | None = None) -> dict[str, Any]:
    """The schema of a script file, where these styles are known (None: the shipped ones)."""
    whole = script_table(shipped_styles() if styles is None else styles).schema()
    return {
        "$schema": SCHEMA_DIALECT,
        "title": "A massage-mind script",
        **whole,
        "$defs": {"step": _step(inside=False), "inner": _step(inside=True)},
    }


def _step(*, inside: bool) -> dict[str, Any]:
    """Any step; `inside` a repeat, one that may stand there."""
    kinds = [STEPS[row.name].schema() for row in STEP_ROWS if row.in_repeat or not inside]
    return {"anyOf": [{"enum": list(BARE_STEPS)}, *kinds, *[USE.schema()] * (not inside)]}
