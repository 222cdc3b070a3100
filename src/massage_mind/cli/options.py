"""The options that the session commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Minutes = Annotated[
    str, typer.Option("--minutes", metavar="N", help="How long, in minutes; decimals are fine.")
]
Until = Annotated[str, typer.Option("--until", metavar="HH:MM", help="End at this time of the clock.")]
StyleName = Annotated[str, typer.Option("--style", metavar="S", help="The kind of massage, such as swedish.")]
GuidanceName = Annotated[
    str, typer.Option("--guidance", metavar="G", help="How much is said: dense, guided, sparse or silent.")
]
Voice = Annotated[str, typer.Option("--voice", metavar="V", help="off; voices come in a later version.")]
Sound = Annotated[bool | None, typer.Option("--sound/--no-sound", help="Bells, or none.", show_default=False)]
Ask = Annotated[
    bool, typer.Option("--ask/--no-ask", help="Questions before and after, or none; --no-ask never waits.")
]
Plain = Annotated[bool, typer.Option("--plain", help="One plain line for each cue.")]
ScriptName = Annotated[
    str, typer.Argument(metavar="[SCRIPT]", help="A script's name, or the path of a file.")
]
