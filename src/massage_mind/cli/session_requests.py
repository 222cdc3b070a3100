"""From the options of a command to the typed request of a session: one function for each way of asking for one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.cli.session_options import HowSaid
from massage_mind.session.request import SessionRequest

if TYPE_CHECKING:
    from massage_mind.cli.session_options import HowLong, HowRun, OfWhen, WhatIsHeard
    from massage_mind.names import Moment
    from massage_mind.world import World

NOTHING_SAID = HowSaid()


def session_request(
    world: World,
    moment: Moment,
    *,
    script: str = "",
    long: HowLong,
    said: HowSaid = NOTHING_SAID,
    heard: WhatIsHeard,
    run: HowRun,
    when: OfWhen,
) -> SessionRequest:
    """The options of a session that is taken, as a typed request. Raises `UsageError`."""
    return SessionRequest(
        moment,
        script or None,
        at_ms=when.at_ms(world),
        length_ms=long.length_ms(),
        until=long.clock_time(),
        style=said.style or None,
        guidance=said.wanted_guidance(),
        sound=heard.request(run.sound),
        ask=run.ask,
        plain=run.plain,
        appointment=when.appointment or None,
    )


def request_alone(
    script: str,
    long: HowLong,
    heard: WhatIsHeard,
    run: HowRun,
    *,
    holds: bool = False,
    at_once: bool = False,
) -> SessionRequest:
    """A practice by itself as a typed request. Raises `UsageError`."""
    return SessionRequest(
        "anytime",
        script,
        length_ms=long.length_ms(),
        until=long.clock_time(),
        sound=replace(heard.request(run.sound), bare=at_once),
        ask=run.ask,
        plain=run.plain,
        holds=holds,
        at_once=at_once,
    )


def unplayed_request(
    moment: Moment,
    script: str,
    *,
    long: HowLong,
    said: HowSaid,
    heard: WhatIsHeard,
    appointment: str = "",
) -> SessionRequest:
    """A session to look at, or to make a file of, as a typed request. Raises `UsageError`."""
    return SessionRequest(
        moment,
        script or None,
        length_ms=long.length_ms(),
        until=long.clock_time(),
        style=said.style or None,
        guidance=said.wanted_guidance(),
        sound=heard.request(),
        ask=False,
        appointment=appointment or None,
    )
