"""When something is or was, in words: one way of saying it, wherever a person reads it. ISO dates are for `--json`."""

from __future__ import annotations

from datetime import date, datetime

_NEAR_MINUTES = 90
"""So far off, minutes are said; from then on hours."""
_NEAR_DAYS = 6
"""So far ahead a weekday is enough: it cannot be the one after."""


def clock_words(at: datetime) -> str:
    """The time of day: "9:05", "15:00"."""
    return f"{at.hour}:{at:%M}"


def date_words(day: date, today: date) -> str:
    """A date in full: "Thursday 19 November"; of another year "19 November 2025"."""
    return f"{day:%A} {day.day} {day:%B}" if day.year == today.year else f"{day.day} {day:%B} {day.year:04}"


def day_words(day: date, today: date) -> str:
    """A day, as the heading of what happened on it: "Today", "Yesterday", "Tomorrow", or the date in full."""
    near = {0: "Today", -1: "Yesterday", 1: "Tomorrow"}
    return near.get((day - today).days, "") or date_words(day, today)


def when_words(at: datetime, now: datetime) -> str:
    """When, to stand in a sentence: "today at 15:00", "Thursday at 9:00", "Thursday 19 November, 15:00".

    Both are aware; what is today is decided on the clock that `at` is told on.
    """
    today = now.astimezone(at.tzinfo).date()
    days, clock = (at.date() - today).days, clock_words(at)
    if -1 <= days <= 1:
        return f"{('yesterday', 'today', 'tomorrow')[days + 1]} at {clock}"
    if 1 < days <= _NEAR_DAYS:
        return f"{at:%A} at {clock}"
    return f"{date_words(at.date(), today)}, {clock}"


def dated_words(at: datetime, now: datetime) -> str:
    """When, with its date whatever it is, to say back how a time was understood: "Thursday 19 November, 15:00"."""
    return f"{date_words(at.date(), now.astimezone(at.tzinfo).date())}, {clock_words(at)}"


def nearness(at: datetime, now: datetime) -> str:
    """How far off: "now", "in 49 minutes", "in 3 hours", "in 2 days"; "just now", "12 minutes ago".

    Empty where the day says it better: later than six days ahead, and more than ninety minutes ago.
    """
    minutes = round((at - now).total_seconds() / 60)
    if minutes == 0:
        return "now" if at >= now else "just now"
    if abs(minutes) <= _NEAR_MINUTES:
        many = f"{abs(minutes)} minute{'s' * (abs(minutes) != 1)}"
        return f"in {many}" if minutes > 0 else f"{many} ago"
    if minutes < 0:
        return ""
    hours = round(minutes / 60)
    if hours <= 24:
        return f"in {hours} hours"
    days = (at.date() - now.astimezone(at.tzinfo).date()).days
    return f"in {days} days" if 1 < days <= _NEAR_DAYS else ""
