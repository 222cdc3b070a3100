"""`render`: a session as one file to take along."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.options import (
    Ambience,
    AppointmentName,
    Bells,
    Delay,
    EndBell,
    GuidanceName,
    Minutes,
    StyleName,
    Until,
    Voice,
    Yes,
)
from massage_mind.errors import Stopped

if TYPE_CHECKING:
    from massage_mind.names import Moment
    from massage_mind.session.ears import Ears
    from massage_mind.session.wish import Ready, Wish


def render(
    script: Annotated[
        str,
        typer.Argument(
            metavar="[SCRIPT]", help="A script's name, the path of a file, or before, during, after."
        ),
    ] = "",
    minutes: Minutes = "",
    until: Until = "",
    style: StyleName = "",
    guidance: GuidanceName = "",
    voice: Voice = "",
    ambience: Ambience = "",
    bells: Bells = "",
    end_bell: EndBell = "",
    delay: Delay = "",
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="Where to: .mp3, .flac, .wav, .ogg, .opus, or .m4b with the extra m4b; else SCRIPT.mp3.",
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
    yes: Yes = False,
) -> None:
    """Write a session to a sound file for your phone, with chapters. Nothing is played and nothing is recorded."""
    from massage_mind import app as world
    from massage_mind.errors import UsageError
    from massage_mind.session.ears import Ears
    from massage_mind.session.wish import Wish

    ears = Ears(voice, ambience, bells, end_bell, delay)
    if all_for:
        if script or minutes or until or appointment:
            raise UsageError(
                "--all-for takes its scripts and its length from the appointment.",
                "Leave out the script, --minutes, --until and --appointment.",
            )
        _render_all(ears, all_for, out, style, guidance, card=card, yes=yes)
        return
    if script == "session":
        raise UsageError(
            "A whole session is three files: before, during and after.",
            "massage-mind render --all-for APPOINTMENT writes them; or name one of the three.",
        )
    if not script:
        raise UsageError(
            "Which script?", "Such as: massage-mind render during --minutes 60 --out session.mp3"
        )
    moments = ("before", "during", "after")
    moment: Moment
    if script in moments:
        moment, name = script, ""  # type: ignore[assignment]
        found = None
    else:
        found = world.library().script(script)
        moment, name = found.moment, script
    wish = Wish(moment, name, minutes, until, style, guidance, ears, ask=False, appointment=appointment)
    path = Path(out or f"{Path(script).stem}.mp3").expanduser()
    ready = _understood(wish)
    _check(path, yes=yes)
    _write(ready, path)
    if card:
        _card(ready)


def _render_all(ears: Ears, name: str, out: str, style: str, guidance: str, *, card: bool, yes: bool) -> None:
    """Before, during and after, as three files in a folder."""
    from massage_mind.cli.journey import on_table
    from massage_mind.errors import UsageError
    from massage_mind.session.wish import Wish

    folder = Path(out or ".").expanduser()
    suffix, name_of = ".mp3", ""
    if folder.suffix and not folder.is_dir():
        suffix, name_of, folder = folder.suffix, f"{folder.stem}-", folder.parent
    elif not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.", "Make it first, or name another with --out.")
    around = replace(ears, bells="", end_bell="", delay="", bare=True)
    wishes = [
        Wish("before", guidance=guidance, ears=around, ask=False, appointment=name),
        Wish("during", style=style, guidance=on_table(guidance), ears=ears, ask=False, appointment=name),
        Wish("after", ears=around, ask=False, appointment=name),
    ]
    ready = [_understood(wish) for wish in wishes]
    paths = [folder / f"{name_of}{number}-{one.wish.moment}{suffix}" for number, one in enumerate(ready, 1)]
    for path in paths:
        _check(path, yes=yes)
    for one, path in zip(ready, paths, strict=True):
        _write(one, path)
    if card:
        _card(ready[1])


def _understood(wish: Wish) -> Ready:
    """The wish as a plan; a file is always made with sound, whatever the settings say of playing it."""
    from massage_mind.session.wish import understand

    return understand(replace(wish, sound=True))


def _check(path: Path, *, yes: bool) -> None:
    """Whether this file can be written, before anything else is done. Raises UsageError."""
    from massage_mind.cli.given import confirmed
    from massage_mind.errors import UsageError
    from massage_mind.sound.file.encoder import check_format

    check_format(path)
    if os.path.lexists(path) and not confirmed(f"{path} is there already. Replace it?", yes=yes):
        raise UsageError(f"{path} is there already.", "Say --yes to replace it, or name another file.")


def _write(ready: Ready, path: Path) -> None:
    from massage_mind import app as world
    from massage_mind.screen.terminal.signals import stopping
    from massage_mind.screen.text import safe_text
    from massage_mind.session.ears import make_ready, telling, unspoken
    from massage_mind.session.run import fitted
    from massage_mind.sound.file.render import render as to_file
    from massage_mind.sound.score import build
    from massage_mind.words.lengths import minutes_and_seconds

    with _said_when_stopped(), stopping():
        ready = make_ready(ready)
        timeline = fitted(ready)
        for text in (*timeline.notes, unspoken(ready, timeline)):
            if text:
                world.note(text)
        score = build(ready.hearing.sounds, lambda _, sentence: world.note(sentence))
        what = f"{timeline.title}, {minutes_and_seconds(timeline.total_ms)}"
        with telling(what, 2 * timeline.total_ms) as told:
            measured = to_file(score, timeline, path, comment=f"{timeline.guidance} guidance", told=told)
    size = path.stat().st_size / 1_000_000
    world.write(safe_text(str(path)))
    world.note(
        f"{what}, {len(timeline.sections)} chapters, {size:.1f} MB, {measured.loudness:.1f} LUFS, "
        f"true peak {measured.true_peak:.1f} dBTP."
    )


@contextmanager
def _said_when_stopped() -> Iterator[None]:
    from massage_mind import app as world

    try:
        yield
    except Stopped:
        world.note("Stopped; nothing was written.")
        raise


def _card(ready: Ready) -> None:
    from massage_mind import app as world
    from massage_mind.screen.text import safe_text
    from massage_mind.script.card import memory_card

    for line in memory_card(ready.script, ready.intention):
        world.write(safe_text(line))
