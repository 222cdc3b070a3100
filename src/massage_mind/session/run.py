"""Taking a session: performing it and keeping its record."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

from massage_mind import app as world
from massage_mind.errors import EXIT_EARLY, EXIT_FAILED, LengthError, Stopped
from massage_mind.fit.timeline import Timeline
from massage_mind.perform.loop import Performance
from massage_mind.perform.ports import Outcome
from massage_mind.session.ears import make_ready, unspoken
from massage_mind.session.session_record import NoRecord, Record, open_record
from massage_mind.session.wish import Ready, wished_ms
from massage_mind.words.lengths import minutes_and_seconds

if TYPE_CHECKING:
    from massage_mind.perform.ports import Clock, Speaker

SOUND_WAIT_MS = 400
"""How long a session may wait for the sound device before it begins without it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a session ended and under which id it is kept (empty: it could not be)."""

    outcome: Outcome
    id: str
    code: int


def take(ready: Ready, record: Record | None = None) -> Ended:
    """Perform the session and keep its record, which may have been opened for the questions before it."""
    clock = world.clock()
    settings, hearing = ready.settings, ready.hearing
    player = settings.player if hearing.on else "off"
    try:
        ready = make_ready(ready)
        speaker = world.speaker(player, settings.volume, clock.now, hearing.sounds)
        timeline = fitted(ready)
        speaker.ready(SOUND_WAIT_MS)
    except BaseException as why:
        if record is not None:
            record.abandon(signum=why.signum if isinstance(why, Stopped) else signal.SIGINT)
        raise
    announce(ready, timeline)
    record = record or open_record(ready, timeline.total_ms)
    try:
        outcome = _perform(ready, timeline, clock, speaker, record)
    finally:
        speaker.close()
        record.close()
    code = _code(outcome)
    if record.trouble:
        world.note(f"This session could not be kept: {record.trouble}")
        return Ended(outcome, "", code or EXIT_FAILED)
    return Ended(outcome, record.id, code)


def fitted(ready: Ready) -> Timeline:
    """The timeline, as of now. What was possible when it was asked for is not refused any more: time has gone by."""
    wish = ready.wish
    if ready.start_ms or not wish.until:
        return ready.fitter.fit(ready.length_ms)
    length = wished_ms(wish)
    if length <= ready.script.most_ms:
        try:
            return ready.fitter.fit(length)
        except LengthError as error:
            world.note(f"It is later than {wish.until} allows for; this is the shortest there is.")
            return ready.fitter.fit(error.shortest_ms)
    world.note(f"{wish.until} has passed; this is the shortest there is.")
    return ready.fitter.fit(ready.plan.shortest_ms())


def announce(ready: Ready, timeline: Timeline) -> None:
    """A line about what begins, on standard error."""
    world.note(f"{timeline.title}, {minutes_and_seconds(timeline.total_ms)}.")
    if ready.appointment is not None and not ready.wish.quiet:
        from massage_mind.cli.given import with_text

        world.note(with_text(ready.appointment))
    if ready.intention:
        from massage_mind.screen.text import safe_text

        shown = safe_text(ready.intention)
        world.note(f"Your intention: {shown if len(shown) <= 300 else shown[:299] + '…'}")
    for text in (*timeline.notes, unspoken(ready, timeline)):
        if text:
            world.note(text)


def _perform(ready: Ready, timeline: Timeline, clock: Clock, speaker: Speaker, record: Record) -> Outcome:
    from massage_mind.journal.store import StoreRecorder

    recorder = StoreRecorder(record.store, record.id, world.wall_ms) if record.store else NoRecord()
    performance: Performance | None = None
    try:
        with world.front(ready.wish.plain or ready.settings.plain, clock) as front:
            performance = Performance(
                timeline,
                fitter=ready.fitter,
                clock=clock,
                keys=front.keys,
                stage=front.stage,
                speaker=speaker,
                recorder=recorder,
                start_ms=ready.start_ms,
            )
            outcome = performance.run()
    except BaseException:
        # Whatever went wrong, what was played until then is kept.
        if performance is not None:
            record.end(performance.progress(clock.now()), "interrupted")
        raise
    record.end(outcome.progress, outcome.ending, outcome.signum)
    return outcome


def _code(outcome: Outcome) -> int:
    match outcome.ending:
        case "finished":
            return 0
        case "early":
            return EXIT_EARLY
    return 128 + outcome.signum


def farewell(ended: Ended) -> None:
    """One line at the end: how it ended and where it is kept."""
    kept = f" Kept as {ended.id}." if ended.id else ""
    words = {"finished": "That is the end.", "early": "Ended early.", "interrupted": "Stopped."}
    world.note(words[ended.outcome.ending] + kept)
