"""What sounds when: breath tones, ambience under a voice, the score of a timeline, and the file that is made from it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.fit.extra_bells import Belled, read_bells
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Cue, Span, Timeline
from massage_mind.places import shipped_bells
from massage_mind.reading.library import Library
from massage_mind.script.breathing import PATTERNS, Pattern, pattern_named
from massage_mind.sound.ahead import AHEAD
from massage_mind.sound.ambience import (
    DUCK_MS,
    DUCKED,
    FADE_IN_MS,
    FADE_OUT_MS,
    RISE_MS,
    Ambience,
    Loop,
    ducking,
    load_ambience,
)
from massage_mind.sound.ambience import LUFS as AMBIENCE_LUFS
from massage_mind.sound.file.loudness import Meter, loudness
from massage_mind.sound.file.mixdown import chapters_of, mixed, render
from massage_mind.sound.mixer import FADE_FRAMES, Clip, Mixer
from massage_mind.sound.own_file import SHORTEST_S, load_own
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples
from massage_mind.sound.score import (
    AMBIENCE_FADE,
    BELL_GAIN,
    SOFT_GAIN,
    LazyClip,
    PlacedSound,
    Score,
    build,
    end_bell,
    one_sided,
    softened,
)
from massage_mind.sound.sounds import Levels, Sounds
from massage_mind.sound.tones import HELD, HIGH_HZ, LOUDEST, LOW_HZ, breath_tone
from massage_mind.sound.voice.sentences import sentences
from massage_mind.sound.voice.speech import Speech

PACED = [pattern for pattern in PATTERNS.values() if pattern.paced]
PACED += [pattern_named(name) for name in ("5-2-7.5-1", "1.5-1.5")]
TONES = pytest.mark.parametrize("pattern", PACED, ids=lambda pattern: pattern.key)


def noise(frames: int, level: float = 0.3, seed: int = 1) -> Samples:
    """Noise of this peak, whose very first frame is far from 0: its onset can be found to the frame."""
    sound = np.random.default_rng(seed).uniform(-level, level, frames).astype(np.float32)
    sound[0] = level
    return sound


def hummed(frames: int, level: float = 0.3, seed: int = 1) -> Samples:
    """A hummed note with its overtones, as a voice has, which every kind of file keeps; it swells and sinks."""
    at = np.arange(frames) / RATE
    chance = np.random.default_rng(seed)
    sound = np.hanning(frames) * sum(
        np.sin(2 * np.pi * (180 + seed) * number * at + chance.uniform(0, 6)) / number
        for number in range(1, 15)
    )
    return (level * sound / np.abs(sound).max()).astype(np.float32)


class Voice:
    """A source that speaks every sentence but those with "xyzzy" in it, as noise of a second and a half."""

    def __init__(self, ms: int = 1_500, sound: Callable[[int, float, int], Samples] = noise) -> None:
        self.length = ms * 48
        self.sound = sound

    def frames(self, sentence: str) -> int | None:
        return None if "xyzzy" in sentence else self.length

    def load(self, sentence: str) -> Samples:
        return self.sound(self.length, 0.3, len(sentence))

    def can_make(self, sentence: str) -> bool:
        return False

    def make(self, sentence: str) -> None:
        raise AssertionError(sentence)


def speech(ms: int = 1_500, sound: Callable[[int, float, int], Samples] = noise) -> Speech:
    return Speech([Voice(ms, sound)])


def heard_in(timeline: Timeline) -> list[tuple[int, int]]:
    """When somebody speaks in this timeline."""
    return [(cue.at_ms, cue.end_ms) for cue in timeline.cues if cue.spoken]


def ambience_of(layers: list[Loop], timeline: Timeline) -> Ambience:
    """These loops under this timeline."""
    return Ambience(layers, timeline.total_ms, heard_in(timeline))


def timeline(
    *cues: tuple[int, int, str, str], total_ms: int, moment: str = "before", **more: Any
) -> Timeline:
    """A timeline of these cues (at, length, kind, text) with silence between, in two sections."""
    half = total_ms // 2
    laid: list[Cue] = []
    at = 0
    for begin, length, kind, text in cues:
        if begin > at:
            laid.append(Cue(at, begin - at, "rest", "", "One"))
        laid.append(Cue(begin, length, kind, text, "One"))  # type: ignore[arg-type]
        at = begin + length
    if at < total_ms:
        laid.append(Cue(at, total_ms - at, "rest", "", "Two", 1))
    spans = (Span(0, "One", 0, half), Span(1, "Two", half, total_ms - half))
    return Timeline("mine", "Mine", moment, "", "dense", total_ms, tuple(laid), spans, **more)  # type: ignore[arg-type]


def click_score(sound: Samples, at: int) -> float:
    """The sharpest corner around this frame over the 99.9th percentile of all; above 1 it begins to be heard."""
    corners = np.abs(np.diff(sound.astype(np.float64), 2, axis=0))
    return float(np.max(corners[max(0, at - 4) : at + 3]) / np.quantile(corners, 0.999))


def pitch(sound: Samples) -> float:
    """The strongest frequency of a stretch, in Hz."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 2**18))
    return float(np.argmax(spectrum)) * RATE / 2**18


# -- breath tones ------------------------------------------------------------------------------------------------------


@TONES
def test_a_breath_tone_is_as_long_as_the_breath_and_begins_and_ends_in_silence(pattern: Pattern) -> None:
    """To the frame; and well below a voice."""
    tone = breath_tone(pattern)
    assert pattern.cycle_ms * 48 == len(tone)
    assert 0 == tone[0]
    assert abs(tone[-1]) < 1e-5
    assert LOUDEST * 0.9 < np.abs(tone).max() <= LOUDEST * 1.25


@TONES
def test_a_breath_tone_rises_and_falls_with_the_breath(pattern: Pattern) -> None:
    """Up on the in-breath, down on the out-breath, steady while it is held; between the two notes."""
    tone = breath_tone(pattern)
    at, full = 0, False
    for number, phase in enumerate(pattern.phases):
        frames = phase.length_ms * 48
        part = tone[at : at + frames]
        early, late = (pitch(part[i * frames // 10 : (i + 4) * frames // 10]) for i in (1, 5))
        at += frames
        if phase.kind == "in":
            assert early < late - 5 or (full and abs(early - late) < 2)
            full = True
        elif phase.kind == "out":
            assert late < early - 5
            full = False
        elif full:
            assert abs(early - late) < 2 and abs(late - HIGH_HZ) < 2
            end = np.abs(part[-RATE // 10 :]).max()
            assert HELD * LOUDEST * 0.8 < end < HELD * LOUDEST * 1.25
        else:
            assert number == len(pattern.phases) - 1
            assert not part.any()
        if part.any():
            assert LOW_HZ - 3 < min(early, late) and max(early, late) < HIGH_HZ + 3


@TONES
def test_breaths_join_without_a_click(pattern: Pattern) -> None:
    """Neither from one breath to the next nor from one part of a breath to the next."""
    twice = np.concatenate([breath_tone(pattern), breath_tone(pattern)])
    at = 0
    for phase in pattern.phases:
        at += phase.length_ms * 48
        assert click_score(twice, at) < 1.1, phase


# -- ambience ----------------------------------------------------------------------------------------------------------

FLAT = np.full((RATE, 2), 16_384, dtype=np.int16)
"""A loop of a second that is 0.5 throughout: what is done to it can be read off."""


def gains(source: Ambience, times_ms: Sequence[int]) -> list[float]:
    """The gain at these times of a session with a flat loop."""
    return [float(source.read(at * 48, at * 48 + 1)[0, 0]) * 2 for at in times_ms]


SPOKEN = timeline((20_000, 5_000, "say", "Here."), (40_000, 4_000, "bell", "bowl"), total_ms=90_000)


@given(st.lists(st.integers(1, 40_000), min_size=1, max_size=6), st.integers(0, 90_000 * 48))
def test_the_same_moment_sounds_the_same_however_it_is_read(sizes: list[int], at: int) -> None:
    """In blocks of any sizes, from any frame on."""
    layers = (
        noise(7_001)[:, np.newaxis].repeat(2, axis=1),
        noise(9_002, seed=2)[:, np.newaxis].repeat(2, axis=1),
    )
    ambience = ambience_of([np.round(layer * 32_767).astype(np.int16) for layer in layers], SPOKEN)
    at = min(at, ambience.frames - sum(sizes))
    whole = ambience.read(at, at + sum(sizes))
    blocks, start = [], at
    for size in sizes:
        blocks.append(ambience.read(start, start + size))
        start += size
    np.testing.assert_array_equal(whole, np.concatenate(blocks))
    assert (sum(sizes), 2) == whole.shape


def test_loops_go_round_and_add_up() -> None:
    """Each at its own length; nothing is left out where one begins again."""
    one, other = np.zeros((1_000, 2), np.int16), np.zeros((1_500, 2), np.int16)
    one[0], other[0] = 8_192, 4_096
    ambience = ambience_of([one, other], timeline(total_ms=60_000))
    start = 10 * RATE
    heard = ambience.read(start, start + 3_000)[:, 0]
    expected = np.zeros(3_000, np.float32)
    expected[0::1_000] += 0.25
    expected[0::1_500] += 0.125
    np.testing.assert_allclose(expected, heard, atol=1e-6)


def test_ambience_sinks_under_a_voice_and_comes_back() -> None:
    """By 9 dB, from a little before the first word until after the last; a bell does not push it down."""
    ambience = ambience_of([FLAT], SPOKEN)
    down = [20_000, 22_000, 25_000]
    up = [20_000 - DUCK_MS, 10_000, 25_000 + RISE_MS, 40_000, 42_000, 60_000]
    assert [pytest.approx(10 ** (-9 / 20), abs=1e-4)] * 3 == gains(ambience, down)
    assert [pytest.approx(1.0, abs=1e-4)] * 6 == gains(ambience, up)
    way = gains(ambience, range(25_000, 25_000 + RISE_MS, 100))
    assert way == sorted(way)


def test_between_two_sentences_close_together_it_stays_down() -> None:
    """It does not pump."""
    two = timeline((20_000, 3_000, "say", "One."), (25_000, 3_000, "say", "Two."), total_ms=60_000)
    ambience = ambience_of([FLAT], two)
    assert [pytest.approx(DUCKED, abs=1e-4)] * 5 == gains(ambience, [20_000, 23_000, 24_000, 25_000, 28_000])
    apart = timeline((20_000, 3_000, "say", "One."), (28_000, 3_000, "say", "Two."), total_ms=60_000)
    assert [pytest.approx(1.0, abs=1e-4)] == gains(ambience_of([FLAT], apart), [26_000])


@pytest.mark.parametrize("total_ms", [1_000, 9_000, 30_000, 3_600_000])
def test_ambience_comes_out_of_silence_and_goes_back_into_it(total_ms: int) -> None:
    """Also in sessions shorter than its fades."""
    ambience = ambience_of([FLAT], timeline(total_ms=total_ms))
    assert total_ms * 48 == ambience.frames
    assert 0 == ambience.read(0, 1)[0, 0]
    end = ambience.read(ambience.frames - 1, ambience.frames)[0, 0]
    assert 0 == round(end * 32_767) or end <= 0.5 / (total_ms // 3 * 48)
    if total_ms >= 30_000:
        assert [pytest.approx(1.0)] * 2 == gains(ambience, [FADE_IN_MS, total_ms - FADE_OUT_MS])


def test_what_sinks_and_rises_never_jumps_in_any_shipped_session() -> None:
    """The curve of every shipped script goes forward in time and stays between its two levels."""
    library = Library(None)
    for found in library.found():
        script = library.script(found.name)
        for guidance in script.guidances:
            times, levels = ducking(heard_in(Fitting(script, guidance=guidance).fit(script.ideal_ms)))
            assert (np.diff(times) >= 0).all()
            assert ((levels >= DUCKED) & (levels <= 1.0)).all()
            steps = np.diff(levels) != 0
            assert (np.diff(times)[steps] >= DUCK_MS * 48 * 0.99).all()


def own_sound(rate: int, channels: int, seconds: float = 9.0) -> Samples:
    """Low tones and a little noise, which a plain cut would make click; each side its own."""
    at = np.arange(round(rate * seconds)) / rate
    sides = []
    for side in range(channels):
        tones = sum(np.sin(2 * np.pi * hertz * at + side) for hertz in (111.3, 173.9, 240.7))
        hiss = np.random.default_rng(side).standard_normal(len(at))
        sides.append(0.1 * tones + 0.001 * hiss)
    return np.stack(sides, axis=1).astype(np.float32)


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
@pytest.mark.parametrize(("rate", "channels"), [(44_100, 1), (22_050, 2), (48_000, 2)])
def test_ones_own_file_is_a_loop_like_ours(tmp_path: Path, suffix: str, rate: int, channels: int) -> None:
    """Stereo, 48 kHz, as loud as ours, and its end goes over into its beginning."""
    path = tmp_path / f"rain on a tent{suffix}"
    soundfile.write(path, own_sound(rate, channels), rate)
    layer = load_own(path, AMBIENCE_LUFS)
    assert np.int16 == layer.dtype
    assert (abs(len(layer) - (9 - 2.25) * RATE) <= 2) and 2 == layer.shape[1]
    sound = layer.astype(np.float32) / 32_768
    assert abs(AMBIENCE_LUFS - loudness(sound)) <= 0.5
    assert (channels == 1) == np.array_equal(sound[:, 0], sound[:, 1])
    assert click_score(np.concatenate([sound, sound]), len(sound)) < 1.2
    assert abs(pitch(sound[:, 0] - sound[:, 0].mean()) - 173.9) < 70
    cut = own_sound(48_000, 1)[: len(sound)]
    assert click_score(np.concatenate([cut, cut]), len(cut)) > 3, "a plain cut would not have been noticed"


@pytest.mark.parametrize("level", [0.001, 1.0])
def test_ones_own_file_is_brought_to_one_loudness(tmp_path: Path, level: float) -> None:
    """However loud it was recorded."""
    soundfile.write(tmp_path / "a.wav", level * 3 * own_sound(RATE, 2, 5.0), RATE, subtype="FLOAT")
    layer = load_own(tmp_path / "a.wav", AMBIENCE_LUFS)
    assert abs(AMBIENCE_LUFS - loudness(layer.astype(np.float32) / 32_768)) <= 0.5


def test_a_file_that_will_not_do_is_a_sentence(tmp_path: Path) -> None:
    """Too short, empty, silent, or no sound at all: which file, and what can be read."""
    soundfile.write(tmp_path / "short.wav", np.zeros(SHORTEST_S * RATE - 1), RATE)
    soundfile.write(tmp_path / "silent.wav", np.zeros((3 * RATE, 2)), RATE)
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "text.wav").write_text("no sound")
    for name in ("short.wav", "silent.wav", "empty.wav", "text.wav"):
        with pytest.raises(MassageMindError) as caught:
            load_ambience(str(tmp_path / name), tmp_path)
        assert 1 == caught.value.exit_code
        assert name in caught.value.sentence and caught.value.hint


@pytest.mark.parametrize("name", ["waves", "nowhere/sea.wav", "."])
def test_an_ambience_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    """With those there are."""
    with pytest.raises(UsageError) as caught:
        load_ambience(name, tmp_path)
    assert 2 == caught.value.exit_code
    assert "ocean" in caught.value.hint


def test_shipped_ambience_that_is_missing_or_damaged_is_a_sentence(tmp_path: Path) -> None:
    """An installation with a hole in it says so, rather than staying silent without a word."""
    (tmp_path / "ambience").mkdir()
    with pytest.raises(MassageMindError):
        load_ambience("ocean", tmp_path)
    (tmp_path / "ambience" / "rain-1.ogg").write_bytes(b"OggS")
    with pytest.raises(MassageMindError) as caught:
        load_ambience("rain", tmp_path)
    assert "rain-1.ogg" in caught.value.sentence


def test_shipped_ambience_is_a_pair_of_loops(bells_folder: Path) -> None:
    """Of unequal lengths, stereo."""
    layers = load_ambience("rain", bells_folder)
    assert 2 == len({len(layer) for layer in layers})
    assert [2, 2] == [layer.shape[1] for layer in layers]


# -- the score ---------------------------------------------------------------------------------------------------------

BELLS_HEARD = {"bowl": noise(9_000, 0.5), "bell": noise(4_800, 0.5, 2)}


def laid(parts: Sequence[PlacedSound]) -> list[tuple[int, int, float]]:
    """When, how many frames and how loud."""
    return [(part.at_ms, part.source.frames, round(part.gain, 6)) for part in parts]


def heard(part: PlacedSound) -> Samples:
    return part.source.read(0, part.source.frames)


SESSION = timeline(
    (0, 4_000, "bell", "bell"),
    (5_000, 2_000, "say", "Here you are."),
    (9_001, 12_000, "ask", "How is it?"),
    (22_000, 3_000, "say", "Only xyzzy can say this."),
    (30_000, 9_000, "bell", "bowl"),
    total_ms=40_000,
)


def test_bells_and_words_sound_at_their_times() -> None:
    """Every one at its millisecond, in order; what nobody can speak is left out, and the last bell is softer."""
    parts = Score(BELLS_HEARD, speech=speech()).lay_out(SESSION)
    assert [
        (0, 4_800, BELL_GAIN),
        (5_000, 72_000, 1.0),
        (9_001, 72_000, 1.0),
        (30_000, 9_000, round(BELL_GAIN * SOFT_GAIN, 6)),
    ] == laid(parts)
    assert not any(part.lasting for part in parts)
    np.testing.assert_array_equal(noise(72_000, 0.3, len("Here you are."))[:, np.newaxis], heard(parts[1]))


def test_the_last_bell_swells() -> None:
    """It ends a rest: it begins at nothing and is itself a third of a second later."""
    soft = softened(np.ones(RATE, dtype=np.float32))
    assert 0 == soft[0]
    assert (np.diff(soft) >= 0).all()
    assert (soft[RATE * 350 // 1000 :] == 1).all()
    assert 10 == len(softened(np.ones(10, dtype=np.float32)))
    last = Score(BELLS_HEARD).lay_out(SESSION)[-1]
    assert 0 == heard(last)[0, 0]


def test_the_first_bell_is_struck_also_where_it_is_the_only_one() -> None:
    """A bell that is tried out is no end of a session."""
    alone = timeline((0, 4_000, "bell", "bell"), total_ms=4_000)
    assert end_bell(alone) is None
    assert [(0, 4_800, BELL_GAIN)] == laid(Score(BELLS_HEARD).lay_out(alone))


@pytest.mark.parametrize("origin", ["interval", "chance"])
def test_bells_asked_for_have_their_own_volume(origin: str) -> None:
    """Those of the script, those in between and the one at the end."""
    session = timeline(
        (0, 4_000, "bell", "bell"),
        (10_000, 4_000, "bell", "bell"),
        (20_000, 4_000, "bell", "bell"),
        total_ms=24_000,
    )
    cues = tuple(replace(cue, origin=origin) if cue.at_ms == 10_000 else cue for cue in session.cues)
    levels = Levels(bells=0.8, interval=0.5, end=0.25)
    parts = Score(BELLS_HEARD, levels=levels).lay_out(replace(session, cues=cues))
    wanted = [BELL_GAIN * 0.8, BELL_GAIN * 0.5, BELL_GAIN * SOFT_GAIN * 0.25]
    assert [round(gain, 6) for gain in wanted] == [gain for _, _, gain in laid(parts)]


def test_a_bell_asked_for_is_never_the_one_at_the_end() -> None:
    """In a script that ends without a bell the last one of those every so often is one of them."""
    session = timeline((0, 1_000, "say", "Here."), (10_000, 4_000, "bell", "bell"), total_ms=24_000)
    cues = tuple(replace(cue, origin="interval") if cue.kind == "bell" else cue for cue in session.cues)
    parts = Score(BELLS_HEARD, levels=Levels(interval=0.5, end=0.0)).lay_out(replace(session, cues=cues))
    assert [(10_000, 4_800, BELL_GAIN * 0.5)] == laid(parts)


def test_a_bell_that_is_not_there_is_left_out() -> None:
    """The others ring."""
    assert [30_000] == [part.at_ms for part in Score({"bowl": BELLS_HEARD["bowl"]}).lay_out(SESSION)]
    assert frozenset({"bowl"}) == Score({"bowl": BELLS_HEARD["bowl"]}).names


@pytest.mark.parametrize(
    ("levels", "left"),
    [
        (Levels(voice=0), [0, 5_000, 9_001, 30_000, 32_000]),
        (Levels(bells=0), [0, 5_000, 9_001, 30_000, 32_000]),
        (Levels(end=0), []),
        (Levels(breath=0), []),
        (Levels(ambience=0), []),
        (Levels(0, 0, 0, 0, 0, 0), []),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_volume_of_0_leaves_its_kind_out(levels: Levels, left: list[int]) -> None:
    """And nothing else."""
    session = breathing("before")
    whole = Score(BELLS_HEARD, speech=speech(), ambience=(FLAT,), tones=True)
    score = Score(BELLS_HEARD, speech=speech(), ambience=(FLAT,), tones=True, levels=levels)
    kinds = {
        kind
        for kind, level in zip(
            ("voice", "bell", "interval", "end", "breath", "ambience"),
            (levels.voice, levels.bells, levels.interval, levels.end, levels.breath, levels.ambience),
            strict=True,
        )
        if not level
    }
    expected = [part for part in whole.lay_out(session) if kind_of(part, session) not in kinds]
    assert [(part.at_ms, part.lasting) for part in expected] == [
        (part.at_ms, part.lasting) for part in score.lay_out(session)
    ]


def kind_of(part: PlacedSound, session: Timeline) -> str:
    if part.lasting:
        return "ambience"
    cue = session.cues[session.index_at(part.at_ms)]
    if cue is end_bell(session):
        return "end"
    return {"say": "voice", "ask": "voice", "breathe": "breath"}.get(cue.kind, cue.kind)


def breathing(moment: str) -> Timeline:
    """Two paced breaths, one of one's own, a word and two bells."""
    session = timeline(
        (0, 4_000, "bell", "bell"),
        (10_000, 10_000, "breathe", "in 4, out 6"),
        (20_000, 10_000, "breathe", "in 4, out 6"),
        (30_000, 10_000, "breathe", "as it comes"),
        (42_000, 2_000, "say", "Well."),
        (50_000, 9_000, "bell", "bowl"),
        total_ms=59_000,
        moment=moment,
    )
    patterns = {10_000: PATTERNS["ease"], 20_000: PATTERNS["ease"], 30_000: PATTERNS["natural"]}
    return replace(session, cues=tuple(replace(cue, breath=patterns.get(cue.at_ms)) for cue in session.cues))


def test_breath_tones_sound_with_paced_breaths_only() -> None:
    """As long as the breath; one's own breath has no tone, and without the wish none has."""
    parts = Score({}, tones=True).lay_out(breathing("before"))
    assert [(10_000, 480_000, 1.0), (20_000, 480_000, 1.0)] == laid(parts)
    np.testing.assert_array_equal(breath_tone(PATTERNS["ease"])[:, np.newaxis], heard(parts[0]))
    assert () == Score({}).lay_out(breathing("before"))


def test_no_breath_tones_on_the_table() -> None:
    """Where somebody else works, nothing sounds that paces."""
    assert () == Score({}, tones=True).lay_out(breathing("during"))
    for moment in ("before", "after", "anytime"):
        assert 2 == len(Score({}, tones=True).lay_out(breathing(moment)))


def test_ambience_comes_first_and_lasts() -> None:
    """As long as the session, taken up wherever it goes on, and fading longer than a bell."""
    first, *others = Score(BELLS_HEARD, ambience=(FLAT,), levels=Levels(ambience=0.4)).lay_out(SESSION)
    assert (0, 40_000 * 48, 0.4) == laid([first])[0]
    assert first.lasting and AMBIENCE_FADE == first.fade
    assert [FADE_FRAMES] * len(others) == [part.fade for part in others]


def level_at(score: Score, session: Timeline, at_ms: int) -> float:
    """How loud a flat ambience is at this time, against its full volume."""
    source = score.lay_out(session)[0].source
    return float(source.read(at_ms * 48, at_ms * 48 + 1)[0, 0]) * 2


QUESTION = timeline(
    (15_000, 25_000, "ask", "How is it?"),
    (50_000, 2_000, "say", "Only xyzzy can say this."),
    total_ms=90_000,
)


@pytest.mark.parametrize(
    ("score", "at_ms", "why"),
    [
        (Score({}, ambience=(FLAT,)), 15_500, "there is no voice"),
        (
            Score({}, ambience=(FLAT,), speech=speech(), levels=Levels(voice=0)),
            15_500,
            "the voice is turned down",
        ),
        (Score({}, ambience=(FLAT,), speech=speech()), 50_500, "the voice cannot speak this"),
        (Score({}, ambience=(FLAT,), speech=speech()), 30_000, "the question has long been asked"),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else None,
)
def test_ambience_stays_up_where_nobody_speaks(score: Score, at_ms: int, why: str) -> None:
    """It makes room for a voice, not for words on the screen."""
    assert pytest.approx(1.0, abs=1e-4) == level_at(score, QUESTION, at_ms), why


def test_ambience_makes_room_for_a_question() -> None:
    """While it is spoken."""
    score = Score({}, ambience=(FLAT,), speech=speech())
    assert pytest.approx(DUCKED, abs=1e-4) == level_at(score, QUESTION, 15_500)


def test_a_voice_that_takes_longer_than_its_cue_is_cut_to_it() -> None:
    """Nothing runs into what comes next."""
    short = timeline((0, 1_000, "say", "Too long for it."), total_ms=10_000)
    assert [(0, 48_000, 1.0)] == laid(Score({}, speech=speech()).lay_out(short))


def test_what_is_said_is_spoken_in_place_of_what_is_read() -> None:
    """A voice without letters for an intention says the fixed part of a line."""
    cue = Cue(0, 9_000, "say", "Your word: xyzzy.", "One", said="Your word.")
    session = replace(timeline(total_ms=20_000), cues=(cue, Cue(9_000, 11_000, "rest", "", "Two", 1)))
    assert [(0, 72_000, 1.0)] == laid(Score({}, speech=speech()).lay_out(session))


def test_every_bell_and_every_line_of_a_shipped_session_is_in_its_score() -> None:
    """With bells of one's own, in every guidance: one part for each, at its time, no longer than its cue."""
    library = Library(None)
    bells = {name: noise(ms * 48, 0.5) for name, ms in shipped_bells().items()}
    for name in ("arriving", "chair", "breathing"):
        script = library.script(name)
        for guidance in script.guidances:
            plan = Fitting(script, guidance=guidance, voice=speech())
            session = Belled(plan, read_bells("every 3 bowl", ("bowl",)), shipped_bells()).fit(
                script.ideal_ms
            )
            parts = Score(bells, speech=speech(), tones=True, ambience=(FLAT,)).lay_out(session)[1:]
            sounding = [
                cue
                for cue in session.cues
                if cue.kind == "bell"
                or (cue.spoken and sentences(cue.spoken))
                or (cue.breath and cue.breath.paced and session.moment != "during")
            ]
            assert [cue.at_ms for cue in sounding] == [part.at_ms for part in parts]
            for cue, part in zip(sounding, parts, strict=True):
                assert part.source.frames <= cue.length_ms * 48


def test_one_side_is_heard_on_that_side_only() -> None:
    """For trying out a pair of speakers."""
    clip = Clip(np.ones(10, dtype=np.float32))
    for side, expected in (("left", [1.0, 0.0]), ("right", [0.0, 1.0])):
        assert [expected] * 10 == one_sided(clip, side).read(0, 10).tolist()
        session = timeline((0, 4_000, "bell", "bell"), total_ms=4_000)
        cues = tuple(replace(cue, origin=side) for cue in session.cues)
        (part,) = Score(BELLS_HEARD).lay_out(replace(session, cues=cues))
        assert [not side_ for side_ in expected] == [not heard(part)[:, n].any() for n in (0, 1)]


def test_a_sound_is_made_when_it_is_needed_and_let_go_when_it_was_heard() -> None:
    """Once for all its blocks; fetched ahead it is not made again; from the beginning again it is."""
    made: list[int] = []

    def load() -> Samples:
        made.append(1)
        return np.arange(100, dtype=np.float32)

    lazy = LazyClip(100, load)
    assert [] == made and 100 == lazy.frames
    lazy.prefetch()
    lazy.prefetch()
    blocks = [lazy.read(start, min(100, start + 30)) for start in range(0, 100, 30)]
    assert [1] == made
    np.testing.assert_array_equal(np.arange(100)[:, np.newaxis], np.concatenate(blocks))
    lazy.read(0, 10)
    assert [1, 1] == made


def test_the_score_of_shipped_sounds(bells_folder: Path) -> None:
    """Bells and loops are read, and nothing is told of."""
    told: list[str] = []
    score = build(Sounds(bells_folder, ambience="rain"), lambda *what: told.append(" ".join(what)))
    assert frozenset(shipped_bells()) <= score.names
    assert score.lay_out(SESSION)[0].lasting
    assert [] == told


def test_what_cannot_be_read_is_left_out_and_told(tmp_path: Path) -> None:
    """A broken bell and a broken file of one's own: what it is and why, and the rest sounds."""
    (tmp_path / "bell.wav").write_text("no sound")
    (tmp_path / "sea.wav").write_text("no sound")
    told: list[tuple[str, str]] = []
    sounds = Sounds(tmp_path, speech=speech(), ambience=str(tmp_path / "sea.wav"))
    score = build(sounds, lambda what, why: told.append((what, why)))
    assert {"ambience", "bell bell"} <= {what for what, _ in told}
    assert all(why.endswith(".") for _, why in told)
    assert [5_000, 9_001] == [part.at_ms for part in score.lay_out(SESSION)]


# -- joining and fading in the mixer -----------------------------------------------------------------------------------

RISING = np.linspace(0.1, 0.9, 20_000, dtype=np.float32)


def pull(mixer: Mixer, frames: int, block: int = 512) -> Samples:
    return np.concatenate([mixer.pull(min(block, frames - start)) for start in range(0, frames, block)])


@settings(max_examples=15)
@given(st.integers(1, 19_000), st.integers(0, 3_000), st.integers(20, 700), st.floats(0.1, 1.0))
def test_a_joined_source_is_taken_up_where_it_would_be(gone: int, fade: int, block: int, gain: float) -> None:
    """However long ago it began: from that very frame on, rising over its fade, and then as loud as ever."""
    mixer = Mixer()
    mixer.pull(gone)
    mixer.schedule(0, Clip(RISING), gain=gain, join=True, fade=fade)
    sound = pull(mixer, len(RISING) - gone + 100, block)[:, 0]
    there = RISING[gone:] * np.float32(gain)
    np.testing.assert_allclose(there[fade:], sound[fade : len(there)], rtol=1e-5)
    rise = np.arange(1, min(fade, len(there)) + 1) / max(1, fade)
    np.testing.assert_allclose(there[:fade] * rise, sound[: len(rise)], rtol=1e-3, atol=1e-6)
    assert not sound[len(there) :].any()


def test_a_joined_source_that_is_to_come_begins_as_any_other() -> None:
    """On its frame, at full strength."""
    mixer = Mixer()
    mixer.pull(100)
    mixer.schedule(300, Clip(RISING), join=True, fade=1_000)
    sound = pull(mixer, 1_000)[:, 0]
    assert not sound[:200].any()
    np.testing.assert_array_equal(RISING[:800], sound[200:])


def test_a_joined_source_that_is_over_is_not_heard() -> None:
    """And is gone."""
    mixer = Mixer()
    mixer.pull(30_000)
    mixer.schedule(0, Clip(RISING), join=True)
    assert not pull(mixer, 1_000).any()
    assert 0 == mixer.sounding == mixer.waiting


def test_each_source_fades_over_its_own_time() -> None:
    """Cleared, a bell is gone in 30 ms, ambience takes longer, in a straight line."""
    mixer = Mixer()
    mixer.schedule(0, Clip(np.full(60_000, 0.25, dtype=np.float32)))
    mixer.schedule(0, Clip(np.full(60_000, 0.5, dtype=np.float32)), fade=9_600)
    mixer.pull(1_000)
    mixer.clear()
    sound = pull(mixer, 20_000)[:, 0]
    long = 0.5 * (1 - np.arange(1, 9_601) / 9_600)
    short = 0.25 * (1 - np.arange(1, FADE_FRAMES + 1) / FADE_FRAMES)
    np.testing.assert_allclose(long[:FADE_FRAMES] + short, sound[:FADE_FRAMES], atol=1e-5)
    np.testing.assert_allclose(long[FADE_FRAMES:], sound[FADE_FRAMES:9_600], atol=1e-5)
    assert not sound[9_600:].any()
    assert 0 == mixer.sounding


def test_cleared_and_joined_at_once_nothing_is_heard_of_it() -> None:
    """A session that is fitted anew: one ambience fades out as the other fades in, and the sum is what was there."""
    mixer = Mixer()
    mixer.schedule(0, Clip(RISING), fade=4_800)
    mixer.pull(5_000)
    mixer.clear()
    mixer.schedule(0, Clip(RISING), join=True, fade=4_800)
    np.testing.assert_allclose(RISING[5_000:], pull(mixer, 15_000)[:, 0], atol=1e-4)


def test_cleared_while_it_is_joining_it_turns_back_without_a_jump() -> None:
    """Paused right after it went on."""
    mixer = Mixer()
    mixer.pull(1_000)
    mixer.schedule(0, Clip(np.full(60_000, 0.5, dtype=np.float32)), join=True, fade=4_800)
    first = pull(mixer, 2_000)[:, 0]
    mixer.clear()
    sound = np.concatenate([first, pull(mixer, 6_000)[:, 0]])
    assert np.abs(np.diff(sound)).max() < 2 * 0.5 / 4_800
    assert not sound[2_000 + 4_800 :].any()


# -- the file ----------------------------------------------------------------------------------------------------------

STEADY = {"bowl": noise(20_000, 0.3, 5), "bell": noise(12_000, 0.3, 6)}
WALK = timeline(
    (0, 1_000, "bell", "bell"),
    (1_237, 1_500, "say", "Here you are."),
    (3_001, 1_500, "say", "And again."),
    (5_555, 1_500, "ask", "How is it?"),
    (8_000, 1_000, "bell", "bowl"),
    (9_999, 1_500, "say", "This is the end of it."),
    total_ms=12_345,
)


def decoded(path: Path) -> Samples:
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert RATE == rate
    return samples


def measured(sound: Samples) -> Meter:
    meter = Meter()
    meter.add(sound)
    return meter


def test_in_a_file_everything_begins_on_its_frame(tmp_path: Path) -> None:
    """Silence up to the frame before, to the bit; and the file is exactly as long as the session."""
    render(Score(STEADY, speech=speech()), WALK, tmp_path / "a.wav")
    sound = decoded(tmp_path / "a.wav")
    assert WALK.total_ms * 48 == len(sound)
    for cue in WALK.cues:
        if cue.kind != "rest":
            at = cue.at_ms * 48
            assert not sound[max(0, at - 200) : at].any(), cue
            assert sound[at].all(), cue
    sounding = {frame for cue in WALK.cues if cue.kind != "rest" for frame in [cue.at_ms * 48]}
    loud = np.flatnonzero(np.abs(sound[:, 0]) > 0)
    begun = {0, *(int(after) for before, after in pairwise(loud) if after - before > 4_800)}
    assert sounding == begun


@pytest.mark.parametrize(
    ("suffix", "level"),
    [(".wav", 0.4), (".wav", 1.0), (".flac", 1.0), (".mp3", 0.4), (".ogg", 1.0), (".opus", 0.4)],
)
def test_a_file_is_as_loud_as_speech_should_be(tmp_path: Path, suffix: str, level: float) -> None:
    """-19 LUFS whatever was in it, and no peak beyond -1.5 dBTP but what a lossy format adds; as it says itself."""
    path = tmp_path / f"a{suffix}"
    bells = {"bowl": hummed(96_000, 0.3), "bell": hummed(96_000, 0.3, 2)}
    levels = Levels(voice=level, bells=level, end=level)
    result = render(Score(bells, speech=speech(sound=hummed), levels=levels), WALK, path)
    meter = measured(decoded(path))
    assert abs(-19 - meter.integrated) <= 0.3
    assert meter.true_peak <= -1.45
    assert abs(result.loudness - meter.integrated) <= 0.1
    assert result.true_peak <= -1.5 + 1e-6


def struck() -> Samples:
    """A small bell: there at once, and soon gone."""
    at = np.arange(2 * RATE) / RATE
    return (0.9 * np.sin(2 * np.pi * 2_200 * at) * np.exp(-at * 40)).astype(np.float32)


def clap() -> Samples:
    """As sharp as a sound can be: from nothing to its full strength and back between two frames, and a little hiss."""
    return np.concatenate([np.full(48, 0.9), 0.001 * noise(90_000)]).astype(np.float32)


@pytest.mark.parametrize("sharp", [struck(), clap(), noise(480, 0.9)], ids=["struck", "clap", "burst"])
def test_no_peak_goes_beyond_the_bound(tmp_path: Path, sharp: Samples) -> None:
    """A few sharp sounds and much quiet: softer than other files rather than beyond -1.5 dBTP, also between frames."""
    cues = [(at, 500, "bell", "bell") for at in (0, 2_000, 4_321)]
    session = timeline(*cues, (6_000, 1, "say", "x"), total_ms=7_000)
    result = render(Score({"bell": sharp}), session, tmp_path / "a.wav")
    meter = measured(decoded(tmp_path / "a.wav"))
    assert meter.true_peak <= -1.45
    assert meter.integrated <= -18.7
    assert abs(result.true_peak - meter.true_peak) <= 0.05
    assert abs(result.loudness - meter.integrated) <= 0.1


def test_a_session_without_any_sound_is_a_file_of_silence(tmp_path: Path) -> None:
    """Nothing is divided by nothing."""
    result = render(Score({}), WALK, tmp_path / "a.wav")
    assert 0 == result.gain_db
    sound = decoded(tmp_path / "a.wav")
    assert WALK.total_ms * 48 == len(sound) and not sound.any()


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_ffmpeg_measures_the_same(tmp_path: Path) -> None:
    """Somebody else's meter: ebur128 with true peak."""
    path = tmp_path / "a.flac"
    render(Score(STEADY, speech=speech(), ambience=(FLAT // 64,)), WALK, path)
    command = [
        "ffmpeg",
        "-nostdin",
        "-hide_banner",
        "-i",
        path,
        "-af",
        "ebur128=peak=true",
        "-f",
        "null",
        "-",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    summary = said[said.rindex("Summary:") :]
    loud = re.search(r"I:\s+(-?[\d.]+) LUFS", summary)
    peak = re.search(r"Peak:\s+(-?[\d.]+) dBFS", summary)
    assert loud and peak
    assert abs(-19 - float(loud[1])) <= 0.3
    assert float(peak[1]) <= -1.4


def test_the_chapters_are_the_sections(tmp_path: Path) -> None:
    """In their order, one after another, from the first to the last millisecond."""
    mutagen = pytest.importorskip("mutagen.flac")
    assert [(span.at_ms, span.end_ms, span.title) for span in WALK.sections] == [
        (chapter.at_ms, chapter.end_ms, chapter.title) for chapter in chapters_of(WALK)
    ]
    render(Score(STEADY), WALK, tmp_path / "a.flac", comment="dense guidance")
    tags = mutagen.FLAC(tmp_path / "a.flac").tags
    assert ["00:00:00.000", "00:00:06.172"] == [tags["chapter001"][0], tags["chapter002"][0]]
    assert ["One", "Two"] == [tags["chapter001name"][0], tags["chapter002name"][0]]
    assert ["Mine", "dense guidance"] == [tags["title"][0], tags["comment"][0]]


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
def test_ffprobe_finds_the_sections_of_a_real_session(tmp_path: Path) -> None:
    """A shipped script of a minute, in a WAV file."""
    script = Library(None).script("hand-on-the-door")
    session = Fitting(script, voice=speech()).fit(60_000)
    render(Score(STEADY, speech=speech()), session, tmp_path / "a.wav")
    command = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", tmp_path / "a.wav"]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["chapters"]
    assert [(span.at_ms, span.title) for span in session.sections] == [
        (round(float(chapter["start_time"]) * 1000), chapter["tags"]["title"]) for chapter in found
    ]


def test_the_file_is_what_is_played_live_but_for_its_gain(tmp_path: Path) -> None:
    """The same blocks of the same mixer."""
    score = Score(STEADY, speech=speech(), ambience=(FLAT // 64,))
    result = render(score, WALK, tmp_path / "a.wav")
    live = np.concatenate(list(mixed(score, WALK)))
    np.testing.assert_allclose(live * 10 ** (result.gain_db / 20), decoded(tmp_path / "a.wav"), atol=2e-5)


def test_told_how_far_it_is(tmp_path: Path) -> None:
    """Ever more, up to twice the length, for it goes over the session twice."""
    told: list[int] = []
    render(Score(STEADY), WALK, tmp_path / "a.wav", told=told.append)
    assert sorted(set(told)) == told
    assert 2 * WALK.total_ms == told[-1]
    assert WALK.total_ms in told


def failing_source(reads: int) -> Speech:
    """A voice that can be loaded so many times and no more."""

    class Failing(Voice):
        left = reads

        def load(self, sentence: str) -> Samples:
            if not self.left:
                raise MassageMindError("The spoken line is gone.")
            self.left -= 1
            return super().load(sentence)

    return Speech([Failing()])


def at_told(limit: int) -> Callable[[int], None]:
    def told(done: int) -> None:
        if done >= limit:
            raise KeyboardInterrupt

    return told


@pytest.mark.parametrize("before", [None, b"an earlier file"])
@pytest.mark.parametrize("reads", [0, 1, 4, 6])
def test_a_source_at_fault_leaves_no_file(tmp_path: Path, reads: int, before: bytes | None) -> None:
    """Whether it fails while it is measured or while it is written; an earlier file stays as it was."""
    path = tmp_path / "a.wav"
    if before is not None:
        path.write_bytes(before)
    with pytest.raises((MassageMindError, RuntimeError)):
        render(Score(STEADY, speech=failing_source(reads)), WALK, path)
    assert [path] * (before is not None) == list(tmp_path.iterdir())
    assert before is None or before == path.read_bytes()


def test_a_source_at_fault_is_told_in_its_own_sentence(tmp_path: Path) -> None:
    """A clip that has gone from the cache is something a person can understand: no traceback."""
    with pytest.raises(MassageMindError) as caught:
        render(Score(STEADY, speech=failing_source(2)), WALK, tmp_path / "a.wav")
    assert "The spoken line is gone." in caught.value.sentence


@pytest.mark.parametrize("limit", [1, 12_000, 13_000, 2 * WALK.total_ms])
@pytest.mark.parametrize("suffix", [".wav", ".mp3"])
def test_interrupted_it_leaves_no_file(tmp_path: Path, limit: int, suffix: str) -> None:
    """Ctrl-C at the beginning, in the middle, at the very end: nothing is left, no thread either."""
    path = tmp_path / f"a{suffix}"
    with pytest.raises(KeyboardInterrupt):
        render(Score(STEADY, speech=speech()), WALK, path, told=at_told(limit))
    assert [] == list(tmp_path.iterdir())
    assert [] == [thread.name for thread in threading.enumerate() if thread.name.startswith(("ahead", "mp3"))]


def long_session(seconds: int) -> Timeline:
    """A word and a bell every 15 s."""
    cues: list[tuple[int, int, str, str]] = []
    for at in range(0, seconds * 1_000, 15_000):
        cues += [(at + 1_000, 2_000, "say", f"Word {at}."), (at + 8_000, 1_000, "bell", "bowl")]
    return timeline(*cues, total_ms=seconds * 1_000)


def peak_bytes(score: Score, session: Timeline, path: Path) -> int:
    tracemalloc.start()
    try:
        render(score, session, path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_length(tmp_path: Path) -> None:
    """Two minutes take no more than half a minute, within 15 %, and the blocks that may or may not wait for the encoder."""
    score = Score(STEADY, speech=speech(), ambience=(FLAT // 64,))
    peak_bytes(score, WALK, tmp_path / "warm.wav")
    short, long = (peak_bytes(score, long_session(seconds), tmp_path / "a.wav") for seconds in (30, 120))
    assert long <= 1.15 * short + AHEAD * RATE * 2 * 4


@settings(max_examples=10)
@given(st.lists(st.integers(0, 9_000), min_size=1, max_size=5, unique=True), st.integers(9_100, 11_000))
def test_any_bells_of_any_session_begin_on_their_frames(
    tmp_path_factory: pytest.TempPathFactory, times: list[int], total_ms: int
) -> None:
    """Placed anywhere, in a file of any length."""
    path = tmp_path_factory.mktemp("any") / "a.wav"
    tick = {"bell": np.full(1, 0.5, dtype=np.float32)}
    cues = [(at, 1, "bell", "bell") for at in sorted(times)]
    render(Score(tick, speech=speech(50)), timeline(*cues, (9_050, 50, "say", "x"), total_ms=total_ms), path)
    sound = decoded(path)
    assert total_ms * 48 == len(sound)
    assert [at * 48 for at in sorted(times)] == np.flatnonzero(sound[: 9_050 * 48, 0]).tolist()


@pytest.mark.parametrize("origin", ["interval", "chance", "tried", "left"])
def test_a_bell_that_is_tried_out_is_struck(origin: str) -> None:
    """Only a script's last bell swells."""
    tried = Timeline(
        *("try", "Try", "anytime", "", "guided", 9_500),
        (Cue(0, 9_000, "bell", "bowl", "", origin=origin), Cue(9_000, 500, "rest", "", "")),
        (),
    )
    assert end_bell(tried) is None
