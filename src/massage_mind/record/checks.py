"""What the values of a record can be."""

from __future__ import annotations

from massage_mind.record.kinds import Details, info_of


def check_details(details: Details) -> None:
    """Raise `UsageError` for values that cannot be."""
    info_of(details).check(details)
