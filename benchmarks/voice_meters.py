"""How the voice sounds, by meters: `python benchmarks/voice_meters.py [--sentences N] [lines|pace|questions|balance ...]`.

Nobody listens here. Every sentence of the shipped scripts without a field is spoken as a session would; then

- `lines`: its loudness (bar: within 1 LU of -19 LUFS), its peak, what sounds in the first and last 20 ms of what the
  network gives and in the first and last 5 ms of what is heard (bars: 40 dB below its loudest, or something is cut), the
  sharpest corner beside a silence against the sharpest within speech (bar: 20 dB below, or there is a click), what lies
  from 6 to 10 kHz, with and without the shelf, and the silences at its commas (meant: 700 to 900 ms).
- `pace`: words a minute over lines of eight words and more, at the usual pace and at 60, 80 and 150.
- `questions`: how the pitch goes over the last 300 ms, of questions and of statements.
- `balance`: bells, breath tones and ambience against the voice; ambience under it, sunk and not, from 1 to 4 kHz
  (bar: the voice 12 dB above it).
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from massage_mind.places import ambiences, shipped_folder
from massage_mind.reading.library import Library
from massage_mind.script.breathing import pattern_named
from massage_mind.script.lines import lines_of
from massage_mind.sound.ambience import DUCKED, load_ambience
from massage_mind.sound.bells import load_bell
from massage_mind.sound.file.loudness import loudness
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples
from massage_mind.sound.score import BELL_GAIN, SOFT_GAIN, softened
from massage_mind.sound.tones import breath_tone
from massage_mind.sound.voice.engine import Finish, Manner
from massage_mind.sound.voice.engines import find_engines
from massage_mind.sound.voice.engines.heart import SHELF_DB, HeartEngine, speed_and_pause
from massage_mind.sound.voice.heart_program import BEGUN, VOICE_RATE, Heart
from massage_mind.sound.voice.sentences import sentences
from massage_mind.sound.voice.shape import VOICE_LUFS, shaped
from massage_mind.sound.voice.voices import VoicePlaces, VoiceRequest, choose_speech

LONG_WORDS = 8
PAUSE_FROM_S = 0.3
"""A silence so long is a pause of ours, and no consonant's."""


def lines() -> list[str]:
    """Every line of the shipped scripts that holds no field."""
    library = Library(None)
    found = {line.text for one in library.found() for line in lines_of(library.script(one.name))}
    return sorted(line for line in found if "{" not in line)


def spread(figures: Iterable[float]) -> str:
    low, middle, high = np.quantile(list(figures), (0.0, 0.5, 1.0))
    return f"{low:.2f} to {high:.2f}, median {middle:.2f}"


def level_db(sound: Samples) -> float:
    """The mean level, in dB of full scale."""
    return float(20 * np.log10(max(1e-9, np.sqrt(np.mean(np.square(sound, dtype=np.float64))))))


def band_db(sound: Samples, low_hz: float, high_hz: float) -> float:
    """The level of what lies between two frequencies."""
    power = np.square(np.abs(np.fft.rfft(sound.astype(np.float64))))
    hz = np.fft.rfftfreq(len(sound), 1 / RATE)
    mean = 2 * power[(hz >= low_hz) & (hz < high_hz)].sum() / len(sound) ** 2
    return float(10 * np.log10(max(1e-18, mean)))


def silences_s(sound: Samples) -> list[float]:
    """How long it is silent, each time that is a pause within it."""
    quiet = np.concatenate([[False], np.abs(sound) < 10 ** (-60 / 20), [False]])
    edges = np.flatnonzero(np.diff(quiet.astype(np.int8)))
    spans = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [
        (stop - start) / RATE
        for start, stop in spans
        if (stop - start) / RATE >= PAUSE_FROM_S and start and stop < len(sound)
    ]


def of_lines(texts: Sequence[str]) -> bool:
    heart, (speed, pause_ms) = Heart(), speed_and_pause(1.0)
    levels, peaks, ends, given, plain, soft, pauses, joins = ([] for _ in range(8))
    for text in texts:
        raw = heart.speak(text, speed, pause_ms)
        made = shaped(raw, VOICE_RATE, finish=HeartEngine.finish)
        levels.append(loudness(made))
        peaks.append(20 * np.log10(np.abs(made).max()))
        ends += end_levels(made, 5 * RATE // 1000)
        given += end_levels(heart.raw(BEGUN + heart.sounds(text), speed), 20 * VOICE_RATE // 1000)
        joins.append(corners_at_silences(made))
        bright = shaped(raw, VOICE_RATE, finish=Finish(pauses=False))
        for sound, shares in ((bright, plain), (made, soft)):
            shares.append(band_db(sound, 6_000, 10_000) - band_db(sound, 80, 20_000))
        if any(mark in text for mark in ",;:"):
            pauses += silences_s(made)
    wrong = max(abs(one - VOICE_LUFS) for one in levels)
    print(f"{len(texts)} sentences: loudness {spread(levels)} LUFS, at most {wrong:.2f} LU off (bar 1)")
    print(f"peaks {spread(peaks)} dB of full scale")
    print(f"first and last 20 ms of what the network gives: {spread(given)} dB of the loudest (bar -40)")
    print(f"first and last 5 ms of what is heard: {spread(ends)} dB of the loudest (bar -40)")
    print(f"corners at ends and joins, against the sharpest within speech: {spread(joins)} dB (bar -20)")
    print(
        f"6 to 10 kHz, dB of all: as spoken {spread(plain)}; with the shelf of {SHELF_DB:g} dB {spread(soft)}"
    )
    inside = sum(0.7 <= one <= 0.9 for one in pauses) / max(1, len(pauses))
    print(f"{len(pauses)} silences at commas and the like: {spread(pauses)} s, {inside:.0%} from 0.7 to 0.9")
    return wrong <= 1 and max(*given, *ends) <= -40 and max(joins) < -20


def end_levels(sound: Samples, frames: int) -> list[float]:
    """The highest level in so many frames at either end, in dB of the loudest."""
    loudest = np.abs(sound).max()
    return [
        20 * np.log10(max(1e-6, np.abs(end).max() / loudest)) for end in (sound[:frames], sound[-frames:])
    ]


def corners_at_silences(sound: Samples) -> float:
    """The sharpest corner beside a silence or an end, where a join would be heard, in dB of the sharpest of all.

    A corner is the second difference: a click is sharper than what is around it.
    """
    size = RATE // 500
    whole = len(sound) // size * size
    corners = np.abs(np.diff(sound[:whole], 2, prepend=0, append=0)).reshape(-1, size).max(axis=1)
    silent = np.abs(sound[:whole]).reshape(-1, size).max(axis=1) < 1e-4
    near = np.convolve(silent, np.ones(3), "same") > 0
    near[0] = near[-1] = True
    return float(20 * np.log10(max(1e-9, corners[near].max() / corners.max())))


def of_pace(texts: Sequence[str]) -> bool:
    kept = True
    long = [text for text in texts if len(text.split()) >= LONG_WORDS]
    for pace in (1.0, 0.6, 0.8, 1.5):
        places = VoicePlaces(Path("none"), Path(mkdtemp()), dict(os.environ))
        speech = choose_speech(VoiceRequest("heart", pace), places)
        assert speech is not None
        some = long if pace == 1.0 else long[::4]
        speech.make(speech.missing(some), lambda _: None)
        rates = sorted(60_000 * len(text.split()) / speech(text) for text in some)
        tenth, middle, last = np.quantile(rates, (0.1, 0.5, 0.9))
        gaps = [one for text in some for one in silences_s(speech.samples(text))]
        print(
            f"voice_pace {pace * 100:.0f}: {len(some)} lines, words a minute: a tenth below {tenth:.0f}, median {middle:.0f}, "
            f"a tenth above {last:.0f}; the longest silence within a line {max(gaps):.2f} s"
        )
        kept = kept and (pace != 1.0 or 105 <= middle <= 120)
    return kept


def pitches(sound: Samples, rate: int) -> list[float]:
    """The pitch of each 10 ms that has one, in Hz, by autocorrelation; nan for the others."""
    size, hop = rate * 40 // 1000, rate // 100
    loudest = max(1e-9, float(np.abs(sound).max()))
    found = []
    for at in range(0, len(sound) - size, hop):
        frame = sound[at : at + size].astype(np.float64)
        frame -= frame.mean()
        spectrum = np.fft.rfft(frame * np.hanning(size), 2 * size)
        likeness = np.fft.irfft(np.square(np.abs(spectrum)))[:size]
        low, high = rate // 400, rate // 90
        best = low + int(np.argmax(likeness[low:high]))
        voiced = likeness[best] > 0.4 * likeness[0] and np.abs(frame).max() > 0.03 * loudest
        found.append(rate / best if voiced else float("nan"))
    return found


def rise_semitones(sound: Samples, rate: int) -> float:
    """How far the pitch goes from the median of the line to its last voiced 60 ms, within the last 300 ms of it."""
    pitch = np.array(pitches(sound, rate))
    voiced = np.flatnonzero(~np.isnan(pitch))
    if len(voiced) < 10:
        return float("nan")
    end = pitch[max(0, voiced[-1] - 30) : voiced[-1] + 1]
    end = end[~np.isnan(end)]
    first, last = np.median(end[: max(3, len(end) // 3)]), np.median(end[-6:])
    return float(12 * np.log2(last / first))


def of_questions(texts: Sequence[str]) -> bool:
    (heart, *_) = find_engines(dict(os.environ), voices_dir=Path("none"))
    asks = [text for text in texts if text.endswith("?")]
    kinds = {
        "questions that yes or no answers": [text for text in asks if text.split()[0] in YES_OR_NO],
        "other questions": [text for text in asks if text.split()[0] not in YES_OR_NO],
        "statements": [text for text in texts if text.endswith(".")][:: max(1, len(texts) // 60)],
    }
    for kind, some in kinds.items():
        rises = [rise_semitones(*heart.speak(text, Manner())) for text in some]
        known = [one for one in rises if not np.isnan(one)]
        rising = sum(one > 0.5 for one in known)
        print(
            f"{kind}: {len(known)}, the last 300 ms go by {spread(known)} semitones; {rising} of them rise"
            if known
            else f"{kind}: none"
        )
    heart.close()  # type: ignore[attr-defined]
    return True


YES_OR_NO = frozenset(
    ["Is", "Are", "Does", "Do", "Can", "Could", "Would", "Will", "Has", "Have", "May", "Did", "Was"]
)


def of_balance(texts: Sequence[str]) -> bool:
    (heart, *_) = find_engines(dict(os.environ), voices_dir=Path("none"))
    spoken = []
    for text in texts[:: max(1, len(texts) // 30)]:
        raw, rate = heart.speak(text, Manner())
        spoken.append(shaped(raw, rate, finish=heart.finish))
    heart.close()  # type: ignore[attr-defined]
    # What is heard of it: its silences mask nothing and are masked by nothing.
    whole = np.concatenate(spoken)
    frames = whole[: len(whole) // (RATE // 50) * (RATE // 50)].reshape(-1, RATE // 50)
    power = np.square(frames).mean(axis=1)
    active = frames[power > power.max() * 10 ** (-35 / 10)].ravel()
    print(f"the voice: {loudness(whole):.1f} LUFS, its loudest 400 ms {momentary(whole):.1f}")
    folder = shipped_folder("audio")
    for name in ("bowl", "bell", "gong"):
        bell = load_bell(folder, name).astype(np.float32)
        for what, sound in (("", bell * BELL_GAIN), (", last", softened(bell) * BELL_GAIN * SOFT_GAIN)):
            print(
                f"{name}{what}: loudest 400 ms {momentary(sound):.1f} LUFS, {momentary(sound) - momentary(whole):+.1f} LU to "
                f"the voice's; peak {20 * np.log10(np.abs(sound).max()):.1f} dB, the voice's {20 * np.log10(np.abs(whole).max()):.1f}"
            )
    tone = breath_tone(pattern_named("4-0-6-0"))
    print(
        f"breath tone: loudest 400 ms {momentary(tone):.1f} LUFS; {loudness(np.tile(tone, 3)):.1f} over three breaths"
    )
    kept = True
    for name in ambiences():
        bed = bed_of(load_ambience(name, folder))
        gaps = []
        for gain, what in ((1.0, "not sunk"), (DUCKED, "sunk")):
            bands = [
                band_db(active, low, high) - band_db(bed * np.float32(gain), low, high)
                for low, high in (
                    (250, 1_000),
                    (1_000, 2_000),
                    (2_000, 4_000),
                    (1_000, 4_000),
                    (4_000, 8_000),
                )
            ]
            gaps.append(bands[3])
            print(
                f"{name}, {what}: {loudness(bed * np.float32(gain)):.1f} LUFS; the voice above it at 250 to 1000 Hz, 1 to 2, 2 to 4, "
                f"1 to 4, 4 to 8 kHz: {', '.join(f'{one:.0f}' for one in bands)} dB (bar at 1 to 4: 12)"
            )
        kept = kept and gaps[1] >= 12
    return kept


def bed_of(loops: Sequence[np.ndarray]) -> Samples:
    """Half a minute of it, as one ear hears it."""
    size = 30 * RATE
    bed = np.zeros((size, 2), np.float32)
    for loop in loops:
        bed += np.resize(loop, (size, 2)).astype(np.float32) / np.float32(32_768)
    return np.ascontiguousarray(bed[:, 0])


def momentary(sound: Samples) -> float:
    """The loudness of its loudest 400 ms, in LUFS."""
    size = RATE * 400 // 1000
    return max(loudness(sound[at : at + size]) for at in range(0, max(1, len(sound) - size), size // 4))


def main() -> None:
    """Measure; exit code 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description="How the voice sounds, by meters.")
    parts = {"lines": of_lines, "pace": of_pace, "questions": of_questions, "balance": of_balance}
    parser.add_argument("what", nargs="*", metavar="|".join(parts), default=list(parts))
    parser.add_argument("--sentences", type=int, help="so many, drawn by lot (the same ones each time)")
    options = parser.parse_args()
    every = lines()
    single = sorted({part for line in every for part in sentences(line)})
    if options.sentences:
        single = random.Random(5).sample(single, min(options.sentences, len(single)))
        every = random.Random(5).sample(every, min(options.sentences, len(every)))
    kept = True
    for what in options.what:
        print(f"-- {what}")
        kept = parts[what](every if what == "pace" else single) and kept
    sys.exit(not kept)


if __name__ == "__main__":
    main()
