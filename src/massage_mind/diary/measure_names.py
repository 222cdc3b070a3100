"""Records as a person reads them: their own measures by their names, and what a comparison keeps back left out.

Most have neither, and then little is loaded for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from massage_mind.diary.comparison_lock import (
    keys_rated,
    left_out_words,
    locked_measures,
    without_measures,
)
from massage_mind.errors import StoreError
from massage_mind.record.measures import ITEM_BY_KEY
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.record.head import Record
    from massage_mind.world import World


def with_names(world: World, records: Sequence[Record]) -> list[Record]:
    """The records with names in the place of keys, without what a comparison that runs keeps back. For screens; what is
    kept has keys, and all of them.

    The journal is asked only where something was rated.
    """
    return shown_records(world, records)[0]


def shown_records(world: World, records: Sequence[Record]) -> tuple[list[Record], str]:
    """The same, and what is to be said of what was left out; empty where nothing was."""
    keys = {key for one in records for key in keys_rated(one)}
    if not keys:
        return list(records), ""
    names: dict[str, str] = {}
    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            locked = locked_measures(store) & keys
            if not keys <= ITEM_BY_KEY.keys():
                from massage_mind.diary.own_measures import names_by_key

                names = names_by_key(store)
    except StoreError as error:
        world.note(error.sentence)
        return list(records), ""
    if locked:
        records = [without_measures(one, locked) for one in records]
    words = left_out_words([names.get(key, key) for key in sorted(locked)])
    if not names:
        return list(records), words
    from massage_mind.diary.own_measures import named

    return [named(one, names) for one in records], words
