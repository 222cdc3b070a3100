"""Dates and times as a person types them: `friday 15:00`, `tomorrow 9am`, `in 2 hours`, `2026-12-04 15:00`, `2w`.

Understood whole, in one way, or refused: the grammar is in `time_words`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from massage_mind.errors import UsageError
from massage_mind.record.instants import HOUR_MS, local
from massage_mind.words.near import quoted

if TYPE_CHECKING:
    from massage_mind.record.time_words.atom import NotRead
    from massage_mind.record.time_words.which_day import Days

Toward: TypeAlias = Literal["future", "past"]

_BACK = re.compile(r"([0-9]{1,4})\s*(h|d|w)", re.IGNORECASE)
_BACK_HOURS = {"h": 1, "d": 24, "w": 7 * 24}
_QUOTED = 60
_EXAMPLES = "Such as friday 15:00, 4 december 15:00, tomorrow 9am or in 2 hours."
_PAST_EXAMPLES = "Such as yesterday 16:00, 4 december 15:00 or 3 hours ago."
_BOUND_EXAMPLES = "Such as today, yesterday, monday, 4 december, december, 12h, 7d or 2w."


def read_when(text: str, now_ms: int, zone: str, *, toward: Toward = "future") -> int:
    """The instant, in UTC milliseconds, that this means to a person in this zone. It has to say the time of day.

    `toward` decides what a bare time or weekday means: the next one, or the latest. Raises `UsageError`.
    """
    from massage_mind.record.time_words.atom import NotRead
    from massage_mind.record.time_words.meaning import here_now, instant_meant

    try:
        return instant_meant(text, here_now(now_ms, zone, toward))
    except NotRead as no:
        raise _refused(text, no, _EXAMPLES if toward == "future" else _PAST_EXAMPLES) from None


def read_past(text: str, now_ms: int, zone: str) -> int:
    """`read_when` for what has happened: the latest such time. Raises `UsageError` for one that is still to come."""
    at_ms = read_when(text, now_ms, zone, toward="past")
    if at_ms > now_ms + 60_000:
        from massage_mind.words.times import dated_words

        said = dated_words(local(at_ms, zone), local(now_ms, zone))
        raise UsageError(f"{said} is still to come.", _PAST_EXAMPLES)
    return at_ms


def read_bound(text: str, now_ms: int, zone: str) -> int | Days:
    """From when on, or until when, something is wanted: an instant in UTC milliseconds, or days where no time was said.

    A date, with a time or without, `today`, `yesterday`, `december`, `2026`, so far back from now (12h, 7d, 2w), or
    whatever `read_when` takes, toward the past. Raises `UsageError` for anything else.
    """
    from massage_mind.record.time_words.atom import NotRead
    from massage_mind.record.time_words.meaning import bound_meant, here_now

    if back := _BACK.fullmatch(text.strip()):
        return max(0, now_ms - int(back[1]) * _BACK_HOURS[back[2].lower()] * HOUR_MS)
    try:
        return bound_meant(text, here_now(now_ms, zone, "past"))
    except NotRead as no:
        raise _refused(text, no, _BOUND_EXAMPLES) from None


def since_ms(text: str, now_ms: int, zone: str) -> int:
    """The same as an instant, in UTC milliseconds: a day is its beginning. Raises `UsageError`."""
    bound = read_bound(text, now_ms, zone)
    if isinstance(bound, int):
        return bound
    from massage_mind.record.time_words.meaning import begin_of

    return begin_of(bound.first, zone)


def _refused(text: str, no: NotRead, examples: str) -> UsageError:
    shown = text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
    return UsageError(f"{quoted(shown)} {no.why}", no.hint or examples)
