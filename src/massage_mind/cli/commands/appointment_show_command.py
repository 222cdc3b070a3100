"""`massage-mind appointment show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.appointment_options import Which
from massage_mind.cli.options import AsJson
from massage_mind.cli.record_page import print_whole

if TYPE_CHECKING:
    from massage_mind.world import World


def show(world: World, appointment: Which = "", as_json: AsJson = False) -> None:
    """Show one with everything around it: intention, check-ins, sessions, what was written."""
    from massage_mind.diary.appointments import whole_appointment

    print_whole(world, whole_appointment(world, appointment), as_json=as_json)
