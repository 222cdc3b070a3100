"""From what was typed to atoms: each lump between spaces is told by its shape, such as `n.n.n` or `nw`, and each word by the table."""

from __future__ import annotations

import re
from collections.abc import Callable

from massage_mind.record.time_words.atom import IN_TWO_WAYS, NO_TIME, Atom, NotRead
from massage_mind.record.time_words.english import OTHER_SUFFIX, SUFFIXES, UNITS, WORDS, refusal
from massage_mind.words.near import quoted

LONGEST = 120
"""So many characters say a time; no more are looked at."""
_LONGEST_NUMBER = 4
_PIECE = re.compile(r"[0-9]+|[a-z]+|.")
_MERIDIEM = re.compile(r"(?<![a-z])([ap])(?:\. ?| (?=m\b))m(?:\.|(?![a-z]))")
_COMMA = re.compile(r"[,;](?![0-9])|(?<![0-9])[,;]|[()]")
_OFFSET = re.compile(r"[+-][0-9]{2}(?::?[0-9]{2})?|(?:utc|gmt)[+-][0-9:]{1,5}|[a-z_]{3,}/[a-z_/]{3,}")
_SPAN = re.compile(r"[0-9][0-9:.apmh]*-[0-9][0-9:.apmh]*|[a-z]+-[a-z]+")
_CLOCK_TIME = re.compile(r"[0-9]{1,2}(?::[0-9]{2})?(?:am|pm)|[0-9]{1,2}:[0-9]{2}")
_SHORT_MERIDIEMS = {"a": "am", "p": "pm"}
"""At a number, as in calendars: 3p, 9:30a."""
_FRACTIONS = {"½": 50, "¼": 25, "¾": 75}
_MIXED = re.compile(r"(\d{0,4}) ?([½¼¾])")
_WRITTEN_OUT = re.compile(r"(?<![^ ])(\d{1,4} )?(1/2|1/4|3/4)(?= ?(?:of )?(?:an? )?(?:hours?|hrs?|h)\b)")
_AS_SIGN = {"1/2": "½", "1/4": "¼", "3/4": "¾"}
_SMALL_MARKS = {"’": "'", "\u2010": "-", "\u2011": "-", "–": "-", "—": "-"}


_ISH = re.compile(r"-ish\b|(?<=[a-z]{4})ish\b")
"""3-ish, 3pm-ish, noonish."""
_SPACED_DOTS = re.compile(r"(?<!\S)\d{1,2}\. \d{1,2}\.( \d{4})?(?!\S)")
"""4. 12. 2026, as it is written in German."""
_LAST_CENTURY = 50
"""From here on two digits may be a year of the last one."""
_COUNTED = frozenset(word for words in UNITS.values() for word in words.split())
"""Words for what is counted: in an hour's time."""
_LIKELY = tuple(
    word
    for word, (kind, _) in WORDS.items()
    if len(word) > 3
    and kind in ("day", "weekday", "month", "part", "tonight", "midnight", "minutes", "hours", "weeks")
)
"""What may be meant by a word that is not known."""


def atoms_of(text: str) -> list[Atom]:
    """What was typed, atom by atom. Raises `NotRead` for a lump that is none, and for a text that is too long."""
    if len(text) > LONGEST or not all(char.isprintable() or char.isspace() for char in text):
        raise NotRead("isn't a date I know.")
    plain = " ".join(text.casefold().split())
    for mark, ascii_mark in _SMALL_MARKS.items():
        plain = plain.replace(mark, ascii_mark)
    plain = _WRITTEN_OUT.sub(lambda found: (found[1] or "") + _AS_SIGN[found[2]], plain)
    plain = _MIXED.sub(r" \1\2 ", plain)
    plain = _SPACED_DOTS.sub(lambda found: found[0].replace(" ", ""), plain)
    plain = _MERIDIEM.sub(r" \1m ", plain).replace("o'clock", "oclock").replace("@", " at ")
    plain = _ISH.sub(" ish", plain)
    return [atom for lump in _COMMA.sub(" ", plain).split() for atom in _atoms_of_lump(lump)]


def _atoms_of_lump(lump: str) -> list[Atom]:
    if lump in WORDS:
        kind, numbers = WORDS[lump]
        return [Atom(kind, lump, numbers)]
    if end := _loose_end(lump):
        return _atoms_of_lump(lump[:-end])
    if (mixed := _MIXED.fullmatch(lump)) is not None:
        return [Atom("mixed", lump, (int(mixed[1] or 0) * 100 + _FRACTIONS[mixed[2]],))]
    if _names_a_zone(lump):
        return [Atom("zone", lump)]
    return _by_its_shape(lump)


def _by_its_shape(lump: str) -> list[Atom]:
    pieces = _PIECE.findall(lump)
    if not lump.isascii() or any(one.isdecimal() and len(one) > _LONGEST_NUMBER for one in pieces):
        raise NotRead(_unknown(lump))
    shape = "".join("n" if one.isdecimal() else "w" if one.isalpha() else one for one in pieces)
    if shape in _SHAPES:
        return _SHAPES[shape](lump, [one for one in pieces if one.isalnum()])
    return _odd_lump(lump, shape.strip(".'"))


def _loose_end(lump: str) -> int:
    """How many characters at its end say nothing: a full stop, or the 's of "in an hour's time"."""
    if lump.endswith(".") and lump[-2:-1].isalpha():
        return 1
    return 2 if lump.endswith("'s") and lump[:-2] in _COUNTED else 0


def _names_a_zone(lump: str) -> bool:
    """Whether it is an offset, or a name with a slash. Raises `NotRead` where the slash stands between two times."""
    if "/" in lump and all(one in WORDS or _CLOCK_TIME.fullmatch(one) for one in lump.split("/")):
        raise refusal("choice")
    return _OFFSET.fullmatch(lump) is not None


def _odd_lump(lump: str, shape: str) -> list[Atom]:
    """Words with hyphens between them, and what is refused for its shape."""
    if shape in ("w", "w-w", "w-w-w"):
        return _words(lump)
    if _SPAN.fullmatch(lump):
        raise refusal("span")
    raise NotRead(_unknown(lump))


def _unknown(word: str) -> str:
    from massage_mind.words.near import meant

    shown = word if len(word) <= 20 else word[:20] + "…"
    likely = meant(word, _LIKELY) if 3 < len(word) < 20 else ""
    return f"{NO_TIME}: what is {quoted(shown)}?{likely}"


def _words(lump: str) -> list[Atom]:
    """A word with a stop after it, or words with a hyphen between them: `half-past`."""
    found = []
    words = [lump.strip(".'")] if lump.strip(".'") in WORDS else lump.strip(".'").split("-")
    for word in words:
        if word not in WORDS:
            raise NotRead(_unknown(word))
        kind, numbers = WORDS[word]
        found.append(Atom(kind, word, numbers))
    if len(found) > 1 and all(one.kind in ("weekday", "month", "number") for one in found):
        raise refusal("span")
    return found


def _number(text: str) -> Atom:
    return Atom("number", text, (int(text), len(text)))


def _number_and_word(lump: str, texts: list[str]) -> list[Atom]:
    """3pm, 4th, 15h, 3ish, 90min, 4dec."""
    digits, word = texts
    number = int(digits)
    if word == "h" and len(digits) <= 2:
        return [Atom("hmark", lump, (number, -1))]
    if word in (*SUFFIXES.values(), OTHER_SUFFIX):
        right = OTHER_SUFFIX if number % 100 in (11, 12, 13) else SUFFIXES.get(number % 10, OTHER_SUFFIX)
        if word != right or not 1 <= number <= 31:
            raise NotRead(_unknown(lump))
        return [Atom("ordinal", lump, (number,))]
    return [_number(digits), *_after_number(lump, word)]


def _after_number(lump: str, word: str) -> list[Atom]:
    word = _SHORT_MERIDIEMS.get(word, word)
    if word not in WORDS:
        raise NotRead(_unknown(lump))
    kind, numbers = WORDS[word]
    return [Atom(kind, word, numbers)]


def _clock(lump: str, texts: list[str]) -> list[Atom]:
    """15:00, 15:00:30, and with am or pm behind it."""
    numbers = [one for one in texts if one.isdecimal()]
    if any(len(one) != 2 for one in numbers[1:]) or len(numbers[0]) > 2:
        raise NotRead(_unknown(lump))
    values = tuple(int(one) for one in (*numbers, "0")[:3])
    padded = int(numbers[0].startswith("0"))
    found = [Atom("clock", lump, (*values, padded))]
    return found if texts[-1].isdecimal() else [*found, *_after_number(lump, texts[-1])]


def _dotted(lump: str, texts: list[str]) -> list[Atom]:
    """4.12 is a date or a time; which, is seen from what stands around it. 3.30pm is a time."""
    first, second, *rest = texts
    if len(first) > 2 or len(second) > 2:
        raise NotRead(_unknown(lump))
    found = [Atom("dotted", f"{first}.{second}", (int(first), int(second), len(second)))]
    return found + [one for word in rest for one in _after_number(lump, word)]


def _dots(lump: str, texts: list[str]) -> list[Atom]:
    """4.12. or 4.12.2026: day, month, year. 2026.12.04 begins with its year."""
    if len(texts[0]) == _LONGEST_NUMBER:
        return _dashes(lump, texts)
    day, month, *year = texts
    if len(day) > 2 or len(month) > 2 or any(len(one) not in (2, 4) for one in year):
        raise NotRead(_unknown(lump))
    return [Atom("date", lump, (_full_year(year), int(month), int(day)))]


def _full_year(year: list[str]) -> int:
    if not year or len(year[0]) == 4:
        return int(year[0]) if year else 0
    if int(year[0]) >= _LAST_CENTURY:
        raise NotRead(f"{IN_TWO_WAYS}: which is the year?", "Write all four digits of it.")
    return 2000 + int(year[0])


def _dashes(lump: str, texts: list[str]) -> list[Atom]:
    """Two or three numbers: begun with the year they can be read in one way, otherwise at times in two."""
    lengths = [len(one) for one in texts]
    numbers = [int(one) for one in texts]
    if lengths[0] == _LONGEST_NUMBER and max(lengths[1:]) <= 2:
        if len(texts) == 3:
            return [Atom("date", lump, (numbers[0], numbers[1], numbers[2]))]
        return [Atom("yearmonth", lump, (numbers[0], numbers[1]))]
    if len(texts) == 3 and lengths[2] != _LONGEST_NUMBER:
        raise refusal("which year")
    if max(lengths[:2]) > 2:
        raise NotRead(_unknown(lump))
    return [_day_and_month(lump, numbers[0], numbers[1], numbers[2] if len(texts) == 3 else 0)]


def _day_and_month(lump: str, first: int, second: int, year: int) -> Atom:
    """A date of which one number can be no month, or both are the same."""
    could_be_span = not year and "-" in lump
    if first <= 12 and second <= 12 and (could_be_span or first != second):
        raise refusal("dash" if could_be_span else "which day")
    day, month = (second, first) if second > 12 else (first, second)
    if month > 12 and could_be_span:
        raise refusal("span")
    return Atom("date", lump, (year, month, day))


def _hours_and_minutes(lump: str, texts: list[str]) -> list[Atom]:
    """15h30, 2h30m, 1h15min."""
    hours, h, minutes = texts[:3]
    if h not in ("h", "hr") or len(minutes) > 2 or len(hours) > 2 or texts[3:] not in ([], ["m"], ["min"]):
        raise NotRead(_unknown(lump))
    if len(texts) == 4:
        return [_number(hours), Atom("hours", h), _number(minutes), Atom("minutes", "min")]
    if len(minutes) != 2:
        raise NotRead(_unknown(lump))
    return [Atom("hmark", lump, (int(hours), int(minutes)))]


def _around_month(lump: str, texts: list[str]) -> list[Atom]:
    """4-dec-2026, 4/dec, dec-4, 4.dec."""
    found: list[Atom] = []
    for one in texts:
        if one.isdecimal():
            found.append(_number(one))
        elif WORDS.get(one, ("",))[0] == "month":
            found.append(Atom("month", one, WORDS[one][1]))
        elif one in WORDS and "-" in lump:
            raise refusal("span")
        else:
            raise NotRead(_unknown(lump))
    return found


def _number_before_stop(lump: str, texts: list[str]) -> list[Atom]:
    """`4.` of "4. december", or the end of a sentence."""
    return [Atom("ordinal", lump, (int(texts[0]),))] if 1 <= int(texts[0]) <= 31 else [_number(texts[0])]


_SHAPES: dict[str, Callable[[str, list[str]], list[Atom]]] = {
    "n": lambda lump, _: [_number(lump)],
    "nw": _number_and_word,
    "wn": _around_month,
    "n.": _number_before_stop,
    **dict.fromkeys(("n:n", "n:n:n", "n:nw", "n:n:nw"), _clock),
    **dict.fromkeys(("n.n", "n.nw"), _dotted),
    **dict.fromkeys(("n.n.", "n.n.n", "n.n.n."), _dots),
    **dict.fromkeys(("n-n-n", "n/n/n", "n/n", "n-n"), _dashes),
    **dict.fromkeys(("nwn", "nwnw"), _hours_and_minutes),
    **dict.fromkeys(("n-w-n", "n/w/n", "n.w.n", "n-w", "n/w", "n.w", "w-n", "w/n"), _around_month),
}
