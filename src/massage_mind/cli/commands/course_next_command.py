"""`massage-mind course next`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.course_answers import print_next
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def next_(world: World, as_json: AsJson = False) -> None:
    """The next thing of the course: an appointment, a look back, or a word on one that has been."""
    from massage_mind.diary.courses import look_at_course

    print_next(world, look_at_course(world), as_json)
