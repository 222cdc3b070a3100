"""A field of a record as a key of a document: its form, how it is written, and how it is read and refused."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, TypeAlias, assert_never

from massage_mind.errors import NonsenseError
from massage_mind.record.instants import instant_text, read_instant
from massage_mind.record.texts import has_broken_letters

Form: TypeAlias = Literal[
    "text",
    "choice",
    "whole",
    "instant",
    "flag",
    "texts",
    "ratings",
    "body",
    "words",
    "marks",
    "answers",
    "object",
]
LONGEST_KEY = 240
"""Characters of the name of something rated that this program need not know."""
LARGEST = 2**53 - 1
"""Whole numbers that every JSON reader keeps exactly."""


class Field(NamedTuple):
    """One key of a document. What is not `needed` may be null or missing; empty text is written as null."""

    key: str
    form: Form
    about: str
    needed: bool = False
    allowed: tuple[str, ...] = ()
    """What a choice can be, or what ratings, levels and words can be of; of ratings none means whatever somebody rates."""
    least: int = 0
    most: int = LARGEST
    name: str = ""
    """The field of the value class, where it is called otherwise."""
    derived: bool = False
    """Said for those who read; on the way in it is passed over, since it stands elsewhere."""

    @property
    def attribute(self) -> str:
        """What the field of the value class is called."""
        return self.name or self.key


# ---------------------------------------------------------------- out


def written(field: Field, value: Any, zone: str) -> Any:
    """A value as it stands in a document."""
    match field.form:
        case "text" | "choice":
            return value if field.needed else value or None
        case "instant":
            return None if value is None else instant_text(value, zone)
        case "texts":
            return list(value)
        case "ratings" | "body" | "words":
            return dict(value)
        case "whole" | "flag" | "marks" | "answers" | "object":
            return value
        case _:
            assert_never(field.form)


# ---------------------------------------------------------------- in


def read_field(field: Field, raw: Any) -> Any:
    """A value out of a document, as the value class wants it; raises `NonsenseError` naming the key.

    None for null, but empty text, texts, ratings, body or words where those are.
    """
    if raw is None:
        if field.needed:
            raise NonsenseError(f"{field.key} is missing")
        return {"text": "", "texts": (), "ratings": {}, "body": {}, "words": {}, "flag": False}.get(
            field.form
        )
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
        case "ratings" | "body" | "words":
            return _by_name(field, raw)
        case "marks" | "answers" | "object":  # Whoever makes a session of them looks into them.
            return raw
        case _:
            assert_never(field.form)


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


def _by_name(field: Field, raw: Any) -> dict[str, Any]:
    """Levels or words by what they are of, which is known here, or else a name of some length."""
    if not isinstance(raw, dict):
        raise NonsenseError(f"{field.key} is no object")
    for name in raw:
        if field.allowed and name not in field.allowed:
            raise NonsenseError(f"{field.key} has {name!r}, which isn't known here")
        if not _text(field, name).strip() or len(name) > LONGEST_KEY:
            raise NonsenseError(f"{field.key} has {name[:40]!r}, which is no name")
    one = _few_words if field.form == "words" else _level
    return {name: one(field, name, value) for name, value in raw.items()}


def _level(field: Field, name: str, value: Any) -> int:
    return _whole(f"{field.key}: {name}", value, field.least, field.most)


def _few_words(field: Field, name: str, value: Any) -> str:
    words = _text(field, value)
    if not words.strip() or len(words) > field.most:
        raise NonsenseError(f"{field.key}: {name} has no words, or more than {field.most} characters")
    return words


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
}


def shape(field: Field) -> dict[str, Any]:
    """What a value may be, in JSON Schema."""
    if field.form == "whole":
        found: dict[str, Any] = {"type": "integer", "minimum": field.least, "maximum": field.most}
    elif field.form in ("ratings", "body", "words"):
        level = {"type": "integer", "minimum": field.least, "maximum": field.most}
        words = {"type": "string", "minLength": 1, "maxLength": field.most}
        names = {"enum": list(field.allowed)} if field.allowed else {"minLength": 1, "maxLength": LONGEST_KEY}
        found = {
            "type": "object",
            "propertyNames": names,
            "additionalProperties": words if field.form == "words" else level,
        }
    else:
        found = dict(_SHAPES[field.form])
    if field.form == "choice" and field.allowed:
        found["enum"] = list(field.allowed)
    if field.needed:
        return found | {"description": field.about}
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
    return found | {"type": [found["type"], "null"], "description": field.about}
