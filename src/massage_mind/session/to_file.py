"""A session as one sound file to take along, or its three parts as three. Nothing is played; what it says is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, Stopped, UsageError
from massage_mind.places import typed_path
from massage_mind.session.draws import keep_rendered
from massage_mind.session.progress_bar import telling
from massage_mind.session.request import SessionRequest, three_parts
from massage_mind.session.take import fitted
from massage_mind.session.voice_ready import with_voice_ready
from massage_mind.values import dataclass
from massage_mind.words.lengths import minutes_to_type, session_words

if TYPE_CHECKING:
    from massage_mind.fit.timeline import Timeline
    from massage_mind.script.script import Script
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World

_ONE_TRACK = "The file holds what the receiver hears. The giver's pages, with their times:"
_HEAVIER, _HEAVIEST = {".wav": 1, ".flac": 2, ".mp3": 5, ".ogg": 8}, 20
"""How many times as long as measuring a session encoding it takes, so that the time left is told truly."""


@dataclass(frozen=True, slots=True)
class SessionFile:
    """A session that can be written to this path."""

    prepared: Prepared
    path: Path


@dataclass(frozen=True, slots=True)
class FileMade:
    """What was written: its length in ms, its chapters, size in bytes, loudness in LUFS, true peak in dBTP."""

    path: Path
    length_ms: int
    chapters: int
    size: int
    loudness: float
    true_peak: float


def one_file(
    talk: Conversation, request: SessionRequest, script: Script | None, path: Path
) -> list[SessionFile]:
    """One moment, for this path. Raises what `prepare` does."""
    return [SessionFile(_prepared(talk, request, script), path)]


def three_files(talk: Conversation, whole: SessionRequest, out: str) -> list[SessionFile]:
    """Before, during and after of an appointment, in a folder, or with the stem and the kind of file that `out` names.

    Raises `UsageError` for a folder that is not there, and what `prepare` does.
    """
    folder = typed_path(out or ".")
    suffix, stem = ".mp3", ""
    if folder.suffix and not folder.is_dir():
        suffix, stem, folder = folder.suffix, f"{folder.stem}-", folder.parent
    elif not folder.is_dir():
        raise UsageError(f"There's no folder {folder}.", "Make it first, or name another with --out.")
    parts = three_parts(whole, before_ms=None, after_ms=None)
    prepared = [_prepared(talk, part) for part in parts]
    return [
        SessionFile(one, folder / f"{stem}{number}-{one.request.moment}{suffix}")
        for number, one in enumerate(prepared, 1)
    ]


def write_file(talk: Conversation, file: SessionFile) -> FileMade:
    """Write it, with a row of dots for how far it is. Raises what the encoder raises, and `Stopped`; half a file never stays."""
    from massage_mind.sound.file.mixdown import render
    from massage_mind.sound.score import build
    from massage_mind.stops import stopping

    world = talk.world
    with _said_when_stopped(world), stopping():
        _check_ambience(file.prepared)
        prepared = with_voice_ready(talk, file.prepared)
        timeline = fitted(world, prepared)
        for text in (*timeline.notes, prepared.heard.unspoken(timeline)):
            if text:
                world.suggest(text)
        if timeline.giver:
            world.suggest(
                _ONE_TRACK, f"massage-mind partner --sheet --minutes {minutes_to_type(timeline.total_ms)}"
            )
        score = build(prepared.heard.sounds, lambda _, sentence: world.note(sentence))
        title, comment = _title(prepared, timeline), f"{timeline.guidance} guidance"
        what = f"{title}, {session_words(timeline.total_ms)}"
        length, heavier = timeline.total_ms, _HEAVIER.get(file.path.suffix.lower(), _HEAVIEST)
        with telling(world, what, length * (1 + heavier), doing="Writing the sound") as told:

            def weighed(done: int) -> None:
                told(done + max(0, done - length) * (heavier - 1))

            measured = render(score, timeline, file.path, title=title, comment=comment, told=weighed)
    keep_rendered(world, prepared, timeline)
    size = file.path.stat().st_size
    return FileMade(
        file.path,
        timeline.total_ms,
        len(timeline.sections),
        size,
        measured.loudness,
        measured.true_peak,
    )


def _title(prepared: Prepared, timeline: Timeline) -> str:
    """What the file is called: with the style where hands are on, or where one was asked for."""
    style = prepared.fitting.style
    named = style.id and (timeline.moment == "during" or prepared.request.style)
    return f"{timeline.title}, {style.title}" if named else timeline.title


def _prepared(talk: Conversation, request: SessionRequest, script: Script | None = None) -> Prepared:
    """A file is always made with sound, whatever the settings say of playing it, and nobody answers it."""
    return talk.prepare(
        replace(request, ask=False, to_file=True, sound=replace(request.sound, on=True)), script
    )


def _check_ambience(prepared: Prepared) -> None:
    """A file that was named as ambience is read whole before anything is made. Raises `UsageError`."""
    sounds = prepared.heard.sounds
    if not prepared.request.sound.ambience or not sounds.own_ambience:
        return
    from massage_mind.sound.ambience import load_ambience

    try:
        load_ambience(sounds.ambience, sounds.folder)
    except MassageMindError as error:
        raise UsageError(error.sentence, error.hint, command=error.command, instead=error.instead) from error


@contextmanager
def _said_when_stopped(world: World) -> Iterator[None]:
    try:
        yield
    except Stopped:
        world.note("Stopped; nothing was written.")
        raise
