"""Bells placed by the clock on a device's frames: exact, late, lost and found again. The device is pulled by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from massage_mind.sound.mixer import Clip
from massage_mind.sound.play.output_stream import GRACE_MS, LEAD_MS, OutputStream
from massage_mind.sound.samples import Samples
from massage_mind.sound.score import PlacedSound

BLOCK_MS = 50
TICK = np.full(1, 0.5, dtype=np.float32)
LONG = np.full(480_000, 0.5, dtype=np.float32)


class Device:
    """A device pulled by hand: two buffers ahead of the clock, as real ones are. Keeps what it was given."""

    def __init__(self, sound: Samples = TICK) -> None:
        self.now = 10_000
        self.sound = sound
        self.stream = OutputStream(lambda: self.now)
        self.heard = np.zeros((0, 2), dtype=np.float32)
        self.ask()
        self.ask()

    def ask(self) -> None:
        self.heard = np.concatenate([self.heard, np.asarray(self.stream.render(BLOCK_MS * 48))])

    def follow(self, times_ms: Sequence[int], origin_ms: int) -> None:
        """Have a sound at each of these times, counted from `origin_ms` on the clock."""
        parts = [PlacedSound(at_ms, Clip(self.sound), 1.0) for at_ms in times_ms]
        self.stream.follow(parts, origin_ms, -60_000)

    def run(self, ms: int, *, each_second: Callable[[], None] | None = None) -> None:
        """Let this time go by, asking for a block whenever one has been played."""
        for block in range(ms // BLOCK_MS):
            self.now += BLOCK_MS
            self.ask()
            if each_second is not None and block % 20 == 19:
                each_second()

    def onsets_ms(self) -> list[float]:
        """When ticks were heard, on the clock, not counting the lead that everything has."""
        frames = np.flatnonzero(np.diff(self.heard[:, 0], prepend=np.float32(0)) > 0.4)
        return [10_000 + float(frame) / 48 - LEAD_MS for frame in frames]


def test_bells_fall_on_their_frames() -> None:
    """Every bell, the one due this very instant included, exactly at its millisecond."""
    device = Device()
    device.run(700)
    device.follow((0, 1, 1_237, 2_000), device.now)
    device.run(3_000)
    assert [10_700, 10_701, 11_937, 12_700] == device.onsets_ms()


def test_a_bell_missed_by_little_is_struck_at_once_and_older_ones_are_not() -> None:
    """A stream that opens into a running session plays the bell just missed, and what is to come exactly."""
    device = Device()
    device.follow((0, 2_500, 5_000), device.now - 3_000)
    device.run(4_000)
    late, on_time = device.onsets_ms()
    assert 9_900 <= late <= 10_000
    assert 12_000 == on_time
    assert GRACE_MS < 3_000


def test_following_anew_fades_what_rings_and_forgets_what_was_to_come() -> None:
    """After a skip the old bell is gone within 30 ms and only the new timeline's bells sound."""
    device = Device(LONG)
    device.follow((0, 3_000), device.now)
    device.run(1_000)
    device.follow((500,), device.now)
    device.run(300)
    assert not device.heard[-BLOCK_MS * 48 :].any()
    device.run(2_700)
    assert [10_000, 11_500] == device.onsets_ms()


def test_hush_tells_when_it_is_quiet() -> None:
    """`quiet` is set once the fade has been rendered, and what has been is on its way out for a moment."""
    device = Device(LONG)
    device.follow((0,), device.now)
    device.run(500)
    device.stream.hush()
    assert not device.stream.quiet.is_set()
    assert device.stream.drain_ms > 0
    device.run(100)
    assert device.stream.quiet.is_set()
    device.run(500)
    assert 0 == device.stream.drain_ms


def test_a_device_that_starved_gets_its_bells_on_time_again() -> None:
    """Two seconds without a request: what is to come moves over, and is back on the clock."""
    device = Device()
    device.follow((500, 6_000, 7_000), device.now)
    device.run(1_000, each_second=device.stream.watch)
    device.now += 2_000
    device.run(6_000, each_second=device.stream.watch)
    first, second, third = device.onsets_ms()
    assert 10_500 == first
    assert 7_000 - 3_000 - 3_000 == third - second
    # 2 s fewer frames went out than time went by, so on the device's frames the bell lies 2 s earlier.
    assert abs(second - (16_000 - 2_000)) <= BLOCK_MS


def test_a_device_that_keeps_its_place_is_left_alone() -> None:
    """Requests that come late by up to a buffer, as they do on a busy machine, move nothing."""
    device = Device()
    device.follow(tuple(at for at in range(0, 9_000, 1_000)), device.now)
    for second in range(10):
        device.now += 40
        device.run(1_000)
        device.now -= 40
        device.stream.watch()
        assert device.stream.fault == "", second
    assert [10_000 + at for at in range(0, 9_000, 1_000)] == device.onsets_ms()


def test_a_device_that_runs_a_little_fast_never_strays_far() -> None:
    """At 0.1 % too fast, over five minutes, bells stay within 120 ms of the clock."""
    device = Device()
    device.follow(tuple(at for at in range(0, 300_000, 10_000)), device.now)
    asked_at, frames, onsets, total = [], [], [], 0
    for block in range(300 * 20):
        device.now = 10_000 + (block + 1) * BLOCK_MS * 999 // 1000
        heard = np.asarray(device.stream.render(BLOCK_MS * 48))
        if heard.any():
            onsets.append((device.now, total))
        asked_at.append(device.now)
        frames.append(total)
        total += BLOCK_MS * 48
        if block % 20 == 19:
            device.stream.watch()
    strays = [now - (10_000 + index * 10_000) for index, (now, _) in enumerate(onsets)]
    assert 30 == len(onsets)
    assert max(strays) - min(strays) <= 120 + BLOCK_MS


def test_after_the_process_was_stopped_a_follow_finds_its_place_at_once() -> None:
    """Ctrl-Z for a minute, then on: the bell due now sounds now, although no second has gone by to notice in."""
    device = Device()
    device.run(1_000)
    device.now += 60_000
    device.follow((0, 400), device.now)
    device.run(1_000)
    first, second = device.onsets_ms()
    assert 400 == second - first
    assert abs(first - 11_000) <= 2 * BLOCK_MS


def test_an_error_while_rendering_is_silence_and_is_told() -> None:
    """Whatever goes wrong, the device gets its frames and the fault is kept."""

    def broken() -> int:
        raise RuntimeError("no clock")

    line = OutputStream(broken)
    assert bytes(480 * 8) == line.render(480)
    assert "RuntimeError: no clock" == line.fault


def test_before_the_device_has_asked_nothing_is_placed() -> None:
    """There is no frame yet that a time could fall on."""
    line = OutputStream(lambda: 0)
    line.follow([PlacedSound(0, Clip(TICK), 1.0)], 0, 0)
    assert not np.asarray(line.render(48_000)).any()
    assert line.begun.is_set()


def test_mute_keeps_the_place() -> None:
    """A bell due while muted is not heard, the next one after is, on its frame."""
    device = Device()
    device.follow((500, 2_000), device.now)
    device.stream.mute(True)
    device.run(1_000)
    device.stream.mute(False)
    device.run(2_000)
    assert [12_000] == device.onsets_ms()


def test_what_has_begun_goes_on_from_where_it_would_be() -> None:
    """Fitted anew in the middle of a sound, it is taken up there, fading in, and ends when it would have."""
    device = Device(np.linspace(0, 0.5, 48_000, dtype=np.float32))
    parts = [PlacedSound(0, Clip(device.sound), 1.0)]
    origin = device.now
    device.stream.follow(parts, origin, 0)
    device.run(500)
    before = len(device.heard)
    device.stream.follow(parts, origin, 500)
    device.run(1_500)
    lead = LEAD_MS * 48
    expected = device.sound[before - lead : 48_000]
    heard = device.heard[before : before + len(expected), 0]
    # The old one fades out as the new one fades in: together they are what was there.
    assert np.abs(heard - expected).max() < 1e-3
    assert not device.heard[before + len(expected) + 48 :].any()


def test_lasting_sounds_join_wherever_the_session_stands() -> None:
    """Ambience placed at 0 long ago sounds from the frame it has come to, from its fade on."""
    device = Device()
    whole = np.linspace(0, 0.9, 48_000 * 10, dtype=np.float32)
    device.run(1_000)
    device.stream.follow([PlacedSound(0, Clip(whole), 1.0, lasting=True)], device.now - 5_000, 5_000)
    before = len(device.heard)
    device.run(1_000)
    at = 10_000 + before / 48 - LEAD_MS - (device.now - 1_000 - 5_000)
    heard = device.heard[before + 4_800, 0]
    assert abs(heard - whole[int(at * 48) + 4_800]) < 2e-3
    assert abs(device.heard[before, 0]) < 1e-3


def test_a_retired_line_is_silent() -> None:
    """Its device may come back to life beside its successor."""
    device = Device(LONG)
    device.follow((0,), device.now)
    device.run(500)
    device.stream.retire()
    before = len(device.heard)
    rest = device.stream.render(4_800)
    assert not any(bytes(rest))
    assert device.heard[:before].any()
