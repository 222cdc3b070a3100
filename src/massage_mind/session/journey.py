"""One moment with everything around it; and before, during and after as one journey."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import EXIT_EARLY
from massage_mind.perform.asker import Leave, quietly
from massage_mind.perform.ports import Outcome
from massage_mind.record.progress import Progress
from massage_mind.session.afterwards import hand_back, note_done
from massage_mind.session.asked_after import ask_after
from massage_mind.session.asked_before import ask_before, say_safety
from massage_mind.session.conversation import Conversation
from massage_mind.session.keep import OpenRecord, open_record
from massage_mind.session.request import MASSAGE, three_parts
from massage_mind.session.resume import offer_resume
from massage_mind.session.take import Ended, farewell, take
from massage_mind.session.voice_ready import leave_voice, with_voice_at_work
from massage_mind.session.whats_next import ask_whats_next
from massage_mind.session.write_down import check_over, write_down

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.session.prepare import Prepared
    from massage_mind.session.request import SessionRequest
    from massage_mind.world import World

GO_ON = {
    "during": "Press Enter when you are lying down.",
    "after": "Press Enter when you are ready to come back.",
}
"""What leads over to a later part."""


def take_moment(world: World, request: SessionRequest) -> int:
    """One moment, taken or written down; its exit code. Raises what `prepare` does, and `Stopped`."""
    talk = Conversation(world, ask=request.ask, plain=request.plain)
    prepared = talk.prepare(request)
    if request.at_ms is not None:
        write_down(talk, prepared)
        return 0
    resumed = offer_resume(talk, request)
    return _with_all_around(talk, resumed or prepared).code


def take_quiet_hour(world: World, request: SessionRequest) -> int:
    """An hour of rest without massage, rated the same way, to compare with; its exit code.

    Before and after belong to a massage: their words would not fit, and one part can be compared more plainly.
    """
    alone = replace(
        request,
        script="quiet-hour",
        journey=secrets.token_hex(6),
        quiet_hour=True,
        later_part=True,  # the safety list is for a massage
    )
    return take_moment(world, alone)


def take_journey(world: World, whole: SessionRequest, *, before_ms: int, after_ms: int) -> int:
    """Before, during and after, taken or written down; the exit code. 0 milliseconds leave a part out.

    Everything that cannot be is said before anything begins. Raises what `prepare` does, and `Stopped`.
    """
    whole = replace(whole, journey=secrets.token_hex(6))
    parts = [
        part
        for part in three_parts(whole, before_ms=before_ms, after_ms=after_ms)
        if part.moment == "during" or part.length_ms
    ]
    talk = Conversation(world, ask=whole.ask, plain=whole.plain)
    if whole.at_ms is not None:
        return _write_down_all(talk, parts, whole.at_ms)
    prepared = [talk.prepare(part) for part in parts]
    resumed = offer_resume(talk, whole, MASSAGE)
    if resumed is None:
        return _take_all(talk, prepared[0], parts[1:])
    reached = MASSAGE.index(resumed.request.moment)
    journey = resumed.request.journey or whole.journey
    later = [replace(part, journey=journey) for part in parts if MASSAGE.index(part.moment) > reached]
    return _take_all(talk, resumed, later)


def _take_all(talk: Conversation, first: Prepared, later: Sequence[SessionRequest]) -> int:
    """The first part, and each later one when the person goes on; each is prepared anew as it begins."""
    ended = _with_all_around(talk, first)
    for part in later:
        if ended.outcome.ending != "finished":
            break
        if talk.asker is not None:
            try:
                quietly(talk.asker.go_on, GO_ON[part.moment])
            except Leave:
                return EXIT_EARLY
        sound = replace(part.sound, remembered=True)
        later_part = replace(part, later_part=True, ahead_ms=0, sound=sound)
        ended = _with_all_around(talk, talk.prepare(later_part))
    return ended.code


def _write_down_all(talk: Conversation, parts: Sequence[SessionRequest], at_ms: int) -> int:
    """Each part as begun when the one before it was over; nothing is written before it is known that all can be."""
    taken = []
    for part in parts:
        prepared = talk.prepare(replace(part, at_ms=at_ms))
        check_over(talk.world, prepared)
        taken.append(prepared)
        at_ms += prepared.length_ms
    for prepared in taken:
        write_down(talk, prepared)
    return 0


def _with_all_around(talk: Conversation, prepared: Prepared) -> Ended:
    """One part: the safety list and the questions before it, the session, and what follows it."""
    world, request, asker = talk.world, prepared.request, talk.asker
    if asker is not None and prepared.heard.on:
        world.warm_up_sound(prepared.settings.player)
        prepared = with_voice_at_work(prepared)
    record: OpenRecord | None = None
    try:
        if request.moment in ("before", "during") and not request.later_part and not prepared.start_ms:
            say_safety(talk, prepared)
        if asker is not None and _rated_before(request) and not prepared.start_ms:
            record = open_record(world, prepared, prepared.length_ms)
            ask_before(world, prepared, asker, record.answers())
    except Leave:
        leave_voice(prepared)
        return _left(world, prepared, record)
    except BaseException as why:
        leave_voice(prepared)
        if record is not None:
            record.break_off(why)
        raise
    return _come_back(talk, prepared, take(talk, prepared, record))


def _come_back(talk: Conversation, prepared: Prepared, ended: Ended) -> Ended:
    """After a part: the questions after it, the farewell, and after the last what was put down and what comes next."""
    world, request, asker = talk.world, prepared.request, talk.asker
    finished = ended.outcome.ending == "finished"
    if asker is not None and finished and _rated_after(request):
        ask_after(world, prepared, asker, ended)
    farewell(world, ended)
    if ended.outcome.ending != "interrupted":
        note_done(world, prepared)
    if finished and request.moment == "after":
        hand_back(talk, prepared.settings.reentry_minutes * 60_000)
        if asker is not None:
            return replace(ended, code=ask_whats_next(talk, prepared, asker, ended))
    return ended


def _left(world: World, prepared: Prepared, record: OpenRecord | None) -> Ended:
    """The person left at a question: what they said is kept, where they had come so far that anything was asked."""
    if record is None:
        world.note("Left before it began; nothing is kept of it.")
        return Ended(Outcome(Progress(prepared.length_ms), "early"), "", EXIT_EARLY)
    left = Ended(Outcome(record.leave(), "early"), record.id, EXIT_EARLY)
    farewell(world, left)
    return left


def _rated_before(request: SessionRequest) -> bool:
    """Whether this part is rated before it. A quiet hour is one part with both."""
    return request.quiet_hour or request.moment == "before"


def _rated_after(request: SessionRequest) -> bool:
    return request.quiet_hour or request.moment == "after"
