"""Which kinds of massage go with what somebody says: two or three, each with reasons out of their own answers.

Nothing is prescribed, and nothing is known to be best. What is left out, and what a caution speaks against, is never
named; of what isn't known of a kind it is supposed that it may be there. Pure: answers and styles in, a value out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from massage_mind.script.style import Style
from massage_mind.script.style_facts import CLINICIAN_FIRST, CONDITIONS, Condition, Firmness, Purpose
from massage_mind.values import dataclass

Today: TypeAlias = Literal["well", "ill", "hurt", "drink", "no"]
TODAYS: tuple[Today, ...] = get_args(Today)
"""How it is today: nothing new; feverish, ill or catching; newly hurt; after alcohol or drugs; no wish to be touched."""

LeftOut: TypeAlias = Literal["undressing", "oil", "face-down", "firm-pressure", "heat", "scent", "stretching"]
LEFT_OUTS: tuple[LeftOut, ...] = get_args(LeftOut)

MOST_NAMED, LEAST_NAMED = 3, 2
"""How many are named; the least where so many are left at all."""


@dataclass(frozen=True, slots=True)
class StyleAnswers:
    """What somebody said. None: left open.

    `dressed`, `warm`, `scent`, `stretches` are wishes: False leaves the thing out, but of `dressed`, where it means that
    undressing is fine. `minutes` is how long they have.
    """

    today: Today = "well"
    purpose: Purpose | None = None
    firmness: Firmness | None = None
    dressed: bool | None = None
    warm: bool | None = None
    scent: bool | None = None
    stretches: bool | None = None
    minutes: int | None = None
    left_out: frozenset[LeftOut] = frozenset()
    conditions: frozenset[Condition] = frozenset()

    @property
    def all_left_out(self) -> frozenset[LeftOut]:
        """What is left out, said so or meant by another answer."""
        meant: dict[LeftOut, bool] = {
            "undressing": self.dressed is True,
            "firm-pressure": self.firmness == "light",
            "heat": self.warm is False,
            "scent": self.scent is False,
            "stretching": self.stretches is False,
        }
        return self.left_out | {thing for thing, is_meant in meant.items() if is_meant}


@dataclass(frozen=True, slots=True)
class StyleReason:
    """Why a kind is named, in a sentence, and the answer it comes from: a wish, something left out, or `open`."""

    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class NamedStyle:
    """A kind that is named: why, and what of the wishes it does not have."""

    style: Style
    reasons: tuple[StyleReason, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StylesNamed:
    """What `choose` says: `styles` names some, `agree` that none goes with all that is left out, `not-today` why not.

    `ask_first` are conditions that a clinician is asked about before any massage, `tell` those the therapist is told.
    """

    answer: Literal["styles", "agree", "not-today"]
    named: tuple[NamedStyle, ...] = ()
    ask_first: tuple[Condition, ...] = ()
    tell: tuple[Condition, ...] = ()


def which_styles(answers: StyleAnswers, styles: Sequence[Style]) -> StylesNamed:
    """What goes with these answers, out of these kinds, which stand in the order in which they are named where equal."""
    if answers.today != "well":
        return StylesNamed("not-today")
    named = best_of(answers, allowed(answers.all_left_out, answers.conditions, styles))
    return StylesNamed(
        "styles" if named else "agree",
        named,
        tuple(one for one in CONDITIONS if one in answers.conditions and one in CLINICIAN_FIRST),
        tuple(one for one in CONDITIONS if one in answers.conditions and one not in CLINICIAN_FIRST),
    )


# ---------------------------------------------------------------- what may not be named


_HAS: Mapping[LeftOut, Callable[[Style], bool | None]] = {
    "undressing": lambda style: None if style.clothed is None else not style.clothed,
    "oil": lambda style: style.facts.oil,
    "face-down": lambda style: "prone" in style.positions,
    "firm-pressure": lambda style: "firm" in style.facts.firmness if style.facts.firmness else None,
    "heat": lambda style: style.facts.warm,
    "scent": lambda style: style.facts.scent,
    "stretching": lambda style: style.facts.stretches,
}
"""Whether a kind has it; None where that isn't known."""

_HASNT: Mapping[LeftOut, str] = {
    "undressing": "You keep your clothes on.",
    "oil": "You'd leave out oil, and there is none.",
    "face-down": "You'd leave out lying face down, and you sit.",
    "firm-pressure": "You'd leave out firm pressure, and it's usually lighter.",
    "heat": "You'd leave out heat, and it needs none.",
    "scent": "You'd leave out scent, and it needs none.",
    "stretching": "You'd leave out being stretched, and nobody stretches you.",
}


_SAID_BY: Mapping[LeftOut, str] = {"undressing": "dressed", "firm-pressure": "firmness"}
"""What is left out needs no reason of its own where the wish has one that says the same."""


def allowed(
    left_out: frozenset[LeftOut], conditions: frozenset[Condition], styles: Sequence[Style]
) -> tuple[Style, ...]:
    """The kinds that have nothing of what is left out, and that no caution speaks against."""
    return tuple(
        style
        for style in styles
        if all(_HAS[thing](style) is False for thing in left_out)
        and conditions.isdisjoint(style.facts.not_with)
    )


# ---------------------------------------------------------------- what goes best


@dataclass(frozen=True, slots=True)
class _Wish:
    """One wish: what it counts, whether a kind has it, and what is said where it has it, and where it hasn't."""

    answer: str
    counts: int
    has: Callable[[Style], bool]
    words: Callable[[Style], str]
    without: Callable[[Style], str]


PURPOSE_WORDS: Mapping[Purpose, str] = {
    "rest": "to rest",
    "tight-places": "to have places worked that feel tight",
    "noticing": "to notice your body",
    "a-pause": "a pause in the day",
}


def best_of(answers: StyleAnswers, styles: Sequence[Style]) -> tuple[NamedStyle, ...]:
    """Two or three of these, those first that have most of what is wished; fewer only where there are no more."""
    wishes = tuple(_wishes(answers))
    counted = [(sum(wish.counts for wish in wishes if wish.has(style)), style) for style in styles]
    ranked = sorted(counted, key=lambda pair: -pair[0])
    # What has less than half of what the first has would only make the choice longer.
    near = [style for count, style in ranked if 2 * count >= ranked[0][0]]
    some = near[:MOST_NAMED] if len(near) >= LEAST_NAMED else [style for _, style in ranked[:LEAST_NAMED]]
    return tuple(_named(answers, wishes, style) for style in some)


def _named(answers: StyleAnswers, wishes: Sequence[_Wish], style: Style) -> NamedStyle:
    reasons = [StyleReason(wish.answer, wish.words(style)) for wish in wishes if wish.has(style)]
    wished = {one.answer for one in reasons}
    reasons += [
        StyleReason(f"without {thing}", _hasnt(thing, style))
        for thing in LEFT_OUTS
        if thing in answers.all_left_out and _SAID_BY.get(thing) not in wished
    ]
    if not reasons:
        words = "Nothing that you said speaks against it." if wishes else "You left it open."
        reasons = [StyleReason("open", words)]
    without = tuple(text for wish in wishes if not wish.has(style) and (text := wish.without(style)))
    return NamedStyle(style, tuple(reasons), without)


def _hasnt(thing: LeftOut, style: Style) -> str:
    if thing == "face-down" and set(style.positions) != {"seated"}:
        return "You'd leave out lying face down, and you lie another way."
    return _HASNT[thing]


def _wishes(answers: StyleAnswers) -> Iterator[_Wish]:
    """What is wished, in the order of the questions."""
    if answers.purpose is not None:
        yield _for(answers.purpose)
    if answers.firmness is not None:
        yield _pressed(answers.firmness)
    if answers.dressed is not None:
        yield _clothed(answers.dressed)
    if answers.warm:
        yield _part("warmth", "warmth", lambda style: style.facts.warm is True)
    if answers.scent:
        yield _part("scent", "a scent", lambda style: style.facts.scent is True)
    if answers.stretches:
        yield _part("stretching", "being stretched", lambda style: style.facts.stretches is True)
    if answers.minutes is not None:
        yield _lasting(answers.minutes)


def _for(purpose: Purpose) -> _Wish:
    words = PURPOSE_WORDS[purpose]
    return _Wish(
        "purpose",
        3,
        lambda style: purpose in style.facts.purposes,
        lambda _: f"You'd like {words}, and people have it for that.",
        lambda _: f"You'd like {words}; people more often have others for that.",
    )


def _pressed(firmness: Firmness) -> _Wish:
    def words(style: Style) -> str:
        only = style.facts.firmness == (firmness,)
        return f"You'd like it {firmness}, and it {'usually is' if only else 'can be'}."

    def without(style: Style) -> str:
        usual = " or ".join(style.facts.firmness)
        return f"It's usually {usual}, not {firmness}." if usual else ""

    return _Wish("firmness", 2, lambda style: firmness in style.facts.firmness, words, without)


def _clothed(dressed: bool) -> _Wish:
    said = (
        "You'd like to stay dressed, and you do."
        if dressed
        else "Undressing is fine with you, and it's on bare skin."
    )
    return _Wish(
        "dressed",
        1,
        lambda style: style.clothed is dressed,
        lambda _: said,
        lambda style: "You stay dressed for it." if style.clothed else "",
    )


def _part(answer: str, thing: str, has: Callable[[Style], bool]) -> _Wish:
    return _Wish(
        answer,
        2,
        has,
        lambda _: f"You'd like {thing}, and it's a part of this.",
        lambda _: f"{thing[0].upper()}{thing[1:]} isn't a part of it.",
    )


def usual_minutes(style: Style) -> str:
    """How long it usually is: "30, 60 or 90 minutes"; empty where it doesn't say."""
    *others, last = map(str, style.minutes or ("",))
    return f"{', '.join(others)}{' or ' * bool(others)}{last} minutes" if last else ""


def _lasting(minutes: int) -> _Wish:
    return _Wish(
        "minutes",
        2,
        lambda style: bool(style.minutes) and min(style.minutes) <= minutes <= max(style.minutes),
        lambda style: f"You have {minutes} minutes, and it's usually {usual_minutes(style)}.",
        lambda style: (
            f"It's usually {usual_minutes(style)}, and you have {minutes}." if style.minutes else ""
        ),
    )
