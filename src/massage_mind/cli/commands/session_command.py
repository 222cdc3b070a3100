"""`session`: before, during and after as one journey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.options import AppointmentName
from massage_mind.cli.session_options import (
    HandsOn,
    HowLong,
    HowRun,
    HowSaid,
    LogAt,
    OfASession,
    OfWhen,
    WhatIsHeard,
)
from massage_mind.cli.session_requests import BESIDE_MINUTES, session_request

if TYPE_CHECKING:
    from massage_mind.world import World


def session(
    world: World,
    *,
    long: HowLong,
    hands_on: HandsOn = "",
    before_minutes: Annotated[
        str, typer.Option("--before", metavar="N", help="How long before, in minutes; 0 leaves it out.")
    ] = BESIDE_MINUTES,
    after_minutes: Annotated[
        str, typer.Option("--after", metavar="N", help="How long after, in minutes; 0 leaves it out.")
    ] = BESIDE_MINUTES,
    said: HowSaid,
    heard: WhatIsHeard,
    run: HowRun,
    appointment: AppointmentName = "",
    quiet_hour: Annotated[
        bool,
        typer.Option(
            "--quiet-hour", help="An hour of rest without massage, rated the same way, to compare with."
        ),
    ] = False,
    at: LogAt = "",
) -> None:
    """All of it: before, then during (--minutes), then after."""
    from massage_mind.session.journey import take_journey, take_quiet_hour
    from massage_mind.session.typed_lengths import part_ms

    if quiet_hour:
        alone = OfASession(long=long, said=HowSaid(seed=said.seed), heard=heard, run=run, when=OfWhen(at=at))
        raise typer.Exit(take_quiet_hour(world, session_request(world, "during", alone)))
    asked = OfASession(long=long, said=said, heard=heard, run=run, when=OfWhen(appointment, at))
    whole = session_request(world, "during", asked, hands_on)
    before, after = part_ms(before_minutes, "--before"), part_ms(after_minutes, "--after")
    raise typer.Exit(take_journey(world, whole, before_ms=before, after_ms=after))
