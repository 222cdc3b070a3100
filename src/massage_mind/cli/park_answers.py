"""What the commands of `massage-mind park` answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.diary.parking import PutDown
    from massage_mind.record.head import Record
    from massage_mind.world import World


def print_thought(world: World, record: Record, as_json: bool) -> None:
    """One thought as it is kept now."""
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(record_document(record))
    else:
        _print_some(world, [record])


def _print_some(world: World, records: Sequence[Record], *, listed: bool = False) -> None:
    """As a page by their order, or on a pipe one line each; `listed`: one may be looked for, to be named by its id."""
    from massage_mind.cli.record_page import now_of, show_with_more
    from massage_mind.record.appointment_thread import parked_of
    from massage_mind.screen.page.setting import FOLDS
    from massage_mind.screen.show.show_parked import thought_line, thoughts_page

    now = now_of(world)
    thoughts = [(one.head, parked_of(one)) for one in records]
    if world.stdout_is_terminal():
        page = thoughts_page(thoughts, now, beside=world.columns() >= FOLDS)
        if listed:
            show_with_more(world, page, (), "massage-mind park list")
        else:
            world.show(page, paged=True)
    else:
        world.write("\n".join(thought_line(head, parked, now) for head, parked in thoughts))


def print_put_down(world: World, put_down: PutDown, ics: str, as_json: bool) -> None:
    """What was put down, and with which appointment; a calendar on standard output takes the place of both."""
    from massage_mind.diary.belonging import with_text

    if ics:
        print_ics(world, [put_down.record], ics)
    if ics != "-":
        print_thought(world, put_down.record, as_json)
    if put_down.appointment and not as_json:
        world.note(with_text(put_down.appointment))


def print_thoughts(world: World, records: Sequence[Record], ics: str = "", as_json: bool = False) -> None:
    """A list of them, as lines, JSON or a calendar file. Raises `UsageError` where that would have nothing in it."""
    from massage_mind.diary.parked_ics import timed
    from massage_mind.record.document import record_document

    if ics:
        print_ics(world, timed(records), ics)
        return
    if as_json:
        world.print_json([record_document(one) for one in records])
        return
    if records:
        _print_some(world, records, listed=True)
        return
    world.suggest("Nothing is waiting. To put something down:", 'massage-mind park add "call the bank"')


def print_settled(world: World, records: Sequence[Record], as_json: bool) -> None:
    """Those that are done or dropped now: as JSON one alone, or a list of several."""
    from massage_mind.record.document import record_document

    if as_json:
        documents = [record_document(one) for one in records]
        world.print_json(documents[0] if len(documents) == 1 else documents)
    else:
        _print_some(world, records)


def print_ics(world: World, records: Sequence[Record], target: str) -> None:
    """The calendar file, to standard output with `-`, or to a file that is not there yet."""
    from massage_mind.cli.carry_pages import put_new_file
    from massage_mind.diary.parked_ics import calendar_bytes

    body = calendar_bytes(world, records)
    if target == "-":
        world.byte_sink()(body)
        return
    put_new_file(world, body, target, "For your calendar:")
