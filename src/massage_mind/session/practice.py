"""A breathing practice or grounding on its own: nothing is asked before it or after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import ScriptError, UsageError
from massage_mind.script.breathing import HOLDS_CAUTION
from massage_mind.script.steps.breathe_step import Breathe
from massage_mind.session.conversation import Conversation
from massage_mind.session.take import take_alone

if TYPE_CHECKING:
    from massage_mind.script.breathing import Pattern
    from massage_mind.script.script import Script
    from massage_mind.session.request import SessionRequest
    from massage_mind.world import World

MOST_MS = 5 * 60_000
AROUND_MS = 165_000
"""What the words before and after a bounded pattern take, with some time to breathe as one likes."""
HUNDREDTH_MS = 600
"""Lengths that are reckoned are whole hundredths of a minute."""


def take_breathing(world: World, request: SessionRequest, pattern: Pattern) -> int:
    """Breathe in this pattern; the exit code. `request.holds` says yes to breath holds for this time.

    Raises `UsageError` for holds that nobody said yes to, what `prepare` does, and `Stopped`.
    """
    _check_holds(world, pattern, said=request.holds)
    request = replace(request, holds=pattern.holds)
    if request.length_ms is None and request.until is None and pattern.most_cycles:
        length = min(MOST_MS, AROUND_MS + pattern.most_cycles * pattern.cycle_ms)
        request = replace(request, length_ms=round(length / HUNDREDTH_MS) * HUNDREDTH_MS)
    talk = Conversation(world, ask=request.ask, plain=request.plain)
    script = _breathing_script(world.library().script("breathing"), pattern)
    return take_alone(talk, talk.prepare(request, script))


def take_grounding(world: World, request: SessionRequest) -> int:
    """Five, four, three, two, one, whatever is wrong with settings or scripts of one's own; the exit code."""
    assert request.at_once
    assert request.script is not None
    talk = Conversation(world, ask=False)
    return take_alone(talk, talk.prepare(request, _shipped_if_broken(talk, request.script)))


def _check_holds(world: World, pattern: Pattern, *, said: bool) -> None:
    """Breath holds are for those who choose them: by `--holds`, or once and for all in the settings."""
    if pattern.holds and not said and not world.settings().holds:
        raise UsageError(
            f"{pattern.title} has breath holds. {HOLDS_CAUTION}",
            f"If none of this is you: massage-mind breathe {pattern.key} --holds",
        )


def _breathing_script(script: Script, pattern: Pattern) -> Script:
    """The breathing script with this pattern in the place of its own."""
    sections = tuple(
        replace(
            section,
            steps=tuple(
                replace(step, pattern=pattern) if isinstance(step, Breathe) else step
                for step in section.steps
            ),
        )
        for section in script.sections
    )
    return replace(script, sections=sections, title=pattern.title)


def _shipped_if_broken(talk: Conversation, name: str) -> Script:
    """The script of this name; the shipped one where the person's own has a fault."""
    from massage_mind.reading.library import Library

    try:
        return talk.world.library().script(name)
    except ScriptError as error:
        talk.note_once([f"Your own {name} has a fault ({error.faults[0].message}); this is the shipped one."])
        return Library(None).script(name)
