"""The care rules: what a script should not say to a person who is being touched, and what it should not leave out.

Each rule has a name, so that a script can waive it with a reason. The rules for words (`script.caring`) read English; a
script in another language is held to the rules of structure only. Those that need a script fitted are in
`fit.care_timeline`, where all are held together. Sources and reasons: docs/care.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from massage_mind.errors import Fault
from massage_mind.script.caring.giver_rules import LEAVE_ALONE
from massage_mind.script.caring.text_rules import (
    SHAPE_RULES,
    WORD_RULES,
    care_fault,
    part_faults_of,
    shape_faults_of,
    texts_of_script,
    texts_of_style,
    word_faults_of,
)
from massage_mind.script.lines import every_step, utterances
from massage_mind.script.script import Script
from massage_mind.script.steps.breathe_step import Breathe
from massage_mind.script.style import Style

STRUCTURE_RULES: dict[str, str] = {
    "sensitive-region": "a line names a region that many people leave out, without `regions:` to leave it out by",
    "two-anchors": "attention needs at least two places to rest; the breath is not neutral for everyone",
    "holds-on-table": "breath holds have no place on the table; longer out-breaths are given instead",
    "paced-on-table": "nothing is paced once hands are on; use natural or count",
    "freedom": "where hands are, a freedom cue is due at least every 15 minutes",
    "giver-asks": "the giver is to ask at least every six minutes: nobody has to find the moment to say it",
    "named-ending": "the last section says that the end is near",
    "least": "the shortest length a script names has to be one that it can be fitted to, with a voice a fifth slower than reckoned too",
}

SESSION_RULES: dict[str, str] = {
    "leaves-in-a-row": "two lines in a row that say one is free: the second sounds like a warning",
    "cut-thread": "a freedom cue stands inside a thread, and what belongs together falls apart",
    "one-sided": "one side of the body is named more often than the other",
    "breaths-fit": "more breaths are spoken of than there is time for",
    "said-twice": "a sentence is said twice in one session",
    "length-true": "a length is spoken of that this session does not have",
    "imperatives": "a fifth or more of what is said are orders that leave no choice",
}
"""The rules for whole sessions, each with what it is about."""

WAIVE = "waive"
RULES: dict[str, str] = {
    **{rule.name: rule.about for rule in WORD_RULES},
    LEAVE_ALONE.name: LEAVE_ALONE.about,
    **SHAPE_RULES,
    **STRUCTURE_RULES,
    **SESSION_RULES,
}
"""Every care rule by name, with what it is about."""

_ENDING = re.compile(
    r"\{left\}|\b(?:end|ends|ending|close|closing|finish(?:es|ed|ing)?|over|complete|last)\b|\bthat['’]s all(?=[.!]| for )",
    re.IGNORECASE,
)

CareRule = Callable[[Script], Iterator[Fault]]
"""What looks a script through for one kind of fault."""


def unknown_waivers(script: Script) -> Iterator[Fault]:
    """The waivers that name no rule there is."""
    for waiver in script.waivers:
        if waiver.rule not in RULES:
            message = f"there is no rule {waiver.rule!r}; known: {', '.join(RULES)}"
            yield care_fault(script.place, WAIVE, message)


def is_english(script: Script) -> bool:
    """Whether the rules for words can read it."""
    return script.language.casefold().replace("_", "-").split("-")[0] == "en"


def word_faults(script: Script) -> Iterator[Fault]:
    """Where the words of a line break a rule: every line there is, what is only read (answers to choose) too."""
    if is_english(script):
        yield from word_faults_of(texts_of_script(script), _waived(script))


def _parts(script: Script) -> Iterator[Fault]:
    if is_english(script):
        yield from part_faults_of(texts_of_script(script))


def _shapes(script: Script) -> Iterator[Fault]:
    if is_english(script):
        yield from shape_faults_of(texts_of_script(script))


def _waived(script: Script) -> frozenset[str]:
    return frozenset(waiver.rule for waiver in script.waivers)


def _anchors(script: Script) -> Iterator[Fault]:
    if len(set(script.anchors)) < 2:
        message = f"{STRUCTURE_RULES['two-anchors']}; name them in `anchors:`"
        yield care_fault(script.place, "two-anchors", message)


def _breaths(script: Script) -> Iterator[Fault]:
    if not script.with_hands:
        return
    for section in script.sections:
        for step in every_step(section.steps):
            if isinstance(step, Breathe) and step.pattern.paced:
                rule = "holds-on-table" if step.pattern.holds else "paced-on-table"
                yield care_fault(step.place, rule, f"{section.title}: {STRUCTURE_RULES[rule]}")


def _ending(script: Script) -> Iterator[Fault]:
    if not is_english(script):
        return
    closing = script.sections[-1]
    said = (one for one in utterances(script) if one.section is closing and one.words.heard)
    if not any(_ENDING.search(one.line.text) for one in said):
        message = f"{closing.title}: {STRUCTURE_RULES['named-ending']}; {{left}} names the time that is left"
        yield care_fault(script.place, "named-ending", message)


LINE_RULES: tuple[CareRule, ...] = (word_faults, _parts, _shapes, _breaths)
"""The rules that look at lines and steps one by one, and so need no more of a script than what could be read."""
TEXT_RULES: tuple[CareRule, ...] = (*LINE_RULES, _anchors, _ending)
"""The rules that need nothing but the script."""
AS_A_WHOLE = ("two-anchors", "named-ending", "freedom", "giver-asks", "least", *SESSION_RULES, WAIVE)
"""The rules whose fault stands on no line of its own."""


def line_faults(script: Script) -> Iterator[Fault]:
    """What the lines of a script do not keep, as far as it could be read, but for what it waives."""
    waived = _waived(script)
    return (fault for check in LINE_RULES for fault in check(script) if fault.rule not in waived)


def style_faults(style: Style) -> Iterator[Fault]:
    """What a style's own lines do not keep."""
    yield from word_faults_of(texts_of_style(style))
    yield from part_faults_of(texts_of_style(style))
    yield from shape_faults_of(texts_of_style(style))
