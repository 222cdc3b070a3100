"""`massage-mind data where`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.data_answers import print_places
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def where(world: World, as_json: AsJson = False) -> None:
    """Say what is stored, where and how large."""
    from massage_mind.diary.stored_data import stored_places

    print_places(world, stored_places(world), as_json)
