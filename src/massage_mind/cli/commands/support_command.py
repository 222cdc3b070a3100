"""`support`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.help_answers import show_support
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def support(world: World, as_json: AsJson = False) -> None:
    """Where help is when it's too much: an emergency first, then somebody to talk to."""
    show_support(world, as_json=as_json)
