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
        help="Which appointment: none for none; else the nearest.",
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
    typer.Option("--care", metavar="WORD", help="Other care then: physiotherapy; a log, no advice."),
]
Week = Annotated[
    list[str] | None,
    typer.Option("--week", metavar="WORDS", help="What the week was like, such as 'little sleep'."),
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, if you like.")]
IntoFile = Annotated[
    str, typer.Option("--out", "-o", metavar="FILE", help="Into this file; - for standard output.")
]
Over = Annotated[bool, typer.Option("--force", help="Over a file that is there already.")]
AsJson = Annotated[bool, typer.Option("--json", help="As one JSON document.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
