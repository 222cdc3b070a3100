"""Taking a section apart into elements: what is fixed, what gives way, and how much silence follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from massage_mind.fit.context import Context
from massage_mind.fit.element import Element
from massage_mind.fit.filling import fill
from massage_mind.fit.pacing import (
    AFTER_ASK,
    AFTER_BELL,
    AFTER_BREATH,
    AFTER_QUESTION_MS,
    INTO_BREATH,
    INTO_PRACTICE,
    NO_GAP,
)
from massage_mind.script.breathing import HOLDS_CAUTION, PATTERNS, STOP_RULE, Pattern
from massage_mind.script.script import Section
from massage_mind.script.steps.giver_step import Giver
from massage_mind.script.steps.repeat_step import Repeat
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.steps.step import Role, Step
from massage_mind.script.style import Region
from massage_mind.script.wording import Line

LEAST_UNPACED_MS = 10_000
LEAST_CYCLES = 2


@dataclass(slots=True)
class Said:
    """What earlier sections have used up, so that nothing is said twice that should be said once."""

    stop_rule: bool = False
    holds: bool = False
    free: int = 0
    remind: int = 0

    def also(self, other: Said) -> None:
        """Take over what another section has said."""
        self.stop_rule = self.stop_rule or other.stop_rule
        self.holds = self.holds or other.holds


class Expansion:
    """Takes one section apart. Implements `script.steps.step.Placing`.

    Elements are numbered in order, so that a fit can go on from the middle of one. `around` is the expansion that the
    steps of a repeat lie in: what has to be said before the first of them is said there, once.
    """

    def __init__(self, context: Context, said: Said, left_ms: int, around: Expansion | None = None) -> None:
        self.context = context
        self.said = said
        self.left_ms = left_ms
        self.around = around
        self.elements: list[Element] = []

    def section(self, section: Section) -> list[Element]:
        """The elements of a section, in order."""
        return self.steps(section.steps)

    def steps(self, steps: Sequence[Step]) -> list[Element]:
        """The elements of these steps, after those that are there."""
        for step in steps:
            if step.meant_for(self.context.guidance):
                step.expand(self)
        return self.elements

    def put(self, element: Element) -> None:
        """Add an element, numbered by its place."""
        self.elements.append(replace(element, step=len(self.elements)))

    # -- what steps are made of (Placing) --------------------------------------------------------------------------

    def next_of(self, role: Role) -> Sequence[Line]:
        """The next line of the script's pool for this role; none for plain lines."""
        match role:
            case "say":
                return ()
            case "free":
                pool, used = self.context.script.free, self.said.free
            case "remind":
                pool, used = self.context.script.remind, self.said.remind
            case _:
                assert_never(role)
        return (pool[used % len(pool)],) if pool else ()

    def line(self, line: Line, *, role: Role = "say", pause_ms: int = 0) -> None:
        """Speak a line; nothing where there is nothing to say."""
        free = role == "free"
        element = self.context.spoken(line, left_ms=self.left_ms, free=free, pause_ms=pause_ms)
        if element is None:
            return
        self.said.free += free
        self.said.remind += element.reminds
        self.put(element)

    def bell(self, sound: str, ring_ms: int) -> None:
        """Ring a bell until it has faded."""
        self.put(Element("bell", sound, ring_ms, AFTER_BELL))

    def rest(self, length_ms: int = 0) -> None:
        """Silence: so long, or as long as there is time."""
        self.put(Element("rest", "", length_ms, fill=None if length_ms else "whole"))

    def question(self, line: Line, choices: Sequence[str], window_ms: int) -> None:
        """Ask, with time to answer; silence of the same length where nobody is to be asked."""
        text = fill(line, self.context.fields, left_ms=self.left_ms)
        said = self.context.said(line, text, left_ms=self.left_ms)
        window_ms = max(window_ms, self.context.spoken_ms(text, said) + AFTER_QUESTION_MS)
        if self.context.ask and text:
            self.put(Element("ask", text, window_ms, AFTER_ASK, choices=tuple(choices), said=said))
        else:
            self.put(Element("rest", "", window_ms, AFTER_ASK))

    def breaths(self, pattern: Pattern, *, cycles: int = 0, length_ms: int = 0) -> None:
        """Breathe by a pattern: whole breaths where it is paced. Its cautions come before it, once."""
        pattern = self._chosen(pattern)
        self._cautions(pattern)
        if self.elements and self.elements[-1].kind == "say":
            self.elements[-1] = replace(
                self.elements[-1], gap=INTO_PRACTICE if self._practice else INTO_BREATH
            )
        one = Element("breathe", pattern.cue_text, pattern.cycle_ms, AFTER_BREATH, breath=pattern)
        if not pattern.paced:
            self.put(
                replace(one, length_ms=length_ms)
                if length_ms
                else replace(one, length_ms=LEAST_UNPACED_MS, fill="whole")
            )
        elif cycles or length_ms:
            cycles = cycles or max(1, length_ms // pattern.cycle_ms)
            cycles = min(cycles, pattern.most_cycles or cycles)
            for number in range(cycles):
                self.put(one if number == cycles - 1 else replace(one, gap=NO_GAP))
        else:
            self.put(replace(one, length_ms=LEAST_CYCLES * pattern.cycle_ms, fill="breaths"))

    def scan(self, scan: Scan) -> None:
        """The words of a scan, through the time that is over: at the least its first line, or silence in a silent one."""
        lines = scan.lines or scan.at_region
        if not lines:
            return
        longest = max(scan.regions, key=lambda name: len(name.split()), default="")
        region = Region(longest, 1.0) if longest else None
        first = self.context.spoken(lines[0], left_ms=self.left_ms, region=region)
        silent = self.context.on_table and self.context.guidance == "silent"
        self.put(Element("rest", "", 0 if first is None or silent else first.least_ms, fill=scan))

    def page(self, line: Line, giver: Giver) -> None:
        """Turn the giver's page, and leave this track silent for as long as its step says."""
        text = fill(line, self.context.fields, left_ms=self.left_ms)
        if text:
            self.put(Element("rest", text, giver.quiet_ms, giver=giver))

    def repeat(self, repeat: Repeat) -> None:
        """The steps of a repeat so many times, or as a unit for the time that is over."""
        rounds = repeat.rounds or (repeat.steps,)
        for number in range(repeat.times):
            for element in self._inside(rounds[number % len(rounds)]):
                self.put(element)
        if not repeat.times:
            units = tuple(tuple(self._inside(steps)) for steps in rounds)
            self.put(Element("rest", "", 0, fill=repeat, units=units))

    # -- what they need --------------------------------------------------------------------------------------------

    def _inside(self, steps: Sequence[Step]) -> list[Element]:
        return Expansion(self.context, self.said, self.left_ms, around=self).steps(steps)

    @property
    def _practice(self) -> bool:
        """Whether this is a practice by itself, which begins with the breath."""
        return self.context.script.moment == "anytime"

    def _chosen(self, pattern: Pattern) -> Pattern:
        """The pattern, or longer out-breaths for one with holds that nobody has chosen."""
        if pattern.holds and (self.context.on_table or not self.context.person.holds):
            return PATTERNS["ease"]
        return pattern

    def _cautions(self, pattern: Pattern) -> None:
        """What is said once before the first breath with holds, and before the first paced one."""
        before = self.around or self
        # Before a practice holds are asked about.
        if pattern.holds and not self._practice and not self.said.holds:
            self.said.holds = True
            before.line(Line(HOLDS_CAUTION))
        if pattern.paced and not self.said.stop_rule:
            self.said.stop_rule = True
            # In a practice nobody has said yet how the breath goes.
            before.line(Line(pattern.told if self._practice else STOP_RULE))
