"""`partner`: a massage for two at home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.partner_sheet import SheetForms
from massage_mind.cli.session_options import Ambience, HowLong, HowRun, ScriptName, Seed, Voice, WhatIsHeard
from massage_mind.cli.session_requests import request_alone
from massage_mind.names import FOR_TWO

if TYPE_CHECKING:
    from massage_mind.world import World


def partner(
    world: World,
    *,
    script: ScriptName = FOR_TWO,
    long: HowLong,
    voice: Voice = "",
    ambience: Ambience = "",
    run: HowRun,
    seed: Seed = "",
    sheet: Annotated[
        bool, typer.Option("--sheet", help="Show what whoever gives does when, instead of beginning.")
    ] = False,
    forms: SheetForms,
) -> None:
    """For two at home: one listens, and one gives by pages on the screen that turn by themselves."""
    from massage_mind.cli.partner_sheet import put_sheet
    from massage_mind.session.for_two import sheet_for_two, take_for_two

    request = request_alone(script, long, WhatIsHeard(voice, ambience), run, seed=seed)
    if not sheet and not forms.any:
        raise typer.Exit(take_for_two(world, request))
    put_sheet(world, *sheet_for_two(world, request), forms)
