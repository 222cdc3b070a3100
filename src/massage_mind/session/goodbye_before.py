"""The words at the end of what comes before a massage, and what they lead to: by the script, for each ends somewhere else."""

from __future__ import annotations

from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Goodbye:
    """What is said at the end, and what leads to the next thing with its command (empty: nothing does)."""

    words: str
    leads: str = ""
    command: str = ""


_ARRIVED = Goodbye("You've arrived.", "When it begins:", "massage-mind during")
_NERVOUS = Goodbye("You got this far. The rest is up to you.", "If you go on:", "massage-mind during")
_BY_SCRIPT = {
    "settling-nerves": _NERVOUS,
    "settling-nerves-anxious": _NERVOUS,
    "settling-nerves-touch": _NERVOUS,
    "what-to-expect": Goodbye("That was {was}.", "The same as a page:", "massage-mind first-time"),
    "setting-an-intention": Goodbye("That was {was}.", "To write it down:", "massage-mind intention"),
    "putting-the-list-down": Goodbye("That was {was}.", "To have it back afterwards:", "massage-mind park"),
    "before-bed": Goodbye("That was {was}. You can stay as you are."),
}
"""Where it ends elsewhere than at the beginning of the massage."""


def goodbye_before(script: str, was: str, coming: str) -> Goodbye:
    """The end of this script; `was` is how long it was, `coming` with whom it goes on and when, if that is known."""
    bye = _BY_SCRIPT.get(script, _ARRIVED)
    words = bye.words.format(was=was)
    return Goodbye(f"{words} {coming}".rstrip(), bye.leads, bye.command)
