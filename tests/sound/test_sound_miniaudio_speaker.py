"""The speaker over miniaudio with a device of ours in place of the real one: a guest, whatever the device does."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from massage_mind.errors import MassageMindError
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.sound.play.device import NOBODY
from massage_mind.sound.play.miniaudio_speaker import BACK, STALLED, MiniaudioSpeaker
from massage_mind.sound.play.output_stream import LEAD_MS
from massage_mind.sound.sounds import Sounds

SOON_S = 10.0


def timeline(*bells: tuple[int, str]) -> Timeline:
    """A timeline with these bells, and words between them that the speaker leaves to others."""
    cues = [Cue(at_ms, 1_000, "bell", name, "") for at_ms, name in bells]
    cues.append(Cue(60_000, 1_000, "say", "tick", ""))
    return Timeline("test", "Test", "during", "", "guided", 61_000, tuple(cues), ())


class FakeDevice:
    """Asks for one block when started, then only when told to."""

    notice = ""

    def __init__(self) -> None:
        self.render: Callable[[int], Any] = bytes
        self.started = threading.Event()
        self.closed = threading.Event()

    def start(self, render: Callable[[int], Any]) -> None:
        self.render = render
        self.render(480)
        self.started.set()

    def close(self) -> None:
        self.closed.set()


class World:
    """A clock that stands still until moved, a device, and the speaker between them."""

    def __init__(self, folder: Path) -> None:
        self.now = 5_000
        self.device = FakeDevice()
        self.folder = folder
        self.gate = threading.Event()
        self.gate.set()
        self.error: Exception | None = None
        self.speaker = MiniaudioSpeaker(
            Sounds(folder), lambda: self.now, open_device=self.open, close_s=0.1, retry_s=()
        )

    def open(self) -> FakeDevice:
        self.gate.wait(SOON_S)
        if self.error is not None:
            raise self.error
        return self.device

    def ready(self) -> None:
        """Wait until the opening is over, one way or the other."""
        self.gate.set()
        assert self.speaker._opened.wait(SOON_S)


@pytest.fixture
def world(ticks: Path) -> Iterator[World]:
    made = World(ticks)
    yield made
    made.gate.set()
    made.speaker.close()


def first_loud(world: World, frames: int) -> int:
    """The frame, counted from the first ever asked for, at which the next sound begins."""
    block = np.asarray(world.device.render(frames))
    return 480 + int(np.argmax(np.abs(block[:, 0]) > 0))


def test_what_was_followed_before_the_device_opened_is_heard(world: World) -> None:
    """The session starts first; once the device is there, the bell to come falls on its frame."""
    world.gate.clear()
    world.speaker.start()
    world.speaker.follow(timeline((0, "tick"), (2_000, "tick")), world.now, 0)
    world.now += 1_900
    world.ready()
    assert (LEAD_MS + 100) * 48 == first_loud(world, 24_000)
    assert "" == world.speaker.trouble()


def test_a_bell_before_the_position_is_not_struck_again(world: World) -> None:
    """Going on in the middle of a bell does not strike it anew."""
    world.speaker.start()
    world.ready()
    world.speaker.follow(timeline((0, "tick"), (1_000, "tick")), world.now - 200, 200)
    assert (LEAD_MS + 800) * 48 == first_loud(world, 96_000)


def test_hushed_before_the_device_opened_stays_silent(world: World) -> None:
    """A pause that comes before the device does is a pause."""
    world.gate.clear()
    world.speaker.start()
    world.speaker.follow(timeline((500, "tick")), world.now, 0)
    world.speaker.hush()
    world.ready()
    assert not np.asarray(world.device.render(96_000)).any()


def test_muted_before_the_device_opened_stays_muted(world: World) -> None:
    """Sound switched off while the device opened is off; switched on, the next bell is heard."""
    world.gate.clear()
    world.speaker.start()
    world.speaker.mute(True)
    world.speaker.follow(timeline((500, "tick"), (3_000, "tick")), world.now, 0)
    world.ready()
    assert not np.asarray(world.device.render(96_000)).any()
    world.speaker.mute(False)
    assert np.asarray(world.device.render(96_000)).any()


def test_no_device_is_one_sentence_once(world: World) -> None:
    """Said once, then never again; everything else may still be called."""
    world.error = MassageMindError(NOBODY)
    world.speaker.start()
    world.ready()
    assert NOBODY == world.speaker.trouble()
    assert "" == world.speaker.trouble()
    world.speaker.follow(timeline((0, "tick")), world.now, 0)
    world.speaker.mute(True)
    world.speaker.hush()
    world.speaker.look()
    assert "" == world.speaker.trouble()


def test_an_unforeseen_error_of_the_library_is_a_sentence_too(world: World) -> None:
    """Whatever opening raises, the session hears of it in words."""
    world.error = OSError("can't load library")
    world.speaker.start()
    world.ready()
    assert f"{NOBODY} (OSError: can't load library)" == world.speaker.trouble()


def test_a_bell_that_is_not_there_is_one_sentence(world: World) -> None:
    """A missing bell is named, once; the others play."""
    world.speaker.start()
    world.ready()
    for _ in range(2):
        world.speaker.follow(timeline((0, "drum"), (0, "tick")), world.now, 0)
    assert f'The bell "drum" isn\'t in {world.folder}, so it stays silent.' == world.speaker.trouble()
    assert "" == world.speaker.trouble()
    assert np.asarray(world.device.render(48_000)).any()


def test_a_spoilt_bell_is_one_sentence(world: World) -> None:
    """A file that is no sound is named when the device opens, and not a second time when it is due."""
    (world.folder / "drum.wav").write_bytes(b"not a sound")
    world.speaker.start()
    world.speaker.follow(timeline((0, "drum")), world.now, 0)
    world.ready()
    assert world.speaker.trouble().startswith('The bell "drum" can\'t be read')
    assert "" == world.speaker.trouble()


def test_a_device_that_stops_asking_is_noticed_at_the_second_look(world: World) -> None:
    """Three seconds without a request, seen twice: told once. A process that was stopped is not mistaken for it."""
    world.speaker.start()
    world.ready()
    world.now += 3_500
    world.speaker.look()
    assert "" == world.speaker.trouble()
    world.speaker.look()
    world.speaker.look()
    assert STALLED == world.speaker.trouble()
    assert "" == world.speaker.trouble()


def test_a_device_that_asks_again_in_between_is_well(world: World) -> None:
    """After a stop of the whole process the device asks before the second look."""
    world.speaker.start()
    world.ready()
    for _ in range(3):
        world.now += 3_500
        world.speaker.look()
        world.device.render(480)
        world.speaker.look()
    assert "" == world.speaker.trouble()


def test_closing_lets_the_device_go_and_may_be_repeated(world: World) -> None:
    """Closed once, however often it is asked."""
    world.speaker.start()
    world.ready()
    world.speaker.close()
    world.speaker.close()
    assert world.device.closed.is_set()


def test_a_device_that_opens_after_closing_is_never_started(world: World) -> None:
    """Closing does not wait for an opening that hangs; when it comes to it after all, the device is let go."""
    world.gate.clear()
    world.speaker.start()
    world.speaker.close()
    world.ready()
    assert world.device.closed.wait(SOON_S)
    assert not world.device.started.is_set()


def test_closing_before_starting_is_allowed(world: World) -> None:
    """A session that fails before it begins closes what it has."""
    world.speaker.close()


def test_loading_the_speaker_loads_no_numpy_and_no_library() -> None:
    """The session's start does not pay for what the background loads; `off` never loads it at all."""
    code = (
        "import sys; from pathlib import Path\n"
        "from massage_mind.sound.play.players import open_speaker\n"
        "from massage_mind.sound.sounds import Sounds\n"
        "import massage_mind.sound.play.miniaudio_speaker, massage_mind.sound.play.simpleaudio_speaker\n"
        "open_speaker('off', sounds=Sounds(Path('nowhere')), now=lambda: 0).close()\n"
        "print(sorted({'numpy', 'miniaudio', 'simpleaudio'} & set(sys.modules)))"
    )
    assert (
        "[]\n"
        == subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    )


class Reopened(World):
    """A world in which another device can be opened, at once."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.devices: list[FakeDevice] = []
        self.speaker = MiniaudioSpeaker(
            Sounds(folder), lambda: self.now, open_device=self.another, close_s=0.1, retry_s=(0.0, 0.0, 0.0)
        )

    def another(self) -> FakeDevice:
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        self.devices.append(FakeDevice())
        return self.devices[-1]

    def stall(self) -> None:
        """The device asks for nothing, long enough to be noticed."""
        self.now += 3_500
        self.speaker.look()
        self.speaker.look()

    def wait_for(self, count: int) -> None:
        """Until so many devices have been opened, the last one plays, and whatever there was to tell of that is told."""
        deadline = threading.Event()
        for _ in range(1_000):
            plays = len(self.devices) == count and self.speaker._stream is not None
            if plays and not self.speaker._told & {"open", "stall"}:
                return
            deadline.wait(0.01)
        raise AssertionError(f"{len(self.devices)} devices, not {count}")


@pytest.fixture
def reopened(ticks: Path) -> Iterator[Reopened]:
    made = Reopened(ticks)
    yield made
    made.speaker.close()


def test_a_lost_device_is_opened_anew_and_plays_what_is_to_come(reopened: Reopened) -> None:
    """The first is left silent and closed; the second has the bells that are still due; both are told."""
    speaker = reopened.speaker
    speaker.start()
    reopened.wait_for(1)
    speaker.follow(timeline((0, "tick"), (10_000, "tick")), reopened.now, 0)
    reopened.devices[0].render(48_000)
    reopened.stall()
    reopened.wait_for(2)
    assert reopened.devices[0].closed.wait(SOON_S)
    assert [STALLED, BACK] == [speaker.trouble(), speaker.trouble()]
    assert not any(bytes(reopened.devices[0].render(48_000)))
    heard = np.asarray(reopened.devices[1].render(48_000 * 8))
    assert (LEAD_MS + 6_500) * 48 == 480 + int(np.argmax(np.abs(heard[:, 0]) > 0))


def test_a_device_is_opened_anew_only_once(reopened: Reopened) -> None:
    """Lost a second time, it stays silent: each opening leaves something behind."""
    reopened.speaker.start()
    reopened.wait_for(1)
    reopened.stall()
    reopened.wait_for(2)
    reopened.devices[1].render(480)
    reopened.stall()
    reopened.speaker._opener.join(SOON_S)
    assert not reopened.speaker._opener.is_alive()
    assert 2 == len(reopened.devices)


def test_a_device_that_appears_later_is_found(reopened: Reopened) -> None:
    """None at the start: another try opens it, and both are told."""
    reopened.error = MassageMindError(NOBODY)
    reopened.speaker.start()
    reopened.wait_for(1)
    assert [NOBODY, BACK] == [reopened.speaker.trouble(), reopened.speaker.trouble()]


class Refusing(FakeDevice):
    """A device that opens and cannot be started."""

    def start(self, render: Callable[[int], Any]) -> None:
        raise MassageMindError(NOBODY)


def test_a_device_that_cannot_be_started_is_let_go_at_once(
    ticks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a thread of its own, for closing may take for ever; the loop is not held by it."""
    # A machine under load may take longer to read the bells than an opening is given before it counts as frozen.
    monkeypatch.setattr("massage_mind.sound.play.miniaudio_speaker.OPEN_S", SOON_S)
    device = Refusing()
    speaker = MiniaudioSpeaker(Sounds(ticks), lambda: 0, open_device=lambda: device, close_s=0.1, retry_s=())
    speaker.start()
    assert device.closed.wait(SOON_S)
    assert speaker._opened.wait(SOON_S)
    assert not speaker.playing
    assert NOBODY == speaker.trouble()
    speaker.close()


def test_a_second_loss_is_told_too(reopened: Reopened) -> None:
    """There was sound again, so that it has gone again is news."""
    speaker = reopened.speaker
    speaker.start()
    reopened.wait_for(1)
    reopened.stall()
    reopened.wait_for(2)
    assert [STALLED, BACK] == [speaker.trouble(), speaker.trouble()]
    reopened.devices[1].render(480)
    reopened.stall()
    assert STALLED == speaker.trouble()
    assert not speaker.playing
