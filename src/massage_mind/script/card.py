"""The memory card: three lines to learn before a massage, for a room in which nothing may play."""

from __future__ import annotations

from massage_mind.script.script import Script

_ANCHORS = {
    "touch": "Wherever the touch is, you can be there, or next door.",
    "breath": "The next breath is always one you can come back to.",
    "sounds": "A sound, near or far, is always one you can come back to.",
    "table": "The table has your weight. You can check, and then stop checking.",
    "hands": "Your own hands lie somewhere. You can look in on them any time.",
    "feet": "Your feet are always there to visit.",
    "sight": "Your eyes can open, and rest on something plain.",
    "temperature": "Warm or cool: where is it, just now?",
}
FREEDOM = "Three words to keep ready: lighter, wait, stop. You're not spoiling anything."
NOTHING_TO_DO = "When you notice you've been away, you're back."


def memory_card(script: Script, intention: str = "") -> tuple[str, str, str]:
    """Where attention can rest, that everything can be changed, and what was wanted (or that nothing is)."""
    anchor = next((_ANCHORS[name] for name in script.anchors if name in _ANCHORS), _ANCHORS["touch"])
    wanted = f"Your word: {' '.join(intention.split())}." if intention.split() else NOTHING_TO_DO
    return anchor, FREEDOM, wanted
