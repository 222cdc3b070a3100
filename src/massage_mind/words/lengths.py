"""A length in a few characters, without anything that looks like a clock time."""

from __future__ import annotations


def minutes_and_seconds(length_ms: int) -> str:
    """A length to the second: "45 s", "7 min", "1 min 12 s"; "0 s" for nothing."""
    minutes, seconds = divmod(round(length_ms / 1000), 60)
    words = [f"{minutes} min"] * bool(minutes) + [f"{seconds} s"] * bool(seconds)
    return " ".join(words) or "0 s"
