"""What was typed, as the pieces it says: every atom belongs to one, or it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from massage_mind.record.time_words.amounts import amount_at, refuse_loose_amount
from massage_mind.record.time_words.atom import NO_TIME, Atom, NotRead
from massage_mind.record.time_words.clock_rules import TIMES, timed
from massage_mind.record.time_words.day_rules import DAYS
from massage_mind.record.time_words.english import WHY, refusal
from massage_mind.record.time_words.lumps import atoms_of
from massage_mind.record.time_words.pieces import (
    Amount,
    Away,
    Dated,
    Day,
    Dotted,
    LastNight,
    Now,
    Part,
    Period,
    Piece,
    Time,
    Weekday,
)
from massage_mind.record.time_words.rules import is_kind, match
from massage_mind.values import dataclass
from massage_mind.words.near import quoted

_WHOLE = ("span", "choice", "vague", "again", "uncounted", "weekend", "bound")
"""What a time cannot have in it anywhere."""
_THERE = {
    "to": "span",
    "till": "span",
    "from": "span",
    "and": "choice",
    "before": "bound",
    "after": "bound",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """What was said: the days (one, seen from several sides), the time of day, the parts of the day; or an instant."""

    days: tuple[Day, ...] = ()
    time: Time | None = None
    parts: tuple[Part, ...] = ()
    last_night: bool = False
    instant: Amount | Now | None = None


def saying_of(text: str) -> Saying:
    """The pieces of a text. Raises `NotRead`."""
    atoms = atoms_of(text)
    if not atoms or (len(atoms) == 1 and atoms[0].kind == "number" and not is_kind("year", atoms[0])):
        raise NotRead("isn't a date I know.")
    for atom in atoms:
        if atom.kind == "zone":
            raise NotRead(
                "names another clock than yours.", "Say it on your own, or as 2026-12-04T15:00+01:00."
            )
    return _gathered(_dots_decided(_pieces(atoms)))


def _pieces(atoms: Sequence[Atom]) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    while at < len(atoms):
        pieces, at = _next(atoms, at)
        found += pieces
    return found


def _next(atoms: Sequence[Atom], at: int) -> tuple[tuple[Piece, ...], int]:
    """The pieces that begin here, and where they end. Raises `NotRead` where none do."""
    if led := amount_at(atoms, at):
        return led
    for one in (*TIMES, *DAYS):
        if matched := match(one, atoms, at):
            return one.make(matched[0]), matched[1]
    for kind in _WHOLE:
        if any(atom.kind == kind for atom in atoms):
            raise refusal(kind)
    if atoms[at].kind == "later":
        raise refusal("vague")
    refuse_loose_amount(atoms, at)
    if atoms[at].kind in _THERE and at:
        raise refusal(_THERE[atoms[at].kind])
    if atoms[at].kind == "from":
        raise refusal("span")
    if atoms[at].kind in ("before", "after"):
        raise refusal("bound")
    if atoms[at].kind == "number":
        raise NotRead(f"{NO_TIME}: what is {atoms[at].text}? An hour is 11:00, 11am or at 11.")
    raise NotRead(f"{NO_TIME}: what is {quoted(atoms[at].text)} there?")


def _dots_decided(pieces: list[Piece]) -> list[Piece]:
    """4.12 is a date beside a time of day, and a time of day beside a day. Raises `NotRead` where it could be both."""
    dotted = [one for one in pieces if isinstance(one, Dotted)]
    if len(dotted) > 1:
        raise refusal("dots")
    if not dotted:
        return pieces
    timed = any(isinstance(one, Time) for one in pieces)
    dated = any(not isinstance(one, (Time, Part, LastNight, Dotted)) for one in pieces)
    meant = _dots_meant(dotted[0], timed=timed, dated=dated)
    return [meant if piece is dotted[0] else piece for piece in pieces]


def _dots_meant(one: Dotted, *, timed: bool, dated: bool) -> Piece:
    could_be_date = 1 <= one.first <= 31 and 1 <= one.second <= 12
    could_be_time = one.minutes and one.first <= 23 and one.second <= 59
    if could_be_date and (timed or not could_be_time):
        return Dated(0, one.second, one.first)
    if could_be_time and not timed and (dated or not could_be_date):
        padded = one.text.startswith("0")
        return Time(one.first, one.second, clock="formal" if padded else "colon", dotted=could_be_date)
    if could_be_date and could_be_time:
        raise refusal("dots")
    raise NotRead(f"{NO_TIME}: what is {quoted(one.text)}?")


def _gathered(pieces: Sequence[Piece]) -> Saying:
    """The pieces by what they say. Raises `NotRead` for more than one time or instant."""
    instants = [one for one in pieces if _exact(one)]
    if instants and len(pieces) > 1:
        raise refusal("twice")
    if instants:
        return Saying(instant=instants[0])
    pieces = _hours_decided(pieces)
    return Saying(
        _with_year([one for one in pieces if not isinstance(one, (Time, Part, LastNight, Now, Dotted))]),
        _one_time([one for one in pieces if isinstance(one, Time)], alone=len(pieces) == 1),
        tuple(one for one in pieces if isinstance(one, Part)),
        any(isinstance(one, LastNight) for one in pieces),
    )


def _hours_decided(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Tomorrow 1930, friday 2015: no year goes with such a day, so that it is a time."""
    years = [one for one in pieces if isinstance(one, Period) and not one.month]
    others = [one for one in pieces if not isinstance(one, (Period, Part))]
    if len(years) != 1 or not others or not all(isinstance(one, (Away, Weekday)) for one in others):
        return pieces
    time = replace(timed(*divmod(years[0].year, 100), 0, "colon", None), clock="formal")
    return [time if one is years[0] else one for one in pieces]


def _one_time(times: Sequence[Time], *, alone: bool) -> Time | None:
    """The time of day. Raises `NotRead` for two, and for one that alone could be an amount."""
    if len(times) > 1:
        raise refusal("twice")
    if times and times[0].counted and alone:
        raise NotRead(WHY["in or ago"].format(amount=times[0].counted))
    return times[0] if times else None


def _exact(one: Piece) -> TypeGuard[Now | Amount]:
    """Whether it leads to an instant, and not to a day."""
    return isinstance(one, Now) or (isinstance(one, Amount) and (one.ms > 0 or not (one.months or one.days)))


def _with_year(days: Sequence[Day]) -> tuple[Day, ...]:
    """A year that stands apart from its day and month belongs to them: Fri Dec 4 15:00 2026."""
    years = [one for one in days if isinstance(one, Period) and not one.month]
    dates = [one for one in days if isinstance(one, Dated) and not one.year]
    if len(years) != 1 or len(dates) != 1:
        return tuple(days)
    whole = Dated(years[0].year, dates[0].month, dates[0].day)
    return tuple(whole if one is dates[0] else one for one in days if one is not years[0])
