"""What a session says to somebody who listens to its lines: sentences without times, and nothing that is over as it is said."""

from __future__ import annotations

import re
from typing import assert_never

from massage_mind.fit.timeline import Cue
from massage_mind.screen.text import safe_text
from massage_mind.script.breathing import Pattern
from massage_mind.words.lengths import length_words

_WORTH_SAYING_MS = 20_000
"""A silence shorter than this nobody wonders about."""
_UNIT = re.compile(r"(\d+) (min|s)\b")
_UNITS = {"min": "minute", "s": "second"}


def cue_aloud(cue: Cue) -> str:
    """A cue as a sentence; empty for a short silence."""
    match cue.kind:
        case "say":
            return safe_text(cue.text)
        case "bell":
            return safe_text(f"A {cue.text} rings.")
        case "rest":
            return f"Quiet for {length_words(cue.length_ms)}." if cue.length_ms >= _WORTH_SAYING_MS else ""
        case "breathe":
            if cue.breath is not None and cue.breath.paced:
                return breath_aloud(cue.breath)
            return safe_text(cue.text or (cue.breath.about if cue.breath else ""))
        case "ask":
            choices = ", ".join(f"{number} {choice}" for number, choice in enumerate(cue.choices, 1))
            return safe_text(f"{cue.text} {choices}." if choices else cue.text)
        case _:
            assert_never(cue.kind)


def breath_aloud(pattern: Pattern) -> str:
    """A paced breath in words that say when: "Breathe in for 4 seconds, out for 6."."""
    parts = [f"{phase.kind} for {phase.length_ms / 1000:g}" for phase in pattern.phases]
    return f"Breathe {parts[0]} seconds, {', '.join(parts[1:])}."


def units_aloud(text: str) -> str:
    """The text with its units as words: "5 min more" becomes "5 minutes more"."""
    return _UNIT.sub(lambda found: f"{found[1]} {_UNITS[found[2]]}{'s' * (found[1] != '1')}", text)
