"""`brief` as it comes to what it says: from what was typed, from what there is, or asked for where somebody can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from massage_mind.errors import StoreError

if TYPE_CHECKING:
    from massage_mind.cli.brief_options import BriefWords
    from massage_mind.diary.briefing import BriefFound, BriefRequest
    from massage_mind.record.brief import Brief
    from massage_mind.record.head import Record
    from massage_mind.world import World


class BriefHere:
    """A brief as it stands, and what it is for. `kept`: just now; `asked`: the person has answered, or seen it by now."""

    def __init__(self, record: Record, appointment: Record | None, *, kept: bool, seen: bool = False) -> None:
        self.record = record
        self.appointment = appointment
        self.kept = kept
        self.seen = seen


def whole_brief(world: World, words: BriefWords, *, asks: bool, handed_on: bool) -> BriefHere:
    """The brief that is meant, kept where something was said of it. Ends the command where there is none and nobody says one.

    Raises `UsageError`; `StoreError`, also where there is none and it is to be handed on: as JSON, or as a file.
    """
    from massage_mind.diary.briefing import find_brief, keep_brief, with_said

    request = words.read()
    found = find_brief(world, request)
    asker = world.asker_at_hand() if asks and not handed_on else None
    if asker is not None and not request.words and not request.without:
        return _asked(world, found, request)
    if request.says_nothing:
        return _as_it_is(world, found, handed_on=handed_on)
    brief = with_said(found.begins_with, request, found.helped)
    if request.last_time and brief == found.begins_with and found.own is not None:
        world.suggest(_NOTHING_TICKED)
        return BriefHere(found.own, found.appointment, kept=False)
    return BriefHere(keep_brief(world, found, brief), found.appointment, kept=True)


_NOTHING_TICKED = "Nothing more was ticked as helpful the last time; it stays as it was."


def _as_it_is(world: World, found: BriefFound, *, handed_on: bool) -> BriefHere:
    """The brief for this appointment, else the latest of any; what to do where there is none."""
    from massage_mind.diary.briefing import EXAMPLE

    record = found.own or found.earlier
    if record is None and handed_on:
        raise StoreError("There's no brief yet.", "One begins with a line of it:", command=EXAMPLE)
    if record is None:
        world.suggest("There's no brief yet. One begins with a line of it:", EXAMPLE)
        raise typer.Exit
    if found.own is None:
        world.suggest(
            "This is the last one there is. To take it over for this appointment, say a line of it:", EXAMPLE
        )
        return BriefHere(record, None, kept=False)
    return BriefHere(record, found.appointment, kept=False)


def _asked(world: World, found: BriefFound, request: BriefRequest) -> BriefHere:
    """Where there is one it is shown first, and offered to be changed; else each line is asked for."""
    from massage_mind.cli.brief_answers import show_brief
    from massage_mind.diary.asking_brief import ask_brief
    from massage_mind.diary.briefing import keep_brief
    from massage_mind.perform.asker import Leave, NoMoreAnswers
    from massage_mind.record.brief import has_words

    own = found.own
    asker = world.asker_at_hand()
    assert asker is not None

    def as_far(answered: Brief | None) -> None:
        if answered is not None and has_words(answered):
            keep_brief(world, found, answered)
            world.note("It's kept as far as it goes.")
        else:
            world.note("Nothing is kept." if own is None else "It stays as it was.")

    try:
        if own is not None and not request.last_time:
            show_brief(world, BriefHere(own, found.appointment, kept=False))
            if not asker.yes("Change something?", otherwise=False, words=("change it", "leave it as it is")):
                return BriefHere(own, found.appointment, kept=False, seen=True)
        title = _whose(world, found.appointment)
        answered = ask_brief(asker, found.begins_with, found.helped, title, as_far)
    except (Leave, NoMoreAnswers):
        if own is not None:
            return BriefHere(own, found.appointment, kept=False, seen=True)
        return _nothing(world)
    if not has_words(answered):
        return _nothing(world)
    return BriefHere(keep_brief(world, found, answered), found.appointment, kept=True)


def _nothing(world: World) -> BriefHere:
    world.suggest("Nothing was kept.")
    raise typer.Exit


def _whose(world: World, appointment: Record | None) -> str:
    from massage_mind.diary.belonging import whose_words

    return "" if appointment is None else whose_words(appointment, world.wall_ms())
