"""How a record stood before a change: the document that was kept of it, as a record again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from massage_mind.record.document import read_record
from massage_mind.record.head import Record
from massage_mind.record.session import AROUND, Rating, SessionRecord


def read_version(document: Mapping[str, Any]) -> Record:
    """The record as it stood. Raises `NonsenseError` where the document says what this program cannot read.

    Unlike on an import, the ratings around a session are taken from the document: where they are kept they may have
    changed since.
    """
    record = read_record(document)
    if not isinstance(record.details, SessionRecord):
        return record
    given = document.get("ratings")
    phases: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    ratings = tuple(
        Rating(phase, item, value)
        for phase in AROUND
        if isinstance(phases.get(phase), Mapping)
        for item, value in phases[phase].items()
    )
    return Record(record.head, replace(record.details, ratings=ratings))
