"""Grounding in the middle of a session: a session of its own, over the same screen, keys and speaker, with its own record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import LengthError, ScriptError, Stopped, StoreError
from massage_mind.fit.extra_bells import ExtraBells
from massage_mind.fit.fitting import Fitting
from massage_mind.perform.loop import Performance
from massage_mind.perform.step_aside import LEAVES, CameBack
from massage_mind.session.keep import OpenRecord
from massage_mind.session.request import UNSAID, SessionRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from massage_mind.fit.timeline import Timeline
    from massage_mind.perform.ports import Recorder, Speaker
    from massage_mind.perform.step_aside import Ground
    from massage_mind.record.progress import Progress
    from massage_mind.screen.front import Front
    from massage_mind.script.script import Script
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World

GROUNDING, ON_THE_TABLE = "grounding", "grounding-on-the-table"


def is_grounding(prepared: Prepared) -> bool:
    """Whether this session is grounding itself."""
    return prepared.script.name in (GROUNDING, ON_THE_TABLE)


def grounding_beside(world: World, prepared: Prepared) -> Prepared:
    """The grounding that goes with this session: its voice, its screen and its appointment, none of its bells."""
    name = ON_THE_TABLE if prepared.request.moment == "during" else GROUNDING
    script, fitting, heard = script_or_shipped(world, name), prepared.fitting, prepared.heard
    given = prepared.settings.guidance
    guidance = given if given in script.guidances else None
    request = SessionRequest("anytime", name, sound=replace(UNSAID, bare=True), ask=False, at_once=True)
    return replace(
        prepared,
        request=replace(request, plain=prepared.request.plain, captions=prepared.request.captions),
        fitting=Fitting(script, person=fitting.person, guidance=guidance, voice=fitting.voice, ask=False),
        intention="",
        length_ms=script.ideal_ms,
        heard=replace(heard, bells=ExtraBells(), end_bell="", delay_ms=0),
        start_ms=0,
        resumed_from="",
        making=None,
        notes=(),
    )


def script_or_shipped(world: World, name: str, tell: Callable[[str], object] = lambda _: None) -> Script:
    """The script of this name; the shipped one where the person's own has a fault, which is told."""
    from massage_mind.reading.library import Library

    try:
        return world.library().script(name)
    except ScriptError:
        tell(f"Your own {name} can't be read just now; this is the shipped one.")
        return Library(None).script(name)


def ground_in(
    world: World, prepared: Prepared, front: Front, speaker: Speaker, record: OpenRecord
) -> Ground | None:
    """What g performs in the middle of this session; None where that is grounding itself."""
    if is_grounding(prepared):
        return None

    def ground(muted: bool, keep_session: Callable[[], object]) -> CameBack:
        beside = grounding_beside(world, prepared)
        timeline = _fitted(beside)
        kept, trouble = _begun(world, beside, timeline, record)
        performance = Performance(
            timeline,
            fitter=beside.fitter,
            clock=world.clock,
            keys=front.keys,
            stage=front.stage,
            speaker=speaker,
            recorder=_Both(kept.recorder(), keep_session),
            leaves=LEAVES,
            muted=muted,
            grounding="inside",
        )
        if trouble:
            performance.tell(world.clock.now(), trouble)
        return _performed(performance, kept)

    return ground


def _performed(performance: Performance, kept: OpenRecord) -> CameBack:
    """Perform it and keep how it ended, whatever it ended by. Raises `Stopped` and what the stage raises."""
    try:
        ending, signum = performance.perform()
    except BaseException:
        kept.end(performance.settle(), "interrupted")
        raise
    trouble = ""
    try:
        kept.end(performance.settle(), ending, signum)
    except StoreError as error:
        trouble = error.sentence
    if ending == "interrupted":
        raise Stopped(signum)
    return CameBack(performance.left_with, performance.muted, trouble)


def _fitted(beside: Prepared) -> Timeline:
    """At its usual length, or the shortest there is with a voice that needs longer."""
    try:
        return beside.fitter.fit(beside.length_ms)
    except LengthError as error:
        return beside.fitter.fit(error.shortest_ms)


class _Both:
    """Keeps two records at each beat: of the grounding, and of the session that waits."""

    def __init__(self, own: Recorder, keep_session: Callable[[], object]) -> None:
        self._own = own
        self._keep_session = keep_session

    def keep(self, progress: Progress) -> bool:
        self._keep_session()
        return self._own.keep(progress)


def _begun(world: World, beside: Prepared, timeline: Timeline, record: OpenRecord) -> tuple[OpenRecord, str]:
    """Its own record, in the journal that the session has open, and why there is none, where it could not be begun.

    Nothing is said where the session has none either: that has been said.
    """
    kept = OpenRecord(world, beside, timeline.total_ms, record.store)
    if record.store is None:
        return kept, ""
    try:
        kept.journal()
    except StoreError as error:
        return kept, f"The grounding goes on without a record: {error.sentence}"
    return kept, ""
