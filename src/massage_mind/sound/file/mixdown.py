"""A session as a file: the same score and the same mixer as the live session, pulled into an encoder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from massage_mind.errors import MassageMindError
from massage_mind.fit.timeline import Timeline
from massage_mind.sound.ahead import ahead
from massage_mind.sound.file.encoder import Encoder
from massage_mind.sound.file.limiter import limited
from massage_mind.sound.file.loudness import Meter
from massage_mind.sound.file.tagging import Chapter, Tags
from massage_mind.sound.mixer import Mixer
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples
from massage_mind.sound.score import Score
from massage_mind.sound.voice.shape import VOICE_LUFS
from massage_mind.values import dataclass

LUFS = VOICE_LUFS
"""How loud a file is made: as loud as a voice is, which is usual for speech on a phone in a quiet room."""
PEAK_DB = -1.5
"""The highest true peak before encoding; a lossy format may add some hundredths."""
MOST_GAIN_DB = 15.0
"""A session of a bell and much silence is not blown up without end."""
MOST_LIMITED_DB = 6.0
"""By how much the highest peaks may be turned down for the sake of the loudness. Under ambience, which counts for most
of the time, a few words have to come out louder than alone."""
BLOCK = RATE


@dataclass(frozen=True, slots=True)
class Measured:
    """What a file came out as: integrated loudness in LUFS and true peak in dBTP before encoding, and the gain given."""

    loudness: float
    true_peak: float
    gain_db: float


def mixed(score: Score, timeline: Timeline) -> Iterator[Samples]:
    """The whole session in blocks of a second, shaped (frames, 2); what the live session plays at full volume."""
    mixer = Mixer()
    for sound in score.lay_out(timeline):
        mixer.schedule(sound.at_ms * RATE // 1000, sound.source, gain=sound.gain, fade=sound.fade)
    left = frames_of(timeline)
    while left:
        yield mixer.pull(min(BLOCK, left))
        left -= min(BLOCK, left)
    if mixer.faults:
        raise MassageMindError(f"The session can't be mixed: {mixer.faults[0]}")


def frames_of(timeline: Timeline) -> int:
    """How many frames a session lasts."""
    return timeline.total_ms * RATE // 1000


def chapters_of(timeline: Timeline) -> tuple[Chapter, ...]:
    """The sections as chapters."""
    return tuple(Chapter(span.at_ms, span.end_ms, span.title) for span in timeline.sections)


def measured_by(meter: Meter, blocks: Iterator[Samples]) -> Iterator[Samples]:
    """The same blocks, each measured before it is handed on."""
    for block in blocks:
        meter.add(block)
        yield block


def render(
    score: Score,
    timeline: Timeline,
    path: Path,
    *,
    title: str = "",
    comment: str = "",
    told: Callable[[int], None] = lambda _: None,
) -> Measured:
    """Write the session to a file, at one loudness whatever is in it.

    Goes over it twice: to measure, and to encode. `title` is what a player shows (empty: that of the script). `told` hears how many milliseconds are done, of twice the length.
    Raises what `file.encoder` raises; nothing half-made is left behind.
    """
    meter = Meter()
    done = 0
    for block in ahead(mixed(score, timeline)):
        meter.add(block)
        done += len(block) * 1000 // RATE
        told(done)
    loudness, true_peak = meter.integrated, meter.true_peak
    gain_db = 0.0
    if np.isfinite(loudness):
        gain_db = min(LUFS - loudness, PEAK_DB + MOST_LIMITED_DB - true_peak, MOST_GAIN_DB)
    gain = np.float32(10 ** (gain_db / 20))
    blocks: Iterator[Samples] = (block * gain for block in mixed(score, timeline))
    if true_peak + gain_db > PEAK_DB:
        blocks = limited(blocks, PEAK_DB)
    meter = Meter()
    tags = Tags(
        title or timeline.title, album="massage-mind", comment=comment, chapters=chapters_of(timeline)
    )
    with Encoder(path, tags) as encoder:
        # Each in a thread of its own: mixing, measuring, and here encoding, which may take the longest.
        for block in ahead(measured_by(meter, ahead(blocks))):
            encoder.write(block)
            done += len(block) * 1000 // RATE
            told(done)
        if encoder.frames != frames_of(timeline):
            raise ValueError(f"{frames_of(timeline)} frames were to be written, and {encoder.frames} were")
    return Measured(meter.integrated, meter.true_peak, gain_db)
