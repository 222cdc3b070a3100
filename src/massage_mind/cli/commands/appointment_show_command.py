"""`massage-mind appointment show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.appointment_options import Which
from massage_mind.cli.options import AsJson
from massage_mind.cli.record_page import show_record
from massage_mind.diary.appointments import meant_appointment
from massage_mind.diary.opened import opened

if TYPE_CHECKING:
    from massage_mind.world import World


def show(world: World, appointment: Which = "", as_json: AsJson = False) -> None:
    """Show one with everything around it: intention, check-ins, sessions, what was written."""
    with opened(world, writing=False) as store:
        show_record(world, store, meant_appointment(world, store, appointment), as_json)
