"""`first-time`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.help_answers import show_first_time
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def first_time(
    world: World,
    card: Annotated[bool, typer.Option("--card", help="A few lines to take along.")] = False,
    as_json: AsJson = False,
) -> None:
    """A first massage, from the door to the end."""
    show_first_time(world, card=card, as_json=as_json)
