"""`preview`: a session to look at, without taking it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.session_options import (
    Bells,
    Delay,
    EndBell,
    HowLong,
    HowSaid,
    Voice,
    WhatIsHeard,
)
from massage_mind.cli.session_requests import moment_and_script, unplayed_request
from massage_mind.cli.timeline_forms import Form, show_preview

if TYPE_CHECKING:
    from massage_mind.world import World


def preview(
    world: World,
    *,
    script: Annotated[
        str,
        typer.Argument(metavar="SCRIPT", help="A script's name or file, or before, during, after."),
    ],
    long: HowLong,
    said: HowSaid,
    voice: Voice = "",
    bells: Bells = "",
    end_bell: EndBell = "",
    delay: Delay = "",
    form: Form,
) -> None:
    """See when what would be said, and how much silence there is."""
    from massage_mind.session.preview_timeline import preview_of

    form.check()
    moment, found = moment_and_script(world, script, "massage-mind preview during")
    heard = WhatIsHeard(voice, bells=bells, end_bell=end_bell, delay=delay)
    request = unplayed_request(moment, script if found else "", long=long, said=said, heard=heard)
    show_preview(world, preview_of(world, request, found), form)
