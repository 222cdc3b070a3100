"""`massage-mind appointment delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.appointment_answers import ask_to_bin, say_binned
from massage_mind.cli.appointment_options import Which
from massage_mind.cli.options import Yes

if TYPE_CHECKING:
    from massage_mind.world import World


def delete(world: World, appointment: Which = "", yes: Yes = False) -> None:
    """Put it into the bin for 30 days; what hangs on it stays, by itself."""
    from massage_mind.diary.appointments import bin_appointment, look_up_appointment

    found = look_up_appointment(world, appointment)
    if ask_to_bin(world, found, yes=yes):
        bin_appointment(world, found)
        say_binned(world, found)
