"""The four verdicts on a claim, and the one rule by which one is reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

Verdict: TypeAlias = Literal["supported", "mixed", "overstated", "unsupported"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

MEANINGS: Mapping[Verdict, str] = {
    "supported": "fair comparisons show what the claim says.",
    "mixed": "what was found disagrees, or is too little or too weak to settle it.",
    "overstated": "there is something in it, but less than the claim says.",
    "unsupported": "nothing we read shows it, or what we read shows otherwise.",
}
"""What each means, to go on after the word and a colon."""

GROUNDS: Mapping[Verdict, Mapping[str, str]] = {
    "mixed": {
        "disagrees": "some of what was found says yes, some says no.",
        "little": "too little was found to say yes or no.",
        "weak": "what was found is too weak to say yes or no.",
    },
    "unsupported": {
        "untested": "we found nothing that tests it.",
        "not-shown": "what we read doesn't show it.",
        "otherwise": "what was found says no.",
    },
}
"""Of a verdict that can stand on several grounds, each by its name: said on a page in place of all of them."""


def meaning(verdict: Verdict, ground: str) -> str:
    """What a verdict means that stands on this ground; a verdict of one ground only has none (empty)."""
    return GROUNDS[verdict][ground] if ground else MEANINGS[verdict]


RULE = (
    "Take the claim by its words: what, for whom, how much, for how long.",
    "Look for comparisons that are fair: people drawn by lot, and something else that takes as long and is as pleasant. "
    "A review of many goes before one study alone, a large study before a small one.",
    "Where these show what the claim says, it is supported. Where they show less, it is overstated. Where they disagree or "
    "can't settle it, it is mixed. Where none shows it, or they show otherwise, it is unsupported.",
    "A page says which of these it was. A doubt takes the verdict down, never up. Numbers from before and after, with nobody to compare, count for no more than mixed.",
)
"""The one rule, a paragraph each."""

READ = (
    "What was read are summaries of the studies and pages of public bodies, not whole papers. "
    "Each page says when it was checked."
)
"""How far the reading went."""
