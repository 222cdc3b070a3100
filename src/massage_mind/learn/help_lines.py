"""Who can be called when it is too much: by country, each line with the day it was checked. Static, offline, no judging.

A country is set by the person and never guessed; of who has set none, all lines are shown. A line stands here only where
a page that says so was opened on that day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from massage_mind.names import COUNTRIES, Country
from massage_mind.values import dataclass

_FIRST, _LATER = date(2026, 11, 26), date(2026, 11, 27)


@dataclass(frozen=True, slots=True)
class SupportLine:
    """One line: in which countries, who answers (empty: a number for emergencies), how, and when that was checked."""

    countries: tuple[Country, ...]
    where: str
    who: str
    how: str
    checked: date


EMERGENCY: tuple[SupportLine, ...] = (
    SupportLine(("us",), "United States", "", "911", _FIRST),
    SupportLine(("canada",), "Canada", "", "911", _LATER),
    SupportLine(("uk", "ireland"), "United Kingdom, Ireland", "", "999 or 112", _FIRST),
    SupportLine(("eu",), "European Union", "", "112, free in every member state", _FIRST),
    SupportLine(("australia",), "Australia", "", "000", _FIRST),
    SupportLine(("new-zealand",), "New Zealand", "", "111", _FIRST),
)
"""In an emergency."""

TO_TALK: tuple[SupportLine, ...] = (
    SupportLine(
        ("us",), "United States", "988 Lifeline", "call, text or chat 988, free, day and night", _FIRST
    ),
    SupportLine(("canada",), "Canada", "988 helpline", "call or text 988, free, day and night", _LATER),
    SupportLine(
        ("uk", "ireland"),
        "United Kingdom, Ireland",
        "Samaritans",
        "call 116 123, free, day and night",
        _FIRST,
    ),
    SupportLine(
        ("australia",), "Australia", "Lifeline", "call 13 11 14 or text 0477 13 11 14, day and night", _FIRST
    ),
    SupportLine(("new-zealand",), "New Zealand", "1737", "call or text 1737, free, day and night", _FIRST),
)
"""Somebody to talk to."""

ANYWHERE = SupportLine(COUNTRIES, "Anywhere", "findahelpline.com", "a directory of lines by country", _FIRST)
LOCAL_EMERGENCY = "Anywhere else: the emergency number of the place where you are"
ELSEWHERE: Country = "elsewhere"

SUPPORT_WORDS = "You needn't be in danger to call. You can say as much or as little as you like, and hang up when you like."


def _no_cautions(_: str) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class HelpAtHand:
    """What the help of a running session says besides what it says to everybody.

    `lines` are whom to call, `cautions_of` gives what to be careful of with a style, by its id.
    """

    lines: tuple[str, ...] = ()
    cautions_of: Callable[[str], tuple[str, ...]] = _no_cautions


def lines_for(lines: Iterable[SupportLine], country: Country | str) -> tuple[SupportLine, ...]:
    """Those of this country; all of them where none is set."""
    return tuple(one for one in lines if not country or country in one.countries)


def own_numbers(typed: Sequence[str]) -> tuple[str, ...]:
    """A person's own, as they typed them, without those that say nothing."""
    return tuple(found for one in typed if (found := " ".join(one.split())))


def in_few_lines(country: Country | str, own: Sequence[str]) -> tuple[str, ...]:
    """Where help is, in short lines for a screen that is looked at in the middle of something: an emergency first."""
    urgent = [f"{one.where}: {one.how}" for one in lines_for(EMERGENCY, country)]
    talk = [f"{one.where}: {one.who}, {one.how}" for one in lines_for(TO_TALK, country)]
    local = [LOCAL_EMERGENCY] if not country or country == ELSEWHERE else []
    return (*urgent, *local, *own_numbers(own), *talk, f"{ANYWHERE.where}: {ANYWHERE.who}")
