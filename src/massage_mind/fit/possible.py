"""The texts a session may come to say: for a voice that has to be made before it begins."""

from __future__ import annotations

from massage_mind.errors import LengthError
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Timeline

CLOSED_EARLY_AT = (0.05, 0.35, 0.65, 0.9)
"""The parts of a session at which its closing is looked at as if it were called for then."""
CHANGES_MS = (-300_000, 300_000)
"""By how much it is looked at as shortened and lengthened: what one key does."""


def spoken_texts(timeline: Timeline) -> tuple[str, ...]:
    """What a voice speaks in this timeline, each text once, in order."""
    return tuple(dict.fromkeys(cue.spoken for cue in timeline.cues if cue.spoken))


def possible_texts(fitting: Fitting, total_ms: int) -> tuple[str, ...]:
    """Every text whose length matters when this is fitted, lengthened, shortened or closed early, each once.

    More than one timeline says: also what was weighed and left, since with other lengths it may be chosen. Where the
    script cannot be fitted to this length by this voice, what was asked for until then.
    """
    asked: dict[str, None] = {}

    def noting(text: str) -> int:
        asked.setdefault(text)
        return fitting.voice(text)

    noted = fitting.with_(voice=noting)
    try:
        timeline = noted.fit(total_ms)
    except LengthError:  # a voice slower than was thought: said when the session begins
        return tuple(asked)
    for share in CLOSED_EARLY_AT:
        noted.close(timeline, round(share * total_ms))
    for change_ms in CHANGES_MS:
        try:
            noted.refit(timeline, total_ms // 4, total_ms + change_ms)
        except LengthError:
            continue
    return tuple(asked)
