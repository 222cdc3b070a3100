"""What the commands of `massage-mind appointment` answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.diary.appointment_list import Listed
    from massage_mind.diary.appointments import Noted
    from massage_mind.record.head import Record
    from massage_mind.world import World


def print_appointment(world: World, record: Record, as_json: bool) -> None:
    """Say back what is kept now."""
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(record_document(record))
        return
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.record.typed_times import ago_text
    from massage_mind.screen.show.show_appointment import said_back

    away = ago_text(record.head.at, world.wall_ms())
    world.say("\n".join(said_back(record.head, appointment_of(record), away)))


def print_noted(world: World, noted: Noted, as_json: bool) -> None:
    """Say back what was noted, and that another one is at that time where there is one."""
    print_appointment(world, noted.record, as_json)
    if noted.twin is not None:
        world.suggest(
            "Another one is at that time as well. To take this one back:",
            f"massage-mind appointment delete {noted.record.id}",
        )


def say_binned(world: World, record: Record) -> None:
    """That it is in the bin, and how it comes out again."""
    world.suggest(
        "It's in the bin for 30 days. To take it out again:", f"massage-mind journal restore {record.id}"
    )


def print_appointments(world: World, listed: Listed, as_json: bool) -> None:
    """One line each, cut to the terminal; and how many more there are."""
    from massage_mind.record.document import record_document

    if as_json:
        world.print_json([record_document(one) for one in listed.shown])
        return
    if not listed.shown:
        world.suggest(
            "No appointments. To note one:", "massage-mind appointment add friday 15:00 --minutes 60"
        )
        return
    _print_lines(world, listed.shown)
    if listed.total > len(listed.shown):
        world.note(f"These are {len(listed.shown)} of {listed.total}; -n 0 shows all.")


def _print_lines(world: World, shown: tuple[Record, ...]) -> None:
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.record.typed_times import ago_text
    from massage_mind.screen.show.show_appointment import coming_line
    from massage_mind.screen.text import cut, width

    now = world.wall_ms()
    away = {one.id: ago_text(one.head.at, now) for one in shown}
    wide = max(map(len, away.values()))
    columns = world.columns() if world.stdout_is_terminal() else 0
    for one in shown:
        line = coming_line(one.head, appointment_of(one), away[one.id].ljust(wide))
        world.write(cut(line, columns - 1) + "…" if columns and width(line) > columns else line)
