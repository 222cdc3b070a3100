"""Which files `render` is to write, whether it may, and what it says of each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.cli.session_options import HowLong
from massage_mind.cli.session_requests import unplayed_request
from massage_mind.errors import UsageError
from massage_mind.places import typed_path
from massage_mind.session.request import MASSAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from massage_mind.cli.session_options import HowSaid, WhatIsHeard
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.to_file import FileMade, SessionFile
    from massage_mind.world import World

AS_SET = HowLong()


def files_to_render(
    talk: Conversation,
    script: str,
    out: str,
    all_for: str,
    long: HowLong,
    said: HowSaid,
    heard: WhatIsHeard,
    appointment: str,
) -> list[SessionFile]:
    """The session of one script or moment, or the three of an appointment. Raises `UsageError` and what `prepare` does."""
    from massage_mind.session.to_file import one_file, three_files

    if all_for:
        if script or long != AS_SET or appointment:
            raise UsageError(
                "--all-for takes its scripts and its length from the appointment.",
                "Leave out the script, --minutes, --until and --appointment.",
            )
        whole = unplayed_request("during", "", long=AS_SET, said=said, heard=heard, appointment=all_for)
        return three_files(talk, whole, out)
    if script == "session":
        raise UsageError(
            "A whole session is three files: before, during and after.",
            "Name one of the three, or give --all-for and the id of an appointment.",
            command="massage-mind render during",
        )
    if not script:
        raise UsageError(
            "It needs the name of a script.",
            command="massage-mind render during --minutes 60 --out session.mp3",
        )
    path = typed_path(out or f"{Path(script).stem}.mp3")
    for moment in MASSAGE:
        if script == moment:
            request = unplayed_request(moment, "", long=long, said=said, heard=heard, appointment=appointment)
            return one_file(talk, request, None, path)
    found = talk.world.library().script(script)
    request = unplayed_request(
        found.moment, script, long=long, said=said, heard=heard, appointment=appointment
    )
    return one_file(talk, request, found, path)


def check_writable(world: World, files: Iterable[SessionFile], *, yes: bool) -> None:
    """Whether these files can be written, before anything else is done. Raises `UsageError`."""
    from massage_mind.cli.piped import confirmed
    from massage_mind.sound.file.encoder import check_format

    for path in (file.path for file in files):
        check_format(path)
        if os.path.lexists(path) and not confirmed(world, f"{path} is there already. Replace it?", yes=yes):
            raise UsageError(
                f"{path} is there already.", "Name another file, or replace it:", instead=("", "--yes")
            )


def show_made(world: World, made: FileMade) -> None:
    """Its path to standard output, what it came out as to standard error."""
    from massage_mind.screen.text import safe_text

    world.write(safe_text(str(made.path)))
    world.note(
        f"{made.what}, {made.chapters} chapters, {made.size / 1_000_000:.1f} MB, {made.loudness:.1f} LUFS, "
        f"true peak {made.true_peak:.1f} dBTP."
    )


def show_card(world: World, files: Sequence[SessionFile]) -> None:
    """Three lines to remember: of the one session, or of the massage itself where there are three."""
    from massage_mind.screen.text import safe_text
    from massage_mind.script.card import memory_card

    prepared = files[len(files) // 2].prepared
    for line in memory_card(prepared.script, prepared.intention):
        world.write(safe_text(line))
