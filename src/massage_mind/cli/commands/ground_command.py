"""`ground`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.session_options import (
    HowLong,
    HowRun,
    Minutes,
    Plain,
    Sound,
    Voice,
    WhatIsHeard,
)
from massage_mind.cli.session_requests import request_alone

if TYPE_CHECKING:
    from massage_mind.world import World


def ground(
    world: World,
    minutes: Minutes = "",
    table: Annotated[bool, typer.Option("--table", help="For lying on the table.")] = False,
    voice: Voice = "",
    sound: Sound = None,
    plain: Plain = False,
) -> None:
    """Five, four, three, two, one: steady yourself, at once. Asks nothing."""
    from massage_mind.session.practice import take_grounding

    script = "grounding-on-the-table" if table else "grounding"
    run = HowRun(sound, ask=False, plain=plain)
    request = request_alone(script, HowLong(minutes), WhatIsHeard(voice), run, at_once=True)
    raise typer.Exit(take_grounding(world, request))
