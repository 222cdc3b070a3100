"""`during`."""

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


def during(
    world: World,
    *,
    script: ScriptName = "",
    long: HowLong,
    said: HowSaid,
    heard: WhatIsHeard,
    run: HowRun,
    when: OfWhen,
) -> None:
    """On the table: eyes as you like, hands free, a few words and much silence. 5 to 180 minutes."""
    from massage_mind.session.journey import take_moment

    request = session_request(
        world, "during", script=script, long=long, said=said, heard=heard, run=run, when=when
    )
    raise typer.Exit(take_moment(world, request))
