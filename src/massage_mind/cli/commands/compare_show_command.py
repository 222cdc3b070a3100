"""`massage-mind compare show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.compare_answers import print_look
from massage_mind.cli.compare_options import WhichComparison
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def show(world: World, which: WhichComparison = "", as_json: AsJson = False) -> None:
    """How the comparison stands: which hour is next, what was rated, what doesn't fit the plan."""
    from massage_mind.diary.comparing import look_at_comparison

    print_look(world, look_at_comparison(world, which), as_json=as_json)
