"""`breathe`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.session_options import Ambience, HowLong, HowRun, Seed, Voice, WhatIsHeard
from massage_mind.cli.session_requests import request_alone

if TYPE_CHECKING:
    from massage_mind.world import World


def breathe(
    world: World,
    *,
    pattern: Annotated[
        str, typer.Argument(metavar="[PATTERN]", help="A name, or seconds such as 4-0-6.")
    ] = "ease",
    long: HowLong,
    voice: Voice = "",
    ambience: Ambience = "",
    run: HowRun,
    seed: Seed = "",
    holds: Annotated[
        bool, typer.Option("--holds", help="Yes to breath holds, for this time; see the caution.")
    ] = False,
    patterns: Annotated[bool, typer.Option("--list", help="List the patterns.")] = False,
) -> None:
    """A breathing practice on its own; slow and small is enough."""
    from massage_mind.cli.pattern_page import patterns_page
    from massage_mind.script.breathing import pattern_named
    from massage_mind.session.practice import take_breathing

    if patterns:
        world.show(patterns_page(), paged=True)
        raise typer.Exit
    chosen = pattern_named(pattern)
    request = request_alone("breathing", long, WhatIsHeard(voice, ambience), run, seed=seed, holds=holds)
    raise typer.Exit(take_breathing(world, request, chosen))
