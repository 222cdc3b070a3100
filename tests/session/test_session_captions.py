"""What the voice says is written as well, unless somebody would rather only hear it."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from massage_mind.cli.main import run
from massage_mind.sound.voice.engine import Finish, Manner
from massage_mind.testing import ManualClock, RecordingSpeaker, Screen, Typed, manual_world
from massage_mind.world import World

NOBODY = "No voice speaks here"
HOMES: list[Path] = []


@pytest.fixture(autouse=True)
def a_home(tmp_path: Path) -> None:
    """What the voice has spoken is kept in files."""
    HOMES[:] = [tmp_path]


class Voice:
    """An engine that speaks noise, a tenth of a second a word."""

    name = "espeak-ng"
    finish = Finish()

    def about(self) -> str:
        return "noise"

    def key(self, manner: Manner) -> str:
        return str(manner)

    def speaks(self, language: str) -> bool:
        return language.startswith("en")

    def speak(self, text: str, manner: Manner) -> tuple[np.ndarray, int]:
        frames = 1_600 * len(text.split())
        return np.random.default_rng(1).uniform(-0.5, 0.5, frames).astype(np.float32), 16_000


def world_with(*, playing: bool = True, **more: Any) -> World:
    """A world in memory whose sound is remembered, not played; or does not play at all."""

    class Speaker(RecordingSpeaker):
        @property
        def playing(self) -> bool:
            return playing

    today = ManualClock(wall=time.time_ns() // 1_000_000)
    world = manual_world(HOMES[0], clock=today, engines=[Voice()], **more)
    return replace(world, doors=replace(world.doors, speaker=lambda *_: Speaker()))


def told(world: World) -> tuple[str, str]:
    assert isinstance(world.stdout, io.StringIO) and isinstance(world.stderr, io.StringIO)
    return world.stdout.getvalue(), world.stderr.getvalue()


def taken(world: World, *words: str) -> tuple[list[str], str]:
    """The lines of a short grounding-like session, and what was said beside them."""
    assert run(["before", "--minutes", "2", "--no-ask", *words], lambda: world) == 0
    out, err = told(world)
    return out.splitlines(), err


def spoken(lines: list[str]) -> list[str]:
    """All but bells, silences and breaths."""
    unspoken = ("  [", "  (", "  breathe: ", "  Your own breath")
    return [line for line in lines if not any(sign in line for sign in unspoken)]


def test_captions_are_there_unless_they_are_off() -> None:
    """On: every word is written. Off: bells, breaths and silences only."""
    on, err = taken(world_with())
    assert len(spoken(on)) > 3 and NOBODY not in err
    off, err = taken(world_with(), "--captions", "off")
    assert spoken(off) == [] and len(off) > 3 and NOBODY not in err
    assert [line for line in on if line not in spoken(on)] == off


def test_without_a_voice_they_stay_and_it_is_said() -> None:
    """Nobody is left with neither."""
    for words in (["--no-sound"], ["--voice", "off"]):
        lines, err = taken(world_with(), "--captions", "off", *words)
        assert len(spoken(lines)) > 3 and NOBODY in err


def test_where_the_sound_fails_the_words_are_written() -> None:
    """A device that is lost takes nothing with it."""
    lines, _ = taken(world_with(playing=False), "--captions", "off")
    assert len(spoken(lines)) > 3


def test_while_the_sound_is_off_the_words_are_written() -> None:
    """`s` hushes the voice, so the lines say it."""
    world = world_with(presses=[(1_000, "s")], live=True, stdin=Typed(""), stderr=Screen())
    lines, _ = taken(world, "--captions", "off")
    assert len(spoken(lines)) > 3


@pytest.mark.parametrize("word", ["no", "maybe"])
def test_captions_are_on_or_off(word: str) -> None:
    """Anything else is a usage error."""
    world = world_with()
    assert run(["before", "--captions", word], lambda: world) == 2
    assert word in told(world)[1]


def test_for_whoever_listens_the_keys_come_first_where_there_are_some() -> None:
    """One sentence, on standard error; in a pipe nobody can press them."""
    keys = "Keys: space pauses, g is for when it's too much, q ends, a question mark says more."
    at_terminal = world_with(environ={"ACCESSIBLE": "1"}, live=True, stdin=Typed(""), stderr=Screen())
    assert keys in taken(at_terminal)[1]
    assert keys not in taken(world_with(environ={"ACCESSIBLE": "1"}))[1]


def test_for_whoever_listens_a_bell_that_rings_is_not_said_as_well() -> None:
    """With captions off; where nothing is heard, or with captions, it is."""
    listening: dict[str, Any] = {"environ": {"ACCESSIBLE": "1"}}
    assert "A bell rings." in taken(world_with(**listening))[0]
    assert "A bell rings." in taken(world_with(playing=False, **listening), "--captions", "off")[0]
    lines, _ = taken(world_with(**listening), "--captions", "off")
    assert lines and "A bell rings." not in lines
