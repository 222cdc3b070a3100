"""How much is said and how much is silent: the four guidance profiles and the taper.

The figures are working numbers from practice, not from trials (docs/pacing.md): guided practice speaks at 100 to 120
words a minute; on the table 80 to 95 % of the time is silent. Cues come closer in the first five minutes and towards
the end, and wide apart in between.
"""

from __future__ import annotations

import re
from zlib import crc32

from massage_mind.names import Guidance
from massage_mind.values import dataclass

WORDS_PER_MINUTE = 110
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
AFTER_QUESTION_MS = 8_000
"""The least silence after a spoken question."""
CALM_MS = 7_000
"""The least silence after a spoken line before and after the massage. With less room sections fall away, not silence."""
CALM_FROM_MS = 120_000
"""In less than two minutes it is shorter in the same measure: there is no room for it."""
PROFILES_HOLD_FROM_MS = 30 * 60_000
"""From this length on the profiles hold; below, what is there has to fit."""
FREE_SOONEST_MS = 10 * 60_000
FREE_EARLY_MS = 5 * 60_000
FREE_LATEST_MS = 15 * 60_000
"""On the table a freedom cue comes 10 to 15 minutes after the one before; from 5 on, so that no thread is cut by one."""
ASKED_LATEST_MS = 6 * 60_000
"""Where somebody gives at home, the receiver is asked how it is at the latest so long after the last time."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Silence after a spoken cue, in milliseconds: the least, the usual and the most there should be."""

    least: int
    natural: int
    most: int

    def scaled(self, scale: float) -> Gap:
        """The same, shrunk or stretched by a factor."""
        return Gap(round(self.least * scale), round(self.natural * scale), round(self.most * scale))


NO_GAP = Gap(0, 0, 0)
AFTER_BELL = Gap(500, 2_500, 5_000)
AFTER_BREATH = Gap(0, 2_000, 6_000)
INTO_BREATH = Gap(1_500, 2_500, 4_000)
"""Between the last word and the breath it leads to: no pause to think in."""
INTO_PRACTICE = Gap(1_500, 1_500, 4_000)
"""The same in a breathing practice, whose first breath comes within ten seconds."""
AFTER_ASK = Gap(1_000, 2_000, 5_000)


@dataclass(frozen=True, slots=True)
class Profile:
    """A guidance profile on the table.

    `gap` is the silence between cues in the middle, `taper` near the start and the end. `words` are the least, aimed
    at and most words an hour, `silence` the least and most share of silence.
    """

    gap: Gap
    taper: Gap
    words: tuple[int, int, int]
    silence: tuple[float, float]


TABLE: dict[Guidance, Profile] = {
    "guided": Profile(
        Gap(35_000, 50_000, 75_000), Gap(35_000, 45_000, 60_000), (750, 950, 1_250), (0.80, 0.90)
    ),
    "sparse": Profile(
        Gap(90_000, 150_000, 240_000), Gap(45_000, 52_000, 60_000), (300, 480, 720), (0.88, 0.96)
    ),
    "silent": Profile(
        Gap(240_000, 600_000, 900_000), Gap(45_000, 52_000, 60_000), (0, 100, 150), (0.975, 1.0)
    ),
}
"""On the table (moment `during`). `dense` is for before and after only."""

SEQUENCE: dict[Guidance, Gap] = {
    "dense": Gap(3_500, 12_000, 25_000),
    "guided": Gap(3_500, 20_000, 75_000),
    "sparse": Gap(3_500, 35_000, 240_000),
    "silent": Gap(3_500, 45_000, 900_000),
}
"""Off the table, and on it in short sessions: what is there has to fit, so the least is what a listener needs."""


def spoken_ms(text: str) -> int:
    """How long a text takes at 110 words a minute, until a voice has measured it.

    Scripts without spaces between words (Chinese, Japanese, Thai) count two letters as a word.
    """
    unspaced = len(_UNSPACED.findall(text))
    words = len(_UNSPACED.sub(" ", text).split()) + unspaced / 2
    return round(words * 60_000 / WORDS_PER_MINUTE)


def varied(text: str) -> float:
    """What the usual silence after this text is multiplied by: 0.75 to 1.25, always the same for the same words."""
    return 0.75 + crc32(text.encode("utf-8", "surrogatepass")) / 2**33


def asks(text: str) -> bool:
    """Whether a text asks something, in any script of the world that marks it."""
    return any(mark in text for mark in "?？؟;՞፧")
