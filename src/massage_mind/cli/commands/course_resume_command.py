"""`massage-mind course resume`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.course_answers import print_overview
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def resume(world: World, as_json: AsJson = False) -> None:
    """Go on with the course today. The weeks of the pause don't count."""
    from massage_mind.diary.course_pausing import resume_course

    print_overview(world, resume_course(world), as_json)
