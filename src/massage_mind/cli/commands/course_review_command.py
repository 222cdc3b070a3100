"""`massage-mind course review`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.course_answers import print_look_back
from massage_mind.cli.course_options import ReviewAnswers
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def review(world: World, *, answers: ReviewAnswers, as_json: AsJson = False) -> None:
    """Look back on the course so far; what you say is kept in the journal."""
    from massage_mind.diary.reviewing import look_back

    print_look_back(world, look_back(world, answers.read(asks=not as_json)), as_json)
