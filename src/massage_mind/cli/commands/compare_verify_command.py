"""`massage-mind compare verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.compare_answers import print_verified
from massage_mind.cli.compare_options import WhichComparison
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def verify(world: World, which: WhichComparison = "", as_json: AsJson = False) -> None:
    """Work out digest and order from the plan, and say whether they are the ones that were kept."""
    from massage_mind.diary.comparison_ends import verify_comparison

    print_verified(world, verify_comparison(world, which), as_json=as_json)
