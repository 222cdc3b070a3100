"""`massage-mind course show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.course_answers import print_overview
from massage_mind.cli.course_options import WhichCourse
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def show(world: World, which: WhichCourse = "", as_json: AsJson = False) -> None:
    """How the course stands: what took place, what it cost, what's to come."""
    from massage_mind.diary.courses import look_at_course

    print_overview(world, look_at_course(world, which), as_json)
