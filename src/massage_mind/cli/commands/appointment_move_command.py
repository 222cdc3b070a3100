"""`massage-mind appointment move`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.appointment_answers import print_appointment
from massage_mind.cli.appointment_options import Past, WhichAndWhen
from massage_mind.cli.options import AsJson, Reason

if TYPE_CHECKING:
    from massage_mind.world import World


def move(
    world: World, words: WhichAndWhen, reason: Reason = "", *, past: Past, as_json: AsJson = False
) -> None:
    """Move it to another time. Its id stays, and with it all that hangs on it."""
    from massage_mind.diary.moving import move_appointment

    print_appointment(world, move_appointment(world, words, reason, past.read()), as_json)
