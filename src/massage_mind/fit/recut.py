"""Where a running session is cut, when what remains of it is fitted anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from massage_mind.fit.element import Element
from massage_mind.fit.expand import Said
from massage_mind.fit.flow import Memory
from massage_mind.fit.pacing import AFTER_QUESTION_MS, Gap, asks
from massage_mind.fit.timeline import Cue, Timeline

LEAD_MS = 2_000
"""The least silence before the next words."""


def performed(timeline: Timeline, at_ms: int) -> tuple[list[Cue], int]:
    """What has been performed, with the running cue brought to its end or, for a silence, cut; and when that is."""
    index = timeline.index_at(at_ms)
    done = list(timeline.cues[:index])
    cue = timeline.cues[index]
    unpaced = cue.kind == "breathe" and cue.breath is not None and not cue.breath.paced
    if cue.kind == "rest" or unpaced:
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
        memory.free += cue.free
        memory.remind += cue.reminds
        if cue.free:
            memory.last_free_ms = cue.at_ms
        memory.lines += cue.origin == "line"
        memory.turned = memory.turned or cue.origin == "turn"
        if cue.origin.startswith("region:"):
            memory.regions += 1
            memory.region = cue.origin.removeprefix("region:")
    return memory
