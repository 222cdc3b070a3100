"""`render`: a session as one file to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.files_to_render import check_writable, files_to_render, show_card, show_made
from massage_mind.cli.options import AppointmentName, Yes
from massage_mind.cli.session_options import HowLong, HowSaid, WhatIsHeard

if TYPE_CHECKING:
    from massage_mind.world import World


def render(
    world: World,
    *,
    script: Annotated[
        str,
        typer.Argument(metavar="[SCRIPT]", help="A script's name or file, or before, during, after."),
    ] = "",
    long: HowLong,
    said: HowSaid,
    heard: WhatIsHeard,
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="A .mp3, .flac, .wav, .ogg, .opus or .m4b; else .mp3.",
        ),
    ] = "",
    all_for: Annotated[
        str,
        typer.Option(
            "--all-for",
            metavar="APPOINTMENT",
            help="Before, during and after for this appointment, as three files.",
        ),
    ] = "",
    card: Annotated[
        bool,
        typer.Option(
            "--card", help="Print three lines to remember as well, for a room where nothing may play."
        ),
    ] = False,
    appointment: AppointmentName = "",
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Say how loud it came out as well: loudness and true peak.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Write a session to a sound file for your phone, with chapters."""
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.to_file import write_file

    talk = Conversation(world, ask=False)
    files = files_to_render(talk, script, out, all_for, long, said, heard, appointment)
    check_writable(world, files, yes=yes)
    for file in files:
        show_made(world, write_file(talk, file), verbose=verbose)
    if card:
        show_card(world, files)
