"""`massage-mind park`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.park_answers import print_thoughts
from massage_mind.perform.asker import NoMoreAnswers

if TYPE_CHECKING:
    from massage_mind.world import World


def park(world: World) -> None:
    """Ask for thoughts one by one, each with its when and where; where none is put down, list what waits."""
    from massage_mind.diary.asking_thoughts import quick_list
    from massage_mind.diary.parking import list_parked

    try:
        count = quick_list(world)
    except NoMoreAnswers:
        return
    if not count:
        print_thoughts(world, list_parked(world))
