"""A session to look at without taking it: the timeline it would have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.session.conversation import Conversation
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.fit.drawing import Draw
    from massage_mind.fit.timeline import Timeline
    from massage_mind.script.script import Script
    from massage_mind.session.request import SessionRequest
    from massage_mind.sound.voice.speech import Speech
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class Preview:
    """A timeline to look at, and how its words were drawn."""

    timeline: Timeline
    draw: Draw

    @property
    def drawn_by(self) -> str:
        """The seed, and what it is good for; empty where the words come as they are written."""
        seed = self.draw.seed
        if seed is None:
            return ""
        if self.draw.order:
            return f"Seed {seed}; drawn for your appointment, and kept for it."
        if self.draw.by_seed_alone:
            return f"Seed {seed}; with --seed {seed} the same words come again."
        return f"Seed {seed}, and what you have heard; with --seed {seed} alone other words may come."


def preview_of(world: World, request: SessionRequest, script: Script | None) -> Preview:
    """What would be said when (in the usual script where none is given), its questions with their time, whoever sits there. Raises what `prepare` does."""
    prepared = Conversation(world, ask=False).prepare(replace(request, shown=True), script)
    timeline = prepared.fitter.fit(prepared.length_ms)
    note = _reckoned(timeline, prepared.heard.speech)
    noted = replace(timeline, notes=(*timeline.notes, note)) if note else timeline
    return Preview(noted, prepared.fitting.draw)


def _reckoned(timeline: Timeline, speech: Speech | None) -> str:
    """A sentence where times are reckoned, for the voice has not spoken these lines yet; looking makes it speak nothing."""
    lines = [cue.spoken for cue in timeline.cues if cue.spoken]
    if speech is None or not (unspoken := sum(not speech.speaks(line) for line in lines)):
        return ""
    return (
        f"{unspoken} of its {len(lines)} lines {'is' if unspoken == 1 else 'are'} not spoken yet: where they begin and end "
        "is reckoned, and moves by seconds once they are. The length in all stays."
    )
