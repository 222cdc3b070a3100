"""`massage-mind` alone: where you are, and the one next thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from massage_mind.cli.home_keys import answer_home, show_home

if TYPE_CHECKING:
    from massage_mind.world import World


def home(world: World) -> None:
    """Where you are, one fact, and one thing to do; Enter begins it where somebody sits at a terminal."""
    from massage_mind.diary.next_thing import keep_offered, where_you_are

    standing = where_you_are(world)
    todo = show_home(world, standing)
    keep_offered(world, standing)
    raise typer.Exit(answer_home(world, standing, todo))
