"""`before`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from massage_mind.cli.session_options import (
    HowLong,
    HowRun,
    HowSaid,
    OfWhen,
    ScriptName,
    WhatIsHeard,
)
from massage_mind.cli.session_requests import session_request

if TYPE_CHECKING:
    from massage_mind.world import World


def before(
    world: World,
    *,
    script: ScriptName = "",
    long: HowLong,
    said: HowSaid,
    heard: WhatIsHeard,
    run: HowRun,
    when: OfWhen,
) -> None:
    """Before the massage: arrive, recall your intention, put things down. 0.5 to 20 minutes, fitted to the clock."""
    from massage_mind.session.journey import take_moment

    request = session_request(
        world, "before", script=script, long=long, said=said, heard=heard, run=run, when=when
    )
    raise typer.Exit(take_moment(world, request))
