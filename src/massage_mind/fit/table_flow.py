"""The words of a scan on the table: what is said, and when, in a stretch as long as the session needs it to be.

They are spread by the guidance profile: closer near the start and the end, wide apart in the middle, with a freedom cue
every 10 to 15 minutes and the intention now and then. This is worked out on candidates: lay the cues with one middle
gap, share out what is left over, keep the candidate nearest to the profile.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from massage_mind.fit.context import Context
from massage_mind.fit.element import QUIET, Element
from massage_mind.fit.flow import Memory, Placed, Stretch, regions_of
from massage_mind.fit.pacing import FREE_SOONEST_MS, TABLE
from massage_mind.fit.sharing import share_out
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import Region, Style
from massage_mind.script.wording import Line

FREE_AIM_MS = 14 * 60_000
SILENT_AIM_MS = 897_000
LINE_MS = 30_000
"""More than any line takes."""
TAPER_START_MS = 5 * 60_000
TAPER_END_MS = 270_000
REMINDERS = ((45 * 60_000, (0.42, 0.72)), (20 * 60_000, (0.5,)))
"""From which length on the flow reminds of the intention, and at which parts of the session."""


@dataclass(slots=True)
class _Candidate:
    elements: list[Element]
    gaps: list[int]
    middle: list[int]
    memory: Memory


class TableFlow:
    """Lays the cues of one scan on the table."""

    def __init__(self, context: Context, scan: Scan, style: Style, stretch: Stretch) -> None:
        self.context = context
        self.scan = scan
        self.stretch = stretch
        self.lines = context.usable(scan.lines)
        self.at_region = context.usable(scan.at_region) if scan.by == "region" else ()
        self.regions = regions_of(scan, style, context.person.skip)
        self.turn_at = style.turn_share
        profile = TABLE[context.guidance]
        self.taper = profile.taper.scaled(context.scale)
        self.gap = profile.gap.scaled(context.scale)
        self.made: dict[tuple[int, bool, str, str], Element | None] = {}
        self.pools: dict[int, tuple[Line, ...]] = {}
        self.edges = _edges(self.regions)
        self.taper_until = min(TAPER_START_MS, stretch.total_ms // 6)
        self.taper_from = stretch.total_ms - min(TAPER_END_MS, stretch.total_ms // 6)

    def lay(self, memory: Memory) -> tuple[list[Placed], Memory]:
        """The cues with their gaps, filling the stretch exactly, and what has been said by then."""
        if self.context.guidance == "silent":
            best = self.silent(memory.copy())
        else:
            candidates = [self.candidate(gap, memory.copy()) for gap in self.tries()]
            best = min(candidates, key=self.fault)
        return [
            Placed(element, gap) for element, gap in zip(best.elements, best.gaps, strict=True)
        ], best.memory

    def tries(self) -> list[int]:
        """Middle gaps worth trying: around the one that would give the words aimed at, and the bounds themselves."""
        low, high = self.gap.least, self.gap.most
        elements = [element for element in map(self.spoken, self.lines) if element is not None]
        aim = self.stretch.words[1]
        if not elements or not aim:
            return [self.gap.natural]
        words = sum(len(element.text.split()) for element in elements) / len(elements)
        length = sum(element.length_ms for element in elements) / len(elements)
        guess = self.stretch.length_ms * words / aim - length
        around = {round(guess * part) for part in (0.8, 0.92, 1.0, 1.12)}
        return sorted({min(high, max(low, gap)) for gap in around | {low, (low + high) // 2, high}})

    def candidate(self, gap: int, memory: Memory) -> _Candidate:
        """Cues laid with this middle gap for as long as they fit; what is over is shared out among the gaps."""
        at = self.stretch.start_ms
        elements: list[Element] = []
        gaps: list[int] = []
        middle: list[int] = []
        least = self.context.after("").least
        while True:
            after = memory.copy()
            element = self.choose(at, gap, after)
            before_next = max(least, element.gap.least, self.taper.least if elements else 0) if element else 0
            if element is None or at + element.length_ms + before_next > self.stretch.end_ms:
                break
            memory = after
            end = at + element.length_ms
            taper = end < self.taper_until or end >= self.taper_from
            silence = max(element.gap.least, self.taper.natural if taper else gap)
            silence = min(silence, self.stretch.end_ms - end)
            if not taper:
                middle.append(len(gaps))
            elements.append(element)
            gaps.append(silence)
            at = end + silence
        self.spread(self.stretch.end_ms - at, gaps, middle)
        return _Candidate(elements, gaps, middle, memory)

    def spread(self, over: int, gaps: list[int], middle: list[int]) -> None:
        """Share what is left over among the middle gaps, or among all where there is no middle."""
        targets = middle or list(range(len(gaps)))
        for index, part in zip(targets, share_out(over, [1.0] * len(targets)), strict=True):
            gaps[index] += part

    def fault(self, candidate: _Candidate) -> float:
        """How far a candidate is from the profile: broken bounds weigh most, then the distance from the aim."""
        fault = 0.0
        words = sum(len(element.text.split()) for element in candidate.elements)
        spoken = sum(element.length_ms for element in candidate.elements)
        low, aim, high = self.stretch.words
        fault += 100 * max(0.0, low - words, words - high) / max(1.0, aim)
        fault += abs(words - aim) / max(1.0, aim)
        silence = 1 - spoken / max(1, self.stretch.length_ms)
        fault += 100 * max(0.0, self.stretch.silence[0] - silence, silence - self.stretch.silence[1])
        for index in candidate.middle:
            gap = candidate.gaps[index]
            fault += 100 * max(0, self.gap.least - gap, gap - self.gap.most) / 60_000
        if not candidate.middle:
            fault += sum(max(0, gap - self.taper.most) for gap in candidate.gaps) / 60_000
        if not candidate.elements:
            fault += 1_000
        return fault

    def choose(self, at: int, gap: int, memory: Memory) -> Element | None:
        """What to say at this time: what is due comes first, then a region, then the next line of the scan."""
        since = at - memory.last_free_ms
        must = self.free_due(at, gap, memory)
        if self.turn_due(at, gap, memory) and (element := self.pool(self.scan.turn, 0, free=must)):
            # The words for turning over leave the person free as well, and may stand for a freedom cue.
            memory.turned = True
            memory.last_free_ms = at if must else memory.last_free_ms
            return replace(element, origin="turn")
        if must and (element := self.free(at, memory)):
            return element
        if since >= FREE_SOONEST_MS and (element := self.free(at, memory)):
            return element
        if self.remind_due(at, memory):
            element = self.pool(self.context.script.remind, memory.remind)
            memory.remind += 1
            if element:
                return element
        return self.next_line(at, memory)

    def free_due(self, at: int, gap: int, memory: Memory) -> bool:
        """Whether it cannot wait: by the next line fourteen minutes would have gone, or by the end of the session."""
        since = at - memory.last_free_ms
        if since + gap + LINE_MS > FREE_AIM_MS:
            return True
        if self.stretch.total_ms - memory.last_free_ms <= FREE_AIM_MS + LINE_MS:
            return False
        # Would this be the last line here? What a candidate has left over is shared out later and moves it a little.
        silence = self.taper.natural if at >= self.taper_from - LINE_MS else gap
        return at + LINE_MS + silence + LINE_MS + self.taper.least > self.stretch.end_ms

    def free(self, at: int, memory: Memory) -> Element | None:
        """The next freedom cue, and remember it."""
        element = self.pool(self.context.script.free, memory.free, free=True)
        if element:
            memory.free += 1
            memory.last_free_ms = at
        return element

    def pool(self, lines: Sequence[Line], used: int, *, free: bool = False) -> Element | None:
        """The next line of a pool, of which so many are used up; None where none of it is for this person."""
        if id(lines) not in self.pools:
            self.pools[id(lines)] = self.context.usable(lines)
        usable = self.pools[id(lines)]
        if not usable:
            return None
        return self.spoken(usable[used % len(usable)], free=free)

    @property
    def left_ms(self) -> int:
        """How much of the session is left where the flow starts."""
        return self.stretch.total_ms - self.stretch.start_ms

    def remind_due(self, at: int, memory: Memory) -> bool:
        """Whether a reminder of the intention is due by this time; one before the flow counts."""
        if not self.context.script.remind:
            return False
        for from_ms, parts in REMINDERS:
            if self.stretch.total_ms >= from_ms:
                return sum(at >= part * self.stretch.total_ms for part in parts) > memory.remind - 1
        return False

    def turn_due(self, at: int, gap: int, memory: Memory) -> bool:
        """Whether this line is nearer to the turn than the next one would be."""
        if not self.scan.turn or self.turn_at is None or memory.turned:
            return False
        return self.share(at) + self.share(at + LINE_MS // 3 + gap) >= 2 * self.turn_at

    def share(self, at: int) -> float:
        """How far through the flow this time is, 0 to 1."""
        begun = self.stretch.begun_ms
        return (at - begun) / max(1, self.stretch.end_ms - begun)

    def next_line(self, at: int, memory: Memory) -> Element | None:
        """The next line of the scan: one for the region where one is due, else one that holds anywhere."""
        region = self.region(at)
        # A region is only ever a possibility: after naming one, a line follows that holds wherever the touch is.
        if region and self.at_region and memory.region != region and memory.regions <= memory.lines:
            line = self.at_region[memory.regions % len(self.at_region)]
            memory.region = region
            memory.regions += 1
            return self.spoken(line, region=region, origin=f"region:{region}")
        if not self.lines:
            return None
        # A second round starts one line later, so that a long session does not repeat itself in the same rhythm.
        count = len(self.lines)
        line = self.lines[(memory.lines + memory.lines // count) % count]
        memory.lines += 1
        return self.spoken(line, origin="line")

    def spoken(self, line: Line, *, free: bool = False, region: str = "", origin: str = "") -> Element | None:
        """The line as an element; made once, as every candidate needs it again."""
        key = (id(line), free, region, origin)
        if key not in self.made:
            element = self.context.spoken(line, left_ms=self.left_ms, free=free, region=region)
            self.made[key] = replace(element, origin=origin) if element and origin else element
        return self.made[key]

    def region(self, at: int) -> str:
        """The region that the work may have come to by this time; empty where hands do something else."""
        number = bisect_right(self.edges, self.share(at))
        if number >= len(self.regions) or self.regions[number].kind != "work":
            return ""
        return self.regions[number].name

    def silent(self, memory: Memory) -> _Candidate:
        """Only what must be said: a freedom cue every 10 to 15 minutes, the turn in the nearest of them."""
        start, end = self.stretch.start_ms, self.stretch.end_ms
        span = self.stretch.total_ms - memory.last_free_ms
        count = max(0, math.ceil(span / SILENT_AIM_MS) - 1)
        every = max(FREE_SOONEST_MS, span // (count + 1))
        turn = self.nearest(memory.last_free_ms, every, count)
        elements: list[Element] = []
        gaps: list[int] = []
        at = start
        lead = 0
        for number in range(1, count + 1):
            due = max(at, memory.last_free_ms + every)
            says_turn = number == turn and bool(self.scan.turn) and not memory.turned
            element = self.pool(self.scan.turn, 0, free=True) if says_turn else self.short_free(number)
            if element is None or due + element.least_ms > end:
                break
            memory.turned = memory.turned or says_turn
            if gaps:
                gaps[-1] = due - at
            else:
                lead = due - at
            elements.append(replace(element, free=True, origin="turn" if says_turn else ""))
            gaps.append(0)
            memory.free += 1
            memory.last_free_ms = due
            at = due + element.length_ms
        if gaps:
            gaps[-1] = end - at
        else:
            lead = end - start
        return _Candidate([QUIET, *elements], [lead, *gaps], [], memory)

    def short_free(self, number: int) -> Element | None:
        """One of the two shortest freedom cues in turn: in a silent session every word counts."""
        lines = sorted(
            self.context.usable(self.context.script.free), key=lambda line: len(line.text.split())
        )[:2]
        return self.spoken(lines[(number - 1) % len(lines)], free=True) if lines else None

    def nearest(self, last_free: int, every: int, count: int) -> int:
        """Which of the freedom cues lies nearest to the turn, counted from 1; 0 for none."""
        if self.turn_at is None or not count:
            return 0
        begun = self.stretch.begun_ms
        turn_ms = begun + self.turn_at * (self.stretch.end_ms - begun)
        return min(range(1, count + 1), key=lambda number: abs(last_free + number * every - turn_ms))


def _edges(regions: Sequence[Region]) -> list[float]:
    """Where each region ends, as a part of the whole."""
    whole = sum(region.share for region in regions) or 1.0
    through = 0.0
    edges = []
    for region in regions:
        through += region.share / whole
        edges.append(through)
    return edges
