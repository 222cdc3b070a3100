"""`massage-mind appointment add`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.appointment_answers import print_noted
from massage_mind.cli.appointment_asking import when_and_what
from massage_mind.cli.appointment_options import Details, Past, When
from massage_mind.cli.options import AsJson
from massage_mind.cli.stated_options import Tagged

if TYPE_CHECKING:
    from massage_mind.world import World


def add(
    world: World,
    when: When = None,
    *,
    details: Details,
    tagged: Tagged,
    past: Past,
    as_json: AsJson = False,
) -> None:
    """Note an appointment; one that has been counts as done. What was understood is said back."""
    from massage_mind.diary.appointments import note_appointment

    said = past.read()
    at_ms, what = when_and_what(world, when, details.read(world), said, asks=not as_json)
    noted = note_appointment(world, at_ms, what, tagged.tags(), said)
    print_noted(world, noted, as_json)
