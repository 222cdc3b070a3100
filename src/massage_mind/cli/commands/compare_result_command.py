"""`massage-mind compare result`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.compare_answers import print_result
from massage_mind.cli.compare_options import WhichComparison
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def result(world: World, which: WhichComparison = "", as_json: AsJson = False) -> None:
    """What came of the comparison, and what you had decided for it. Not before its end."""
    from massage_mind.diary.comparison_ends import result_of

    print_result(world, result_of(world, which, keeps_back=not as_json), as_json=as_json)
