"""What the commands of `massage-mind appointment` answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.diary.appointment_list import Listed
    from massage_mind.diary.appointments import Noted
    from massage_mind.record.head import Record
    from massage_mind.screen.page.page_parts import Part
    from massage_mind.world import World


def print_appointment(world: World, record: Record, as_json: bool) -> None:
    """Say back what is kept now."""
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(record_document(record))
        return
    from massage_mind.cli.record_page import now_of
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.screen.show.show_appointment import said_back

    world.show(said_back(record.head, appointment_of(record), now_of(world)))


def print_noted(world: World, noted: Noted, as_json: bool) -> None:
    """Say back what was noted, and that another one is at that time where there is one."""
    print_appointment(world, noted.record, as_json)
    if noted.twin is not None:
        world.suggest(
            "Another one is at that time as well. To take this one back:",
            f"massage-mind appointment delete {noted.record.id}",
        )


def ask_to_bin(world: World, record: Record, *, yes: bool) -> bool:
    """Show which one is meant, and ask unless `yes`. Raises `UsageError` where nobody can be asked."""
    from massage_mind.cli.journal_pages import ask_to_delete

    if ask_to_delete(world, [record], forever=False, yes=yes):
        return True
    world.suggest("It stays.")
    return False


def say_binned(world: World, record: Record) -> None:
    """Where it is now, and the way back."""
    line = f"massage-mind journal restore {record.id}"
    world.suggest("It's in the bin for 30 days. To have it back:", line)


def print_appointments(world: World, listed: Listed, as_json: bool) -> None:
    """What is coming and what has been; and how many more there are."""
    from massage_mind.cli.record_page import told_more
    from massage_mind.words.lengths import count_word

    if as_json:
        from massage_mind.record.document import record_document

        world.print_json([record_document(one) for one in listed.shown])
        return
    if not listed.shown:
        line = 'massage-mind appointment add "friday 15:00" --minutes 60'
        world.suggest("No appointment is noted. To note one:", line)
        return
    more: tuple[Part, ...] = ()
    if listed.total > len(listed.shown):
        some = f"These are {count_word(len(listed.shown))} of {count_word(listed.total)}. All of them:"
        more = told_more(some, "massage-mind appointment list --all -n 0")
    _print_some(world, listed.shown, more)


def _print_some(world: World, shown: tuple[Record, ...], more: tuple[Part, ...]) -> None:
    from massage_mind.cli.record_page import note_more, now_of, show_with_more
    from massage_mind.screen.show.show_appointment import appointment_line, appointments_page
    from massage_mind.screen.show.show_list import aligned

    now = now_of(world)
    if world.stdout_is_terminal():
        show_with_more(world, appointments_page(shown, now), more, "massage-mind appointment list")
    else:
        world.write("\n".join(aligned([appointment_line(one, now) for one in shown])))
        note_more(world, more)
