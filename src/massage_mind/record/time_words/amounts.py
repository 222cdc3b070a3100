"""Amounts of time and where they lead: in 2 hours, half an hour ago, 3 days from now, a week on friday."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from massage_mind.record.time_words.atom import IN_TWO_WAYS, NO_TIME, Atom, NotRead
from massage_mind.record.time_words.english import WHY
from massage_mind.record.time_words.pieces import Amount, Piece, WeeksOn
from massage_mind.record.time_words.rules import Found, Rule, match, nothing, rule

Span: TypeAlias = tuple[int, int, int]
"""Months, days, milliseconds."""

_MS = {"seconds": 1000, "minutes": 60_000, "hours": 3_600_000}
_DAYS = {"days": 1, "weeks": 7, "fortnights": 14}
_MONTHS = {"months": 1, "years": 12}
_UNITS = "|".join((*_MS, *_DAYS, *_MONTHS))

# What stands there, how many hundredths of the unit the number (else 1) counts, and how many more there are.
_COUNTED = (
    (rule("half a? u=hours", nothing), 0, 50),
    (rule("a half u=hours", nothing), 0, 50),
    (rule("a? quarter of a u=hours", nothing), 0, 25),
    (rule("number quarter of a u=hours", nothing), 25, 0),
    (rule("number and a half u=hours", nothing), 100, 50),
    (rule("number u=hours and a half", nothing), 100, 50),
    (rule("number u=hours and a quarter", nothing), 100, 25),
    (rule(f"number u={_UNITS}", nothing), 100, 0),
    (rule(f"mixed of? a? u={_UNITS}", nothing), 1, 0),
    (rule(f"dotted u={_UNITS}", nothing), 100, 0),
    (rule("a u=hours and a half", nothing), 100, 50),
    (rule("a u=hours and a quarter", nothing), 100, 25),
    (rule(f"a u={_UNITS}", nothing), 100, 0),
)
_CLOCK = rule("clock hours?", nothing)
_CLOCK_HOURS = rule("clock hours", nothing)
_HMARK = rule("hmark", nothing)
_ENDINGS = ((rule("ago", nothing), -1), (rule("from right? now", nothing), 1))
_ONWARD = rule("on|from|after", nothing)
_FEW_HOURS = 6
"""So many hours can be said with their minutes, as in 1:30; what counts more looks like a time of day."""
_WEEKS_FROM = ("weekday", "day")


def amount_at(atoms: Sequence[Atom], start: int) -> tuple[tuple[Piece, ...], int] | None:
    """What an amount that begins here leads to, and where it ends; None where there is none that leads anywhere."""
    led = atoms[start].kind == "in"
    counted = _amount(atoms, start + led, clock=_CLOCK if led else _CLOCK_HOURS)
    if counted is None:
        return None
    (months, days, ms), at = counted
    text = " ".join(one.text for one in atoms[start + led : at])
    if led:
        return (Amount(months, days, ms, 1, text),), at + (at < len(atoms) and atoms[at].kind == "time")
    for ending, sign in _ENDINGS:
        if ended := match(ending, atoms, at):
            return (Amount(months, days, ms, sign, text),), ended[1]
    return _from_a_day(atoms, (months, days, ms), text, start, at)


def _from_a_day(
    atoms: Sequence[Atom], amount: Span, text: str, start: int, at: int
) -> tuple[tuple[Piece, ...], int] | None:
    """A week on friday, a month from today: where a day is that the amount, which ends at `at`, is counted from."""
    months, days, ms = amount
    end = _onward(atoms, start, at)
    if not end or ms:
        return None
    if months:
        return ((Amount(months, 0, 0, 1, text),), end + 1) if not days and _is_today(atoms[end]) else None
    return ((WeeksOn(days // 7),), end) if days and not days % 7 else None


def _onward(atoms: Sequence[Atom], start: int, at: int) -> int:
    """Where the day begins that weeks are counted from; 0 where there is none.

    Without a word between, as in "a week tomorrow", only for numbers in words: 239wk before a time is an id.
    """
    onward = match(_ONWARD, atoms, at)
    end = onward[1] if onward else at
    if end == len(atoms) or atoms[end].kind not in _WEEKS_FROM:
        return 0
    in_words = all(one.kind != "number" or not one.numbers[1] for one in atoms[start:at])
    is_past = atoms[end].kind == "day" and atoms[end].numbers[0] < 0
    return end if onward or (in_words and not is_past) else 0


def _is_today(atom: Atom) -> bool:
    """A month from today; from any other day it is a month, or as many weeks."""
    return atom.kind == "day" and atom.numbers[0] == 0


def refuse_loose_amount(atoms: Sequence[Atom], start: int) -> None:
    """Raise `NotRead` where an amount begins here of which nothing says whether it is to come or has been."""
    counted = _amount(atoms, start, clock=_CLOCK_HOURS)
    if counted is not None:
        text = " ".join(one.text for one in atoms[start : counted[1]])
        raise NotRead(WHY["in or ago"].format(amount=text))


def _amount(atoms: Sequence[Atom], start: int, *, clock: Rule) -> tuple[Span, int] | None:
    """An amount and where it ends: `1 hour and 30 minutes`, or hours and minutes as `clock` has them."""
    found = match(clock, atoms, start)
    if found is not None:
        hours, minutes, seconds, padded = found[0]["clock"].numbers
        if hours > _FEW_HOURS or (padded and hours):
            text = found[0]["clock"].text
            raise NotRead(f"{IN_TWO_WAYS}: at {text}, or so many hours from now?")
        return (0, 0, (hours * 60 + minutes) * _MS["minutes"] + seconds * 1000), found[1]
    total: Span = (0, 0, 0)
    at, end = start, start
    while (one := _counted(atoms, at)) is not None:
        (months, days, ms), end = one
        total = (total[0] + months, total[1] + days, total[2] + ms)
        at = end + (end + 1 < len(atoms) and atoms[end].kind == "and")
    return (total, end) if end > start else None


def _counted(atoms: Sequence[Atom], start: int) -> tuple[Span, int] | None:
    """One number and its unit. Raises `NotRead` for half a week and the like."""
    if marked := match(_HMARK, atoms, start):
        hours, minutes = marked[0]["hmark"].numbers
        return (0, 0, hours * _MS["hours"] + max(0, minutes) * _MS["minutes"]), marked[1]
    for one, each, more in _COUNTED:
        if matched := match(one, atoms, start):
            found, end = matched
            return _of_unit(_times(each, found) + more, found["u"]), end
    return None


def _times(hundredths: int, found: Found) -> int:
    if "number" in found:
        return found["number"].numbers[0] * hundredths
    if "mixed" in found:
        return found["mixed"].numbers[0]
    if "dotted" in found:
        whole, part, digits = found["dotted"].numbers
        if digits == 2 and part not in (25, 75):  # 1.30 could be an hour and a half.
            raise NotRead(f"{IN_TWO_WAYS}: {found['dotted'].text} as hours and minutes, or as a decimal?")
        return whole * 100 + part * (10 if digits == 1 else 1)
    return hundredths


def _of_unit(hundredths: int, unit: Atom) -> Span:
    if unit.kind in _MS:
        return 0, 0, hundredths * _MS[unit.kind] // 100
    if hundredths % 100:
        raise NotRead(f"{NO_TIME}: which part of a {unit.text}?")
    count = hundredths // 100
    return (count * _MONTHS[unit.kind], 0, 0) if unit.kind in _MONTHS else (0, count * _DAYS[unit.kind], 0)
