"""A breathing practice or grounding on its own: nothing is asked around it, but for breath holds nobody chose yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import EXIT_EARLY, LEFT_BEFORE, Leave, ScriptError, UsageError
from massage_mind.perform.asked_in_turn import ChoiceAsked
from massage_mind.perform.asker import NoMoreAnswers
from massage_mind.script.steps.breathe_step import Breathe
from massage_mind.session.conversation import Conversation
from massage_mind.session.leads import line_to_read
from massage_mind.session.safety_due import line_of_the_day
from massage_mind.session.take import take_alone

if TYPE_CHECKING:
    from massage_mind.script.breathing import Pattern
    from massage_mind.script.script import Script
    from massage_mind.session.request import SessionRequest
    from massage_mind.world import World

HOLDS_ASKED = (
    "They are better left out if you are pregnant, or have heart or lung trouble, high blood pressure, epilepsy, panic attacks "
    "or a recent operation."
)
MOST_MS = 5 * 60_000
AROUND_MS = 165_000
"""What the words before and after a bounded pattern take, with some time to breathe as one likes."""
HUNDREDTH_MS = 600
"""Lengths that are reckoned are whole hundredths of a minute."""


def take_breathing(world: World, request: SessionRequest, pattern: Pattern) -> int:
    """Breathe in this pattern; the exit code. `request.holds` says yes to breath holds for this time.

    Where they were not said yes to, somebody at a terminal is asked. Raises `UsageError` for holds that nobody can be
    asked about, what `prepare` does, and `Stopped`.
    """
    talk = Conversation(world, ask=request.ask, plain=request.plain)
    chosen = _with_or_without(talk, pattern, said=request.holds)
    if chosen is None:
        world.suggest(LEFT_BEFORE)
        return EXIT_EARLY
    pattern = chosen
    request = replace(request, holds=pattern.holds)
    if request.length_ms is None and request.until is None and pattern.most_cycles:
        length = min(MOST_MS, AROUND_MS + pattern.most_cycles * pattern.cycle_ms)
        request = replace(request, length_ms=round(length / HUNDREDTH_MS) * HUNDREDTH_MS)
    script = _breathing_script(world.library().script("breathing"), pattern)
    prepared = talk.prepare(request, script)
    return take_alone(talk, prepared, line_to_read(line_of_the_day(talk)))


def take_grounding(world: World, request: SessionRequest) -> int:
    """Five, four, three, two, one, whatever is wrong with settings or scripts of one's own; the exit code."""
    assert request.at_once
    assert request.script is not None
    talk = Conversation(world, ask=False)
    return take_alone(talk, talk.prepare(request, _shipped_if_broken(talk, request.script)))


def _with_or_without(talk: Conversation, pattern: Pattern, *, said: bool) -> Pattern | None:
    """The pattern as this person would like it; None where they leave.

    Breath holds are for those who choose them: by `--holds`, once and for all in the settings, or asked here.
    """
    if not pattern.holds or said or talk.world.settings().holds:
        return pattern
    if talk.asker is None:
        raise UsageError(
            f"{pattern.title} has breath holds. {HOLDS_ASKED}",
            "If none of this is you:",
            command=f"massage-mind breathe {pattern.key} --holds",
        )
    bare = pattern.without_holds()
    choices = [*(["without the holds"] if bare is not None else []), "with the holds", "not now"]
    chosen: list[int | None] = []
    asked = ChoiceAsked(
        "How would you like it?",
        choices,
        chosen.append,
        said=f"{pattern.title} has breath holds. {HOLDS_ASKED}",
        chosen=0 if bare is not None else 1,
    )
    try:
        talk.asker.questions([asked])
    except (Leave, NoMoreAnswers):
        return None
    match choices[chosen[-1]] if chosen and chosen[-1] is not None else "":
        case "without the holds":
            return bare
        case "with the holds":
            return pattern
        case _:
            return None


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
    except ScriptError:
        talk.note_once([f"Your own {name} can't be read just now; this is the shipped one."])
        return Library(None).script(name)
