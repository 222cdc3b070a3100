"""The speaker over simpleaudio with a player of ours: orders in time, and nothing that holds the loop up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest

from massage_mind.errors import MassageMindError
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.sound.play.simpleaudio_child import CRASHES, refusal, serve
from massage_mind.sound.play.simpleaudio_speaker import FROZEN, GONE, SimpleaudioSpeaker
from massage_mind.sound.sounds import Sounds
from massage_mind.sound.voice.clips import MadeClips
from massage_mind.sound.voice.speech import Speech

SOON_S = 10.0
AUDIO = Path(__file__).parents[2] / "audio"
BOWL = Cue(0, 9_000, "bell", "bowl", "")
EMPTY = Timeline("test", "Test", "during", "", "guided", 1, (), ())


class FakePlayer:
    """Keeps the orders it is given, and answers what it is told to."""

    def __init__(self) -> None:
        self.answers = {"": "ready"}
        self.asked: SimpleQueue[str] = SimpleQueue()
        self.gate = threading.Event()
        self.gate.set()
        self.ended = 0

    def ask(self, order: str) -> str:
        self.asked.put(order)
        self.gate.wait(SOON_S)
        return self.answers.get(order, "ok")

    def end(self) -> None:
        self.ended += 1
        self.gate.set()


class World:
    """A clock that stands still until moved, a player, and the speaker between them."""

    def __init__(self, speech: Speech | None = None) -> None:
        self.now = 0
        self.player = FakePlayer()
        self.speaker = SimpleaudioSpeaker(
            Sounds(Path("bells"), speech=speech),
            lambda: self.now,
            open_player=lambda *_: self.player,
            close_s=0.1,
        )

    def orders(self) -> list[str]:
        """End the session and return what the player was asked, the greeting left out."""
        self.speaker.close()
        self.speaker._worker.join(SOON_S)
        orders = []
        while not self.player.asked.empty():
            orders.append(self.player.asked.get())
        return orders[1:]


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    yield made
    made.player.gate.set()
    made.speaker.close()


def test_a_bell_is_struck_and_without_a_voice_words_are_not(world: World) -> None:
    """Only bells; each by its name."""
    world.speaker.start()
    world.speaker.strike(BOWL)
    world.speaker.strike(Cue(0, 1, "say", "Hello.", ""))
    assert ["play bowl"] == world.orders()


def test_words_are_played_as_a_file(tmp_path: Path) -> None:
    """What the voice can speak is handed over as a WAV file, on the order of its moment."""
    line = "Everything said here is an offer."
    clips = MadeClips(tmp_path, "key", lambda _: np.full(4_800, 0.1, np.float32))
    clips.make(line)
    world = World(Speech([clips]))
    world.speaker.start()
    world.speaker.strike(Cue(0, 3_000, "say", line, ""))
    world.speaker.strike(Cue(0, 3_000, "say", "Nobody has recorded this.", ""))
    (order,) = world.orders()
    assert order.startswith("file ")
    assert order.endswith(".wav")


def test_following_and_hushing_stop_what_rings(world: World) -> None:
    """Both stop the sounds; bells come through strike alone."""
    world.speaker.start()
    world.speaker.follow(EMPTY, 0, 0)
    world.speaker.hush()
    assert ["stop", "stop"] == world.orders()


def test_muted_bells_are_not_struck(world: World) -> None:
    """Muting stops what rings; while muted nothing is struck; afterwards it is."""
    world.speaker.start()
    world.speaker.mute(True)
    world.speaker.strike(BOWL)
    world.speaker.mute(False)
    world.speaker.strike(BOWL)
    assert ["stop", "play bowl"] == world.orders()


def test_a_bell_that_would_come_much_too_late_is_left_out(world: World) -> None:
    """A player that was slow to start does not ring bells whose time is gone."""
    world.player.gate.clear()
    world.speaker.start()
    world.speaker.strike(BOWL)
    world.now += 1_600
    world.speaker.strike(Cue(0, 1, "bell", "gong", ""))
    world.player.gate.set()
    assert ["play gong"] == world.orders()


def test_a_player_that_hangs_is_told_of_once(world: World) -> None:
    """Five seconds without an answer: one sentence. Closing does not wait for it."""
    world.player.gate.clear()
    world.speaker.start()
    assert "" == world.speaker.trouble()
    world.now += 5_001
    assert FROZEN == world.speaker.trouble()
    assert "" == world.speaker.trouble()
    world.speaker.close()
    assert 1 == world.player.ended


def test_a_player_that_died_is_told_of_once(world: World) -> None:
    """No answer at all: the process is gone, and the session goes on."""
    world.player.answers["play bowl"] = ""
    world.speaker.start()
    world.speaker.strike(BOWL)
    world.speaker.strike(BOWL)
    world.speaker._worker.join(SOON_S)
    assert GONE == world.speaker.trouble()
    assert "" == world.speaker.trouble()


def test_a_player_that_cannot_play_says_why(world: World) -> None:
    """Its sentence is passed on, and later orders are not even tried."""
    world.player.answers[""] = f"off {CRASHES}"
    world.speaker.start()
    world.speaker.strike(BOWL)
    assert [] == world.orders()
    assert CRASHES == world.speaker.trouble()


def test_a_bell_that_fails_is_told_of_and_the_next_is_tried(world: World) -> None:
    """One sentence for the first that fails."""
    world.player.answers["play bowl"] = "no The bell couldn't be played."
    world.speaker.start()
    world.speaker.strike(BOWL)
    world.speaker.strike(BOWL)
    assert ["play bowl", "play bowl"] == world.orders()
    assert "The bell couldn't be played." == world.speaker.trouble()
    assert "" == world.speaker.trouble()


def test_a_player_that_cannot_be_started_is_a_sentence() -> None:
    """The system refuses another process: said, and the session goes on."""

    def refuse(*_: object) -> FakePlayer:
        raise OSError("no more processes")

    speaker = SimpleaudioSpeaker(Sounds(Path("bells")), lambda: 0, open_player=refuse)
    speaker.start()
    speaker.close()
    assert "Sound is off: the sound player can't be started (no more processes)." == speaker.trouble()


def test_closing_may_be_repeated(world: World) -> None:
    """The player is ended once."""
    world.speaker.start()
    world.speaker.close()
    world.speaker.close()
    assert 1 == world.player.ended


@pytest.mark.parametrize(
    ("version", "distributions", "refused"),
    [
        ((3, 11), {"simpleaudio"}, False),
        ((3, 11), {"simpleaudio-patched"}, False),
        ((3, 12), {"simpleaudio-patched"}, False),
        ((3, 12), {"simpleaudio"}, True),
        ((3, 13), {"simpleaudio", "simpleaudio-patched"}, True),
    ],
)
def test_the_original_is_refused_where_it_crashes(
    version: tuple[int, int], distributions: set[str], *, refused: bool
) -> None:
    """From Python 3.12 on only the drop-in is taken."""
    assert refused == bool(refusal(version, distributions.__contains__))


def test_the_process_answers_each_order_in_one_line() -> None:
    """Ready, then ok or no for each, whatever the library raises."""
    said: list[str] = []
    played: list[str] = []

    def play(name: str) -> None:
        if name == "drum":
            raise MassageMindError("There's no drum.")
        if name == "gong":
            raise RuntimeError("Error\nopening PCM device.")
        played.append(name)

    serve(
        ["play bowl\n", "stop\n", "play drum\n", "play gong\n", "file a b.wav\n"],
        said.append,
        play,
        lambda path: played.append(f"file {path}"),
        lambda: played.append("-"),
    )
    assert ["bowl", "-", "file a b.wav"] == played
    assert [
        "ready",
        "ok",
        "ok",
        "no There's no drum.",
        "no The bell couldn't be played (RuntimeError: Error opening PCM device.).",
        "ok",
    ] == said


def test_the_process_takes_no_order_for_another() -> None:
    """One that it does not know silences nothing, and is answered so."""
    said: list[str] = []
    stopped: list[str] = []
    serve(["hush\n"], said.append, stopped.append, stopped.append, lambda: stopped.append("-"))
    assert [] == stopped
    assert ["ready", "no The bell couldn't be played (AssertionError: there's no order 'hush')."] == said
