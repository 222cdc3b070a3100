"""`massage-mind appointment list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.appointment_answers import print_appointments
from massage_mind.cli.appointment_options import All, InState, Limit
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def list_(
    world: World, everything: All = False, state: InState = "", limit: Limit = 20, as_json: AsJson = False
) -> None:
    """List what is coming, the next first, then what was in the last four weeks."""
    from massage_mind.diary.appointment_list import list_appointments

    listed = list_appointments(world, everything=everything, state=state, limit=limit)
    print_appointments(world, listed, as_json)
