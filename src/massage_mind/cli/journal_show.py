"""One record on the screen, with what belongs to it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from massage_mind import app as world

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.table import Table

    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.screen.show.show_rows import Row

_LABELS = 14
"""Columns that labels take beside the lines."""


def show_record(store: Store, record: Record, as_json: bool) -> None:
    """An appointment with all that hangs on it; a session with its way; anything else by itself."""
    from massage_mind.cli.given import print_json
    from massage_mind.record.appointment import Appointment
    from massage_mind.record.document import journey_document, record_document, thread_document
    from massage_mind.record.session import SessionRecord

    now = world.wall_ms()
    if isinstance(record.details, Appointment):
        belonging = store.records.belonging_to(record.id, now_ms=now)
        if as_json:
            print_json(thread_document(record, belonging))
            return
        from massage_mind.screen.show.show_thread import thread_rows

        print_rows(thread_rows(record.head, record.details, belonging, _room()))
        return
    if isinstance(record.details, SessionRecord):
        parts = _parts(store, record)
        if as_json:
            print_json(journey_document(record, parts))
        else:
            _show_journey(store, parts)
        return
    if as_json:
        print_json(record_document(record))
        return
    from massage_mind.screen.show.show_record import rows_of

    print_rows(rows_of(record))


def _parts(store: Store, record: Record) -> list[Record]:
    """The sessions taken as one way with this one, in their order; itself alone where it was taken alone."""
    from massage_mind.record.session import SessionRecord

    now = world.wall_ms()
    assert isinstance(record.details, SessionRecord)
    return [store.records.get(part.id, now_ms=now) for part in store.journey(record.details, now_ms=now)] or [
        record
    ]


def _show_journey(store: Store, parts: Sequence[Record]) -> None:
    """The parts of one way, with the ratings before and after side by side in the last."""
    from massage_mind.screen.show.show_thread import journey_pages

    belonging = [
        one for part in parts for one in store.records.around_session(part.id, now_ms=world.wall_ms())
    ]
    for number, rows in enumerate(journey_pages(parts, belonging, _room())):
        if number:
            world.write("")
        print_rows(rows)


def print_rows(rows: Sequence[Row]) -> None:
    """Rows as the terminal shows them, or as plain lines."""
    from massage_mind.screen.show.show_rows import show_lines, show_table

    if world.rich_wanted():
        print_rich(lambda _columns: show_table(rows))
    else:
        world.write("\n".join(show_lines(rows)))


def print_rich(table: Callable[[int], Table]) -> None:
    """A table of Rich that is made for so many columns."""
    from rich.console import Console

    console = Console(file=world.out(), markup=False, emoji=False, highlight=False)
    with console.capture() as captured:
        console.print(table(console.width))
    world.write(captured.get().rstrip("\n"))


def _room() -> int:
    """Columns beside the labels: those of the terminal; a pipe has room for everything."""
    return shutil.get_terminal_size().columns - _LABELS if world.rich_wanted() else 200
