"""`massage-mind appointment add`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.appointment_answers import print_noted
from massage_mind.cli.appointment_options import Details, When, read_time
from massage_mind.cli.options import AsJson
from massage_mind.cli.stated_options import Tagged

if TYPE_CHECKING:
    from massage_mind.world import World


def add(
    world: World,
    when: When,
    *,
    details: Details,
    tagged: Tagged,
    as_json: AsJson = False,
) -> None:
    """Note an appointment; one that is past counts as done. What was understood is said back."""
    from massage_mind.diary.appointments import note_appointment

    noted = note_appointment(world, read_time(world, when), details.read(world), tagged.tags())
    print_noted(world, noted, as_json)
