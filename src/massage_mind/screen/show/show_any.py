"""A kind of record that has no page of its own: shown from its table of fields, so that a new kind is shown at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any, assert_never

from massage_mind.record.fields import Field
from massage_mind.record.head import Head
from massage_mind.record.instants import local
from massage_mind.record.kind_info import KindInfo
from massage_mind.screen.page.page_parts import UNDER, PageLine, Part, dim
from massage_mind.screen.show.record_text import begun, lines_of
from massage_mind.screen.show.show_pieces import what_and_when
from massage_mind.screen.text import safe_text, width
from massage_mind.words.times import when_words


def any_parts(info: KindInfo, head: Head, details: Any, now: datetime) -> list[Part]:
    """Every field that says something, behind its key."""
    told: list[tuple[str, list[str]]] = []
    for field in info.fields:
        value = getattr(details, field.attribute)
        if value not in (None, "", False) and value != () and value != {}:
            told.append((field.key.replace("_", " "), _field_lines(field, value, head.zone, now)))
    return [[what_and_when(begun(info.titles[0]), head, now)], labelled(told)]


def labelled(told: list[tuple[str, list[str]]]) -> list[PageLine]:
    """Lines behind their labels, which stand once each."""
    wide = max((width(safe_text(label)) for label, _ in told), default=0)
    lines: list[PageLine] = []
    for label, values in told:
        for number, value in enumerate(values):
            lead = "" if number else safe_text(label)
            lines.append(PageLine(value, UNDER, (dim(lead + " " * (wide - width(lead) + 2)),), hang=0))
    return lines


def _field_lines(field: Field, value: Any, zone: str, now: datetime) -> list[str]:
    form = field.form
    match form:
        case "text" | "choice":
            return lines_of(value)
        case "whole":
            return [str(value)]
        case "instant":
            return [when_words(local(value, zone), now)]
        case "flag":
            return ["yes"]
        case "texts":
            return [safe_text(one) for one in value]
        case "ratings" | "body" | "words" | "object":
            return [f"{safe_text(str(key))}  {safe_text(str(one))}" for key, one in value.items()]
        case "marks":
            return [safe_text(f"{mark.at_ms} {mark.section}") for mark in value]
        case "answers":
            return [safe_text(" ".join(pair)) for pair in value]
        case _:
            assert_never(form)
