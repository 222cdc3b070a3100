"""What is to be different about a record, read from what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from massage_mind.errors import UsageError

if TYPE_CHECKING:
    from massage_mind.record.session import Around

_DIGITS = 3
"""No rating has more; a longer number is none."""


def read_ratings(pairs: Sequence[str]) -> Mapping[str, int | None]:
    """Ratings such as "stress=4" by item; None for "stress=", which takes one away. Raises `UsageError`."""
    from massage_mind.record.measures import ITEM_BY_KEY

    ratings: dict[str, int | None] = {}
    for pair in pairs:
        item, sign, value = pair.partition("=")
        item, typed = item.strip().casefold(), value.strip()
        if item not in ITEM_BY_KEY:
            raise UsageError(f"There is no rating {item!r}.", f"There are: {', '.join(ITEM_BY_KEY)}.")
        if not sign or (typed and not (typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS)):
            raise UsageError(
                f"--rate takes an item and a number from 0 to 10, such as stress=4; {pair!r} is none."
            )
        ratings[item] = int(typed) if typed else None
    return ratings


def phase_named(word: str) -> Around | None:
    """Before or after a session; None where nothing was said. Raises `UsageError`."""
    from massage_mind.record.session import AROUND

    if not word:
        return None
    found = next((phase for phase in AROUND if phase == word), None)
    if found is None:
        raise UsageError(f"There is no phase {word!r}.", "--phase before or --phase after.")
    return found
