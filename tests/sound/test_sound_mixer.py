"""The mixer: sources on their exact frames, no clicks, and nothing that can raise into a device."""

from __future__ import annotations

import threading

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.sound.mixer import FADE_FRAMES, RAMP_FRAMES, Clip, Mixer
from massage_mind.sound.samples import Samples

ONE = np.ones(1, dtype=np.float32)


def pull(mixer: Mixer, total: int, block: int = 512) -> Samples:
    """So many frames, pulled in blocks, as one array."""
    blocks = [mixer.pull(min(block, total - start)) for start in range(0, total, block)]
    return np.concatenate(blocks) if blocks else np.zeros((0, 2), dtype=np.float32)


def tone(frames: int, level: float = 0.5) -> Samples:
    """A steady 440 Hz tone that starts and would end at full strength: what clicks if cut."""
    return (level * np.cos(2 * np.pi * 440 * np.arange(frames) / 48_000)).astype(np.float32)


def sharpest_corner(samples: Samples) -> float:
    """The largest second difference: what a click is."""
    return float(np.max(np.abs(np.diff(samples[:, 0].astype(np.float64), 2))))


@given(
    st.lists(st.integers(0, 4_000), min_size=1, max_size=8, unique=True),
    st.lists(st.integers(0, 700), min_size=1, max_size=6),
)
def test_every_source_starts_on_its_frame_however_large_the_blocks_are(
    at: list[int], sizes: list[int]
) -> None:
    """Single frames placed anywhere come out exactly there, in both channels."""
    mixer = Mixer()
    for frame in at:
        mixer.schedule(frame, Clip(ONE * 0.5))
    blocks, turn = [], 0
    while mixer.position <= 4_000:
        blocks.append(mixer.pull(sizes[turn % len(sizes)] + (turn % 2)))
        turn += 1
    heard = np.concatenate(blocks)
    assert sorted(at) == np.flatnonzero(heard[:, 0]).tolist() == np.flatnonzero(heard[:, 1]).tolist()


@given(st.integers(1, 997), st.integers(0, 600))
def test_a_sound_is_the_same_in_any_blocks(block: int, at: int) -> None:
    """A source that spans many blocks comes out sample for sample."""
    sound = tone(1_000)
    mixer = Mixer()
    mixer.schedule(at, Clip(sound))
    heard = pull(mixer, 2_000, block)
    np.testing.assert_array_equal(sound, heard[at : at + 1_000, 0])
    assert not heard[:at].any() and not heard[at + 1_000 :].any()


def test_stereo_keeps_its_sides() -> None:
    """A stereo source is not folded into one."""
    mixer = Mixer()
    mixer.schedule(0, Clip(np.array([[0.25, -0.5]], dtype=np.float32)))
    assert [[0.25, -0.5]] == mixer.pull(1).tolist()


def test_sounds_add_up_and_stay_within_bounds() -> None:
    """Two sources sum; more than a device can take is held at its limit."""
    mixer = Mixer()
    mixer.schedule(0, Clip(ONE * 0.25))
    mixer.schedule(0, Clip(ONE * 0.5), gain=0.5)
    mixer.schedule(1, Clip(ONE))
    mixer.schedule(1, Clip(ONE))
    assert [0.5, 1.0] == mixer.pull(2)[:, 0].tolist()


def test_a_late_source_starts_from_its_beginning_within_its_grace() -> None:
    """A little too late is struck at once; much too late is left out."""
    mixer = Mixer()
    mixer.pull(100)
    mixer.schedule(40, Clip(np.array([0.5, 0.25], dtype=np.float32)), grace=60)
    mixer.schedule(39, Clip(ONE), grace=60)
    assert [0.5, 0.25, 0.0] == mixer.pull(3)[:, 0].tolist()
    assert 0 == mixer.waiting == mixer.sounding


def test_clear_fades_what_rings_and_drops_the_rest() -> None:
    """After a clear there is silence within the fade, without a click, and what was to come does not."""
    mixer = Mixer()
    mixer.schedule(0, Clip(tone(40_000)))
    mixer.schedule(20_000, Clip(tone(1_000)))
    before = pull(mixer, 9_999)
    mixer.clear()
    after = pull(mixer, 30_000)
    assert not after[FADE_FRAMES:].any()
    assert 0 == mixer.sounding == mixer.waiting
    assert sharpest_corner(np.concatenate([before, after])[2:]) < 1.5 * sharpest_corner(before[2:])


def test_a_second_clear_does_not_draw_out_the_first() -> None:
    """Hushing twice is as quick as hushing once."""
    mixer = Mixer()
    mixer.schedule(0, Clip(tone(40_000)))
    mixer.pull(1_000)
    mixer.clear()
    mixer.pull(FADE_FRAMES - 10)
    mixer.clear()
    assert not mixer.pull(1_000)[10:].any()


def test_clear_then_schedule_plays_the_new_over_the_fading_old() -> None:
    """A skip: the old bell fades while the new one begins on its frame."""
    mixer = Mixer()
    mixer.schedule(0, Clip(np.full(9_000, 0.25, dtype=np.float32)))
    mixer.pull(1_000)
    mixer.clear()
    mixer.schedule(1_000 + FADE_FRAMES, Clip(ONE * 0.5))
    heard = mixer.pull(FADE_FRAMES + 10)[:, 0]
    assert heard[0] > 0.2 and heard[FADE_FRAMES - 1] < 0.01
    assert 0.5 == heard[FADE_FRAMES]


def test_mute_keeps_the_place_and_does_not_click() -> None:
    """Muted for a while, a source is silent, then heard again where it would have been."""
    sound = tone(48_000)
    mixer = Mixer()
    mixer.schedule(0, Clip(sound))
    parts = [pull(mixer, 10_001)]
    mixer.mute(True)
    parts.append(pull(mixer, 10_000))
    mixer.mute(False)
    parts.append(pull(mixer, 10_000))
    heard = np.concatenate(parts)
    assert not heard[10_001 + RAMP_FRAMES : 20_001].any()
    np.testing.assert_array_equal(sound[20_001 + RAMP_FRAMES : 30_001], heard[20_001 + RAMP_FRAMES :, 0])
    assert sharpest_corner(heard[2:]) < 1.5 * sharpest_corner(parts[0][2:])


def test_turning_back_in_the_middle_of_a_ramp_does_not_click() -> None:
    """Mute and unmute within a few milliseconds of each other."""
    mixer = Mixer()
    mixer.schedule(0, Clip(tone(48_000)))
    parts = [pull(mixer, 5_000)]
    for muted in (True, False, True, False):
        mixer.mute(muted)
        parts.append(pull(mixer, 333, 100))
    parts.append(pull(mixer, 5_000))
    assert sharpest_corner(np.concatenate(parts)[2:]) < 1.5 * sharpest_corner(parts[0][2:])


def test_muting_glides() -> None:
    """Silence is reached in a straight line over the ramp, from however loud it is."""
    mixer = Mixer(gain=0.5)
    mixer.schedule(0, Clip(np.ones(10_000, dtype=np.float32)))
    mixer.pull(10)
    mixer.mute(True)
    heard = pull(mixer, 2_000, 77)[:, 0]
    np.testing.assert_allclose(np.linspace(0.5, 0, RAMP_FRAMES + 1)[1:], heard[:RAMP_FRAMES], atol=1e-5)
    assert not heard[RAMP_FRAMES:].any()


def test_muted_from_the_start_is_silent_from_the_start() -> None:
    """A mixer made muted lets nothing through, not even a ramp."""
    mixer = Mixer(muted=True)
    mixer.schedule(0, Clip(tone(1_000)))
    assert not mixer.pull(1_000).any()


def test_shift_moves_only_what_has_not_begun() -> None:
    """What rings goes on; what waits moves by so many frames."""
    mixer = Mixer()
    mixer.schedule(0, Clip(np.full(10, 0.25, dtype=np.float32)))
    mixer.schedule(50, Clip(ONE * 0.5))
    mixer.pull(5)
    mixer.shift(-20)
    heard = mixer.pull(60)[:, 0]
    assert [0, 1, 2, 3, 4, 25] == np.flatnonzero(heard).tolist()


class Faulty:
    """A source that cannot be read."""

    frames = 1_000

    def read(self, start: int, stop: int) -> Samples:
        raise OSError("the file is gone")


def test_a_faulty_source_is_dropped_and_the_others_play() -> None:
    """A source that raises falls silent and is named; pull never raises."""
    mixer = Mixer()
    mixer.schedule(0, Faulty())
    mixer.schedule(0, Clip(np.full(100, 0.5, dtype=np.float32)))
    assert (mixer.pull(100)[:, 0] == 0.5).all()
    assert ["OSError: the file is gone"] == list(mixer.faults)
    assert not mixer.pull(100).any()


def test_orders_from_another_thread_all_arrive() -> None:
    """Sources scheduled while blocks are pulled are all heard; pulling never waits for the other thread."""
    mixer = Mixer()

    def schedule() -> None:
        for index in range(500):
            mixer.schedule(1_000_000 + index, Clip(ONE))

    thread = threading.Thread(target=schedule)
    thread.start()
    while thread.is_alive():
        mixer.pull(1)
    thread.join()
    mixer.pull(0)
    assert 500 == mixer.waiting
