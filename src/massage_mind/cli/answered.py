"""What somebody answered, or the end of a command of which nothing came."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from massage_mind.world import World

_Answered = TypeVar("_Answered")


def answered(world: World, ask: Callable[[], _Answered | None], nothing: str) -> _Answered:
    """What `ask` comes to; where somebody leaves, or it is None, `nothing` is said and the command ends."""
    from massage_mind.perform.asker import Leave, NoMoreAnswers

    try:
        found = ask()
    except (Leave, NoMoreAnswers):
        found = None
    if found is None:
        world.suggest(nothing)
        raise typer.Exit
    return found
