"""`series`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.options import AsJson
from massage_mind.cli.series_answers import print_series, series_request, taken_then
from massage_mind.cli.session_options import Ambience, HowLong, HowRun, LogAt, Seed, Voice, WhatIsHeard

if TYPE_CHECKING:
    from massage_mind.world import World


def series(
    world: World,
    *,
    what: Annotated[
        str, typer.Argument(metavar="[next|NAME|N]", help="The next one, or one by its name or number.")
    ] = "",
    of: Annotated[str, typer.Option("--of", metavar="SERIES", help="Which series, of several.")] = "",
    again: Annotated[bool, typer.Option("--again", help="With next: from the first, once more.")] = False,
    long: HowLong,
    voice: Voice = "",
    ambience: Ambience = "",
    run: HowRun,
    seed: Seed = "",
    at: LogAt = "",
    as_json: AsJson = False,
) -> None:
    """A few minutes of attention on each of seven days: what there is, and the next one. It waits where it was."""
    from massage_mind.session.practice import take_of_series
    from massage_mind.session.series_at_hand import series_asked

    asked = series_asked(world, what, of, again=again)
    if as_json or not asked.script:
        print_series(world, asked, as_json=as_json)
        raise typer.Exit
    request = series_request(asked, long, WhatIsHeard(voice, ambience), run, seed)
    raise typer.Exit(take_of_series(world, taken_then(world, request, at)))
