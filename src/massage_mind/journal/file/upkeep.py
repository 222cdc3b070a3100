"""What the journal does for itself: a copy and emptying the bin once a week, a look at an old copy once a month."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from massage_mind.errors import StoreError
from massage_mind.journal.file.backup import back_up, backups, made_at
from massage_mind.journal.file.faults import as_store_error
from massage_mind.journal.file.look import look_at
from massage_mind.journal.rows.find_rows import first_kept_at
from massage_mind.record.instants import DAY_MS
from massage_mind.words.reasons import reason_words

if TYPE_CHECKING:
    from massage_mind.journal.store import Store

WEEK_MS = 7 * DAY_MS
MONTH = 30
"""Days from one look at an old copy to the next."""


def keep_up(store: Store) -> tuple[str, ...]:
    """Do what is due. Returns sentences for the person: why a copy could not be made; that is no reason to stop."""
    first_ms, now_ms = _first_ms(store), store.wall()
    # The first copy is made on the second day: the first week is not to be without one.
    if first_ms is None or now_ms - first_ms < DAY_MS:
        return ()
    notices = list(_old_copy_checked(store, now_ms))
    # A copy from the future was made when the clock was wrong; it does not count.
    times = (made_at(copy) for copy in backups(store.path))
    if any(at is not None and 0 <= now_ms - at < WEEK_MS for at in times):
        return tuple(notices)
    try:
        # First, so that the copy does not hold what is emptied.
        overdue = store.records.overdue_in_bin()
        if overdue:
            store.records.forget(overdue)
    except StoreError as exc:
        notices.append(f"The bin couldn't be emptied: {exc.sentence}")
    try:
        made = back_up(store.file.conn, store.path, now_ms=now_ms, before="weekly")
        if made.damaged:
            notices.append(
                f"The weekly copy is damaged, as the journal may be: {made.trouble}. The whole copies from before are "
                "kept. What can be done: massage-mind journal recover"
            )
    except sqlite3.Error as exc:
        notices.append(f"The weekly copy couldn't be made: {as_store_error(store.path, exc).sentence}")
    except OSError as exc:
        notices.append(f"The weekly copy couldn't be made: {reason_words(exc)}.")
    return tuple(notices)


def _old_copy_checked(store: Store, now_ms: int) -> tuple[str, ...]:
    """Once in thirty days one copy is looked through, each in its turn: a sentence where it is damaged.

    On which day that was, since 1970, stands in the head of the journal file.
    """
    day = now_ms // DAY_MS
    (last,) = store.file.conn.execute("PRAGMA user_version").fetchone()
    there = backups(store.path)
    if 0 <= day - last < MONTH or not there:
        return ()
    one = there[day // MONTH % len(there)]
    try:
        store.file.conn.execute(f"PRAGMA user_version = {day:d}")
        state = look_at(one)
    except (sqlite3.Error, StoreError):  # Somebody writes or reads just now: the next command has time, too.
        return ()
    if not state.damaged:
        return ()
    return (
        f"The copy {one} is damaged: {state.trouble}. It doesn't count as one of the eight; "
        "a new one: massage-mind journal backup",
    )


def _first_ms(store: Store) -> int | None:
    """When the first record was written down; None while there is none."""
    with store.file.reading() as conn:
        return first_kept_at(conn)
