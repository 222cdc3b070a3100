"""What the values of a record can be."""

from __future__ import annotations

from massage_mind.errors import UsageError
from massage_mind.record.model import SessionRecord
from massage_mind.record.records import CheckIn, Details, kind_of


def check_details(details: Details) -> None:
    """Raise `UsageError` for values that cannot be."""
    if isinstance(details, CheckIn):
        from massage_mind.record.measures import ITEM_BY_KEY
        from massage_mind.script.body import MOST, REGIONS

        for item, value in details.ratings.items():
            if not 0 <= value <= 10:
                raise UsageError(f"A rating is a whole number from 0 to 10; {item} was {value}.")
            if item not in ITEM_BY_KEY:
                raise UsageError(f"There is no rating {item!r}.", f"There are: {', '.join(ITEM_BY_KEY)}.")
        for region, level in details.body.items():
            if not 0 <= level <= MOST or region not in REGIONS:
                raise UsageError(
                    f"The body map takes its own regions from 0 to {MOST}; {region} was {level}."
                )
    elif not isinstance(details, SessionRecord):
        text = getattr(details, "text", "-")
        if not text.strip() and getattr(details, "aim", None) != "none":
            raise UsageError(f"The {kind_of(details)} has no words in it.")
