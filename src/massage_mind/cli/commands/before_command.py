"""`before`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from massage_mind.cli.session_options import Late, OfASession
from massage_mind.cli.session_requests import before_request

if TYPE_CHECKING:
    from massage_mind.world import World


def before(world: World, *, asked: OfASession, late: Late = False) -> None:
    """Arrive, recall what you'd like, put things down. Without SCRIPT: arriving."""
    from massage_mind.session.journey import take_moment

    raise typer.Exit(take_moment(world, before_request(world, asked, late=late)))
