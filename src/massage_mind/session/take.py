"""Taking a session: performing it and keeping its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from massage_mind.errors import EXIT_EARLY, EXIT_FAILED, LengthError, Stopped
from massage_mind.perform.loop import Performance
from massage_mind.perform.ports import Outcome
from massage_mind.session.farewell import farewell
from massage_mind.session.keep import OpenRecord, open_record
from massage_mind.session.voice_ready import end_making, with_voice_begun
from massage_mind.values import dataclass
from massage_mind.words.lengths import length_words

if TYPE_CHECKING:
    from massage_mind.fit.timeline import Timeline
    from massage_mind.perform.ports import Speaker
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.prepare import Prepared
    from massage_mind.sound.voice.making import Making
    from massage_mind.world import World

SOUND_WAIT_MS = 400
"""How long a session may wait for the sound device before it begins without it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a session ended, under which id it is kept (empty: it could not be, `trouble` says why), and its exit code."""

    outcome: Outcome
    id: str
    code: int
    trouble: str = ""


def take(talk: Conversation, prepared: Prepared, record: OpenRecord | None = None) -> Ended:
    """Perform the session and keep its record, which may have been opened for the questions before it.

    Raises `LengthError` where its voice turns out to be too slow for its length, and `Stopped`.
    """
    world = talk.world
    player = prepared.settings.player if prepared.heard.on else "off"
    making: Making | None = None
    try:
        begun = with_voice_begun(talk, prepared)
        prepared, making = begun.prepared, begun.making
        speaker = world.speaker(player, prepared.settings.volume, prepared.heard.sounds)
        timeline = fitted(world, prepared)
        speaker.ready(SOUND_WAIT_MS)
        world.patience().anew()  # for what may follow this one
    except BaseException as why:
        end_making(talk, making)
        if record is not None:
            record.break_off(why)
        raise
    _announce(world, prepared, timeline)
    record = record or open_record(world, prepared, timeline.total_ms)
    try:
        outcome = _perform(world, prepared, timeline, speaker, record)
    finally:
        speaker.close()
        record.close()
        end_making(talk, making)
    code = _exit_code(outcome)
    if record.trouble:
        trouble = f"This session could not be kept: {record.trouble}"
        return Ended(outcome, "", code or EXIT_FAILED, trouble)
    return Ended(outcome, record.id, code)


def take_alone(talk: Conversation, prepared: Prepared) -> int:
    """A session with nothing around it, and the line at its end; its exit code."""
    ended = take(talk, prepared)
    farewell(talk.world, prepared, ended)
    return ended.code


def fitted(world: World, prepared: Prepared) -> Timeline:
    """The timeline, as of now. What was possible when it was asked for is not refused any more: time has gone by."""
    until = prepared.request.until
    if prepared.start_ms or until is None:
        return prepared.fitter.fit(prepared.length_ms)
    length = until.ms_after(world.local_now())
    if length <= prepared.script.most_ms:
        try:
            return prepared.fitter.fit(length)
        except LengthError as error:
            world.note(f"It is later than {until.typed} allows for; this is the shortest there is.")
            return prepared.fitter.fit(error.shortest_ms)
    world.note(f"{until.typed} has passed; this is the shortest there is.")
    return prepared.fitter.fit(prepared.fitting.shortest_ms())


def _announce(world: World, prepared: Prepared, timeline: Timeline) -> None:
    """What a person should know of what begins; where the live view does not show it, what begins as well."""
    plain = prepared.request.plain or prepared.settings.plain
    if not (world.shows_live(plain=plain) and world.stderr_is_terminal()):
        _say_what_begins(world, prepared, timeline)
    for text in (*timeline.notes, prepared.heard.unspoken(timeline)):
        if text:
            world.note(text)


def _say_what_begins(world: World, prepared: Prepared, timeline: Timeline) -> None:
    """Its title and length, whose massage it is, and what the person wants from it."""
    world.note(f"{timeline.title}, {length_words(timeline.total_ms)}.")
    if prepared.appointment is not None and not prepared.request.later_part:
        from massage_mind.diary.belonging import whose_words

        world.note(whose_words(prepared.appointment, world.wall_ms()))
    if prepared.intention:
        from massage_mind.screen.text import safe_text

        shown = safe_text(prepared.intention)
        world.note(f'In your words: "{shown if len(shown) <= 300 else shown[:299] + "…"}".')


def _perform(
    world: World, prepared: Prepared, timeline: Timeline, speaker: Speaker, record: OpenRecord
) -> Outcome:
    recorder = record.recorder()
    performance: Performance | None = None
    try:
        with world.front(plain=prepared.request.plain or prepared.settings.plain) as front:
            performance = Performance(
                timeline,
                fitter=prepared.fitter,
                clock=world.clock,
                keys=front.keys,
                stage=front.stage,
                speaker=speaker,
                recorder=recorder,
                start_ms=prepared.start_ms,
                ended=lambda outcome: record.end(outcome.progress, outcome.ending, outcome.signum),
            )
            return performance.run()
    except BaseException as why:
        # Whatever went wrong, what was played until then is kept.
        if performance is not None:
            signum = why.signum if isinstance(why, Stopped) else 0
            record.end(performance.settle(), "interrupted", signum)
        raise


def _exit_code(outcome: Outcome) -> int:
    match outcome.ending:
        case "finished":
            return 0
        case "early":
            return EXIT_EARLY
        case "interrupted":
            return 128 + outcome.signum
        case _:
            assert_never(outcome.ending)
