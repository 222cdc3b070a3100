"""`measure add` of which not everything is said: asked for where somebody can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.diary.changing_measures import MeasureWords
    from massage_mind.world import World


def whole_measure(world: World, said: MeasureWords, *, asks: bool) -> MeasureWords:
    """The measure as it is said, or as it was answered; one that is taken up again needs no more than its name.

    Raises `UsageError` where something is wanting and nobody can be asked, and ends the command where no name is given.
    """
    from massage_mind.diary.changing_measures import is_whole, refuse_taken

    if said.name is not None:
        refuse_taken(world, said)
        if is_whole(world, said):
            return said
    asker = world.asker_at_hand() if asks else None
    if asker is None:
        from massage_mind.diary.changing_measures import wanting

        raise wanting(said)
    from massage_mind.cli.answered import answered
    from massage_mind.diary.asking_measure import ask_measure

    return answered(world, lambda: ask_measure(world, asker, said), "Nothing was added.")
