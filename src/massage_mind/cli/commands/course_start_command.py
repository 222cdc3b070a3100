"""`massage-mind course start`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.course_answers import print_started
from massage_mind.cli.course_asking import what_is_planned
from massage_mind.cli.course_options import CoursePlan, First, MayAsk
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def start(
    world: World, when: First = None, *, plan: CoursePlan, ask: MayAsk = True, as_json: AsJson = False
) -> None:
    """Plan a course; without a time it asks. What was planned is said back, with what it costs in all."""
    from massage_mind.diary.courses import start_course

    said = what_is_planned(world, plan.read(world, when), asks=ask and not as_json)
    print_started(world, start_course(world, said), as_json)
