"""`massage-mind appointment edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.appointment_answers import print_appointment
from massage_mind.cli.appointment_options import Details, Untag, Which
from massage_mind.cli.options import AsJson
from massage_mind.cli.stated_options import Tagged
from massage_mind.errors import UsageError

if TYPE_CHECKING:
    from massage_mind.world import World


def edit(
    world: World,
    appointment: Which = "",
    *,
    details: Details,
    tagged: Tagged,
    untag: Untag = None,
    as_json: AsJson = False,
) -> None:
    """Change what it says; an empty text takes it away. Earlier versions are kept."""
    from massage_mind.diary.appointments import AppointmentEdit, edit_appointment
    from massage_mind.diary.stated import tags_said

    change = AppointmentEdit(details.read(world), tagged.tags(), tags_said(untag))
    if change == AppointmentEdit():
        raise UsageError(
            "It doesn't say what is to be different. Such as:",
            command=f'massage-mind appointment edit {appointment or "next"} --place "at home"',
        )
    print_appointment(world, edit_appointment(world, appointment, change), as_json)
