"""What is a fact of a kind of massage and can be chosen by: how firm, how warm, in clothes or not, and whom to ask first.

Each fact may be unknown (None, or nothing in a tuple): then it speaks for nothing, and somebody who leaves that thing out
isn't led there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from massage_mind.values import dataclass

Firmness: TypeAlias = Literal["light", "medium", "firm"]
FIRMNESSES: tuple[Firmness, ...] = get_args(Firmness)

Purpose: TypeAlias = Literal["rest", "tight-places", "noticing", "a-pause"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
"""What people have a massage for, as they say themselves; not what it does."""

Condition: TypeAlias = Literal[
    "pregnancy", "blood-thinners", "thin-bones", "surgery", "heart", "numb-skin", "fragile-skin", "asthma",
    "allergy", "joints", "eyes", "dizzy",
]  # fmt: skip
CONDITIONS: tuple[Condition, ...] = get_args(Condition)

CONDITION_WORDS: Mapping[Condition, str] = {
    "pregnancy": "pregnancy",
    "blood-thinners": "blood thinners, a bleeding disorder or a past clot",
    "thin-bones": "weak bones (osteoporosis)",
    "surgery": "recent surgery",
    "heart": "heart disease",
    "numb-skin": "diabetes, or skin that doesn't feel heat well",
    "fragile-skin": "fragile skin, recent injections or fillers",
    "asthma": "asthma or migraine",
    "allergy": "an allergy to scent, nuts or oil",
    "joints": "an artificial joint, disc trouble or very loose joints",
    "eyes": "glaucoma or recent eye surgery",
    "dizzy": "dizziness when leaning forward",
}
"""What a condition is called, to stand within a sentence."""

CLINICIAN_FIRST: frozenset[Condition] = frozenset(
    {"pregnancy", "blood-thinners", "thin-bones", "surgery", "heart", "numb-skin", "eyes"}
)
"""With these a clinician is asked before any massage; with the others the therapist is told."""


@dataclass(frozen=True, slots=True)
class StyleFacts:
    """What is known of one kind. `not_with` are conditions with which it is not suggested, `sore` what may be sore after."""

    purposes: tuple[Purpose, ...] = ()
    firmness: tuple[Firmness, ...] = ()
    oil: bool | None = None
    warm: bool | None = None
    scent: bool | None = None
    stretches: bool | None = None
    sore: str = ""
    not_with: tuple[Condition, ...] = ()


NOTHING_KNOWN = StyleFacts()
