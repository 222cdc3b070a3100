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
    from massage_mind.screen.show.records import Row

_LABELS = 14
"""Columns that labels take beside the lines."""


def show_record(store: Store, record: Record, as_json: bool) -> None:
    """An appointment with all that hangs on it; a session with its way; anything else by itself."""
    from massage_mind.cli.given import print_json
    from massage_mind.record.document import journey_document, record_document, thread_document

    if record.kind == "appointment":
        belonging = store.records.belonging_to(record.id)
        if as_json:
            print_json(thread_document(record, belonging))
            return
        from massage_mind.screen.show.appointment_page import thread_rows

        documents = [record_document(one) for one in belonging]
        print_rows(thread_rows(record_document(record), documents, _room()))
        return
    if record.kind in ("session", "quiet-hour"):
        parts = _parts(store, record)
        if as_json:
            print_json(journey_document(record, parts))
        else:
            _show_journey(store, parts)
        return
    document = record_document(record)
    if as_json:
        print_json(document)
        return
    from massage_mind.screen.show.records import rows_of

    print_rows(rows_of(document))


def _parts(store: Store, record: Record) -> list[Record]:
    """The sessions taken as one way with this one, in their order; itself alone where it was taken alone."""
    from massage_mind.record.session import SessionRecord

    assert isinstance(record.details, SessionRecord)
    return [store.records.get(part.id) for part in store.journey(record.details)] or [record]


def _show_journey(store: Store, parts: Sequence[Record]) -> None:
    """The parts of one way, with the ratings before and after side by side in the last."""
    from massage_mind.record.document import record_document
    from massage_mind.screen.show.appointment_page import journey_rows
    from massage_mind.screen.show.records import rows_of

    documents = [record_document(part) for part in parts]
    together: dict[str, dict[str, int]] = {"before": {}, "after": {}}
    for document in documents:
        for phase, values in document["ratings"].items():
            together[phase] |= values
    belonging = [record_document(one) for part in parts for one in store.records.around_session(part.id)]
    for number, document in enumerate(documents):
        last = number == len(documents) - 1
        rows = rows_of({**document, "ratings": together if last else {}})
        if number:
            world.write("")
        print_rows([*rows, *journey_rows(documents, belonging, _room())] if last else rows)


def print_rows(rows: Sequence[Row]) -> None:
    """Rows as the terminal shows them, or as plain lines."""
    from massage_mind.screen.show.records import show_lines, show_table

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
