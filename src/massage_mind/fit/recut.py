"""Where a running session is cut, when what remains of it is fitted anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from massage_mind.fit.element import Element
from massage_mind.fit.expand import Said
from massage_mind.fit.flow import BETWEEN_REGIONS, Memory
from massage_mind.fit.giver_track import GiverCue
from massage_mind.fit.pacing import AFTER_QUESTION_MS, Gap, asks
from massage_mind.fit.timeline import Cue, Timeline

LEAD_MS = 2_000
"""The least silence before the next words."""


def performed(timeline: Timeline, at_ms: int, *, at_once: bool = False) -> tuple[list[Cue], int]:
    """What has been performed, with the running cue brought to its end or, for a silence, cut; and when that is.

    The silence of a giver's page is brought to its end as well, but where something else is to begin `at_once`.
    """
    index = timeline.index_at(at_ms)
    done = list(timeline.cues[:index])
    cue = timeline.cues[index]
    unpaced = cue.kind == "breathe" and cue.breath is not None and not cue.breath.paced
    if (cue.kind == "rest" and (at_once or not cue.of_a_page)) or unpaced:
        if at_ms > cue.at_ms:
            done.append(replace(cue, length_ms=at_ms - cue.at_ms))
    else:
        done.append(cue)
    return done, done[-1].end_ms if done else 0


def quiet_before(done: Sequence[Cue]) -> int:
    """The least silence before the next words when a running session is fitted anew."""
    last = next((cue for cue in reversed(done) if cue.kind == "say"), None)
    if last is None or not asks(last.text):
        return LEAD_MS
    return max(LEAD_MS, AFTER_QUESTION_MS - (done[-1].end_ms - last.end_ms))


def lead(done: Sequence[Cue]) -> Element:
    """That silence, a little longer where there is time: as if the words before had only just been said."""
    spoken = max((cue.end_ms for cue in done if cue.kind == "say"), default=0)
    least = quiet_before(done)
    more = max(0, 50_000 - (done[-1].end_ms - spoken) - least)
    return Element("rest", "", least, Gap(0, more, more), step=done[-1].step)


def said_by(done: Sequence[Cue]) -> Said:
    """What cues that were performed have used up."""
    return Said(
        stop_rule=any(cue.breath and cue.breath.paced for cue in done),
        holds=any(cue.breath and cue.breath.holds for cue in done),
        free=sum(cue.free for cue in done),
        remind=sum(cue.reminds for cue in done),
    )


def memory_of(done: Sequence[Cue]) -> Memory:
    """What the flows of a session have said so far, read back from its cues."""
    memory = Memory()
    for cue in done:
        memory.remind += cue.reminds
        if cue.free:
            memory.frees(cue.source, cue.at_ms)
        if cue.origin == "line" or cue.origin.startswith("region:"):
            memory.said[cue.source] = memory.said.get(cue.source, 0) + 1
        if cue.origin == "line":
            memory.lines += 1
            memory.last = cue.source
        memory.turned = memory.turned or cue.origin == "turn"
        if cue.kind == "say":
            memory.left_free = cue.free or cue.origin == "turn"
        if cue.origin.startswith("region:"):
            memory.region_after = memory.lines + BETWEEN_REGIONS
            memory.region = cue.origin.removeprefix("region:")
    return memory


def begin_with(silence: Element, elements: list[Element]) -> None:
    """Let a section that begins anew begin with this silence; a page of the giver's turns before it, at once."""
    first = elements[0] if elements else None
    if first is not None and first.giver is not None:
        elements.insert(1, replace(silence, step=first.step))
    else:
        elements.insert(0, silence)


def turned_by(timeline: Timeline | None, at_ms: int) -> tuple[GiverCue, ...]:
    """The pages of the giver's that have turned before this time; none where nothing has been performed."""
    return () if timeline is None else tuple(page for page in timeline.giver if page.at_ms < at_ms)
