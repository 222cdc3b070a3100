"""Questions to write from. Noticing only: nobody is asked to relive anything."""

from __future__ import annotations

_OWN_WORDS = "{intention}"

AFTER_PROMPTS: tuple[str, ...] = (
    "What do you notice now that you did not before?",
    "Where is it looser? Where unchanged?",
    "When were you most here?",
    "What pulled you away, and what helped you return?",
    "Did you say what you needed? What might you say next time?",
    "One thing you are glad of today.",
    f"How did “{_OWN_WORDS}” show up, if at all?",
    "What would you like to carry into the next two hours?",
    "Worse, or nothing changed? That belongs here too.",
)
NEXT_DAY_PROMPT = "What lasted, what faded? Any soreness? How was the night?"

GENTLE = "If writing stirs up too much, stop or write of something else; a line is enough."


def prompt_for(count: int, intention: str = "", *, next_day: bool = False) -> str:
    """The question to write from, when `count` entries are there already: each in turn, so that none wears out."""
    if next_day:
        return NEXT_DAY_PROMPT
    usable = [prompt for prompt in AFTER_PROMPTS if intention or _OWN_WORDS not in prompt]
    return usable[count % len(usable)].replace(_OWN_WORDS, intention)
