"""Partner massage: one session in two tracks, taken at home; and its sheet, out of the same fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import EXIT_EARLY, LEFT_BEFORE, Leave, UsageError
from massage_mind.script.style import NO_STYLE
from massage_mind.session.conversation import Conversation
from massage_mind.session.leads import line_to_read
from massage_mind.session.preview_timeline import preview_of
from massage_mind.session.resume import offer_resume
from massage_mind.session.safety_due import say_safety
from massage_mind.session.take import take_alone
from massage_mind.words.lengths import minutes_to_type

if TYPE_CHECKING:
    from massage_mind.fit.timeline import Timeline
    from massage_mind.script.script import Script
    from massage_mind.session.request import SessionRequest
    from massage_mind.world import World


def take_for_two(world: World, request: SessionRequest) -> int:
    """Take it, or go on with one that was cut short; the exit code.

    Raises what `prepare` does, `UsageError` for a script with one track only, and `Stopped`.
    """
    talk = Conversation(world, ask=request.ask, plain=request.plain)
    script = _for_two(world, request)
    try:
        cut_short = offer_resume(talk, request)
        if cut_short is not None and cut_short.ready is not None:
            return take_alone(talk, cut_short.ready)
        prepared = talk.prepare(request, script)
        line = say_safety(talk, prepared, NO_STYLE)
    except Leave as left:
        world.suggest("".join(left.args) or LEFT_BEFORE)
        return EXIT_EARLY
    return take_alone(talk, prepared, line_to_read(line))


def sheet_for_two(world: World, request: SessionRequest) -> tuple[Timeline, tuple[str, ...]]:
    """The timeline that would be taken, and what its script says to be careful of. Raises as `take_for_two` does.

    Other words are as long as they are, and so a sheet is of one draw: by a seed alone, which it says.
    """
    script = _for_two(world, request)
    shown = preview_of(world, request, script)
    seed = shown.draw.seed
    if seed is None:
        return shown.timeline, script.cautions
    timeline = preview_of(world, replace(request, seed=seed), script).timeline
    note = f"To the second with: massage-mind partner --minutes {minutes_to_type(timeline.total_ms)} --seed {seed}"
    return replace(timeline, notes=(*timeline.notes, note)), script.cautions


def _for_two(world: World, request: SessionRequest) -> Script:
    assert request.script is not None
    script = world.library().script(request.script)
    if not script.with_giver:
        raise UsageError(
            f"The script {script.name} is for one: it has no pages for whoever gives.",
            "Such pages are the step giver of a script.",
        )
    return script
