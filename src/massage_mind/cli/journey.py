"""`session`: before, during and after as one way."""

from __future__ import annotations

from typing import Annotated

import typer

from massage_mind.cli.options import Ask, GuidanceName, Minutes, Plain, Sound, StyleName, Until, Voice


def session(
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
    sound: Sound = None,
    ask: Ask = True,
    plain: Plain = False,
) -> None:
    """The whole way: before, then during (--minutes), then after. One record."""
    import secrets

    from massage_mind.cli.around import _quietly, go
    from massage_mind.cli.run import Wish, prompts_for, understand

    journey = secrets.token_hex(6)
    common = {"voice": voice, "sound": sound, "ask": ask, "plain": plain, "journey": journey}
    wishes = []
    if before_minutes != "0":
        wishes.append(Wish("before", minutes=before_minutes, **common))  # type: ignore[arg-type]
    quiet = bool(wishes)
    during = Wish("during", "", minutes, until, style, guidance, quiet=quiet, **common)  # type: ignore[arg-type]
    wishes.append(during)
    if after_minutes != "0":
        wishes.append(Wish("after", minutes=after_minutes, **common))  # type: ignore[arg-type]
    for wish in wishes:  # everything that cannot be is said before anything begins
        understand(wish)
    code = 0
    for wish in wishes:
        prompts = prompts_for(wish)
        if prompts is not None and wish.moment != wishes[0].moment:
            text = {
                "during": "Enter when you lie down and it begins.",
                "after": "Enter when you are ready to come back.",
            }
            _quietly(prompts.go_on, text[wish.moment])
        ended = go(understand(wish), prompts)
        code = ended.code
        if ended.outcome.ending != "finished":
            break
    raise typer.Exit(code)
