"""The memory card: three lines to learn before a massage, for a room in which nothing may play."""

from __future__ import annotations

from massage_mind.script.script import Script

_ANCHORS = {
    "touch": "Wherever the hands are, attention can be there.",
    "breath": "One breath, in and out, is always here to come back to.",
    "sounds": "A sound, near or far, is always here to come back to.",
    "table": "What carries you is always here to come back to.",
    "hands": "Your own hands are always here to come back to.",
    "feet": "The feet are always here to come back to.",
    "sight": "The eyes may open and rest on something.",
    "temperature": "Warm or cool: somewhere it can be felt.",
}
FREEDOM = "One word is enough: lighter, wait, stop."
NOTHING_TO_DO = "Nothing has to happen. Wandering off and coming back is all of it."


def memory_card(script: Script, intention: str = "") -> tuple[str, str, str]:
    """Where attention can rest, that everything can be changed, and what was wanted (or that nothing is)."""
    anchor = next((_ANCHORS[name] for name in script.anchors if name in _ANCHORS), _ANCHORS["touch"])
    wanted = f"Your word: {' '.join(intention.split())}." if intention.split() else NOTHING_TO_DO
    return anchor, FREEDOM, wanted
