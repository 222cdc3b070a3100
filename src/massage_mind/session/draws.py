"""How the words of a session are drawn: by what was said, by what was drawn before, or by lot and what has been heard."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from massage_mind.errors import StoreError
from massage_mind.fit.drawing import IN_ORDER, Draw
from massage_mind.record.line_number import line_number
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from massage_mind.fit.timeline import Timeline
    from massage_mind.journal.store import Store
    from massage_mind.record.kept_draw import DrawnFor, KeptDraw
    from massage_mind.session.prepare import Prepared
    from massage_mind.session.request import SessionRequest
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the journal says before words are drawn; nothing where it cannot be read, which is no reason not to begin.

    `heard` is when each line was last heard, by its number; `drawn` what was drawn for the appointment, `begun` for the
    session that is gone on with. `there` is whether there is a journal.
    """

    heard: Mapping[int, int] = field(default_factory=dict)
    drawn: tuple[KeptDraw, ...] = ()
    begun: tuple[KeptDraw, ...] = ()
    there: bool = False


NOTHING = Recalled()


def recall(store: Store, request: SessionRequest, appointment: str) -> Recalled:
    """What bears on this request, of this appointment (empty: none).

    What of it cannot be read is nothing: a person who lies down is not told which of their journal's pages is damaged.
    """
    if not store.is_there:
        return NOTHING
    try:
        if request.resumes:
            return Recalled(begun=tuple(store.draws.drawn_in(request.resumes)), there=True)
        if request.seed is not None:
            return Recalled(there=True)
        drawn = tuple(store.draws.drawn_for(appointment)) if appointment else ()
        return Recalled(store.draws.heard(), drawn, there=True)
    except StoreError:
        return NOTHING


def draw_for(world: World, request: SessionRequest, recalled: Recalled, drawn_for: DrawnFor) -> Draw:
    """How its words are drawn.

    One that is gone on with as it was begun, where a seed was said by that alone, and for a moment of an appointment as it
    was drawn first; else by lot, what was heard longest ago before the rest.
    """
    if recalled.begun:
        return Draw(recalled.begun[0].seed, order=recalled.begun[0].order)
    if request.seed is not None or request.resumes:
        return Draw(request.seed)  # One that was begun without a seed was said as its script is written.
    for kept in recalled.drawn:
        if kept.drawn_for == drawn_for:
            return Draw(kept.seed, order=kept.order)
    seed = world.lot()
    if seed is None:
        return IN_ORDER
    if not recalled.heard:
        return Draw(seed)
    return Draw(seed, lambda text: recalled.heard.get(line_number(text), 0))


def keep_rendered(world: World, prepared: Prepared, timeline: Timeline) -> None:
    """A file of this session was written: what it says is kept, to count as heard once its session is written down.

    Where there is no journal none is begun for it. One that cannot be written is told.
    """
    if not prepared.journal_there:
        return
    lines = [line_number(cue.source) for cue in timeline.cues if cue.kind == "say" and cue.source]
    try:
        with world.open_store(writing=True) as store:
            store.draws.keep_rendered(
                prepared.draw_to_keep(),
                lines,
                appointment=prepared.appointment_id,
                moment=prepared.moment,
                script=prepared.script.name,
            )
    except StoreError as error:
        world.note(f"What this file says couldn't be kept: {error.sentence}")
