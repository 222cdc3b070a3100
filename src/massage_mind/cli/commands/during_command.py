"""`during`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from massage_mind.cli.session_options import HandsOnHere, OfASession
from massage_mind.cli.session_requests import session_request

if TYPE_CHECKING:
    from massage_mind.world import World


def during(world: World, *, asked: OfASession, hands_on: HandsOnHere = "") -> None:
    """On the table: few words, much quiet. Without SCRIPT: following-the-touch."""
    from massage_mind.session.journey import take_moment

    raise typer.Exit(take_moment(world, session_request(world, "during", asked, hands_on)))
