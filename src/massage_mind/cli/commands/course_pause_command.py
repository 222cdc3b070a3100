"""`massage-mind course pause`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.course_answers import print_overview
from massage_mind.cli.course_options import Since, Until
from massage_mind.cli.options import AsJson, Reason

if TYPE_CHECKING:
    from massage_mind.world import World


def pause(
    world: World, since: Since = "", until: Until = "", reason: Reason = "", as_json: AsJson = False
) -> None:
    """Pause the course. Nothing is missed: what is planned moves on by whole weeks, at the same time of day."""
    from massage_mind.diary.course_pausing import pause_course

    print_overview(world, pause_course(world, since, until, reason), as_json)
