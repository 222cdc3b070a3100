"""What is said next on the table: the running thread, the next one, or what is due between two of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import assert_never

from massage_mind.fit.context import Context
from massage_mind.fit.element import Element
from massage_mind.fit.flow import BETWEEN_REGIONS, Memory, Stretch, in_threads, lines_at, regions_of
from massage_mind.fit.pacing import FREE_EARLY_MS, FREE_SOONEST_MS, TABLE
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import Region, Style
from massage_mind.script.wording import Line

FREE_AIM_MS = 14 * 60_000
FIRST_FREE = 3
"""The words at the beginning, and the first two kinds of freedom cues."""
EARLY_UNTIL, LATE_FROM = 0.4, 0.5
"""Until where a thread for the first part of a massage may begin, and from where one for the last, as parts of the flow."""
THREAD_LINE_MS = 6_000
"""About what a line of a thread takes."""
LINE_MS = 30_000
"""More than any line takes."""
TAPER_END_MS = 270_000
MOST_OFF_MS = 5 * 60_000
"""The words for turning over come no more than this too early or too late, but where nothing else is said."""
TURNING_MS = 90_000
"""So long before and after it turns over nobody can say how the person lies."""
CHOICE_OF_THREADS = 3
"""Out of the next so many threads one is taken that ends in time; no further, or short ones would be heard most."""
REMINDERS = ((45 * 60_000, (0.42, 0.72)), (20 * 60_000, (0.5,)))
"""From which length on the flow reminds of the intention, and at which parts of the session."""
GENTLY = 0.6
"""By how much sooner a freedom cue comes to somebody who wants it gently."""


class TableWords:
    """Chooses what one scan says on the table, time by time."""

    def __init__(self, context: Context, scan: Scan, style: Style, stretch: Stretch) -> None:
        self.context = context
        self.scan = scan
        self.style = style
        self.stretch = stretch
        self.threads = in_threads(scan.lines)
        self.anywhere = [not any(line.positions for line in thread) for thread in self.threads]
        self.follows = {line.text: after for thread in self.threads for line, after in pairwise(thread)}
        self.afters = {line.text: line.after for line in scan.lines if line.after is not None}
        self.at_region = scan.at_region if scan.by == "region" else ()
        self.regions = regions_of(scan, style, context.person.left_out)
        self.turn_at = style.turn_share
        self.taper = TABLE[context.guidance].taper.scaled(context.scale)
        self.taper_from = stretch.total_ms - min(TAPER_END_MS, stretch.total_ms // 6)
        self.made: dict[tuple[int, bool, str], Element | None] = {}
        self.edges = _edges(self.regions)
        sooner = GENTLY if context.person.gently else 1.0
        self.free_aim = round(FREE_AIM_MS * sooner)
        self.free_soonest = round(FREE_SOONEST_MS * sooner)
        self.free_early = round(FREE_EARLY_MS * sooner)

    def choose(self, at: int, gap: int, memory: Memory) -> Element | None:
        """What to say at this time: what cannot wait; then the thread that is running; then whatever is due."""
        element = self.chosen(at, gap, memory)
        memory.left_free = element is not None and (element.free or element.origin == "turn")
        return element

    def chosen(self, at: int, gap: int, memory: Memory) -> Element | None:
        """The same, before it is remembered whether it leaves the person free."""
        must = self.free_due(at, gap, memory)
        running = self.running(at, memory)
        if memory.last in self.follows and (must or running is None):
            # The thread ends here: its lines each stand alone, and nothing breaks in.
            memory.cut += 1
            memory.last = ""
            running = None
        element = self.turned(at, gap, memory, must=must, inside=running is not None)
        if element is not None:
            return element
        if must and (element := self.free(at, memory)):
            return element
        if running is not None:
            return self.said(running, memory)
        return self.between_threads(at, gap, memory)

    def between_threads(self, at: int, gap: int, memory: Memory) -> Element | None:
        """What is due between two threads, else the first line of the next one."""
        element = None
        since = at - memory.last_free_ms
        # Words to use come soon after the first ones: nobody is to wait a quarter of an hour for them.
        soonest = self.free_soonest if memory.free else self.free_early
        if since >= soonest and not memory.left_free:
            element = self.free(at, memory)
        element = element or self.reminder(at, memory) or self.at_its_region(at, memory)
        if element is not None:
            return element
        thread = self.next_thread(at, gap, memory)
        length = self.thread_ms(thread, gap)
        to_the_end = self.stretch.total_ms - memory.last_free_ms > self.free_aim
        late = since + length > self.free_aim
        late = late or (to_the_end and at + length + gap + LINE_MS > self.stretch.end_ms)
        if late and since >= self.free_early and not memory.left_free:
            element = self.free(at, memory)  # early, so that the thread is heard to its end
        return element or (self.said(thread[0], memory) if thread else None)

    def turned(self, at: int, gap: int, memory: Memory, *, must: bool, inside: bool) -> Element | None:
        """The words for turning over, where it is time for them; they stand for a freedom cue that is due about then."""
        free = must or at - memory.last_free_ms >= self.free_early
        if memory.left_free or not self.turn_due(at, gap, memory, free=free, inside=inside):
            return None
        element = self.pool(self.scan.turn, 0, free=free)
        if element is None:
            return None
        memory.turned = True
        if inside:
            memory.cut += 1
            memory.last = ""  # the thread ends here
        memory.last_free_ms = at if free else memory.last_free_ms
        return replace(element, origin="turn")

    def turn_due(self, at: int, gap: int, memory: Memory, *, free: bool, inside: bool) -> bool:
        """Whether the style turns over about now.

        Between two threads the words come up to half a thread early rather than into the next one, and where they spare
        a freedom cue a line earlier yet; `inside` a thread they wait for its end, but not for long.
        """
        if not self.scan.turn or self.turn_at is None or memory.turned:
            return False
        ahead = round((self.turn_at - self.share(at)) * self.flow_ms)
        if inside:
            return ahead < -MOST_OFF_MS
        early = min(MOST_OFF_MS, 2 * (gap + THREAD_LINE_MS))
        return ahead <= early + (gap + LINE_MS if free else 0)

    def reminder(self, at: int, memory: Memory) -> Element | None:
        """The next reminder of the intention, where one is due."""
        if not self.remind_due(at, memory):
            return None
        memory.remind += 1
        return self.pool(self.context.script.remind, memory.remind - 1)

    def free_due(self, at: int, gap: int, memory: Memory) -> bool:
        """Whether it cannot wait: by the next line fourteen minutes would have gone, or by the end of the session."""
        since = at - memory.last_free_ms
        if since + gap + LINE_MS > self.free_aim:
            return True
        if self.stretch.total_ms - memory.last_free_ms <= self.free_aim + LINE_MS:
            return False
        # Would this be the last line here? What a candidate has left over is shared out later and moves it a little.
        silence = self.taper.natural if at >= self.taper_from - LINE_MS else gap
        # From ten minutes on it breaks into a thread rather than be the line that no longer fits.
        over = LINE_MS + silence // 4 if since >= self.free_soonest else 0
        return at + LINE_MS + silence + LINE_MS + self.taper.least + over > self.stretch.end_ms

    def free(self, at: int, memory: Memory) -> Element | None:
        """The freedom cue that fits behind the thread that has just ended, or the next one; and remember it."""
        first = (
            memory.free < FIRST_FREE
        )  # how to have less, and how to stop, come before what fits this thread alone
        taken = first or memory.left_free or self.running(at, memory) is not None
        fits = None if taken else self.afters.get(memory.last)
        element = None
        if fits is not None and not memory.said.get(fits.text):
            element = self.spoken(fits, free=True)
            memory.said[fits.text] = 1
        if element is None:
            element = self.next_free(memory)
        if element:
            memory.frees(element.source, at)
        return element

    def next_free(self, memory: Memory) -> Element | None:
        """The first freedom cue of the pool that has not been heard; once all have, they come round again."""
        lines = self.context.script.free
        new = next((line for line in lines if line.text not in memory.freed), None)
        return self.pool(lines, memory.free, free=True) if new is None else self.spoken(new, free=True)

    def pool(self, lines: Sequence[Line], used: int, *, free: bool = False) -> Element | None:
        """The next line of a pool, of which so many are used up; None where it is empty."""
        return self.spoken(lines[used % len(lines)], free=free) if lines else None

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

    @property
    def flow_ms(self) -> int:
        """How long the whole flow is, with what of it has been performed."""
        return max(1, self.stretch.end_ms - self.stretch.begun_ms)

    def share(self, at: int) -> float:
        """How far through the flow this time is, 0 to 1."""
        return (at - self.stretch.begun_ms) / self.flow_ms

    def at_its_region(self, at: int, memory: Memory) -> Element | None:
        """A line for the region that the work may have come to, where one is due; None where it is not."""
        region = self.region(at)
        # A region is only ever a possibility: after naming one, a line follows that holds wherever the touch is.
        if region is None or memory.region == region.name or memory.lines < memory.region_after:
            return None
        lines = lines_at(self.at_region, region)
        if not lines:
            return None
        line = min(lines, key=lambda one: memory.said.get(one.text, 0))
        memory.region = region.name
        memory.region_after = memory.lines + BETWEEN_REGIONS
        memory.said[line.text] = memory.said.get(line.text, 0) + 1
        return self.spoken(line, region=region, origin=f"region:{region.name}")

    def running(self, at: int, memory: Memory) -> Line | None:
        """The next line of the thread that is being said; None between two threads."""
        after = self.follows.get(memory.last)
        if after is None or memory.said.get(after.text, 0) >= memory.said.get(memory.last, 0):
            return None
        return after if self.is_true(after, at) else None

    def next_thread(self, at: int, gap: int, memory: Memory) -> tuple[Line, ...]:
        """The next thread that is true where the person lies now; none if there is none.

        Of the first few of those said least, the first that ends before a freedom cue or the turn is due, if one does.
        """
        since = at - memory.last_free_ms
        true = self.true_threads(at, TURNING_MS) or self.true_threads(at, 0)
        true = [thread for thread in true if self.is_timely(thread, at)] or true
        said = [memory.said.get(thread[0].text, 0) for thread in true]
        least = min(said, default=0)
        fresh = (thread for thread, times in zip(true, said, strict=True) if times == least)
        first = list(islice(fresh, CHOICE_OF_THREADS))
        for thread in first:
            length = self.thread_ms(thread, gap)
            if since + length <= self.free_aim and not self.over_the_turn(at, length, memory):
                return thread
        return first[0] if first else ()

    def true_threads(self, at: int, off: int) -> list[tuple[Line, ...]]:
        """The threads that are true at this time, so long before it and so long after."""
        return [
            thread
            for thread, anywhere in zip(self.threads, self.anywhere, strict=True)
            if anywhere or all(self.is_true(line, at, off) for line in thread)
        ]

    def is_timely(self, thread: Sequence[Line], at: int) -> bool:
        """Whether its part of the massage has come, and has not gone by: first things are over by two fifths of it."""
        match thread[0].when:
            case "":
                return True
            case "early":
                return self.share(at) < EARLY_UNTIL
            case "late":
                return self.share(at) >= LATE_FROM
            case _:
                assert_never(thread[0].when)

    def over_the_turn(self, at: int, length: int, memory: Memory) -> bool:
        """Whether what begins here and takes so long would still be running when the style turns over."""
        if not self.scan.turn or self.turn_at is None or memory.turned:
            return False
        return self.share(at) <= self.turn_at < self.share(at + length)

    def thread_ms(self, thread: Sequence[Line], gap: int) -> int:
        """About how long a thread takes with this silence after each of its lines."""
        return len(thread) * (gap + THREAD_LINE_MS)

    def is_true(self, line: Line, at: int, off: int = TURNING_MS) -> bool:
        """Whether a line is true in the position the person may be in by now, give or take so long."""
        if not line.positions:
            return True
        times = (at - off, at + off)
        return all(self.style.position_at(self.share(time)) in line.positions for time in times)

    def said(self, line: Line, memory: Memory) -> Element | None:
        """A line of the scan, and remember it."""
        memory.lines += 1
        memory.last = line.text
        memory.said[line.text] = memory.said.get(line.text, 0) + 1
        return self.spoken(line, origin="line")

    def spoken(
        self, line: Line, *, free: bool = False, region: Region | None = None, origin: str = ""
    ) -> Element | None:
        """The line as an element; made once, as every candidate needs it again."""
        key = (id(line), free, origin)
        if key not in self.made:
            element = self.context.spoken(line, left_ms=self.left_ms, free=free, region=region)
            self.made[key] = replace(element, origin=origin) if element and origin else element
        return self.made[key]

    def region(self, at: int) -> Region | None:
        """The region that the work may have come to by this time; None where hands do something else."""
        number = bisect_right(self.edges, self.share(at))
        if number >= len(self.regions) or self.regions[number].kind != "work":
            return None
        return self.regions[number]


def _edges(regions: Sequence[Region]) -> list[float]:
    """Where each region ends, as a part of the whole."""
    whole = sum(region.share for region in regions) or 1.0
    through = 0.0
    edges = []
    for region in regions:
        through += region.share / whole
        edges.append(through)
    return edges
