"""`massage-mind appointment done`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.appointment_answers import print_appointment
from massage_mind.cli.appointment_options import Which
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def done(world: World, appointment: Which = "", as_json: AsJson = False) -> None:
    """It took place."""
    from massage_mind.diary.appointments import finish_appointment

    print_appointment(world, finish_appointment(world, appointment), as_json)
