"""The fields of a record as a document: the one table that export, import, the JSON Schema and the docs are made from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from massage_mind.journal.file.faults import NonsenseError
from massage_mind.record.measures import HIGH, ITEM_BY_KEY, LOW, OUTCOMES, PHASES
from massage_mind.record.model import LATEST_MS, has_broken_letters, local
from massage_mind.record.questions import AIMS
from massage_mind.record.records import PARK_STATES, STATES, Kind
from massage_mind.script.body import MOST, REGIONS

FORMAT = "massage-mind journal"
VERSION = 1
"""Of the documents. A reader refuses a higher one."""

Form: TypeAlias = Literal[
    "text", "choice", "whole", "instant", "flag", "texts", "ratings", "body", "marks", "answers", "object"
]
LARGEST = 2**53 - 1
"""Whole numbers that every JSON reader keeps exactly."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a document. What is not `needed` may be null or missing; empty text is written as null."""

    key: str
    form: Form
    about: str
    needed: bool = False
    allowed: tuple[str, ...] = ()
    least: int = 0
    most: int = LARGEST
    name: str = ""
    """The field of the value class, where it is called otherwise."""
    derived: bool = False
    """Said for those who read; on the way in it is passed over, since it stands elsewhere."""

    @property
    def attribute(self) -> str:
        return self.name or self.key


COMMON: tuple[Field, ...] = (
    Field("id", "text", "Short and stable; no two records ever share one.", True),
    Field("kind", "choice", "What kind of record it is.", True),
    Field("at", "instant", "When it was, with the offset of the person's zone.", True),
    Field("zone", "text", "The person's zone then: an IANA name or an offset."),
    Field("appointment", "text", "The id of the appointment it belongs to."),
    Field("session", "text", "The id of the session it was given around."),
    Field("tags", "texts", "Tags; symptom/..., care/... and week/... say something of the time around it."),
    Field("created_at", "instant", "When it was written down.", True),
    Field("changed_at", "instant", "When it was last changed; on import the later one stays.", True),
    Field("deleted_at", "instant", "When it was put into the bin."),
    Field("source", "text", "What it was imported from, so that it is imported once."),
)

FIELDS: dict[Kind, tuple[Field, ...]] = {
    "entry": (
        Field("text", "text", "What was written.", True),
        Field("prompt", "text", "The question it answers."),
    ),
    "checkin": (
        Field("phase", "choice", "Which of the four times.", True, PHASES),
        Field("ratings", "ratings", "Item to value."),
        Field("body", "body", "Region to tension."),
        Field("note", "text", "Words with it."),
    ),
    "appointment": (
        Field("minutes", "whole", "How long, in minutes.", least=1, most=1440),
        Field("style", "text", "The kind of massage."),
        Field("therapist", "text", "With whom."),
        Field("place", "text", "Where."),
        Field("price", "text", "What it costs, as a decimal number."),
        Field("currency", "text", "In which money."),
        Field("state", "choice", "Whether it is still to come.", True, STATES),
        Field("reason", "text", "Why it was moved or skipped."),
        Field("first_at", "instant", "When it was first planned for, if it has been moved."),
        Field("note", "text", "Words with it."),
    ),
    "intention": (
        Field("text", "text", "What the person wants from it."),
        Field("aim", "choice", "Which kind of intention.", allowed=AIMS),
        Field("when", "text", "When ..."),
        Field("then", "text", "... I will ..."),
        Field("outcome", "whole", "How it showed up: " + ", ".join(f"{n} {w}" for n, w in enumerate(OUTCOMES)) + ".", most=len(OUTCOMES) - 1),
        Field("outcome_words", "text", "The same in words."),
        Field("cleared_at", "instant", "When it was taken back."),
    ),
    "parked": (
        Field("text", "text", "What was put down.", True),
        Field("due_at", "instant", "When it will be dealt with."),
        Field("place", "text", "Where it will be dealt with."),
        Field("state", "choice", "Whether it still waits.", True, PARK_STATES),
        Field("settled_at", "instant", "When it was done or dropped."),
        Field("returned_at", "instant", "When it was handed back after the massage."),
    ),
}  # fmt: skip

SESSION_FIELDS: tuple[Field, ...] = (
    Field("moment", "choice", "Which part.", True, ("before", "during", "after", "anytime")),
    Field("script", "text", "The script's name.", True),
    Field("title", "text", "The script's title."),
    Field("style", "text", "The kind of massage."),
    Field("guidance", "text", "How much was said."),
    Field("intention", "text", "The intention it went with."),
    Field("started_at", "instant", "When it began; the same as `at`.", derived=True),
    Field("ended_at", "instant", "When it ended; null while it runs."),
    Field("planned_ms", "whole", "The length asked for."),
    Field("total_ms", "whole", "The length of the timeline at the end."),
    Field("played_ms", "whole", "How long it played, pauses left out."),
    Field("paused_ms", "whole", "How long it was paused."),
    Field("position_ms", "whole", "How far into the timeline it came."),
    Field("ending", "choice", "How it ended; null while it runs.", allowed=("finished", "early", "interrupted")),
    Field("signal", "text", "The signal that ended it.", name="signum"),
    Field("logged", "flag", "Taken without this program and written down afterwards."),
    Field("sections", "texts", "The sections it reached."),
    Field("marks", "marks", "Moments marked while it ran."),
    Field("ratings", "object", "The ratings around it, from the check-ins that name it.", derived=True),
    Field("answers", "answers", "Questions and answers."),
    Field("cues", "whole", "How many cues were given."),
    Field("latest_ms", "whole", "The most a cue was late.", least=-LARGEST),
    Field("resumed_from", "text", "The session it went on from."),
    Field("journey", "text", "What the parts of one `session` share."),
    Field("heartbeat_at", "instant", "When it was last heard of."),
    Field("request", "object", "What it was asked for."),
)  # fmt: skip
FIELDS["session"] = FIELDS["quiet-hour"] = SESSION_FIELDS


# ---------------------------------------------------------------- out


def instant_text(at_ms: int, zone: str) -> str:
    """ISO 8601 to the millisecond, on the clock of this zone with its offset."""
    return local(at_ms, zone).isoformat(timespec="milliseconds")


def written(field: Field, value: Any, zone: str) -> Any:
    """A value as it stands in a document."""
    match field.form:
        case "text" | "choice":
            return value if field.needed else value or None
        case "instant":
            return None if value is None else instant_text(value, zone)
        case "texts":
            return list(value)
        case "ratings" | "body":
            return dict(value)
    return value


# ---------------------------------------------------------------- in


def read_field(field: Field, raw: Any) -> Any:
    """A value out of a document, as the value class wants it; raises `NonsenseError` naming the key.

    None for null, but empty text, texts, ratings or body where those are.
    """
    if raw is None:
        if field.needed:
            raise NonsenseError(f"{field.key} is missing")
        return {"text": "", "texts": (), "ratings": {}, "body": {}, "flag": False}.get(field.form)
    match field.form:
        case "text":
            return _text(field, raw)
        case "choice":
            if _text(field, raw) not in field.allowed:
                raise NonsenseError(f"{field.key} is {raw!r}; it can be {', '.join(field.allowed)}")
            return raw
        case "whole":
            return _whole(field.key, raw, field.least, field.most)
        case "instant":
            return read_instant(field.key, raw)
        case "flag":
            if not isinstance(raw, bool):
                raise NonsenseError(f"{field.key} is neither true nor false")
            return raw
        case "texts":
            if not isinstance(raw, list):
                raise NonsenseError(f"{field.key} is no list")
            return tuple(_text(field, one) for one in raw)
        case "ratings":
            return _levels(field, raw, ITEM_BY_KEY, HIGH)
        case "body":
            return _levels(field, raw, REGIONS, MOST)
    return raw


def read_instant(key: str, raw: Any) -> int:
    """UTC milliseconds from an ISO 8601 text with an offset. Raises `NonsenseError`."""
    if not isinstance(raw, str) or not re.match(r"\d{4}-\d\d-\d\d[T ]\d", raw):
        raise NonsenseError(f"{key} is no time such as 2026-12-04T15:00:00.000+01:00")
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError as exc:
        raise NonsenseError(f"{key} is no time: {raw[:40]!r}") from exc
    if moment.tzinfo is None:
        raise NonsenseError(f"{key} has no offset: {raw[:40]!r}")
    try:
        at_ms = round(moment.timestamp() * 1000)
    except OverflowError as exc:
        raise NonsenseError(f"{key} is out of reach: {raw[:40]!r}") from exc
    if not 0 <= at_ms <= LATEST_MS:
        raise NonsenseError(f"{key} is out of reach: {raw[:40]!r}")
    return at_ms


def _text(field: Field, raw: Any) -> str:
    if not isinstance(raw, str):
        raise NonsenseError(f"{field.key} is no text")
    if has_broken_letters(raw):
        raise NonsenseError(f"{field.key} holds half a character")
    return raw


def _whole(key: str, raw: Any, least: int, most: int) -> int:
    if type(raw) is not int or not least <= raw <= most:
        raise NonsenseError(f"{key} is no whole number from {least} to {most}")
    return raw


def _levels(field: Field, raw: Any, known: Mapping[str, Any] | tuple[str, ...], most: int) -> dict[str, int]:
    if not isinstance(raw, dict):
        raise NonsenseError(f"{field.key} is no object")
    for name in raw:
        if name not in known:
            raise NonsenseError(f"{field.key} has {name!r}, which is not known here")
    return {name: _whole(f"{field.key}: {name}", value, LOW, most) for name, value in raw.items()}


# ---------------------------------------------------------------- the schema

_SHAPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "choice": {"type": "string"},
    "instant": {"type": "string", "format": "date-time"},
    "flag": {"type": "boolean"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "marks": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"at_ms": {"type": "integer", "minimum": 0}, "section": {"type": "string"}},
            "required": ["at_ms", "section"],
        },
    },
    "answers": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"question": {"type": "string"}, "answer": {"type": "string"}},
            "required": ["question", "answer"],
        },
    },
    "object": {"type": "object"},
    "ratings": {
        "type": "object",
        "propertyNames": {"enum": list(ITEM_BY_KEY)},
        "additionalProperties": {"type": "integer", "minimum": LOW, "maximum": HIGH},
    },
    "body": {
        "type": "object",
        "propertyNames": {"enum": list(REGIONS)},
        "additionalProperties": {"type": "integer", "minimum": LOW, "maximum": MOST},
    },
}


def shape(field: Field) -> dict[str, Any]:
    """What a value may be, in JSON Schema."""
    if field.form == "whole":
        found: dict[str, Any] = {"type": "integer", "minimum": field.least, "maximum": field.most}
    else:
        found = dict(_SHAPES[field.form])
    if field.allowed:
        found["enum"] = list(field.allowed)
    if field.needed:
        return found | {"description": field.about}
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
    return found | {"type": [found["type"], "null"], "description": field.about}


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one record; more keys than these may come."""
    kinds = []
    for kind, own in FIELDS.items():
        known = [field for field in COMMON if field.key != "kind"] + list(own)
        kinds.append(
            {
                "title": kind,
                "type": "object",
                "properties": {"kind": {"const": kind}} | {field.key: shape(field) for field in known},
                "required": ["kind", *(field.key for field in known)],
            }
        )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record of a massage-mind journal",
        "oneOf": kinds,
    }
