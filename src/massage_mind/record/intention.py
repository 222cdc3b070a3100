"""An intention: what a person wants from a massage, and how it showed up."""

from __future__ import annotations

from massage_mind.names import AIMS, Aim
from massage_mind.record.fields import Field
from massage_mind.record.kind_info import KindInfo, needs_words
from massage_mind.values import dataclass

AIM_TITLES: dict[Aim, str] = {
    "relax": "to relax",
    "area": "an area, or a pain",
    "rest": "to rest",
    "present": "to be present",
    "speak-up": "to say what you need",
    "none": "no intention",
}

AIM_WORDS: dict[Aim, str] = AIM_TITLES | {
    "area": "one place to be looked after",
    "speak-up": "to say what I need",
}
"""What is kept, and spoken, where a kind was chosen and nothing said in words of one's own."""

AIM_EXAMPLES: dict[Aim, str] = {
    "relax": "softer shoulders",
    "area": "my lower back",
    "rest": "an hour without plans",
    "present": "to feel the hands",
    "speak-up": "to say when it is too firm",
}

WHEN_EXAMPLE = "When I catch myself planning dinner, I will feel the hands again."

OUTCOMES = ("not at all", "a little", "in part", "mostly", "fully")
"""How an intention showed up; the place in this row, from 0, is what is kept."""


@dataclass(frozen=True, slots=True)
class Intention:
    """What the person wants from it: what kind, the words, and if wanted "when ..., I will ...".

    `outcome` says afterwards how it showed up, 0 (not at all) to 4 (fully), with words of its own.
    """

    text: str
    aim: str | None = None
    when: str = ""
    then: str = ""
    outcome: int | None = None
    outcome_words: str = ""
    cleared_at: int | None = None


_FIELDS = (
    Field("text", "text", "What the person wants from it."),
    Field("aim", "choice", "Which kind of intention.", allowed=AIMS),
    Field("when", "text", "When ..."),
    Field("then", "text", "... I will ..."),
    Field("outcome", "whole", "How it showed up: " + ", ".join(f"{n} {w}" for n, w in enumerate(OUTCOMES)) + ".", most=len(OUTCOMES) - 1),
    Field("outcome_words", "text", "The same in words."),
    Field("cleared_at", "instant", "When it was taken back."),
)  # fmt: skip


def _searched(intention: Intention) -> tuple[str, ...]:
    return intention.text, intention.when, intention.then, intention.outcome_words


def _check(intention: Intention) -> None:
    if intention.aim != "none":  # To go without one takes no words.
        needs_words("intention")(intention)


KIND = KindInfo(
    ("intention",), Intention, _FIELDS, _searched, titles=("intention",), check=_check, body="text"
)
