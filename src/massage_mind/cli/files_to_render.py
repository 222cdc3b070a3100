"""Which files `render` is to write, whether it may, and what it says of each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.cli.session_options import HowLong
from massage_mind.cli.session_requests import moment_and_script, unplayed_request
from massage_mind.errors import UsageError
from massage_mind.places import typed_path
from massage_mind.screen.text import safe_text
from massage_mind.words.lengths import session_words, size_words

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
    moment, found = moment_and_script(talk.world, script, "massage-mind render during")
    request = unplayed_request(
        moment, script if found else "", long=long, said=said, heard=heard, appointment=appointment
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


def show_made(world: World, made: FileMade, *, verbose: bool = False) -> None:
    """What was written: on a terminal a page, elsewhere its path on standard output and the rest on standard error."""
    from massage_mind.screen.page.page_parts import SAID, Page, Whole, said

    what = said(
        f"{session_words(made.length_ms)}, {made.chapters} chapters, {size_words(made.size)}, to take along:"
    )
    loud = said(f"Loudness {made.loudness:.1f} LUFS, true peak {made.true_peak:.1f} dBTP.")
    if world.stdout_is_terminal():
        path = Whole(str(made.path.absolute()), "bold", SAID)
        world.show(Page(((what, path), (loud,) * verbose)))
        return
    world.note_page(Page(((what, *(loud,) * verbose),)))
    world.write(safe_text(str(made.path)))


def show_card(world: World, files: Sequence[SessionFile]) -> None:
    """Three lines to remember: of the one session, or of the massage itself where there are three."""
    from massage_mind.screen.page.page_parts import Page, heading, under
    from massage_mind.script.card import memory_card

    prepared = files[len(files) // 2].prepared
    lines = memory_card(prepared.script, prepared.intention)
    if world.read_at_once():
        world.show(Page(((heading("To remember, where nothing may play"), *map(under, lines)),)))
        return
    for line in lines:
        world.write(safe_text(line))
