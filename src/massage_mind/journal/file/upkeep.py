"""What the journal does for itself once a week: a copy, and emptying what was in the bin for 30 days."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from massage_mind.errors import StoreError
from massage_mind.journal.file.backup import back_up, backups, made_at
from massage_mind.journal.file.faults import as_store_error
from massage_mind.journal.rows.find_rows import first_kept_at
from massage_mind.record.instants import DAY_MS

if TYPE_CHECKING:
    from massage_mind.journal.store import Store

WEEK_MS = 7 * DAY_MS


def keep_up(store: Store) -> tuple[str, ...]:
    """Do what is due. Returns sentences for the person: why a copy could not be made; that is no reason to stop."""
    first_ms, now_ms = _first_ms(store), store.wall()
    # The first copy is made on the second day: the first week is not to be without one.
    if first_ms is None or now_ms - first_ms < DAY_MS:
        return ()
    # A copy from the future was made when the clock was wrong; it does not count.
    made = (made_at(copy) for copy in backups(store.path))
    if any(at is not None and 0 <= now_ms - at < WEEK_MS for at in made):
        return ()
    notices = []
    try:
        # First, so that the copy does not hold what is emptied.
        overdue = store.records.overdue_in_bin()
        if overdue:
            store.records.forget(overdue)
    except StoreError as exc:
        notices.append(f"The bin could not be emptied: {exc.sentence}")
    try:
        back_up(store.file.conn, store.path, now_ms=now_ms, before="weekly")
    except sqlite3.Error as exc:
        notices.append(f"The weekly copy could not be made: {as_store_error(store.path, exc).sentence}")
    except OSError as exc:
        notices.append(f"The weekly copy could not be made: {exc.strerror or exc}.")
    return tuple(notices)


def _first_ms(store: Store) -> int | None:
    """When the first record was written down; None while there is none."""
    with store.file.reading() as conn:
        return first_kept_at(conn)
