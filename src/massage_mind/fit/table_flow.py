"""The words of a scan on the table: what is said, and when, in a stretch as long as the session needs it to be.

They are spread by the guidance profile: closer near the start and the end, wide apart in the middle, with a freedom cue
every 10 to 15 minutes and the intention now and then. This is worked out on candidates: lay the cues with one middle
gap, share out what is left over, keep the candidate nearest to the profile.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from hashlib import sha256

from massage_mind.fit.context import Context
from massage_mind.fit.element import QUIET, Element
from massage_mind.fit.flow import Memory, Placed, Stretch
from massage_mind.fit.pacing import FREE_LATEST_MS, FREE_SOONEST_MS, TABLE, asks
from massage_mind.fit.sharing import share_out
from massage_mind.fit.table_words import TableWords
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import Style

SILENT_AIM_MS = 897_000
CUT_FAULT = 0.5
"""A thread that ends early weighs as much as half of the words too many or too few."""
SHORT_WORDS = 20
"""How many words a freedom cue of a silent session has at the most, where there are such."""
VARIES = 0.3
"""By how much of itself a silence may differ from the next; half of it at the least."""
TAPER_START_MS = 5 * 60_000


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
        self.words = TableWords(context, scan, style, stretch)
        profile = TABLE[context.guidance]
        self.taper = profile.taper.scaled(context.scale)
        self.gap = profile.gap.scaled(context.scale)
        self.taper_until = min(TAPER_START_MS, stretch.total_ms // 6)

    def lay(self, memory: Memory) -> tuple[list[Placed], Memory]:
        """The cues with their gaps, filling the stretch exactly, and what has been said by then."""
        if self.context.guidance == "silent":
            best = self.silent(memory.copy())
        else:
            candidates = [self.candidate(gap, memory.copy()) for gap in self.tries()]
            best = min(candidates, key=lambda one: self.fault(one) + self.unfree(one, memory.last_free_ms))
            self.vary(best)
        return [
            Placed(element, gap) for element, gap in zip(best.elements, best.gaps, strict=True)
        ], best.memory

    def tries(self) -> list[int]:
        """Middle gaps worth trying: around the one that would give the words aimed at, and the bounds themselves."""
        low, high = round(self.gap.least * (1 + VARIES)), round(self.gap.most * (1 - VARIES))
        elements = [element for element in map(self.words.spoken, self.scan.lines) if element is not None]
        aim = self.stretch.words[1]
        if not elements or not aim:
            return [self.gap.natural]
        words = sum(len(element.text.split()) for element in elements) / len(elements)
        length = sum(element.length_ms for element in elements) / len(elements)
        guess = self.stretch.length_ms * words / aim - length
        around = {round(guess * part) for part in (0.7, 0.8, 0.86, 0.92, 1.0, 1.12)}
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
            element = self.words.choose(at, gap, after)
            before_next = max(least, element.gap.least, self.taper.least if elements else 0) if element else 0
            if element is None or at + element.length_ms + before_next > self.stretch.end_ms:
                break
            memory = after
            end = at + element.length_ms
            taper = end < self.taper_until or end >= self.words.taper_from
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

    def vary(self, candidate: _Candidate) -> None:
        """Make the middle silences uneven, in pairs, so that all other times stay; longer after a question.

        A freedom cue and the turn stay where they are, for they have a time of their own.
        """
        if self.context.seed is None:
            return
        number = 0
        while number + 1 < len(candidate.middle):
            first, second = candidate.middle[number], candidate.middle[number + 1]
            between = candidate.elements[second]
            if second != first + 1 or between.free or between.origin == "turn":
                number += 1
                continue
            self.vary_pair(candidate, first, second)
            number += 2

    def vary_pair(self, candidate: _Candidate, first: int, second: int) -> None:
        """Give a part of one silence to the one after it, or the other way round, within the bounds of the profile."""
        gaps, elements = candidate.gaps, candidate.elements
        digest = sha256(f"{self.context.seed}\0{elements[first].source}".encode()).digest()
        share = VARIES * (0.5 + digest[0] / 510)
        asked, after = asks(elements[first].text), asks(elements[second].text)
        longer_first = asked if asked != after else digest[1] % 2 == 0
        shorter, longer = (second, first) if longer_first else (first, second)
        room = min(
            gaps[shorter] - max(self.gap.least, elements[shorter].gap.least),
            self.gap.most - gaps[longer],
        )
        moved = max(0, min(round(share * min(gaps[first], gaps[second])), room))
        gaps[shorter] -= moved
        gaps[longer] += moved

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
        fault += candidate.memory.cut * CUT_FAULT
        if not candidate.elements:
            fault += 1_000
        return fault

    def unfree(self, candidate: _Candidate, last_ms: int) -> float:
        """How much too long a candidate goes without a freedom cue; the one before it came at `last_ms`."""
        at, longest = self.stretch.start_ms, 0
        for element, gap in zip(candidate.elements, candidate.gaps, strict=True):
            if element.free:
                longest, last_ms = max(longest, at - last_ms), at
            at += element.length_ms + gap
        end = self.stretch.end_ms if self.stretch.goes_on else self.stretch.total_ms
        longest = max(longest, end - last_ms)
        return 100 * max(0, longest - FREE_LATEST_MS) / 60_000

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
            element = self.words.pool(self.scan.turn, 0, free=True) if says_turn else self.short_free(number)
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
        """The next of the short freedom cues: in a silent session every word counts."""
        free = self.context.script.free
        short = [line for line in free if len(line.text.split()) <= SHORT_WORDS]
        lines = short if len(short) > 1 else sorted(free, key=lambda line: len(line.text.split()))[:2]
        return self.words.spoken(lines[(number - 1) % len(lines)], free=True) if lines else None

    def nearest(self, last_free: int, every: int, count: int) -> int:
        """Which of the freedom cues lies nearest to the turn, counted from 1; 0 for none."""
        if self.words.turn_at is None or not count:
            return 0
        begun = self.stretch.begun_ms
        turn_ms = begun + self.words.turn_at * (self.stretch.end_ms - begun)
        return min(range(1, count + 1), key=lambda number: abs(last_free + number * every - turn_ms))
