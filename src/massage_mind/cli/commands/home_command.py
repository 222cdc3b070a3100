"""`massage-mind` alone: where you are, and the one next thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.home_answers import print_standing

if TYPE_CHECKING:
    from massage_mind.world import World


def home(world: World) -> None:
    """A few lines: the appointment, the intention, what waits, the last session, and one thing to do next."""
    from massage_mind.diary.next_thing import keep_offered, where_you_are

    standing = where_you_are(world)
    print_standing(world, standing)
    keep_offered(world, standing)
