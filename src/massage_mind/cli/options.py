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
Voice = Annotated[
    str,
    typer.Option("--voice", metavar="V", help="Who speaks: auto, shipped, off, or one of `sound voices`."),
]
Ambience = Annotated[
    str,
    typer.Option(
        "--ambience",
        metavar="NAME|FILE",
        help="Under it all: ocean, rain, brown-noise, none, or a sound file.",
    ),
]
Bells = Annotated[
    str,
    typer.Option(
        "--bells",
        metavar="WHEN",
        help="Bells besides the script's: 'every 15', 'at 10,25', 'random 4', none.",
    ),
]
EndBell = Annotated[
    str, typer.Option("--end-bell", metavar="BELL", help="The bell at the end: bowl, bell, gong or none.")
]
Delay = Annotated[
    str,
    typer.Option(
        "--delay", metavar="S", help="Seconds of silence first, to lie down in; part of the length."
    ),
]
Sound = Annotated[
    bool | None,
    typer.Option("--sound/--no-sound", help="Voice, bells and the rest, or none.", show_default=False),
]
Ask = Annotated[
    bool, typer.Option("--ask/--no-ask", help="Questions before and after, or none; --no-ask never waits.")
]
Plain = Annotated[bool, typer.Option("--plain", help="One plain line for each cue.")]
ScriptName = Annotated[
    str, typer.Argument(metavar="[SCRIPT]", help="A script's name, or the path of a file.")
]
AppointmentName = Annotated[
    str,
    typer.Option(
        "--appointment",
        metavar="ID",
        help="Which appointment it belongs to; none for none. Else the nearest.",
    ),
]
At = Annotated[str, typer.Option("--at", metavar="WHEN", help="When it was, if not now: 'yesterday 16:00'.")]
LogAt = Annotated[
    str,
    typer.Option(
        "--at",
        metavar="WHEN",
        help="Only write down that you took it then, without playing it: 'yesterday 15:00'.",
    ),
]
Tags = Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; may be given again.")]
Symptoms = Annotated[
    list[str] | None,
    typer.Option("--symptom", metavar="WORD", help="A symptom at the time; may be given again."),
]
Care = Annotated[
    list[str] | None,
    typer.Option(
        "--care", metavar="WORD", help="Other care at the time, such as physiotherapy; a log, no advice."
    ),
]
Week = Annotated[
    list[str] | None,
    typer.Option("--week", metavar="WORDS", help="What the week was like, such as 'little sleep'."),
]
AsJson = Annotated[bool, typer.Option("--json", help="As one JSON document.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
