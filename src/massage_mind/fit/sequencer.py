"""Laying sections into the timeline one after another, each exactly as long as it was allotted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from massage_mind.fit.allot import SectionFit, inside
from massage_mind.fit.context import Context
from massage_mind.fit.element import QUIET, Element
from massage_mind.fit.flow import Memory, Stretch
from massage_mind.fit.giver_track import GIVER_ASKS, GIVER_PAGE, GiverCue
from massage_mind.fit.pacing import PROFILES_HOLD_FROM_MS, TABLE
from massage_mind.fit.region_visit import visit
from massage_mind.fit.table_flow import SILENT_AIM_MS, TableFlow
from massage_mind.fit.timeline import Cue
from massage_mind.script.steps.giver_step import Giver
from massage_mind.script.steps.repeat_step import Repeat
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import Style

MORE_GENTLY = 1.3
"""How many more words there are gently: long silences are not easy for everybody."""


class Sequencer:
    """Lays sections into the timeline one after another. `done` are cues that have been performed already, `turned` the
    pages of the giver's that have turned by then.
    """

    def __init__(
        self,
        context: Context,
        style: Style,
        total_ms: int,
        done: list[Cue],
        memory: Memory,
        parts: list[SectionFit],
        lengths: list[int],
        turned: Sequence[GiverCue] = (),
    ) -> None:
        self.context = context
        self.style = style
        self.total_ms = total_ms
        self.cues = list(done)
        self.memory = memory
        self.parts = parts
        self.lengths = lengths
        self.turns = list(turned)

    def lay(self, start_ms: int) -> list[Cue]:
        """All cues, those that were performed first; the sections follow from `start_ms` on."""
        at = start_ms
        for part, length in zip(self.parts, self.lengths, strict=True):
            self.section(part, at, at + length)
            at += length
        return self.cues

    def section(self, part: SectionFit, start: int, end: int) -> None:
        """One section from start to end, its elements and silences as long as they were allotted."""
        if not part.elements:
            self.rest(part, QUIET, start, end - start)
        lengths, gaps = inside(part.elements, end - start)
        at = start
        for element, length, gap in zip(part.elements, lengths, gaps, strict=True):
            self.element(part, element, at, length)
            self.rest(part, element, at + length, gap)
            at += length + gap

    def element(self, part: SectionFit, element: Element, at: int, length: int) -> None:
        """One element, by the way in which it takes its time."""
        match element.fill:
            case Scan():
                self.scan(part, element, element.fill, at, length)
            case Repeat():
                self.units(part, element, element.fill, at, length)
            case "breaths":
                self.breaths(part, element, at, length)
            case "whole" | None:
                self.put(part, element, at, length)
            case _:
                assert_never(element.fill)

    def put(self, part: SectionFit, element: Element, at: int, length: int, step: int | None = None) -> None:
        """One cue. What has had its share already is silence; `step` is given where it is another than its own."""
        if length <= 0:
            return
        if element.giver is not None:
            self.turn(part, element, element.giver, at, length, element.step if step is None else step)
            return
        if element.kind == "rest" or self.enough(element):
            self.rest(part, element, at, length, step)
            return
        if element.free:
            self.memory.frees(element.source, at)
        self.memory.remind += element.reminds
        self.cues.append(
            Cue(
                at_ms=at,
                length_ms=length,
                kind=element.kind,
                text=element.text,
                section=part.section.title,
                section_index=part.index,
                step=element.step if step is None else step,
                breath=element.breath,
                choices=element.choices,
                free=element.free,
                reminds=element.reminds,
                origin=element.origin,
                said=element.said,
                source=element.source,
            )
        )

    def turn(self, part: SectionFit, element: Element, giver: Giver, at: int, length: int, step: int) -> None:
        """The giver's page turns, and a silence of its own begins."""
        title = part.section.title
        self.turns.append(
            GiverCue(at, length, "ask" if giver.asks else "do", element.text, giver.where or title, title)
        )
        origin = f"{GIVER_ASKS if giver.asks else GIVER_PAGE}{at}"
        self.cues.append(Cue(at, length, "rest", "", title, part.index, step, origin=origin))

    def enough(self, element: Element) -> bool:
        """Whether a pattern with holds has had as many breaths as it may have in one session."""
        if element.breath is None or not element.breath.most_cycles:
            return False
        had = sum(1 for cue in self.cues if cue.breath is not None and cue.breath.key == element.breath.key)
        return had >= element.breath.most_cycles

    def rest(self, part: SectionFit, element: Element, at: int, length: int, step: int | None = None) -> None:
        """Silence. Silences of one section that touch become one, but for those of the giver's pages."""
        if length <= 0:
            return
        last = self.cues[-1] if self.cues else None
        own = element.step if step is None else step
        silent = last is not None and last.kind == "rest" and not last.of_a_page
        if last and silent and last.section_index == part.index and last.end_ms == at:
            self.cues[-1] = replace(last, length_ms=last.length_ms + length, step=own)
        else:
            self.cues.append(Cue(at, length, "rest", "", part.section.title, part.index, own))

    def scan(self, part: SectionFit, element: Element, scan: Scan, at: int, length: int) -> None:
        """The words of a scan, spread over its time by the profile on the table and evenly off it."""
        begun = next((cue.at_ms for cue in self.cues if cue.section_index == part.index), at)
        end = at + length
        stretch = self.stretch(part, at, length, begun)
        if self.context.on_table:
            laid, self.memory = TableFlow(self.context, scan, self.style, stretch).lay(self.memory)
        else:
            said = [cue.text for cue in self.cues if cue.section_index == part.index]
            laid = visit(self.context, scan, self.style, stretch, said)
        memory = self.memory
        self.memory = Memory()  # the flow has counted its own cues
        for one in laid:
            self.put(part, one.element, at, one.element.length_ms, element.step)
            self.rest(part, element, at + one.element.length_ms, one.gap_ms, element.step)
            at += one.element.length_ms + one.gap_ms
        self.memory = memory
        self.rest(part, element, at, end - at, element.step)

    def stretch(self, part: SectionFit, at: int, length: int, begun: int) -> Stretch:
        """The flow's part of the words the profile wants of the whole session."""
        flows = self.flow_ms(part, length)
        goes_on = flows > length
        if not self.context.on_table or self.total_ms < PROFILES_HOLD_FROM_MS:
            return Stretch(at, at + length, self.total_ms, begun, goes_on=goes_on)
        hours = self.total_ms / 3_600_000
        profile = TABLE[self.context.guidance]
        beside = self.said_beside(part)
        words = sum(len(one.text.split()) for one in beside)
        spoken = sum(one.length_ms for one in beside)
        share = length / max(1, flows)
        more = MORE_GENTLY if self.context.person.gently else 1.0
        low, aim, high = (max(0.0, (rate * more * hours - words) * share) for rate in profile.words)
        quiet = [
            1 - (self.total_ms * (1 - bound) * more - spoken) * share / max(1, length)
            for bound in profile.silence
        ]
        return Stretch(at, at + length, self.total_ms, begun, (low, aim, high), (quiet[0], quiet[1]), goes_on)

    def said_beside(self, part: SectionFit) -> list[Cue | Element]:
        """What is said in the session besides the flows: what was said so far, and what is still to come."""
        done = [cue for cue in self.cues if cue.kind == "say"]
        reached = max((cue.step for cue in done if cue.section_index == part.index), default=-1)
        here = [one for one in part.elements if one.kind == "say" and one.step > reached]
        later = [section for section in self.parts if section.index > part.index]
        coming = [one for section in later for one in section.elements if one.kind == "say"]
        return [*done, *here, *coming]

    def flow_ms(self, part: SectionFit, length: int) -> int:
        """How long all flows from this one on are together, as far as is known."""
        later = [
            own
            for one, own in zip(self.parts, self.lengths, strict=True)
            if one.index > part.index and any(isinstance(element.fill, Scan) for element in one.elements)
        ]
        return length + sum(later)

    def units(self, part: SectionFit, element: Element, repeat: Repeat, at: int, length: int) -> None:
        """A unit at most `every_ms` apart, silence before, between and after.

        Units with a freedom cue are spaced over the whole session, so that none is over 15 minutes from the next.
        """
        end = at + length
        first = _sources(element)
        said = sum(cue.section_index == part.index and cue.source in first for cue in self.cues)
        for number, start in enumerate(self.unit_starts(element, repeat, at, end), said):
            self.rest(part, element, at, start - at, element.step)
            at = start
            for one in element.units[number % len(element.units)]:
                self.put(part, one, at, one.length_ms, element.step)
                self.rest(part, element, at + one.length_ms, one.gap.least, element.step)
                at += one.least_ms
        self.rest(part, element, at, end - at, element.step)

    def unit_starts(self, element: Element, repeat: Repeat, at: int, end: int) -> list[int]:
        """When each unit starts, in milliseconds of the session."""
        unit_ms = max(sum(one.least_ms for one in unit) for unit in element.units)
        free = any(one.free for unit in element.units for one in unit)
        first, last = (self.memory.last_free_ms, self.total_ms) if free else (at, end)
        every = min(repeat.every_ms, SILENT_AIM_MS - unit_ms) if free else repeat.every_ms
        count = -(-(last - first) // max(every, unit_ms + 1_000)) - 1
        starts: list[int] = []
        for number in range(1, count + 1):
            start = max(
                first + (last - first) * number // (count + 1) - unit_ms,
                starts[-1] + unit_ms if starts else at,
            )
            if start + unit_ms > end:
                break
            starts.append(start)
        return starts

    def breaths(self, part: SectionFit, element: Element, at: int, length: int) -> None:
        """Whole breaths only; what is left over is silence."""
        assert element.breath is not None
        pattern = element.breath
        cycles = length // pattern.cycle_ms
        cycles = min(cycles, pattern.most_cycles or cycles)
        end = at + length
        for _ in range(cycles):
            self.put(part, element, at, pattern.cycle_ms)
            at += pattern.cycle_ms
        self.rest(part, element, at, end - at)


def _sources(element: Element) -> frozenset[str]:
    """The lines that a repeat says first in each of its rounds: as many as were said, so many rounds have been."""
    first = (next((one.source for one in unit if one.source), "") for unit in element.units)
    return frozenset(source for source in first if source)
