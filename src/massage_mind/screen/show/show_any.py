"""A kind of record that has no page of its own: shown from its table of fields, so that a new kind is shown at once."""

from __future__ import annotations

from typing import Any, assert_never

from massage_mind.record.fields import Field
from massage_mind.record.head import Head
from massage_mind.record.instants import local
from massage_mind.record.kind_info import KindInfo
from massage_mind.screen.show.record_text import first_line, lines_of, when_text
from massage_mind.screen.show.show_rows import ListLine, Row
from massage_mind.screen.text import safe_text


def any_line(info: KindInfo, details: Any) -> ListLine:
    """One line of a list: which kind it is, and how its words begin."""
    words = getattr(details, info.body) if info.body else next(filter(None, info.searched(details)), "")
    return ListLine(info.titles[0], first_line(words))


def any_rows(info: KindInfo, head: Head, details: Any) -> list[Row]:
    """Every field that says something, under its key."""
    rows: list[Row] = [(info.titles[0], [safe_text(head.id)]), ("when", [when_text(head.when)])]
    for field in info.fields:
        value = getattr(details, field.attribute)
        if value not in (None, "", False) and value != () and value != {}:
            rows.append((field.key.replace("_", " "), _field_lines(field, value, head.zone)))
    return rows


def _field_lines(field: Field, value: Any, zone: str) -> list[str]:
    form = field.form
    match form:
        case "text" | "choice":
            return lines_of(value)
        case "whole":
            return [str(value)]
        case "instant":
            return [when_text(local(value, zone))]
        case "flag":
            return ["yes"]
        case "texts":
            return [safe_text(one) for one in value]
        case "ratings" | "body" | "object":
            return [f"{safe_text(str(key))}  {safe_text(str(one))}" for key, one in value.items()]
        case "marks":
            return [safe_text(f"{mark.at_ms} {mark.section}") for mark in value]
        case "answers":
            return [safe_text(" ".join(pair)) for pair in value]
        case _:
            assert_never(form)
