"""An appointment asked for one thing after the other: when, with whom, how long, which style. All but the when may be left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import UsageError

if TYPE_CHECKING:
    from massage_mind.diary.appointments import AppointmentDetails
    from massage_mind.diary.has_been import HasBeen
    from massage_mind.perform.asker import Asker
    from massage_mind.world import World

LONGEST_MINUTES = 1440


def ask_appointment(
    world: World, asker: Asker, given: AppointmentDetails, said: HasBeen
) -> tuple[int, AppointmentDetails] | None:
    """When it is, in UTC milliseconds, and what was said of it; None where no time is given. What is given is not asked.

    Raises `NoMoreAnswers`, `Leave`.
    """
    at_ms = _when(world, asker, said)
    if at_ms is None:
        return None
    details = given
    if details.therapist is None:
        details = replace(details, therapist=asker.read("With whom? (Enter leaves it out): ") or None)
    if details.minutes is None:
        details = replace(details, minutes=_minutes(asker))
    if details.style is None:
        details = replace(details, style=_style(world, asker))
    return at_ms, details


def _when(world: World, asker: Asker, said: HasBeen) -> int | None:
    """A time that can be read; asked again until it can be, or nothing is typed."""
    while typed := asker.read("When is it? Such as friday 15:00, tomorrow 9am: "):
        try:
            return said.when(world, typed)
        except UsageError as error:
            asker.tell(f"{error.sentence} {error.hint}", dim=True)
    return None


def _minutes(asker: Asker) -> int | None:
    while typed := asker.read("How many minutes? (Enter leaves it out): "):
        if typed.isascii() and typed.isdecimal() and 0 < int(typed[:9]) <= LONGEST_MINUTES:
            return int(typed)
        asker.tell(f"A whole number from 1 to {LONGEST_MINUTES:,}.", dim=True)
    return None


def _style(world: World, asker: Asker) -> str | None:
    """The style that was chosen; None for none."""
    library = world.library()
    ids = library.style_ids()
    chosen = asker.choice("Which style?", [library.style(one).title for one in ids])
    return None if chosen is None else ids[chosen]
