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


def request_to_go_on(cut_short: SessionRecord, *, anew: bool = False) -> SessionRequest:
    """What the command for a session that was cut short asks for when nothing is said with it, and that it is agreed to;
    `anew`: to begin once more."""
    quiet_hour = cut_short.request.get("quiet_hour") is True
    moment = "during" if cut_short.journey else cast("Moment", cut_short.moment)
    if anew:
        return SessionRequest(moment, anew=cut_short.id, quiet_hour=quiet_hour)
    return SessionRequest(moment, go_on=cut_short.id, quiet_hour=quiet_hour)


def session_request(world: World, moment: Moment, asked: OfASession, hands_on: str = "") -> SessionRequest:
    """The options of a session that is taken, as a typed request. Raises `UsageError`."""
    return SessionRequest(
        moment,
        world.library().meant(asked.script, moment) if asked.script else None,
        at_ms=asked.when.at_ms(world),
        length_ms=asked.long.length_ms(hands_on),
        until=asked.long.clock_time(),
        style=asked.said.style or None,
        guidance=asked.said.wanted_guidance(),
        gently=asked.said.gently,
        seed=asked.said.wanted_seed(),
        sound=asked.heard.request(asked.run.sound),
        ask=asked.run.ask,
        plain=asked.run.plain,
        captions=asked.run.with_captions(),
        appointment=asked.when.appointment or None,
    )


LATE = "late"
"""The script for somebody who is late."""


def before_request(world: World, asked: OfASession, *, late: bool) -> SessionRequest:
    """What `before` is asked for; `late` is a script of its own. Raises `UsageError`."""
    from massage_mind.errors import UsageError

    if late and asked.script not in ("", LATE):
        raise UsageError(
            "--late is a script by itself, so no other goes with it. One of the two:",
            command="massage-mind before --late",
        )
    return session_request(world, "before", replace(asked, script=LATE) if late else asked)


def request_alone(
    script: str,
    long: HowLong,
    heard: WhatIsHeard,
    run: HowRun,
    *,
    seed: str = "",
    holds: bool = False,
    at_once: bool = False,
) -> SessionRequest:
    """A practice by itself as a typed request. Raises `UsageError`."""
    from massage_mind.session.typed_lengths import seed_typed

    return SessionRequest(
        "anytime",
        script,
        length_ms=long.length_ms(),
        until=long.clock_time(),
        sound=replace(heard.request(run.sound), bare=at_once),
        ask=run.ask,
        plain=run.plain,
        captions=run.with_captions(),
        seed=seed_typed(seed) if seed else None,
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
        gently=said.gently,
        seed=said.wanted_seed(),
        sound=heard.request(),
        ask=False,
        appointment=appointment or None,
    )
