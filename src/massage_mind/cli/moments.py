"""`before`, `during`, `after`, `breathe` and `ground`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from massage_mind.cli.options import (
    Ambience,
    AppointmentName,
    Ask,
    Bells,
    Delay,
    EndBell,
    GuidanceName,
    LogAt,
    Minutes,
    Plain,
    ScriptName,
    Sound,
    StyleName,
    Until,
    Voice,
)
from massage_mind.session.ears import Ears

if TYPE_CHECKING:
    from massage_mind.names import Moment
    from massage_mind.script.breathing import Pattern
    from massage_mind.script.script import Script


def before(
    script: ScriptName = "",
    minutes: Minutes = "",
    until: Until = "",
    style: StyleName = "",
    guidance: GuidanceName = "",
    voice: Voice = "",
    ambience: Ambience = "",
    bells: Bells = "",
    end_bell: EndBell = "",
    delay: Delay = "",
    sound: Sound = None,
    ask: Ask = True,
    plain: Plain = False,
    appointment: AppointmentName = "",
    at: LogAt = "",
) -> None:
    """Before the massage: arrive, recall your intention, put things down. 0.5 to 20 minutes, fitted to the clock."""
    _take(
        "before",
        script,
        minutes,
        until,
        style,
        guidance,
        Ears(voice, ambience, bells, end_bell, delay),
        sound,
        ask,
        plain,
        appointment,
        at,
    )


def during(
    script: ScriptName = "",
    minutes: Minutes = "",
    until: Until = "",
    style: StyleName = "",
    guidance: GuidanceName = "",
    voice: Voice = "",
    ambience: Ambience = "",
    bells: Bells = "",
    end_bell: EndBell = "",
    delay: Delay = "",
    sound: Sound = None,
    ask: Ask = True,
    plain: Plain = False,
    appointment: AppointmentName = "",
    at: LogAt = "",
) -> None:
    """On the table: eyes as you like, hands free, a few words and much silence. 5 to 180 minutes."""
    _take(
        "during",
        script,
        minutes,
        until,
        style,
        guidance,
        Ears(voice, ambience, bells, end_bell, delay),
        sound,
        ask,
        plain,
        appointment,
        at,
    )


def after(
    script: ScriptName = "",
    minutes: Minutes = "",
    until: Until = "",
    style: StyleName = "",
    guidance: GuidanceName = "",
    voice: Voice = "",
    ambience: Ambience = "",
    bells: Bells = "",
    end_bell: EndBell = "",
    delay: Delay = "",
    sound: Sound = None,
    ask: Ask = True,
    plain: Plain = False,
    appointment: AppointmentName = "",
    at: LogAt = "",
) -> None:
    """After the massage: come back gently, rate, and choose what next. 1 to 30 minutes."""
    _take(
        "after",
        script,
        minutes,
        until,
        style,
        guidance,
        Ears(voice, ambience, bells, end_bell, delay),
        sound,
        ask,
        plain,
        appointment,
        at,
    )


def _take(
    moment: Moment,
    script: str,
    minutes: str,
    until: str,
    style: str,
    guidance: str,
    ears: Ears,
    sound: bool | None,
    ask: bool,
    plain: bool,
    appointment: str,
    at: str,
) -> NoReturn:
    """One moment, taken or written down; ends the command with its exit code."""
    from massage_mind.session.around import run_moment
    from massage_mind.session.wish import Wish

    words = (script, minutes, until, style, guidance)
    wish = Wish(moment, *words, ears, sound, ask, plain, appointment=appointment, at_ms=log_time(at))
    raise typer.Exit(run_moment(wish))


def log_time(at: str) -> int | None:
    """When a session was taken that is only to be written down; None where it is to be played now."""
    if not at:
        return None
    from massage_mind import app as world
    from massage_mind.cli.given import given_at

    return given_at(at, world.wall_ms())


def breathe(
    pattern: Annotated[
        str, typer.Argument(metavar="[PATTERN]", help="A pattern by name, or seconds such as 4-0-6-0.")
    ] = "ease",
    minutes: Minutes = "",
    until: Until = "",
    voice: Voice = "",
    ambience: Ambience = "",
    sound: Sound = None,
    ask: Ask = True,
    plain: Plain = False,
    holds: Annotated[
        bool, typer.Option("--holds", help="Yes to breath holds, for this time; see the caution.")
    ] = False,
    patterns: Annotated[bool, typer.Option("--list", help="List the patterns.")] = False,
) -> None:
    """A breathing practice on its own. Stop whenever you like; slow and small is enough."""
    from massage_mind import app as world
    from massage_mind.script.breathing import PATTERNS, pattern_named
    from massage_mind.session.run import farewell, take
    from massage_mind.session.wish import Wish, understand

    if patterns:
        for one in PATTERNS.values():
            world.write(f"{one.key:<11} {one.about}")
        raise typer.Exit
    chosen = pattern_named(pattern)
    check_holds(chosen, holds)
    ears = Ears(voice, ambience)
    wish = Wish("anytime", "breathing", minutes, until, ears=ears, sound=sound, ask=ask, plain=plain)
    if not minutes and not until and chosen.most_cycles:
        wish = replace(wish, minutes=f"{min(5.0, 2.75 + chosen.most_cycles * chosen.cycle_ms / 60_000):.2f}")
    ready = understand(wish, breathing_script(world.library().script("breathing"), chosen))
    if chosen.holds:
        plan = ready.plan.with_(person=replace(ready.plan.person, holds=True))
        ready = replace(ready, plan=plan)
    ended = take(ready)
    farewell(ended)
    raise typer.Exit(ended.code)


def check_holds(pattern: Pattern, holds: bool) -> None:
    """Breath holds are for those who choose them: by `--holds`, or once and for all in the settings."""
    from massage_mind import app as world
    from massage_mind.errors import UsageError
    from massage_mind.script.breathing import HOLDS_CAUTION

    if pattern.holds and not holds and not world.settings().holds:
        raise UsageError(
            f"{pattern.title} has breath holds. {HOLDS_CAUTION}",
            f"If none of this is you: massage-mind breathe {pattern.key} --holds",
        )


def breathing_script(script: Script, pattern: Pattern) -> Script:
    """The breathing script with this pattern in the place of its own."""
    from massage_mind.script.steps.breathe_step import Breathe

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


def ground(
    minutes: Minutes = "",
    table: Annotated[bool, typer.Option("--table", help="For lying on the table.")] = False,
    voice: Voice = "",
    sound: Sound = None,
    plain: Plain = False,
) -> None:
    """Five, four, three, two, one: steady yourself, at once. Asks nothing."""
    from massage_mind.session.run import farewell, take
    from massage_mind.session.wish import Wish, understand

    name = "grounding-on-the-table" if table else "grounding"
    wish = Wish(
        "anytime",
        name,
        minutes,
        ears=Ears(voice, bare=True),
        sound=sound,
        ask=False,
        plain=plain,
        at_once=True,
    )
    ended = take(understand(wish, shipped_if_broken(name)))
    farewell(ended)
    raise typer.Exit(ended.code)


def shipped_if_broken(name: str) -> Script:
    """The script of this name; the shipped one where the person's own has a fault."""
    from massage_mind import app as world
    from massage_mind.errors import ScriptError
    from massage_mind.reading.library import Library

    try:
        return world.library().script(name)
    except ScriptError as error:
        world.note(f"Your own {name} has a fault ({error.faults[0].message}); this is the shipped one.")
        return Library(None).script(name)
