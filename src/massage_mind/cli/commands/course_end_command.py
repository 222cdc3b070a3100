"""`massage-mind course end`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.course_answers import print_ended
from massage_mind.cli.course_options import KeepPlanned, WhichCourse
from massage_mind.cli.options import AsJson, Reason

if TYPE_CHECKING:
    from massage_mind.world import World


def end(
    world: World,
    which: WhichCourse = "",
    reason: Reason = "",
    keep: KeepPlanned = False,
    as_json: AsJson = False,
) -> None:
    """The course ends now. No reason is needed; what was written stays."""
    from massage_mind.diary.course_pausing import end_course

    print_ended(world, end_course(world, reason, keep=keep, course_id=which), as_json)
