"""A session to look at without taking it: the timeline it would have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.session.conversation import Conversation

if TYPE_CHECKING:
    from massage_mind.fit.timeline import Timeline
    from massage_mind.script.script import Script
    from massage_mind.session.request import SessionRequest
    from massage_mind.world import World


def timeline_of(world: World, request: SessionRequest, script: Script | None) -> Timeline:
    """What would be said when (in the usual script where none is given), its questions with their time, whoever sits there. Raises what `prepare` does."""
    prepared = Conversation(world, ask=False).prepare(replace(request, shown=True), script)
    return prepared.fitter.fit(prepared.length_ms)
