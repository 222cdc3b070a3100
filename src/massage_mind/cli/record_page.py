"""Records on the screen: a list, one in full with what belongs to it, one as it was. Or as JSON, for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from massage_mind.diary.looking import Alone, WithBelonging, WithHistory, WithParts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rich.table import Table

    from massage_mind.diary.looking import Latest, Whole
    from massage_mind.record.head import Record
    from massage_mind.screen.show.records import Row
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
    from massage_mind.record.document import record_document

    document = record_document(record)
    if as_json:
        world.print_json(document)
    else:
        print_document(world, document)


def _print_appointment(world: World, shown: WithBelonging, *, as_json: bool) -> None:
    from massage_mind.record.document import record_document, thread_document

    if as_json:
        world.print_json(thread_document(shown.appointment, shown.belonging))
        return
    from massage_mind.screen.show.appointment_page import thread_rows

    documents = [record_document(one) for one in shown.belonging]
    _print_rows(world, thread_rows(record_document(shown.appointment), documents, _room(world)))


def _print_session(world: World, shown: WithParts, *, as_json: bool) -> None:
    """The parts of one journey, with the ratings before and after side by side in the last."""
    from massage_mind.record.document import journey_document, record_document

    if as_json:
        world.print_json(journey_document(shown.record, shown.parts))
        return
    from massage_mind.screen.show.appointment_page import journey_rows
    from massage_mind.screen.show.records import rows_of

    documents = [record_document(part) for part in shown.parts]
    together: dict[str, dict[str, int]] = {"before": {}, "after": {}}
    for document in documents:
        for phase, values in document["ratings"].items():
            together[phase] |= values
    belonging = [record_document(one) for one in shown.belonging]
    for number, document in enumerate(documents):
        last = number == len(documents) - 1
        rows = rows_of({**document, "ratings": together if last else {}})
        if number:
            world.write("")
        _print_rows(world, [*rows, *journey_rows(documents, belonging, _room(world))] if last else rows)


def print_history(world: World, shown: WithHistory, *, as_json: bool) -> None:
    """How a record stood before each change, and how it stands."""
    from massage_mind.record.document import record_document

    now = record_document(shown.record)
    if as_json:
        from massage_mind.record.instants import instant_text

        kept = [
            {"until": instant_text(one.until, world.zone), "record": one.document} for one in shown.versions
        ]
        world.print_json([*kept, {"until": None, "record": now}])
        return
    from massage_mind.record.typed_times import spoken_when

    for one in shown.versions:
        world.write(f"until {spoken_when(one.until, world.zone)}")
        print_document(world, one.document)
        world.write("")
    world.write("now")
    print_document(world, now)


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
    from massage_mind.record.brief import brief_document
    from massage_mind.screen.show.records import list_lines, list_table

    documents = [brief_document(record) for record in found.records]
    if world.rich_wanted():
        _print_rich(world, lambda columns: list_table(documents, columns))
    else:
        world.write("\n".join(list_lines(documents)))
    if found.more:
        world.note(f"These are the latest {limit}; -n 0 shows all.")


def line_of(record: Record) -> str:
    """A record in one line: its id, when it was, its kind and how it begins."""
    from massage_mind.record.document import record_document
    from massage_mind.screen.show.records import KIND_NAMES, one_line
    from massage_mind.screen.text import cut

    words = cut(one_line(record_document(record)), 60)
    return f"{record.id}  {record.head.when:%Y-%m-%d %H:%M}  {KIND_NAMES[record.kind]}  {words}".rstrip()


def print_document(world: World, document: Mapping[str, object]) -> None:
    """A record, or how it once stood, by itself."""
    from massage_mind.screen.show.records import rows_of

    _print_rows(world, rows_of(document))


def _print_rows(world: World, rows: Sequence[Row]) -> None:
    """Rows as the terminal shows them, or as plain lines."""
    from massage_mind.screen.show.records import show_lines, show_table

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
