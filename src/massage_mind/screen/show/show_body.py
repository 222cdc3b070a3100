"""The body on the page of a record: before and after as one, and any other time by itself."""

from __future__ import annotations

from collections.abc import Mapping

from massage_mind.record.phases import PHASE_TITLES, PHASES
from massage_mind.record.session import AROUND
from massage_mind.screen.page.page_parts import Part
from massage_mind.screen.show.show_pieces import under_a_heading


def body_part(
    phases: Mapping[str, Mapping[str, int]], kinds: Mapping[str, Mapping[str, str]] | None = None
) -> list[Part]:
    """The maps that were given, by the time they were of, and what it was like there; nothing where there is none."""
    like = kinds or {}
    shown = [phase for phase in PHASES if phases.get(phase)]
    if not shown:
        return []
    # Only where there is something to draw: a list of a hundred check-ins draws nothing.
    from massage_mind.screen.show.body_block import body_block

    parts: list[Part] = []
    if all(phase in shown for phase in AROUND):
        parts += under_a_heading(
            "Body",
            [
                body_block(
                    *(phases[phase] for phase in AROUND), kinds=[like.get(phase, {}) for phase in AROUND]
                )
            ],
        )
        shown = [phase for phase in shown if phase not in AROUND]
    for phase in shown:
        parts += under_a_heading(
            f"Body, {PHASE_TITLES[phase]}", [body_block(phases[phase], kinds=[like.get(phase, {})])]
        )
    return parts
