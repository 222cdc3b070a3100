"""The options that commands of several groups share; those of a session are in `session_options`."""

from __future__ import annotations

from typing import Annotated

import typer

Ask = Annotated[
    bool, typer.Option("--ask/--no-ask", help="Questions before and after, or none; --no-ask never waits.")
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
