"""The rules for a session as it is heard: what breaks them is found, and every shipped script keeps them at every length."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fit_support import script_of, shipped, styles

from massage_mind.errors import Fault, LengthError
from massage_mind.fit import care_sessions
from massage_mind.fit.care_sessions import SESSION_CHECKS, is_bare_order, session_faults
from massage_mind.fit.care_timeline import care_faults
from massage_mind.fit.drawing import Draw
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Cue, Span, Timeline
from massage_mind.script.care import SESSION_RULES
from massage_mind.script.person import Person
from massage_mind.script.script import Script
from massage_mind.script.style import NO_STYLE, Style

MINUTE = 60_000
SPOKEN_MS = 5_000

WORDS = script_of(
    """
title: Mine
about: With threads.
moment: during
minutes: {least: 5, ideal: 20, most: 60}
anchors: [touch, sounds]
free: ["You can say 'stop' at any time."]
sections:
  - name: flow
    steps:
      - scan: style
        lines:
          - thread: ["A stroke goes out.", "The stroke turns round.", "The stroke is gone."]
          - "A sound is here."
  - name: closing
    steps:
      - say: "You have {left} left."
"""
)


def session(*cues: tuple[str, int] | tuple[str, int, str], total_ms: int = 20 * MINUTE) -> Timeline:
    """Cues of five seconds, each with its text and the silence behind it; "free" marks a freedom cue."""
    made: list[Cue] = []
    at = 0
    for text, quiet_ms, *marks in cues:
        made.append(Cue(at, SPOKEN_MS, "say", text, "flow", source=text, free="free" in marks))
        at += SPOKEN_MS
        if quiet_ms:
            made.append(Cue(at, quiet_ms, "rest", "", "flow"))
            at += quiet_ms
    spans = (Span(0, "flow", 0, total_ms),)
    return Timeline("mine", "Mine", "during", "", "sparse", total_ms, tuple(made), spans)


def broken(timeline: Timeline) -> list[str]:
    return [fault.rule for fault in session_faults(timeline, WORDS)]


QUIET = ("A sound is here.", MINUTE)
FREE = ("You can say 'stop'.", MINUTE, "free")

BREAKING: dict[str, tuple[Timeline, ...]] = {
    "leaves-in-a-row": (session(QUIET, FREE, ("You can move.", 0, "free")),),
    "cut-thread": (
        session(("A stroke goes out.", MINUTE), FREE, ("The stroke turns round.", MINUTE)),
        session(("The stroke turns round.", MINUTE), FREE, ("The stroke is gone.", 0)),
    ),
    "one-sided": (
        session(("Your left arm is a long one.", 0), ("The sleeve on the left is warm.", 0)),
        session(("Your right foot may be cold.", 0), ("What's on your right?", 0), QUIET),
    ),
    "breaths-fit": (
        session(("There's time for three breaths.", 14_000), QUIET),
        session(("One easy breath, or three.", 9_000), QUIET),
        session(("A few breaths.", 0), QUIET),
    ),
    "said-twice": (session(QUIET, ("Something else. A sound is here!", 0)),),
    "length-true": (
        session(("The next 60 minutes are yours.", 0)),
        session(("You have five minutes left.", 0)),
        session(("An hour is a long time.", 0)),
    ),
    "imperatives": (session(("Feel the table.", 0), ("Listen to the room.", 0), QUIET, FREE),),
}

PASSING: dict[str, tuple[Timeline, ...]] = {
    "leaves-in-a-row": (
        session(FREE, QUIET, ("You can move.", 0, "free")),
        session(("You can move.", 10 * MINUTE, "free"), FREE),
    ),
    "cut-thread": (
        session(
            ("A stroke goes out.", MINUTE),
            ("The stroke turns round.", MINUTE),
            ("The stroke is gone.", 0),
            FREE,
            QUIET,
        ),
        session(("A stroke goes out.", MINUTE), QUIET, FREE, ("A stroke goes out.", 0)),
    ),
    "one-sided": (
        session(("Your left arm is a long one.", 0), ("Your right arm is longer.", 0)),
        session(("You have {left} left.", 0), ("There's some left of it.", 0), ("Right now it's quiet.", 0)),
        session(("Compare your left hand and your right hand.", 0)),
    ),
    "breaths-fit": (
        session(("There's time for three breaths.", 15_000), QUIET),
        session(("Between two breaths there's a gap.", 0), QUIET),
        session(("The breath is small.", 0), QUIET),
    ),
    "said-twice": (
        session(("You have about two minutes left.", 0), ("You have about two minutes left.", 0)),
        session(("Or not.", 0), ("A sound. Or not.", 0)),
        session(("You can say 'lighter'.", 0), ("A word is enough. You can say 'lighter'.", 0)),
    ),
    "length-true": (
        session(("The next 20 minutes are yours.", 0)),
        session(QUIET, ("You have about 19 minutes left.", 0)),
        session(("There's a minute to sit before you stand.", 0)),
    ),
    "imperatives": (
        session(("Feel the table.", 0), QUIET, FREE),
        session(("Feel the table, or don't.", 0), ("Listen, if you like.", 0), QUIET),
    ),
}


@pytest.mark.parametrize(
    ("rule", "timeline"), [(rule, one) for rule, some in BREAKING.items() for one in some]
)
def test_a_session_that_breaks_a_rule_is_found(rule: str, timeline: Timeline) -> None:
    """By that rule."""
    assert rule in broken(timeline)


@pytest.mark.parametrize(
    ("rule", "timeline"), [(rule, one) for rule, some in PASSING.items() for one in some]
)
def test_a_session_that_comes_near_is_left_alone(rule: str, timeline: Timeline) -> None:
    """By that rule."""
    assert rule not in broken(timeline)


def test_every_rule_for_sessions_is_tried_both_ways() -> None:
    """And each is one of the checks."""
    assert set(SESSION_RULES) == set(BREAKING) == set(PASSING)
    assert len(SESSION_CHECKS) == len(SESSION_RULES)


def test_a_fault_says_where_it_was_heard() -> None:
    """Guidance, length, and the words."""
    (fault,) = [one for one in session_faults(BREAKING["said-twice"][0], WORDS) if one.rule == "said-twice"]
    assert "sparse, 20 minutes: 'A sound is here!'" in fault.message


def test_an_order_leaves_a_choice_or_does_not() -> None:
    """A choice in its verb, in its tail, or as two ways."""
    assert is_bare_order("Feel the table.")
    assert is_bare_order("It is quiet. Listen to it.")
    assert not is_bare_order("You might feel the table.")
    assert not is_bare_order("Feel the table, if you like.")
    assert not is_bare_order("The table is here.")


def test_checking_a_script_looks_at_its_sessions() -> None:
    """At the lengths and guidances it takes; a waiver silences a rule as it does any other."""
    text = """
title: Mine
about: Too many breaths.
moment: before
minutes: {least: 0.5, ideal: 1, most: 2}
anchors: [breath, sounds]
WAIVEsections:
  - name: only
    steps:
      - say: "There is time for nine breaths."
      - say: "It ends here."
"""
    assert "breaths-fit" in {fault.rule for fault in care_faults(script_of(text.replace("WAIVE", "")))}
    waived = script_of(text.replace("WAIVE", 'waive: [{rule: breaths-fit, why: "Asked for."}]\n'))
    assert "breaths-fit" not in {fault.rule for fault in care_faults(waived)}


# ---- every shipped script ----


def sessions(script: Script, *, every: bool) -> Iterator[tuple[Timeline, Style]]:
    """Sessions of a script: styles, guidances, lengths, with and without an intention, in order and drawn by lot."""
    fitting_styles = [style for style in styles() if not script.styles or style.id in script.styles]
    lengths = {
        script.least_ms,
        script.ideal_ms,
        script.most_ms,
        *(minutes * MINUTE for minutes in (20, 30, 45, 90)),
    }
    if not every:
        lengths, fitting_styles = {script.least_ms, script.ideal_ms}, fitting_styles[:1]
    for style in fitting_styles if script.moment == "during" else [NO_STYLE]:
        for guidance in script.guidances:
            for seed in (None, 1, 2) if every else (1,):
                for intention in ("", "rest") if every else ("rest",):
                    fitting = Fitting(
                        script,
                        style=style,
                        guidance=guidance,
                        person=Person(intention=intention),
                        draw=Draw(seed),
                    )
                    for length in sorted(one for one in lengths if one <= script.most_ms):
                        try:
                            yield fitting.fit(length), style
                        except LengthError:
                            assert length < max(script.least_ms, 10 * MINUTE)


def found_in(script: Script, *, every: bool) -> list[Fault]:
    return [
        fault
        for timeline, style in sessions(script, every=every)
        for fault in session_faults(timeline, script, style)
        if fault.rule != "said-twice" or timeline.total_ms <= ROUND_AGAIN_MS
    ]


ROUND_AGAIN_MS = 2 * 60 * 60_000
"""In longer sessions the lines of a scan come round again: three guided hours take some 165 of them."""


@pytest.mark.parametrize("script", shipped(), ids=lambda script: script.name)
def test_shipped_scripts_keep_the_rules_for_sessions(script: Script) -> None:
    """At their least and their usual length."""
    assert [] == [fault.message for fault in found_in(script, every=False)]


@pytest.mark.slow
@pytest.mark.parametrize("script", shipped(), ids=lambda script: script.name)
def test_shipped_scripts_keep_the_rules_at_every_length(script: Script) -> None:
    """In every style and guidance they take, drawn in more than one way."""
    assert [] == [fault.message for fault in found_in(script, every=True)]


def test_nothing_is_checked_twice() -> None:
    """What `scripts check` looks at is what is held for ours, but for what hangs on how many lines there are."""
    assert set(SESSION_CHECKS) - set(care_sessions.CHECKED_SESSIONS) == {care_sessions.said_twice}
