"""Instants of a time on the wall clock of a zone, and the hour that is meant where a part of the day says which half."""

from __future__ import annotations

from datetime import datetime, time

from massage_mind.errors import UsageError
from massage_mind.record.instants import LATEST_MS, local, zone_named
from massage_mind.record.time_words.atom import IN_TWO_WAYS, NO_TIME, NotRead
from massage_mind.record.time_words.english import PARTS
from massage_mind.record.time_words.pieces import Part, Time

_EVENING, _EARLY = 18, 5
"""A last night goes from this hour of one day to this one of the next."""
_SURE_FROM = 7
"""From this hour up to twelve, an hour without am or pm is that of the morning. Before it, 3:30 may be 15:30; 03:30 is not."""


def instant_of(moment: datetime, zone: str) -> int:
    """UTC milliseconds. Raises `UsageError` before 1970, from 9999 on, and for a time that the clocks leap over;
    `NotRead` for one that they show twice.
    """
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    at_ms = rough_ms(moment, zone)
    if not 0 <= at_ms < LATEST_MS:
        raise UsageError(f"The year {moment.year} is out of reach.", "From 1970 to 9998.")
    if moment.tzinfo is None and local(at_ms, zone).replace(tzinfo=None) != moment:
        raise UsageError(
            f"On {moment:%Y-%m-%d} there's no {moment:%H:%M}: the clocks go forward over it.",
            "Take an hour before or after it.",
        )
    if len(twice := instants_of(moment, zone)) > 1:
        first, second = (local(one, zone).isoformat(timespec="minutes") for one in twice)
        raise NotRead(
            f"{IN_TWO_WAYS}: the clocks show {moment:%H:%M} twice on {moment:%Y-%m-%d}, since they go back.",
            # Nothing stands right behind either, so that it runs as copied.
            f"Write {first} for the first, {second} for the second.",
        )
    return at_ms


def instants_of(moment: datetime, zone: str) -> tuple[int, ...]:
    """All instants at which the clocks show this, in UTC milliseconds: one, or two where they go back over it."""
    if moment.tzinfo is not None:
        return (rough_ms(moment, zone),)
    first, second = (rough_ms(moment.replace(fold=fold), zone) for fold in (0, 1))
    # What the clocks leap over has its two the other way round.
    return (first, second) if first < second else (first,)


def rough_ms(moment: datetime, zone: str) -> int:
    """The same for comparing: the first of two, and for what the clocks leap over some time near it. -1 out of reach."""
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=zone_named(zone))
    try:
        return round(zoned.timestamp() * 1000)
    except (OverflowError, ValueError):  # The year 1, in a zone ahead of UTC.
        return -1


def time_meant(said: Time, parts: tuple[Part, ...], now: time) -> time:
    """The time of day. Raises `NotRead` where it could be either half of the day, or is not in the part that was said."""
    if said.clock == "now":
        return now
    if not parts:
        return time(_sure_hour(said), said.minute, said.second)
    bounds = [tuple(PARTS.values())[one.place] for one in parts]
    fitting = [hour for hour in _halves(said) if all(first <= hour < end for first, end in bounds)]
    if len(fitting) != 1:
        names = " and the ".join(tuple(PARTS)[one.place] for one in parts)
        raise NotRead(f"{NO_TIME}: there's no {said.hour}:{said.minute:02} in the {names}.")
    return time(fitting[0], said.minute, said.second)


def time_of_last_night(said: Time) -> tuple[time, int]:
    """The time of day, and how many days from today that is. Raises `NotRead`."""
    fitting = [hour for hour in _halves(said) if hour >= _EVENING or hour < _EARLY]
    if len(fitting) != 1:
        raise NotRead(f"{NO_TIME}: there's no {said.hour}:{said.minute:02} in the night.")
    return time(fitting[0], said.minute, said.second), -1 if fitting[0] >= _EVENING else 0


def _halves(said: Time) -> tuple[int, ...]:
    """The hours of the day that it can be. Twelve is noon: nobody says twelve in the morning."""
    if said.clock == "formal" or not 1 <= said.hour <= 12:
        return (said.hour,)
    return (said.hour,) if said.hour == 12 else (said.hour, said.hour + 12)


def _sure_hour(said: Time) -> int:
    # 0:30 is written by those who count to 24.
    if said.clock == "loose" or (said.clock == "colon" and said.hour > 0):
        _refuse_either_half(said)
    return said.hour


def _refuse_either_half(said: Time) -> None:
    if said.hour < _SURE_FROM:
        later = said.hour + 12
        raise NotRead(
            f"{IN_TWO_WAYS}: is {said.hour}:{said.minute:02} meant, or {later}:{said.minute:02}?",
            f"Write {later}:{said.minute:02}, or {said.hour or 12}{f':{said.minute:02}' * bool(said.minute)}pm.",
        )
