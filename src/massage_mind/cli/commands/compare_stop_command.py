"""`massage-mind compare stop`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.compare_answers import print_stopped
from massage_mind.cli.compare_options import Outside
from massage_mind.cli.options import AsJson, Reason

if TYPE_CHECKING:
    from massage_mind.world import World


def stop(world: World, reason: Reason = "", outside: Outside = False, as_json: AsJson = False) -> None:
    """The comparison stops now. What was rated stays; without a reason from outside there's no ending."""
    from massage_mind.diary.comparison_ends import stop_comparison

    print_stopped(world, stop_comparison(world, reason, outside=outside), as_json=as_json)
