"""A breathing practice, grounding or a script of a series on its own: nothing is asked around it, but for breath holds nobody chose yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import EXIT_EARLY, LEFT_BEFORE, Leave, UsageError
from massage_mind.perform.asked_in_turn import ChoiceAsked
from massage_mind.perform.asker import NoMoreAnswers
from massage_mind.script.steps.breathe_step import Breathe
from massage_mind.script.steps.say_step import Say
from massage_mind.script.wording import Line
from massage_mind.session.conversation import Conversation
from massage_mind.session.grounding import script_or_shipped
from massage_mind.session.leads import line_to_read
from massage_mind.session.safety_due import line_of_the_day
from massage_mind.session.take import take_alone
from massage_mind.session.write_down import write_down

if TYPE_CHECKING:
    from massage_mind.script.breathing import Pattern
    from massage_mind.script.script import Script, Section
    from massage_mind.script.steps.step import Step
    from massage_mind.session.request import SessionRequest
    from massage_mind.world import World

HOLDS_ASKED = (
    "They are better left out if you are pregnant, or have heart or lung trouble, high blood pressure, epilepsy, panic attacks "
    "or a recent operation."
)
MOST_MS = 5 * 60_000
AROUND_MS = 65_000
"""What the words before and after a bounded pattern take, with some time to breathe as one likes."""
BEFORE_MS = 13_000
"""What the words before the first breath take, with the silences around the breaths."""
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
    if pattern.holds:
        world.note(f"{pattern.title} has breath holds. {HOLDS_ASKED}")
    return take_alone(talk, prepared, line_to_read(line_of_the_day(talk)))


def take_grounding(world: World, request: SessionRequest) -> int:
    """Five, four, three, two, one, whatever is wrong with settings or scripts of one's own; the exit code."""
    assert request.at_once
    assert request.script is not None
    talk = Conversation(world, ask=False)
    return take_alone(talk, talk.prepare(request, script_or_shipped(world, request.script, world.note)))


def take_of_series(world: World, request: SessionRequest) -> int:
    """A script of a series, taken or written down; the exit code. Raises `UsageError`, what `prepare` does, and `Stopped`."""
    assert request.script is not None
    script = world.library().script(request.script)
    if script.moment != "anytime":
        raise UsageError(
            f"The script {script.name} is for {script.moment}; a series has scripts for any time.",
            "By itself:",
            command=f"massage-mind {script.moment} {script.name}",
        )
    talk = Conversation(world, ask=request.ask, plain=request.plain)
    prepared = talk.prepare(request, script)
    if request.at_ms is not None:
        write_down(talk, prepared)
        return 0
    return take_alone(talk, prepared, line_to_read(line_of_the_day(talk)))


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
    """The breathing script with this pattern in the place of its own.

    Once a bounded pattern has been paced as often as it bears, the rest of the time is for the breath as it comes.
    """
    sections = tuple(
        replace(
            _bounded(section, pattern),
            steps=tuple(one for step in section.steps for one in _in_pattern(step, pattern)),
        )
        for section in script.sections
    )
    return replace(script, sections=sections, title=pattern.title)


def _in_pattern(step: Step, pattern: Pattern) -> tuple[Step, ...]:
    """A step of that script in this pattern; one that nobody sets the pace of is told first, as the paced ones are."""
    if not isinstance(step, Breathe) or not step.pattern.paced:
        return (step,)
    breathe = replace(step, pattern=pattern)
    return (breathe,) if pattern.paced else (Say((Line(pattern.told),)), breathe)


def _bounded(section: Section, pattern: Pattern) -> Section:
    """The section with its part of the time: as long as the bounded breaths take, or all that is over then."""
    breaths = [step.pattern for step in section.steps if isinstance(step, Breathe)]
    if not pattern.most_cycles or not breaths:
        return section
    if not breaths[0].paced:
        return replace(section, natural_ms=24_000, shrink_ms=0, stretch=1.0)
    natural = BEFORE_MS + pattern.most_cycles * pattern.cycle_ms
    return replace(section, natural_ms=natural, shrink_ms=natural, stretch=0.0)
