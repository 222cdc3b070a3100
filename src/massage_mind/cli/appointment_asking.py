"""`appointment add` without a time: asked for where somebody can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.diary.appointments import AppointmentDetails
    from massage_mind.diary.has_been import HasBeen
    from massage_mind.world import World


def when_and_what(
    world: World, words: list[str] | None, given: AppointmentDetails, said: HasBeen, *, asks: bool
) -> tuple[int, AppointmentDetails]:
    """When it is, in UTC milliseconds, and what is said of it: as typed, or as answered.

    Raises `UsageError` where there is no time and nobody to ask, and ends the command where none is answered.
    """
    if words:
        return said.when(world, " ".join(words)), given
    asker = world.asker_at_hand() if asks and said.ask else None
    if asker is None:
        from massage_mind.errors import UsageError

        raise UsageError(
            "appointment add needs a time.", "Such as:", command="massage-mind appointment add friday 15:00"
        )
    from massage_mind.cli.answered import answered
    from massage_mind.diary.asking_appointment import ask_appointment

    return answered(world, lambda: ask_appointment(world, asker, given, said), "Nothing was noted.")
