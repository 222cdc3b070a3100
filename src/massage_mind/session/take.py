"""Taking a session: performing it and keeping its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from massage_mind.errors import EXIT_EARLY, EXIT_FAILED, LengthError, Stopped
from massage_mind.perform.lead_in import lead_in
from massage_mind.perform.loop import Performance
from massage_mind.perform.ports import Outcome
from massage_mind.record.progress import Progress
from massage_mind.session.captions import leave_to_the_voice
from massage_mind.session.farewell import farewell
from massage_mind.session.grounding import ground_in
from massage_mind.session.keep import OpenRecord
from massage_mind.session.put_down_shown import with_put_down
from massage_mind.session.voice_ready import end_making, with_voice_begun
from massage_mind.values import dataclass
from massage_mind.words.lengths import length_words

if TYPE_CHECKING:
    from massage_mind.fit.timeline import Timeline
    from massage_mind.perform.ports import Lead, Speaker
    from massage_mind.screen.front import Front
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


def take(
    talk: Conversation, prepared: Prepared, record: OpenRecord | None = None, lead: Lead | None = None
) -> Ended:
    """Perform the session and keep its record, which may have been opened for the questions before it.

    `lead` is what stands there for a while before it begins by itself, where somebody can press keys. Raises
    `LengthError` where its voice turns out to be too slow for its length, and `Stopped`.
    """
    world = talk.world
    player = prepared.settings.player if prepared.heard.on else "off"
    making: Making | None = None
    prepared = with_put_down(world, prepared)
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
    try:
        outcome, record = _perform(world, prepared, timeline, speaker, record, _where_it_is_seen(world, lead))
    finally:
        speaker.close()
        end_making(talk, making)
    code = _exit_code(outcome)
    if record is not None and record.trouble:
        trouble = f"This session couldn't be kept: {record.trouble}"
        return Ended(outcome, "", code or EXIT_FAILED, trouble)
    return Ended(outcome, record.id if record is not None else "", code)


def take_alone(talk: Conversation, prepared: Prepared, lead: Lead | None = None) -> int:
    """A session with nothing around it, and the line at its end; its exit code."""
    ended = take(talk, prepared, lead=lead)
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
    # Whoever listens is read a page of titles before the first calm word; `preview` says them to who wants to know.
    unsaid = timeline.left_out if world.accessible() else ""
    for text in (*timeline.notes, prepared.heard.unspoken(timeline)):
        if text and text != unsaid:
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


def _where_it_is_seen(world: World, lead: Lead | None) -> Lead | None:
    """The lead where a person looks at what is printed; what goes into a pipe begins at once, and the line is written."""
    if lead is None or world.stdout_is_terminal():
        return lead
    if lead.beside:
        world.note(lead.beside)
    return None


def _perform(
    world: World,
    prepared: Prepared,
    timeline: Timeline,
    speaker: Speaker,
    record: OpenRecord | None,
    lead: Lead | None,
) -> tuple[Outcome, OpenRecord | None]:
    """The session itself, and its record: opened as it begins, if it is not open by then; None where it did not begin."""
    try:
        with world.front(plain=prepared.request.plain or prepared.settings.plain) as front:
            leave_to_the_voice(world, prepared, timeline, speaker, front.stage)
            if lead is not None and front.keys.live:
                if not lead_in(lead, timeline, clock=world.clock, keys=front.keys, stage=front.stage):
                    unplayed = Progress(planned_ms=timeline.total_ms, total_ms=timeline.total_ms)
                    return Outcome(unplayed if record is None else record.leave(), "early"), record
                if prepared.request.until is not None:
                    timeline = fitted(world, prepared)
            record = (record or OpenRecord(world, prepared, timeline.total_ms)).begin_or_say()
            return _performed(world, prepared, timeline, speaker, record, front), record
    except BaseException as why:
        if record is not None:
            record.break_off(why)
        raise
    finally:
        if record is not None:
            record.close()


def _performed(
    world: World,
    prepared: Prepared,
    timeline: Timeline,
    speaker: Speaker,
    record: OpenRecord,
    front: Front,
) -> Outcome:
    performance = Performance(
        timeline,
        fitter=prepared.fitter,
        clock=world.clock,
        keys=front.keys,
        stage=front.stage,
        speaker=speaker,
        recorder=record.recorder(),
        start_ms=prepared.start_ms,
        ended=lambda outcome: record.end(outcome.progress, outcome.ending, outcome.signum),
        ground=ground_in(world, prepared, front, speaker, record),
    )
    try:
        return performance.run()
    except BaseException as why:
        # Whatever went wrong, what was played until then is kept.
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
