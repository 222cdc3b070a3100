"""A record as a list shows it: its fields by name, without the table of fields that an export goes by."""

from __future__ import annotations

from typing import Any

from massage_mind.record.head import Record


def brief_document(record: Record) -> dict[str, Any]:
    """What every record has and what its kind has, times of both as they are, but for `at`, which is ISO 8601."""
    head, details = record.head, record.details
    return {
        **{name: getattr(details, name) for name in details.__slots__},
        "id": head.id,
        "kind": head.kind,
        "at": head.when.isoformat(),
        "tags": head.tags,
    }
