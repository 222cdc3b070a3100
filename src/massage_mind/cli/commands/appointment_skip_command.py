"""`massage-mind appointment skip`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.appointment_answers import print_appointment
from massage_mind.cli.appointment_options import Which
from massage_mind.cli.options import AsJson, Reason

if TYPE_CHECKING:
    from massage_mind.world import World


def skip(world: World, appointment: Which = "", reason: Reason = "", as_json: AsJson = False) -> None:
    """It does not take place. That is all right."""
    from massage_mind.diary.appointments import skip_appointment

    print_appointment(world, skip_appointment(world, appointment, reason), as_json)
