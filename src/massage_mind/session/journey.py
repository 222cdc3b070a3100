"""One moment with everything around it; and before, during and after as one journey."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import EXIT_EARLY, LEFT_AT_A_QUESTION, LEFT_BEFORE, MassageMindError
from massage_mind.perform.asker import Leave
from massage_mind.perform.ports import Outcome
from massage_mind.record.progress import Progress
from massage_mind.session.afterwards import HandedBack, NotedDone, note_done, note_returned, put_down_before
from massage_mind.session.asked_after import ask_after
from massage_mind.session.asked_before import ask_before
from massage_mind.session.asked_then import as_asked_then, whole_as_asked_then, whole_of
from massage_mind.session.conversation import Conversation
from massage_mind.session.farewell import farewell, stays_planned
from massage_mind.session.keep import OpenRecord
from massage_mind.session.leads import lead_of
from massage_mind.session.request import MASSAGE, three_parts
from massage_mind.session.resume import offer_resume
from massage_mind.session.safety_due import is_taste, say_safety
from massage_mind.session.take import Ended, take
from massage_mind.session.voice_ready import leave_voice, with_voice_at_work
from massage_mind.session.whats_next import ask_whats_next
from massage_mind.session.write_down import check_over, write_down

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from massage_mind.record.session import SessionRecord
    from massage_mind.script.style import Style
    from massage_mind.session.prepare import Prepared
    from massage_mind.session.request import SessionRequest
    from massage_mind.world import World


def take_moment(world: World, request: SessionRequest) -> int:
    """One moment, taken or written down; its exit code. Raises what `prepare` does, and `Stopped`."""
    talk = Conversation(world, ask=request.ask, plain=request.plain)
    prepared = talk.prepare(request)
    if request.at_ms is not None:
        write_down(talk, prepared)
        return 0
    cut_short = offer_resume(talk, request)
    if cut_short is not None:
        record, ready = cut_short.record, cut_short.ready
        (prepared,) = (
            _as_then(talk, lambda: [as_asked_then(request, record)], [prepared]) if ready is None else [ready]
        )
    return _with_all_around(talk, prepared).code


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
    parts = _parts(whole, before_ms=before_ms, after_ms=after_ms)
    talk = Conversation(world, ask=whole.ask, plain=whole.plain)
    if whole.at_ms is not None:
        return _write_down_all(talk, parts, whole.at_ms)
    prepared = [talk.prepare(part) for part in parts]
    cut_short = offer_resume(talk, whole, MASSAGE)
    if cut_short is not None:
        record = cut_short.record
        prepared = _as_then(
            talk, lambda: _parts_then(whole, record, before_ms=before_ms, after_ms=after_ms), prepared
        )
    style = next(part for part in prepared if part.request.moment == "during").fitting.style
    if cut_short is None or cut_short.ready is None:
        return _take_all(talk, prepared[0], [part.request for part in prepared[1:]], style)
    resumed = cut_short.ready
    reached = MASSAGE.index(resumed.request.moment)
    journey = resumed.request.journey or whole.journey
    followers = [part.request for part in prepared if MASSAGE.index(part.request.moment) > reached]
    later = [replace(part, journey=journey) for part in followers]
    return _take_all(talk, resumed, later, style)


def _as_then(
    talk: Conversation, then: Callable[[], Sequence[SessionRequest]], usual: list[Prepared]
) -> list[Prepared]:
    """Prepared as it was asked for then; as usual, and said, where that cannot be any more."""
    try:
        return [talk.prepare(request) for request in then()]
    except MassageMindError as error:
        talk.world.note(f"It begins as usual: {error.sentence}")
        return usual


def _parts_then(
    whole: SessionRequest, record: SessionRecord, *, before_ms: int, after_ms: int
) -> list[SessionRequest]:
    then, before, after = whole_as_asked_then(whole, record, before_ms=before_ms, after_ms=after_ms)
    return _parts(then, before_ms=before, after_ms=after)


def _parts(whole: SessionRequest, *, before_ms: int, after_ms: int) -> list[SessionRequest]:
    """The parts there are, each with what was asked for as a whole."""
    kept = replace(whole, whole=whole_of(whole, before_ms=before_ms, after_ms=after_ms))
    parts = three_parts(kept, before_ms=before_ms, after_ms=after_ms)
    return [part for part in parts if part.moment == "during" or part.length_ms]


def _take_all(talk: Conversation, first: Prepared, later: Sequence[SessionRequest], style: Style) -> int:
    """The first part, and each later one by itself; each is prepared anew as it begins."""
    ended = _with_all_around(talk, first, style, more=bool(later))
    for number, part in enumerate(later, 1):
        if ended.outcome.ending != "finished":
            break
        sound = replace(part.sound, remembered=True)
        later_part = replace(part, later_part=True, ahead_ms=0, sound=sound)
        ended = _with_all_around(talk, talk.prepare(later_part), more=number < len(later))
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


def _with_all_around(
    talk: Conversation, prepared: Prepared, style: Style | None = None, *, more: bool = False
) -> Ended:
    """One part: the safety list and the questions before it, the session, and what follows it.

    `style` is of the massage that it belongs to, where that is another part. `more`: another part comes after it.
    """
    world, request, asker = talk.world, prepared.request, talk.asker
    if asker is not None and prepared.heard.on:
        world.warm_up_sound(prepared.settings.player)
        prepared = with_voice_at_work(world, prepared)
    record: OpenRecord | None = None
    line = ""
    try:
        if request.moment in ("before", "during") and not request.later_part and not prepared.start_ms:
            line = say_safety(talk, prepared, style or prepared.fitting.style)
        if asker is not None and _rated_before(prepared) and not prepared.start_ms:
            record = OpenRecord(world, prepared, prepared.length_ms)
            ask_before(world, prepared, asker, record.answers(), line)
            line = ""
    except Leave as left:
        leave_voice(prepared)
        return _left(world, prepared, record, left)
    except BaseException as why:
        leave_voice(prepared)
        if record is not None:
            record.break_off(why)
        raise
    lead = lead_of(prepared, line) if asker is not None else None
    return _come_back(talk, prepared, take(talk, prepared, record, lead), more=more)


def _come_back(talk: Conversation, prepared: Prepared, ended: Ended, *, more: bool) -> Ended:
    """After a part: the questions after it, and its end; after the last what was put down, and what comes next."""
    world, request, asker = talk.world, prepared.request, talk.asker
    finished = ended.outcome.ending == "finished"
    if asker is not None and finished and _rated_after(prepared):
        ask_after(world, prepared, asker, ended)
    noted, handed = _over(world, prepared, ended)
    farewell(world, prepared, ended, more=more and finished, after=handed.lines)
    note_returned(world, handed)
    live = world.shows_live(plain=request.plain or prepared.settings.plain)
    for text in (noted.text if noted.failed or not live else "", handed.trouble):
        if text:
            world.note(text)
    if finished and request.moment == "after" and asker is not None and not is_taste(prepared):
        return replace(ended, code=ask_whats_next(talk, prepared, asker, ended))
    return ended


def _over(world: World, prepared: Prepared, ended: Ended) -> tuple[NotedDone, HandedBack]:
    """What a massage that is over changes: its appointment is done, and what was put down comes back."""
    ending, noted, handed = ended.outcome.ending, NotedDone(), HandedBack()
    if ending != "interrupted" and not stays_planned(prepared, ended.outcome):
        noted = note_done(world, prepared)
    if ending == "finished" and prepared.request.moment == "after":
        handed = put_down_before(world, prepared.settings.reentry_minutes * 60_000)
    return noted, handed


def _left(world: World, prepared: Prepared, record: OpenRecord | None, left: Leave) -> Ended:
    """The person left before it began: what they said is kept. Of who said nothing there is no session, and it says so."""
    unplayed = Progress(prepared.length_ms) if record is None else record.leave()
    id_ = record.id if record is not None else ""
    world.suggest(LEFT_AT_A_QUESTION if id_ else "".join(left.args) or LEFT_BEFORE)
    return Ended(Outcome(unplayed, "early"), id_, EXIT_EARLY)


def _rated_before(prepared: Prepared) -> bool:
    """Whether anything is asked before this part. A quiet hour is one part with both; what is only a taste has neither."""
    request, settings = prepared.request, prepared.settings
    if not (settings.ratings or settings.park or settings.checklist):
        return False
    return request.quiet_hour or (request.moment == "before" and not is_taste(prepared))


def _rated_after(prepared: Prepared) -> bool:
    request = prepared.request
    return request.quiet_hour or (request.moment == "after" and not is_taste(prepared))
