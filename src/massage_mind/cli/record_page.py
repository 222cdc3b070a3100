"""Records on the screen: a list, one in full with what belongs to it, one as it was. Or as JSON, for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from massage_mind.diary.looking import Alone, WithBelonging, WithHistory, WithParts
from massage_mind.diary.measure_names import shown_records, with_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from massage_mind.diary.looking import Latest, Whole
    from massage_mind.record.head import Record, Version
    from massage_mind.screen.page.page_parts import Page, Part
    from massage_mind.world import World


def now_of(world: World) -> datetime:
    """Now, on the clock of the person."""
    from massage_mind.record.instants import local

    return local(world.wall_ms(), world.zone)


def print_whole(world: World, shown: Whole, *, as_json: bool) -> None:
    """An appointment with all that hangs on it; a session with those taken as one with it; anything else by itself."""
    if as_json:
        world.print_json(_document(shown))
    else:
        called, left_out = _as_called(world, shown)
        world.show(_with_note(_page(called, now_of(world)), left_out), paged=True)


def _with_note(page: Page, sentence: str) -> Page:
    """The page, and at its end what it leaves out, where it does."""
    from massage_mind.screen.page.page_parts import Page, said

    return Page((*page.parts, [said(sentence)])) if sentence else page


def _document(shown: Whole) -> object:
    from massage_mind.record.document import journey_document, record_document, thread_document

    match shown:
        case Alone():
            return record_document(shown.record)
        case WithBelonging():
            return thread_document(shown.appointment, shown.belonging)
        case WithParts():
            return journey_document(shown.record, shown.parts)
        case _:
            assert_never(shown)


def _as_called(world: World, shown: Whole) -> tuple[Whole, str]:
    """The same as a person reads it, and what is to be said of what it leaves out."""
    match shown:
        case Alone():
            (record,), left_out = shown_records(world, [shown.record])
            return Alone(record), left_out
        case WithBelonging():
            belonging, left_out = shown_records(world, shown.belonging)
            return WithBelonging(shown.appointment, tuple(belonging)), left_out
        case WithParts():
            found, left_out = shown_records(world, (*shown.parts, *shown.belonging))
            many = len(shown.parts)
            return WithParts(shown.record, tuple(found[:many]), tuple(found[many:])), left_out
        case _:
            assert_never(shown)


def _page(shown: Whole, now: datetime) -> Page:
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.screen.show.show_record import record_page
    from massage_mind.screen.show.show_thread import journey_page, thread_page

    match shown:
        case Alone():
            return record_page(shown.record, now)
        case WithBelonging():
            return thread_page(
                shown.appointment.head, appointment_of(shown.appointment), shown.belonging, now
            )
        case WithParts():
            return journey_page(shown.parts, shown.belonging, now)
        case _:
            assert_never(shown)


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
    from massage_mind.record.instants import local
    from massage_mind.screen.page.page_parts import Page, heading
    from massage_mind.screen.show.show_record import record_parts
    from massage_mind.words.times import when_words

    now = now_of(world)
    parts: list[Part] = []
    for one in shown.versions:
        parts.append([heading(f"Until {when_words(local(one.until, world.zone), now)}")])
        parts += _as_it_stood(world, one, now)
    (record,), left_out = shown_records(world, [shown.record])
    parts += [[heading("Now" if shown.versions else "As it was written")], *record_parts(record, now)]
    world.show(_with_note(Page(parts), left_out), paged=True)


def _as_it_stood(world: World, version: Version, now: datetime) -> list[Part]:
    """How a record stood; where that can no longer be read as one, what was kept of it, key by key."""
    from massage_mind.errors import NonsenseError
    from massage_mind.record.versions import read_version
    from massage_mind.screen.show.show_record import said_parts
    from massage_mind.screen.show.show_version import document_parts

    try:
        (record,) = with_names(world, [read_version(version.document)])
        return said_parts(record, now)
    except NonsenseError:
        return document_parts(version.document)


def print_list(
    world: World, found: Latest, *, limit: int, as_json: bool, narrowed: bool, binned: bool = False
) -> None:
    """A list of records; `narrowed`: not all were asked for, so that none does not mean that there are none."""
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json([record_document(record) for record in found.records])
        return
    if not found.records:
        _say_none(world, narrowed=narrowed, binned=binned)
        return
    from massage_mind.screen.show.show_list import list_lines, list_page

    more = more_parts(limit, "massage-mind journal list -n 0") if found.more else ()
    records, left_out = shown_records(world, found.records)
    if world.stdout_is_terminal():
        page = _with_note(list_page(records, now_of(world), found.hanging), left_out)
        show_with_more(world, page, more, "massage-mind journal list")
    else:
        # A line a record, for whoever looks for one in it: docs/decisions.md.
        world.write("\n".join(list_lines(records, now_of(world))))
        if left_out:
            world.suggest(left_out)
        note_more(world, more)


def more_parts(limit: int, everything: str) -> tuple[Part, ...]:
    """That these are not all, and the command that shows all."""
    from massage_mind.words.lengths import count_word

    latest = "This is the latest one" if limit == 1 else f"These are the latest {count_word(limit)}"
    return told_more(f"{latest}. All there are:", everything)


def told_more(sentence: str, line: str) -> tuple[Part, ...]:
    """What stands under a list: a sentence, and the command that shows more."""
    from massage_mind.screen.page.page_parts import command, said

    return (said(sentence),), (command(line),)


def show_with_more(world: World, page: Page, more: Sequence[Part], line: str) -> None:
    """A list at a terminal, and under it, on the same page, that there is more, and where ids are; `line` lists it."""
    from massage_mind.screen.page.page_parts import Page

    world.show(Page((*page.parts, *more, *_where_ids_are(world, line))), paged=True)


def _where_ids_are(world: World, line: str) -> tuple[Part, ...]:
    """Aloud a list is without ids: they stand on a pipe, at the beginning of each line."""
    if not world.accessible():
        return ()
    return told_more("Each has an id, to name it by. With their ids:", f"{line} | cat")


def note_more(world: World, more: Sequence[Part]) -> None:
    """That there is more, beside the lines that a program may read."""
    from massage_mind.screen.page.page_parts import Page

    if more:
        world.note_page(Page(more))


def _say_none(world: World, *, narrowed: bool, binned: bool) -> None:
    if narrowed:
        world.suggest(
            "Nothing in the bin is like that." if binned else "Nothing in the journal is like that."
        )
        return
    nothing = "Nothing is written here yet, and nothing has to be. When you like, two minutes:"
    world.suggest(nothing, "massage-mind breathe --minutes 2")


def lines_of(world: World, records: Sequence[Record]) -> list[str]:
    """Each record in one line: which kind it is, when it was, and how it begins."""
    from massage_mind.record.kinds import KIND_TITLES
    from massage_mind.screen.show.list_line import beginning, words_and_tags
    from massage_mind.screen.show.record_text import begun
    from massage_mind.words.times import when_words

    now = now_of(world)
    lines = []
    for record in with_names(world, records):
        words, title = beginning(words_and_tags(record, now)), begun(KIND_TITLES[record.kind])
        lines.append(f"{title}, {when_words(record.head.when, now)}" + (f": {words}" if words else ""))
    return lines


def print_record(world: World, record: Record) -> None:
    """A record by itself."""
    from massage_mind.screen.show.show_record import record_page

    (called,), left_out = shown_records(world, [record])
    world.show(_with_note(record_page(called, now_of(world)), left_out), paged=True)
