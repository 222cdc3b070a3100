"""`preview`: a session to look at, without taking it."""

from __future__ import annotations

from typing import Annotated

import typer

from massage_mind.cli.options import Bells, Delay, EndBell, GuidanceName, Minutes, StyleName, Until, Voice
from massage_mind.session.ears import Ears


def preview(
    script: Annotated[str, typer.Argument(metavar="SCRIPT", help="A script's name, or the path of a file.")],
    minutes: Minutes = "",
    until: Until = "",
    style: StyleName = "",
    guidance: GuidanceName = "",
    voice: Voice = "",
    bells: Bells = "",
    end_bell: EndBell = "",
    delay: Delay = "",
    at: Annotated[
        str, typer.Option("--at", metavar="HH:MM", help="Show clock times, starting at this one.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The timeline as one JSON document.")] = False,
    as_text: Annotated[
        bool, typer.Option("--text", help="The words with their times, to read aloud or record.")
    ] = False,
) -> None:
    """See when what would be said, and how much silence there is."""
    import re
    from dataclasses import replace

    from massage_mind import app as world
    from massage_mind.errors import UsageError
    from massage_mind.screen.show import timeline_table as view
    from massage_mind.session.wish import Wish, length_of, understand

    if as_json and as_text:
        raise UsageError("--json and --text are two different forms.", "Leave one of them out.")
    if at and not re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", at):
        raise UsageError(f"--at takes a clock time such as 15:00; {at!r} is none.")
    found = world.library().script(script)
    ears = Ears(voice, bells=bells, end_bell=end_bell, delay=delay)
    ready = understand(Wish(found.moment, script, minutes, until, style, guidance, ears), found)
    ready = replace(ready, plan=ready.plan.with_(ask=True))
    timeline = ready.fitter.fit(length_of(ready))
    if as_json:
        import json

        world.write(json.dumps(view.document(timeline), indent=2, ensure_ascii=True))
        return
    if as_text:
        for line in view.read_aloud(timeline):
            world.write(line)
        return
    if world.rich_wanted():
        from rich.console import Console

        console = Console(markup=False, emoji=False, highlight=False)
        console.print(view.table(timeline, console.width, at))
        return
    for line in view.table_lines(timeline, at):
        world.write(line)
