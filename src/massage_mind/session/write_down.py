"""Writing down that a session was taken at another time, without playing it: with a phone, or from memory."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from massage_mind.diary.answers import SessionAnswers
from massage_mind.diary.asking_body import body_asked
from massage_mind.diary.own_measures import items_asked
from massage_mind.errors import Leave, UsageError
from massage_mind.perform.asked_in_turn import FirstScreen, RatingAsked
from massage_mind.perform.asker import quietly
from massage_mind.record.instants import local
from massage_mind.screen.page.page_parts import Page, command, said
from massage_mind.session.afterwards import note_done
from massage_mind.session.new_record import new_session
from massage_mind.words.lengths import length_words
from massage_mind.words.times import clock_words, when_words

if TYPE_CHECKING:
    from datetime import datetime

    from massage_mind.session.conversation import Conversation
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


def check_over(world: World, prepared: Prepared) -> None:
    """Whether it could be over by now. Raises `UsageError`."""
    at, length = prepared.request.at_ms, prepared.length_ms
    assert at is not None
    if at + length > world.wall_ms() + 60_000:
        when = when_words(local(at, world.zone), local(world.wall_ms(), world.zone))
        raise UsageError(
            f"It wouldn't be over yet: {length_words(length)} from {when}.",
            "Say when it began, or how long it was: --minutes.",
        )


def write_down(talk: Conversation, prepared: Prepared) -> None:
    """Keep that it was taken, and say so; its id goes to standard output where that is no terminal.

    Raises `UsageError` where it would not be over yet, and `StoreError`.
    """
    world, at, moment = talk.world, prepared.request.at_ms, prepared.request.moment
    assert at is not None
    check_over(world, prepared)
    session_id = _kept(world, prepared, at)
    if talk.asker is not None and prepared.settings.ratings and moment in ("before", "after"):
        answers = SessionAnswers(world, session_id, moment)
        items = items_asked(world, moment, prepared.settings.more_ratings)
        kinds = prepared.settings.kinds_of_pain
        asked = [*(RatingAsked(item, answers.rate) for item in items), *body_asked(answers, kinds=kinds)]
        with suppress(Leave):
            quietly(talk.asker.questions, asked, FirstScreen(f"{prepared.script.title}, written down."))
        answers.finish()
    if not world.stdout_is_terminal():
        world.write(session_id)
    world.note_page(_page(world, prepared, session_id, note_done(world, prepared).text))


def _page(world: World, prepared: Prepared, session_id: str, noted: str) -> Page:
    """What is written down and whose massage it was; for the one on the table, how to say how it was then."""
    at, moment = prepared.request.at_ms, prepared.request.moment
    assert at is not None
    when, now = local(at, world.zone), local(world.wall_ms(), world.zone)
    lines = [said(f"{prepared.script.title}, {when_words(when, now)}. It's written down.", aside=session_id)]
    if prepared.appointment is not None:
        from massage_mind.diary.belonging import whose_words

        lines.append(said(whose_words(prepared.appointment, world.wall_ms())))
    if noted:
        lines.append(said(noted))
    if moment != "during" or prepared.request.journey:
        return Page((lines,))
    then = _typed(local(at + prepared.length_ms, world.zone), now)
    checkin = command(f'massage-mind checkin after --at "{then}"')
    return Page((lines, (said("How it was then, if you like:"),), (checkin,)))


def _typed(when: datetime, now: datetime) -> str:
    """A time that has passed, as it can be typed."""
    day = {0: "", 1: "yesterday "}.get((now.date() - when.date()).days, f"{when.day} {when:%B %Y} ")
    return f"{day}{clock_words(when)}"


def _kept(world: World, prepared: Prepared, at_ms: int) -> str:
    """The id of the session in the journal, as played to its end."""
    from massage_mind.record.progress import Progress

    length = prepared.length_ms
    progress = Progress(length, position_ms=length, played_ms=length, total_ms=length)
    with world.open_store(writing=True) as store:
        for notice in store.notices:
            world.note(notice)
        new = new_session(world, prepared, length, logged_at=world.wall_ms())
        return store.log_session(new, progress, at_ms=at_ms)
