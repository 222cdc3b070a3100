"""Records on the screen: a list, one in full with what belongs to it, one as it was. Or as JSON, for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from massage_mind.diary.looking import Alone, WithBelonging, WithHistory, WithParts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.table import Table

    from massage_mind.diary.looking import Latest, Whole
    from massage_mind.record.head import Record, Version
    from massage_mind.screen.show.show_rows import Row
    from massage_mind.world import World

_LABELS = 14
"""Columns that labels take beside the lines."""
_WIDE = 200
"""A pipe has room for everything."""


def print_whole(world: World, shown: Whole, *, as_json: bool) -> None:
    """An appointment with all that hangs on it; a session with those taken as one with it; anything else by itself."""
    match shown:
        case Alone():
            _print_alone(world, shown.record, as_json=as_json)
        case WithBelonging():
            _print_appointment(world, shown, as_json=as_json)
        case WithParts():
            _print_session(world, shown, as_json=as_json)
        case _:
            assert_never(shown)


def _print_alone(world: World, record: Record, *, as_json: bool) -> None:
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(record_document(record))
    else:
        print_record(world, record)


def _print_appointment(world: World, shown: WithBelonging, *, as_json: bool) -> None:
    if as_json:
        from massage_mind.record.document import thread_document

        world.print_json(thread_document(shown.appointment, shown.belonging))
        return
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.screen.show.show_thread import thread_rows

    head, details = shown.appointment.head, appointment_of(shown.appointment)
    _print_rows(world, thread_rows(head, details, shown.belonging, _room(world)))


def _print_session(world: World, shown: WithParts, *, as_json: bool) -> None:
    """The parts of one journey, with the ratings before and after side by side in the last."""
    if as_json:
        from massage_mind.record.document import journey_document

        world.print_json(journey_document(shown.record, shown.parts))
        return
    from massage_mind.screen.show.show_thread import journey_pages

    for number, rows in enumerate(journey_pages(shown.parts, shown.belonging, _room(world))):
        if number:
            world.write("")
        _print_rows(world, rows)


def print_history(world: World, shown: WithHistory, *, as_json: bool) -> None:
    """How a record stood before each change, and how it stands."""
    if as_json:
        from massage_mind.record.document import record_document
        from massage_mind.record.instants import instant_text

        kept = [
            {"until": instant_text(one.until, world.zone), "record": one.document} for one in shown.versions
        ]
        world.print_json([*kept, {"until": None, "record": record_document(shown.record)}])
        return
    from massage_mind.record.typed_times import spoken_when

    for one in shown.versions:
        world.write(f"until {spoken_when(one.until, world.zone)}")
        _print_rows(world, _rows_as_it_stood(one))
        world.write("")
    world.write("now")
    print_record(world, shown.record)


def _rows_as_it_stood(version: Version) -> list[Row]:
    """How a record stood; where that can no longer be read as one, what was kept of it, key by key."""
    from massage_mind.errors import NonsenseError
    from massage_mind.record.versions import read_version
    from massage_mind.screen.show.show_record import rows_of
    from massage_mind.screen.show.show_version import document_rows

    try:
        return rows_of(read_version(version.document))
    except NonsenseError:
        return document_rows(version.document)


def print_list(world: World, found: Latest, *, limit: int, as_json: bool, narrowed: bool) -> None:
    """A list of records; `narrowed`: not all were asked for, so that none does not mean that there are none."""
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json([record_document(record) for record in found.records])
        return
    if not found.records:
        world.note(
            "Nothing matches."
            if narrowed
            else "No sessions yet. `massage-mind before` is a way to begin; --kind all lists what else there is."
        )
        return
    from massage_mind.screen.show.show_list import list_lines, list_table

    if world.rich_wanted():
        _print_rich(world, lambda columns: list_table(found.records, columns))
    else:
        world.write("\n".join(list_lines(found.records)))
    if found.more:
        world.note(f"These are the latest {limit}; -n 0 shows all.")


def line_of(record: Record) -> str:
    """A record in one line: its id, when it was, its kind and how it begins."""
    from massage_mind.record.kinds import KIND_TITLES
    from massage_mind.screen.show.show_record import one_line
    from massage_mind.screen.text import cut

    words = cut(one_line(record), 60)
    return f"{record.id}  {record.head.when:%Y-%m-%d %H:%M}  {KIND_TITLES[record.kind]}  {words}".rstrip()


def print_record(world: World, record: Record) -> None:
    """A record by itself."""
    from massage_mind.screen.show.show_record import rows_of

    _print_rows(world, rows_of(record))


def _print_rows(world: World, rows: Sequence[Row]) -> None:
    """Rows as the terminal shows them, or as plain lines."""
    from massage_mind.screen.show.show_rows import show_lines, show_table

    if world.rich_wanted():
        _print_rich(world, lambda _columns: show_table(rows))
    else:
        world.write("\n".join(show_lines(rows)))


def _print_rich(world: World, table: Callable[[int], Table]) -> None:
    """A table of Rich that is made for so many columns."""
    from rich.console import Console

    console = Console(file=world.out(), markup=False, emoji=False, highlight=False)
    with console.capture() as captured:
        console.print(table(console.width))
    world.write(captured.get().rstrip("\n"))


def _room(world: World) -> int:
    """Columns beside the labels."""
    return world.columns() - _LABELS if world.rich_wanted() else _WIDE
