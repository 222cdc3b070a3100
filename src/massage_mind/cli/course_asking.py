"""`course start` without a time: asked for where somebody can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.diary.courses import CourseSaid
    from massage_mind.world import World


def what_is_planned(world: World, given: CourseSaid, *, asks: bool) -> CourseSaid:
    """What is said of the course: as typed, or as answered where no time for the first was.

    Raises `StoreError` where one runs, before anything is asked; ends the command where no time is answered.
    """
    from massage_mind.diary.courses import refuse_second

    refuse_second(world)
    if given.first_at is not None or given.every == "as-needed":
        return given
    asker = world.asker_at_hand() if asks else None
    if asker is None:
        return given
    from massage_mind.cli.answered import answered
    from massage_mind.cli.appointment_options import read_price
    from massage_mind.diary.asking_course import ask_course

    return answered(
        world,
        lambda: ask_course(world, asker, given, lambda words: read_price(words, "A price")),
        "Nothing was planned.",
    )
