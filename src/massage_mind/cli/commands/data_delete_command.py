"""`massage-mind data delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.data_answers import WORD, demand_word, say_what_goes

if TYPE_CHECKING:
    from massage_mind.world import World

Word = Annotated[
    str, typer.Option("--word", metavar="WORD", help=f"Say the word ({WORD}) here instead of typing it.")
]


def delete(world: World, word: Word = "") -> None:
    """Delete everything, after you have typed the word.

    The journal and its copies, the settings, your own scripts, the cache.
    """
    from massage_mind.diary.stored_data import delete_stored, stored_places

    there = [one for one in stored_places(world) if one.exists]
    if not there:
        world.suggest("Nothing is stored, so there's nothing to delete.")
        return
    say_what_goes(world, there)
    demand_word(world, word, there)
    delete_stored(world, there)
    world.suggest("Everything is deleted.")
