"""`massage-mind appointment delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.appointment_answers import say_binned
from massage_mind.cli.appointment_options import Which
from massage_mind.cli.options import Yes
from massage_mind.cli.piped import confirmed

if TYPE_CHECKING:
    from massage_mind.world import World


def delete(world: World, appointment: Which = "", yes: Yes = False) -> None:
    """Put it into the bin for 30 days; what hangs on it stays, by itself."""
    from massage_mind.diary.appointments import bin_appointment, look_up_appointment
    from massage_mind.diary.belonging import with_text

    found = look_up_appointment(world, appointment)
    if not confirmed(world, f"{with_text(found)[:-1]}: put it into the bin?", yes=yes):
        world.note("It stays.")
        return
    bin_appointment(world, found)
    say_binned(world, found)
