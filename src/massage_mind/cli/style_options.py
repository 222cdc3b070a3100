"""The options of `massage-mind choose`, an answer each, and reading them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.command import Options
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.learn.which_style import LeftOut, StyleAnswers
    from massage_mind.script.style_facts import Condition

LEAST_MINUTES, MOST_MINUTES = 5, 180

StyleWord = Annotated[
    list[str] | None,
    typer.Argument(metavar="[STYLE]", help="One kind, by itself; without, it asks and names some."),
]
TodayWord = Annotated[
    str, typer.Option("--today", metavar="HOW", help="well, ill, hurt, drink, or no for not wanting one.")
]
ForWhat = Annotated[
    str, typer.Option("--for", metavar="WHAT", help="rest, tight-places, noticing or a-pause.")
]
HowFirm = Annotated[str, typer.Option("--firm", metavar="HOW", help="light, medium or firm.")]
Clothes = Annotated[
    bool | None, typer.Option("--dressed/--undressed", help="Stay dressed, or undressing is fine.")
]
Warmth = Annotated[bool | None, typer.Option("--warmth/--no-warmth", help="Warm stones, or none.")]
ScentWish = Annotated[bool | None, typer.Option("--scent/--no-scent", help="Scented oil, or none.")]
Stretching = Annotated[
    bool | None, typer.Option("--stretch/--no-stretch", help="Be stretched, or rather not.")
]
MinutesAtHand = Annotated[
    int | None,
    typer.Option("--minutes", metavar="N", min=LEAST_MINUTES, max=MOST_MINUTES, help="How long you have."),
]
Avoided = Annotated[
    list[str] | None,
    typer.Option(
        "--avoid",
        metavar="THINGS",
        help="undressing, oil, face-down, firm-pressure, heat, scent, stretching; commas between.",
    ),
]
Health = Annotated[
    list[str] | None,
    typer.Option(
        "--health",
        metavar="WORDS",
        help="pregnancy, blood-thinners, thin-bones, surgery, heart, numb-skin, fragile-skin, asthma, allergy, "
        "joints, eyes, dizzy; commas between.",
    ),
]
AsksForStyle = Annotated[bool, typer.Option("--ask/--no-ask", help="Ask what isn't said, or leave it open.")]


@dataclass(frozen=True, slots=True)
class StyleWishes(Options):
    """Every answer of `choose` as an option."""

    today: TodayWord = ""
    purpose: ForWhat = ""
    firm: HowFirm = ""
    dressed: Clothes = None
    warmth: Warmth = None
    scent: ScentWish = None
    stretching: Stretching = None
    minutes: MinutesAtHand = None
    avoid: Avoided = None
    health: Health = None

    def read(self) -> StyleAnswers:
        """What is said. Raises `UsageError` for a word that is no answer."""
        from massage_mind.learn.which_style import TODAYS, StyleAnswers
        from massage_mind.script.style_facts import FIRMNESSES, PURPOSES
        from massage_mind.words.near import one_of

        return StyleAnswers(
            today=one_of("answer", as_id(self.today) or "well", TODAYS),
            purpose=one_of("purpose", as_id(self.purpose), PURPOSES) if self.purpose else None,
            firmness=one_of("firmness", as_id(self.firm), FIRMNESSES) if self.firm else None,
            dressed=self.dressed,
            warm=self.warmth,
            scent=self.scent,
            stretches=self.stretching,
            minutes=self.minutes,
            left_out=frozenset(read_left_out(",".join(self.avoid or ()))),
            conditions=frozenset(read_conditions(",".join(self.health or ()))),
        )

    def said(self) -> frozenset[str]:
        """Which of them are said, and so aren't asked."""
        return frozenset(
            name for name in StyleWishes.__dataclass_fields__ if getattr(self, name) not in ("", None, [])
        )


def as_id(word: str) -> str:
    """A word in the form of an id: "tight places" is tight-places."""
    return "-".join(word.casefold().replace("_", " ").replace("-", " ").split())


def _words(text: str) -> Sequence[str]:
    return [found for one in text.replace(";", ",").split(",") if (found := as_id(one))]


def read_left_out(text: str) -> list[LeftOut]:
    """The things that are left out, commas between. Raises `UsageError`."""
    from massage_mind.learn.which_style import LEFT_OUTS
    from massage_mind.words.near import one_of

    return [one_of("thing to avoid", word, LEFT_OUTS) for word in _words(text)]


def read_conditions(text: str) -> list[Condition]:
    """The conditions that are named, commas between, by their ids or by words of theirs. Raises `UsageError`."""
    from massage_mind.script.style_facts import CONDITIONS
    from massage_mind.words.near import one_of

    return [one_of("condition here", _called(word), CONDITIONS) for word in _words(text)]


def _called(word: str) -> str:
    """The condition that this is a word of, as glaucoma is of eyes; the word itself where it is one of none, or of several."""
    from massage_mind.script.style_facts import CONDITION_WORDS

    plain = {key: f"-{as_id(re.sub(r'[^a-z ]', ' ', words))}-" for key, words in CONDITION_WORDS.items()}
    found = [key for key, words in plain.items() if key == word or f"-{word}-" in words]
    return found[0] if len(found) == 1 else word
