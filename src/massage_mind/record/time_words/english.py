"""The words of the grammar, in English: each with the kind of atom it is, and its number. Another language is another such table."""

from __future__ import annotations

from typing import TypeAlias

from massage_mind.record.time_words.atom import IN_TWO_WAYS, NO_TIME, NotRead

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 90: "ninety"}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
_SHORT_DAYS = ("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun")
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AWAY = {"today": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "yesterday": -1}

SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
"""How a number ends that says which: 1st, 2nd, 3rd, 21st; but 11th, 12th, 13th, and all others `OTHER_SUFFIX`."""
OTHER_SUFFIX = "th"

PARTS = {"morning": (0, 12), "afternoon": (12, 18), "evening": (17, 24), "night": (18, 24)}
"""The parts of a day, from which hour on and up to which."""

NIGHT = tuple(PARTS).index("night")
"""Its place among them."""

UNITS = {
    "seconds": "second seconds sec secs",
    "minutes": "minute minutes min mins m",
    "hours": "hour hours hr hrs h",
    "days": "day days d",
    "weeks": "week weeks wk wks w",
    "fortnights": "fortnight fortnights",
    "months": "month months",
    "years": "year years",
}
"""What an amount counts."""

_PLAIN = {
    "at": "at",
    "in": "in",
    "on": "on",
    "the": "the",
    "of": "of",
    "and": "and",
    "a": "a an",
    "half": "half",
    "quarter": "quarter quarters",
    "past": "past",
    "to": "to",
    "till": "till til",
    "before": "before",
    "after": "after",
    "from": "from",
    "ago": "ago",
    "now": "now",
    "right": "right",
    "next": "next",
    "last": "last",
    "this": "this",
    "coming": "coming",
    "same": "same",
    "time": "time",
    "noon": "noon midday",
    "midnight": "midnight",
    "oclock": "oclock",
    "tonight": "tonight",
    "later": "later",
    # Known, so that each is refused for what it is.
    "span": "between for until through - .. …",
    "choice": "or either / &",
    "vague": "around about circa roughly approximately approx ish early late sometime some soonish nearly almost ca ~",
    "bound": "by within since latest",
    "again": "every each daily weekly monthly mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    "uncounted": "couple few several many",
    "weekend": "weekend",
}
_ZONES = (
    "utc gmt z cet cest cct eet eest wet west bst ist msk msd est edt cst cdt mst mdt pst pdt akst akdt hst hdt ast "
    "adt nst ndt brt art clt jst kst hkt sgt pht wib ict awst acst acdt aest aedt nzst nzdt sast cat eat wat trt gst "
    "pkt npt bdt ct et mt pt"
)

Meanings: TypeAlias = dict[str, tuple[str, tuple[int, ...]]]


def _plain_words() -> Meanings:
    """Words that are a kind and nothing more."""
    found: Meanings = dict.fromkeys(_ZONES.split(), ("zone", ()))
    for kind, words in (*_PLAIN.items(), *UNITS.items()):
        found.update(dict.fromkeys(words.split(), (kind, ())))
    return found


def _numbers() -> Meanings:
    """Numbers and places in a row, as words; a number in words has no digits."""
    found: Meanings = {word: ("number", (number, 0)) for number, word in enumerate((*_ONES, *_TEENS), 1)}
    for tens, ten in _TENS.items():
        found[ten] = ("number", (tens, 0))
        found.update({f"{ten}-{one}": ("number", (tens + n, 0)) for n, one in enumerate(_ONES[:9], 1)})
    found.update({word: ("ordinal", (number,)) for number, word in enumerate(_ORDINALS, 1)})
    found.update({f"twenty-{word}": ("ordinal", (number,)) for number, word in enumerate(_ORDINALS[:9], 21)})
    return {**found, "thirtieth": ("ordinal", (30,)), "thirty-first": ("ordinal", (31,))}


def _calendar() -> Meanings:
    """Days, months, parts of a day."""
    found: Meanings = {
        **{part: ("part", (number,)) for number, part in enumerate(PARTS)},
        **{word: ("day", (away,)) for word, away in _AWAY.items()},
        "am": ("meridiem", (0,)),
        "pm": ("meridiem", (12,)),
        "sept": ("month", (9,)),
    }
    for number, (name, short) in enumerate(zip(DAY_NAMES, _SHORT_DAYS, strict=True)):
        found.update(dict.fromkeys((name.lower(), *short.split()), ("weekday", (number,))))
    for number, (name, short) in enumerate(zip(MONTH_NAMES, _SHORT_MONTHS, strict=True), 1):
        found.update(dict.fromkeys((name.lower(), short), ("month", (number,))))
    return found


WORDS: Meanings = {**_plain_words(), **_numbers(), **_calendar()}
"""What each word is: the kind of atom, and its numbers."""

WHY = {
    "span": "is a span of time: when does it start?",
    "choice": "names more than one time: which is it?",
    "vague": "isn't exact: at which hour and minute?",
    "bound": "is a bound, not a time: at which hour and minute?",
    "again": "comes again and again: when is the next?",
    "uncounted": f"{NO_TIME}: how many is that?",
    "weekend": "has no day: Saturday, or Sunday?",
    "twice": "says more than one time: which is it?",
    "days": "says more than one day: which is it?",
    "passed": "has passed: which day is it?",
    "to come": "is still to come: which day was it?",
    "no time": "has no time of day with it.",
    "no day": "has no day.",
    "which in a month": f"{IN_TWO_WAYS}: the day of the month, or which of its weeks?",
    "midnight": f"{IN_TWO_WAYS}: the midnight before that day, or the one after it?",
    "dots": f"{IN_TWO_WAYS}: do the dots mean a date, or a time?",
    "which day": f"{IN_TWO_WAYS}: which is the day?",
    "dash": f"{IN_TWO_WAYS}: a date, or a span of hours?",
    "which year": f"{IN_TWO_WAYS}: which is the year?",
    "in or ago": f"{IN_TWO_WAYS}: in {{amount}}, or {{amount}} ago?",
}
"""Why a text is no time, as it goes on after what was typed."""

HINTS = {
    "span": "Say when it begins, such as friday 15:00; how long it is goes with --minutes.",
    "midnight": "Write it with its day: saturday 00:00 begins the Saturday.",
    "dots": "Write 10 December 10:30, or 2026-12-10 10:30.",
    "which day": "Write 2026-12-04, or 4 December.",
    "dash": "Write 2026-12-04, or 4 December.",
    "which year": "Write 2026-12-04, or 4 December 2026.",
    "choice": "Such as friday 15:00.",
}
"""What to do about it, where an example of any time would not do."""


def refusal(reason: str) -> NotRead:
    """The refusal of this name in `WHY`."""
    return NotRead(WHY[reason], HINTS.get(reason, ""))
