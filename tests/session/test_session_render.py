"""A session becomes a file: a row of dots with the time left, which goes away, and one line with the path at the end."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from massage_mind.cli.files_to_render import show_made
from massage_mind.session.progress_bar import telling
from massage_mind.session.to_file import FileMade
from massage_mind.testing import ManualClock, Screen, manual_world
from massage_mind.words.lengths import seconds_left_words, session_words, size_words
from massage_mind.world import World

WHAT = "Following the touch, Swedish, 60 minutes"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
CONTROL = "\x1b["


def world_with(clock: ManualClock, *, terminal: bool = True, **environ: str) -> World:
    """A world whose streams are terminals, or pipes."""
    streams = [Screen() if terminal else io.StringIO() for _ in range(2)]
    return manual_world(
        clock=clock,
        environ={"TERM": "xterm-256color", "COLUMNS": "80", **environ},
        stdout=streams[0],
        stderr=streams[1],
    )


def said(world: World, stream: str = "stderr") -> str:
    """What stands in a stream."""
    found = getattr(world, stream)
    assert isinstance(found, io.StringIO)
    return found.getvalue()


def frames(world: World) -> list[str]:
    """What was drawn, one picture after the other, without the colours."""
    pictures = said(world).split("\x1b[2K")
    return [text for text in (ESCAPES.sub("", one).strip("\r\n") for one in pictures) if text.strip()]


def drawn(clock: ManualClock, world: World, *steps: tuple[int, int]) -> str:
    """The last picture after these steps: so many milliseconds later so much of a hundred was done."""
    with telling(world, WHAT, 100, doing="Writing the sound") as told:
        for later, done in steps:
            clock.advance(later)
            told(done)
        return frames(world)[-1] if CONTROL in said(world) else said(world)


@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": "1"}, {"COLUMNS": "40"}, {"TERM": "linux"}])
def test_dots_tell_how_far_it_is_and_words_how_long_it_takes(environ: Mapping[str, str]) -> None:
    """Done and to come by their shape alone, in ASCII where the terminal has no more; no percent, no clock."""
    clock = ManualClock()
    world = world_with(clock, **environ)
    picture = drawn(clock, world, (2_000, 10), (18_000, 50))
    assert "20 seconds left" in picture
    full, empty = ("=", ".") if environ.get("TERM") == "linux" else ("●", "·")
    row = picture.splitlines()[-1]
    assert abs(row.count(empty) - row.count(full)) <= 1
    assert row.count(full) >= 8
    assert not re.search(r"%|\d:\d\d", picture)
    assert all(len(line) <= int(environ.get("COLUMNS", "80")) for line in picture.splitlines())


def test_nothing_of_it_stays_when_it_is_done() -> None:
    """Each of its three lines is taken back (the first is blank), and the cursor is shown again."""
    clock = ManualClock()
    world = world_with(clock)
    drawn(clock, world, (2_000, 10), (2_000, 50))
    text = said(world)
    last = text[text.rindex("left") + len("left") :]
    assert 3 == last.count("\x1b[1A")
    assert text.rindex("\x1b[?25h") > text.rindex("\x1b[?25l")


def test_before_it_is_known_nothing_is_said_of_the_time() -> None:
    """In the first second the title alone, then the dots."""
    clock = ManualClock()
    assert "left" not in drawn(clock, world_with(clock), (300, 1), (300, 2))


def test_a_narrow_terminal_has_the_words_alone() -> None:
    """Where there is no room for dots worth the name; no word is broken."""
    clock = ManualClock()
    picture = drawn(clock, world_with(clock, COLUMNS="24"), (2_000, 10), (18_000, 50))
    assert "●" not in picture
    assert "20 seconds left" in picture
    assert set(picture.split()) <= {*WHAT.split(), "20", "seconds", "left"}


@pytest.mark.parametrize("environ", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}, {"TERM": ""}])
def test_where_nothing_moves_two_sentences_say_it(environ: Mapping[str, str]) -> None:
    """Once each, however often it is told how far it is."""
    clock = ManualClock()
    world = world_with(clock, **environ)
    steps = [(1_000, done) for done in range(5, 100, 5)]
    drawn(clock, world, *steps)
    assert ["Writing the sound.", "About 20 seconds."] == [one.strip() for one in said(world).splitlines()]


def test_a_pipe_is_told_nothing_of_how_far_it_is() -> None:
    """What reads it waits for the end."""
    clock = ManualClock()
    world = world_with(clock, terminal=False)
    drawn(clock, world, (2_000, 10), (2_000, 50))
    assert "" == said(world)


MADE = FileMade(
    Path("/home/you/following-the-touch-swedish-60.mp3"), 3_600_000, 12, 34_200_000, -19.02, -1.49
)


def test_at_the_end_stand_one_line_and_the_path(as_pictured: Callable[[str, str], None]) -> None:
    """Length, chapters and size; the path whole on its own line; how loud only where it is asked for."""
    shown = []
    for name, environ in {"80": {}, "40": {"COLUMNS": "40"}, "aloud": {"ACCESSIBLE": "1"}}.items():
        clock = ManualClock()
        world = world_with(clock, **environ)
        picture = drawn(clock, world, (2_000, 10), (18_000, 50))
        show_made(world, MADE)
        shown.append(
            f"=== {name}, under way\n{picture}\n\n=== {name}, done\n{ESCAPES.sub('', said(world, 'stdout'))}"
        )
    as_pictured("render", "\n".join(shown))
    world = world_with(ManualClock())
    show_made(world, MADE, verbose=True)
    assert (
        "  Loudness -19.0 LUFS, true peak -1.5 dBTP." in ESCAPES.sub("", said(world, "stdout")).splitlines()
    )


def test_a_program_reads_the_path_alone() -> None:
    """On standard output; the line is on standard error."""
    world = world_with(ManualClock(), terminal=False)
    show_made(world, MADE)
    assert f"{MADE.path}\n" == said(world, "stdout")
    assert "60 minutes, 12 chapters, 34 MB, to take along:\n" == said(world)


@pytest.mark.parametrize(
    ("left_ms", "words"),
    [(1, "a few seconds"), (5_000, "a few seconds"), (5_001, "10 seconds"), (18_200, "20 seconds"),
     (55_000, "55 seconds"), (55_001, "1 minute"), (61_000, "2 minutes"), (600_000, "10 minutes")],
)  # fmt: skip
def test_the_time_left_is_told_upwards(left_ms: int, words: str) -> None:
    """In steps that do not flicker; it is rather over sooner."""
    assert words == seconds_left_words(left_ms)


def test_lengths_and_sizes_of_a_file_in_words() -> None:
    """Whole minutes stay minutes; a size has two or three figures."""
    assert ["60 minutes", "90 minutes", "1 minute", "30 seconds", "2 minutes 30"] == [
        session_words(length) for length in (3_600_000, 5_400_000, 60_000, 30_000, 150_000)
    ]
    assert ["34 MB", "5.8 MB", "640 kB", "1.0 MB", "1 kB"] == [
        size_words(size) for size in (34_200_000, 5_800_000, 640_000, 960_000, 12)
    ]
