"""Lengths of time in words, without anything that looks like a clock time. Milliseconds."""

from __future__ import annotations

_SMALL = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}


def minutes_and_seconds(length_ms: int) -> str:
    """A length to the second: "45 s", "7 min", "1 min 12 s"; "0 s" for nothing."""
    minutes, seconds = divmod(round(length_ms / 1000), 60)
    words = [f"{minutes} min"] * bool(minutes) + [f"{seconds} s"] * bool(seconds)
    return " ".join(words) or "0 s"


def about(length_ms: int) -> str:
    """A length as the screen rounds what is left: to the nearest minute; below a minute and a half to the second."""
    return f"{(length_ms + 30_000) // 60_000} min" if length_ms >= 90_000 else minutes_and_seconds(length_ms)


def length_in_words(length_ms: int) -> str:
    """A length as people say it, always a number and a unit: "45 seconds", "20 minutes"."""
    if length_ms < 100_000:
        seconds = max(5, round(length_ms / 5_000) * 5)
        return "60 seconds" if seconds == 60 else f"{seconds} seconds"
    return f"{round(length_ms / 60_000)} minutes"


def left_in_words(left_ms: int) -> str:
    """How much is left, always three words: "about 30 seconds", "about one minute", "about two minutes"."""
    if left_ms < 50_000:
        return f"about {max(10, round(left_ms / 10_000) * 10)} seconds"
    if left_ms < 80_000:
        return "about one minute"
    if left_ms < 105_000:
        return f"about {round(left_ms / 10_000) * 10} seconds"
    minutes = round(left_ms / 60_000)
    return f"about {_SMALL.get(minutes, str(minutes))} minutes"


def minutes_to_type(length_ms: int) -> str:
    """A length as a plain number of minutes, as precise as need be: "7", "1.5", "0.7333"."""
    return f"{length_ms / 60_000:.10g}" if length_ms % 60_000 == 0 else f"{length_ms / 60_000:.4g}"


def counted(number: int, one: str, more: str = "") -> str:
    """A number and what is counted: "1 fault", "2 faults"; `more` where the plural is not `one` with an s."""
    return f"{number} {one if number == 1 else more or one + 's'}"


_COUNTS = ("no", "one", *_SMALL.values(), "eleven", "twelve")


def count_word(number: int) -> str:
    """What is counted: in words to twelve, in figures from then on."""
    return _COUNTS[number] if 0 <= number < len(_COUNTS) else str(number)


def length_words(length_ms: int) -> str:
    """A length as a page says it: "45 seconds", "4 minutes", "2 minutes 30", "1 hour 10"."""
    seconds = round(length_ms / 1000)
    if seconds < 60:
        return counted(seconds, "second")
    minutes, seconds = divmod(seconds, 60)
    if minutes >= 60:
        hours, minutes = divmod(minutes, 60)
        return counted(hours, "hour") + (f" {minutes}" if minutes else "")
    return counted(minutes, "minute") + (f" {seconds}" if seconds else "")


def place_words(at_ms: int) -> str:
    """A place in a session as it is said, to the second: "7 seconds", "3 minutes 1 second", "1 hour 2 minutes"."""
    minutes, seconds = divmod(max(0, at_ms) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "hour"), (minutes, "minute"), (seconds, "second"))
    return " ".join(counted(number, unit) for number, unit in parts if number) or counted(0, "second")


def session_words(length_ms: int) -> str:
    """How long a session is, as it was asked for: whole minutes stay minutes, "60 minutes"; else as `length_words`."""
    minutes, rest = divmod(round(length_ms / 1000), 60)
    return length_words(length_ms) if rest or not minutes else counted(minutes, "minute")


def seconds_left_words(left_ms: int) -> str:
    """How long something may still take, upwards, so that it is rather sooner over: "20 seconds", "a few seconds"."""
    seconds = -(-left_ms // 5_000) * 5
    if seconds <= 5:
        return "a few seconds"
    return f"{seconds} seconds" if seconds < 60 else counted(-(-left_ms // 60_000), "minute")


def size_words(size: int) -> str:
    """How large a file is, in bytes of which a thousand are a kilobyte: "34 MB", "5.8 MB", "640 kB"."""
    if size < 950_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB" if size < 9_950_000 else f"{round(size / 1_000_000)} MB"
