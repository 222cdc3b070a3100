"""`after`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from massage_mind.cli.session_options import OfASession
from massage_mind.cli.session_requests import session_request

if TYPE_CHECKING:
    from massage_mind.world import World


def after(world: World, *, asked: OfASession) -> None:
    """Come back gently, and see how it is. Without SCRIPT: coming-back."""
    from massage_mind.session.journey import take_moment

    raise typer.Exit(take_moment(world, session_request(world, "after", asked)))
