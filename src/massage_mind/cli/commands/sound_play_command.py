"""`sound play`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from massage_mind.world import World


def play(
    world: World,
    name: Annotated[
        str, typer.Argument(metavar="NAME|FILE", help="A bell, an ambience, or a sound file of yours.")
    ],
) -> None:
    """Play a bell, or twelve seconds of an ambience."""
    from massage_mind.session.try_sounds import play_sound

    play_sound(world, name)
