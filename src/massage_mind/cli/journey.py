"""`session`: before, during and after as one way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.options import (
    Ambience,
    AppointmentName,
    Ask,
    Bells,
    Delay,
    EndBell,
    GuidanceName,
    LogAt,
    Minutes,
    Plain,
    Sound,
    StyleName,
    Until,
    Voice,
)
from massage_mind.session.ears import Ears

if TYPE_CHECKING:
    from massage_mind.world import World


def session(
    world: World,
    minutes: Minutes = "",
    until: Until = "",
    before_minutes: Annotated[
        str, typer.Option("--before", metavar="N", help="How long before, in minutes; 0 leaves it out.")
    ] = "5",
    after_minutes: Annotated[
        str, typer.Option("--after", metavar="N", help="How long after, in minutes; 0 leaves it out.")
    ] = "5",
    style: StyleName = "",
    guidance: GuidanceName = "",
    voice: Voice = "",
    ambience: Ambience = "",
    bells: Bells = "",
    end_bell: EndBell = "",
    delay: Delay = "",
    sound: Sound = None,
    ask: Ask = True,
    plain: Plain = False,
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
    import secrets

    from massage_mind.cli.moments import log_time
    from massage_mind.cli.typed_lengths import minutes_ms
    from massage_mind.errors import EXIT_EARLY
    from massage_mind.perform.asker import Leave, quietly
    from massage_mind.session.around import go, run_moment
    from massage_mind.session.resume import offer_resume
    from massage_mind.session.wish import Wish, prompts_for, understand

    at_ms = log_time(world, at)
    if quiet_hour:
        # Before and after belong to a massage: their words would not fit, and one part can be compared more plainly.
        wish = Wish(
            "during",
            "quiet-hour",
            *(minutes, until, "", ""),
            Ears(voice, ambience, bells, end_bell, delay),
            sound,
            ask,
            plain,
            journey=secrets.token_hex(6),
            quiet_hour=True,
            quiet=True,
            at_ms=at_ms,
        )
        raise typer.Exit(run_moment(world, wish))
    ahead = 0 if _none(before_minutes) else minutes_ms(before_minutes, "--before")
    behind = 0 if _none(after_minutes) else minutes_ms(after_minutes, "--after")
    shared = Wish(
        "during",
        ears=Ears(voice, ambience, bare=True),
        sound=sound,
        ask=ask,
        plain=plain,
        journey=secrets.token_hex(6),
        appointment=appointment,
    )
    wishes = [
        replace(shared, moment="before", minutes=before_minutes, guidance=guidance),
        replace(
            shared,
            minutes=minutes,
            until=until,
            style=style,
            guidance=on_table(guidance),
            ears=Ears(voice, ambience, bells, end_bell, delay),
            ahead_ms=ahead,
        ),
        replace(shared, moment="after", minutes=after_minutes),
    ]
    wishes = [wish for wish, there in zip(wishes, (ahead, True, behind), strict=True) if there]
    for wish in wishes:  # everything that cannot be is said before anything begins
        understand(world, wish)
    if at_ms is not None:
        begun = at_ms
        for wish in wishes:
            length = understand(world, wish).length_ms
            code = run_moment(world, replace(wish, until="", minutes=f"{length / 60_000:.9f}", at_ms=begun))
            begun += length
        raise typer.Exit(code)
    prompts = prompts_for(world, shared)
    resumed = offer_resume(world, shared, prompts, ("before", "during", "after"))
    if resumed is not None:
        order = ("before", "during", "after")
        wishes = [wish for wish in wishes if order.index(wish.moment) >= order.index(resumed.wish.moment)]
        wishes = [replace(wish, journey=resumed.wish.journey or wish.journey) for wish in wishes]
    code = 0
    for number, wish in enumerate(wishes):
        if prompts is not None and number:
            text = {
                "during": "Press Enter when you are lying down.",
                "after": "Press Enter when you are ready to come back.",
            }
            try:
                quietly(prompts.go_on, text[wish.moment])
            except Leave:
                raise typer.Exit(EXIT_EARLY) from None
        ready = (
            resumed
            if resumed is not None and not number
            else understand(world, replace(wish, quiet=number > 0, ahead_ms=0))
        )
        ended = go(world, ready, prompts)
        code = ended.code
        if ended.outcome.ending != "finished":
            break
    raise typer.Exit(code)


def _none(minutes: str) -> bool:
    """Whether a part is left out: 0, however it is written."""
    return bool(minutes.strip("0.")) is False and bool(minutes)


def on_table(guidance: str) -> str:
    """Dense guidance is for before; on the table its nearest is guided."""
    return "guided" if guidance == "dense" else guidance
