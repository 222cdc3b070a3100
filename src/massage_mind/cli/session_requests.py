"""From the options of a command to the typed request of a session: one function for each way of asking for one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from massage_mind.session.request import MASSAGE, SessionRequest

if TYPE_CHECKING:
    from massage_mind.cli.session_options import HowLong, HowRun, HowSaid, OfASession, WhatIsHeard
    from massage_mind.names import Moment
    from massage_mind.record.session import SessionRecord
    from massage_mind.script.script import Script
    from massage_mind.world import World

BESIDE_MINUTES = "5"
"""How long before and after are in a journey, where nothing else is said."""


def request_to_go_on(cut_short: SessionRecord) -> SessionRequest:
    """What the command for a session that was cut short asks for when nothing is said with it, and that it is agreed to."""
    quiet_hour = cut_short.request.get("quiet_hour") is True
    moment = "during" if cut_short.journey else cast("Moment", cut_short.moment)
    return SessionRequest(moment, go_on=cut_short.id, quiet_hour=quiet_hour)


def session_request(world: World, moment: Moment, asked: OfASession) -> SessionRequest:
    """The options of a session that is taken, as a typed request. Raises `UsageError`."""
    return SessionRequest(
        moment,
        asked.script or None,
        at_ms=asked.when.at_ms(world),
        length_ms=asked.long.length_ms(),
        until=asked.long.clock_time(),
        style=asked.said.style or None,
        guidance=asked.said.wanted_guidance(),
        sound=asked.heard.request(asked.run.sound),
        ask=asked.run.ask,
        plain=asked.run.plain,
        captions=asked.run.with_captions(),
        appointment=asked.when.appointment or None,
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
        captions=run.with_captions(),
        holds=holds,
        at_once=at_once,
    )


def moment_and_script(world: World, name: str, whole: str) -> tuple[Moment, Script | None]:
    """The moment that is meant by a name, and its script; None for the one that is usual then.

    `whole` is the command for what goes by the name of session. Raises `UsageError` for a name that is none.
    """
    from massage_mind.errors import UsageError

    if name == "session":
        raise UsageError("A whole session is three: before, during and after.", "One of them:", command=whole)
    for moment in MASSAGE:
        if name == moment:
            return moment, None
    found = world.library().script(name)
    return found.moment, found


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
