"""Parked thoughts as a calendar file: which can go into one, and writing it where nothing is yet."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.record.appointment_thread import parked_of
from massage_mind.words.reasons import reason_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.record.head import Record
    from massage_mind.world import World


def refuse_taken(target: str) -> None:
    """Before anything is kept: raises `MassageMindError` where a file is there already."""
    if os.path.lexists(target):
        raise MassageMindError(f"{target} is there already.", "Choose another name. Nothing was kept.")


def timed(records: Sequence[Record]) -> list[Record]:
    """Those with a time: only they can go into a calendar. Raises `UsageError` where none has one."""
    found = [one for one in records if parked_of(one).due_at is not None]
    if not found:
        raise UsageError(
            "None of these has a time. Say when with park edit ID --when; the ids are here:",
            command="massage-mind park list",
        )
    return found


def calendar_bytes(world: World, records: Sequence[Record]) -> bytes:
    """The thoughts as a calendar file holds them (RFC 5545)."""
    from massage_mind.journal.carry.ics import calendar_of

    return calendar_of(records, world.wall_ms())


def write_calendar(target: str, body: bytes) -> None:
    """A new file, of the owner's alone. Raises `MassageMindError` where it is there, or cannot be."""
    from pathlib import Path

    from massage_mind.home import write_new

    try:
        write_new(Path(target), body)
    except FileExistsError:
        raise MassageMindError(
            f"{target} is there already.", "Choose another name. Nothing was written."
        ) from None
    except OSError as exc:
        raise MassageMindError(f"{target} can't be written: {reason_words(exc)}.") from exc
