"""`massage-mind lookback`: then and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.lookback_answers import print_looked_back
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def lookback(world: World, as_json: AsJson = False) -> None:
    """This week a month ago; the last time with the same person, of the same style, with the same wish."""
    from massage_mind.diary.looking_back import look_back

    print_looked_back(world, look_back(world), as_json=as_json)
