"""Writing down that a session was taken at another time, without playing it: with a phone, or from memory."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from massage_mind.diary.answers import SessionAnswers
from massage_mind.errors import Leave, UsageError
from massage_mind.perform.asked_in_turn import FirstScreen, MapAsked, RatingAsked
from massage_mind.perform.asker import quietly
from massage_mind.record.measures import items_for
from massage_mind.session.afterwards import note_done
from massage_mind.session.new_record import new_session
from massage_mind.words.lengths import minutes_and_seconds

if TYPE_CHECKING:
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


def check_over(world: World, prepared: Prepared) -> None:
    """Whether it could be over by now. Raises `UsageError`."""
    from massage_mind.record.typed_times import spoken_when

    at, length = prepared.request.at_ms, prepared.length_ms
    assert at is not None
    if at + length > world.wall_ms() + 60_000:
        raise UsageError(
            f"It would not be over yet: {minutes_and_seconds(length)} from {spoken_when(at, world.zone)}.",
            "Say when it began, or how long it was: --minutes.",
        )


def write_down(talk: Conversation, prepared: Prepared) -> None:
    """Keep that it was taken, and say so; its id goes to standard output where that is no terminal.

    Raises `UsageError` where it would not be over yet, and `StoreError`.
    """
    from massage_mind.record.typed_times import spoken_when

    world, at, moment = talk.world, prepared.request.at_ms, prepared.request.moment
    assert at is not None
    check_over(world, prepared)
    session_id = _kept(world, prepared, at)
    if talk.asker is not None and prepared.settings.ratings and moment in ("before", "after"):
        answers = SessionAnswers(world, session_id, moment)
        items = items_for(moment, prepared.settings.more_ratings)
        asked = [*(RatingAsked(item, answers.rate) for item in items), MapAsked(answers.mark_body)]
        with suppress(Leave):
            quietly(talk.asker.questions, asked, FirstScreen(f"{prepared.script.title}, written down."))
        answers.finish()
    note_done(world, prepared)
    if not world.stdout_is_terminal():
        world.write(session_id)
    world.note(f"{prepared.script.title}, {spoken_when(at, world.zone)}. Written down as {session_id}.")
    if prepared.appointment is not None:
        from massage_mind.diary.belonging import with_text

        world.note(with_text(prepared.appointment))
    if moment == "during" and not prepared.request.journey:
        world.note(
            "How it was: massage-mind checkin after --at WHEN. A few words: massage-mind journal add --at WHEN"
        )


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
