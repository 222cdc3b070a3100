"""Slips of the hand: shipped scripts, and what becomes of one when lines are lost and words put in the wrong place."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from massage_mind.reading.library import Library

TOKENS = (
    "&a ", "*a", "<<: ", "!!str ", "- ", ": ", "? ", "{", "}", "[", "]", '"', "'", "\t", "#", "|", ">", "%", "---\n",
    "\0", "\x1b", "\u202e", "1:30", "017", "on", "~", "{name}", "{intention}", "{region}", "use: freedom", "rest",
    "repeat", "free", "breathe: '478'", "breathe: box", "optional: 1", "times: 60", "every: 10 s", "for: 3 s",
    "cycles: 60", "scan: style", "\n", "  ", "0", "180", "0.25", "1 ms", "guidance: silent", "moment: during",
    "time: 1 s", "{natural: 1 s, stretch: 0, shrink: 0}", "stretch: 0", "unset: ''", "?",
)  # fmt: skip


@cache
def texts() -> tuple[tuple[str, str], ...]:
    return tuple(
        (found.name, Path(found.path).read_text(encoding="utf-8")) for found in Library(None).found()
    )


def mutated(text: str, rng: random.Random) -> str:
    """The text with one to four slips: lines lost, doubled or swapped, characters changed, tokens put in."""
    for _ in range(rng.randint(1, 4)):
        lines = text.splitlines(keepends=True) or [""]
        here, there = rng.randrange(len(lines)), rng.randrange(len(lines))
        slip = rng.randrange(7)
        if slip == 0:
            del lines[here]
        elif slip == 1:
            lines.insert(there, lines[here])
        elif slip == 2:
            lines[here], lines[there] = lines[there], lines[here]
        text = "".join(lines)
        at = rng.randint(0, len(text))
        if slip == 3:
            text = (
                text[:at]
                + chr(rng.choice((rng.randrange(32, 127), rng.randrange(0x110000))))
                + text[at + 1 :]
            )
        elif slip == 4:
            text = text[:at] + rng.choice(TOKENS) + text[at:]
        elif slip == 5:
            text = text[:at] + text[at + rng.randint(1, 40) :]
        elif slip == 6:
            value = text.find(": ", at)
            end = text.find("\n", value)
            if value >= 0 and end >= 0:
                text = text[: value + 2] + rng.choice(TOKENS) + text[end:]
    return text
