"""Which kinds go with what somebody says: every combination of answers, held against what the style files say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, combinations, product
from typing import Any

import pytest
import yaml

from massage_mind.learn.which_style import (
    LEAST_NAMED,
    LEFT_OUTS,
    MOST_NAMED,
    TODAYS,
    LeftOut,
    NamedStyle,
    StyleAnswers,
    allowed,
    best_of,
    which_styles,
)
from massage_mind.places import shipped_folder, shipped_styles
from massage_mind.reading.style_file import build_style
from massage_mind.script.style import Region, Style
from massage_mind.script.style_facts import (
    CLINICIAN_FIRST,
    CONDITION_WORDS,
    CONDITIONS,
    FIRMNESSES,
    PURPOSES,
    StyleFacts,
)

FILES = {
    name: (shipped_folder("scripts") / "styles" / f"{name}.yaml").read_bytes()
    for name in shipped_styles()
    if name != "other"
}
STYLES = tuple(build_style(data, f"{name}.yaml") for name, data in FILES.items())
RAW: dict[str, dict[str, Any]] = {name: yaml.safe_load(data) for name, data in FILES.items()}
"""The files as they stand, read by nothing of ours."""

MINUTES = (None, 15, 30, 60, 90)
ANY = (None, True, False)


def wishes() -> Iterator[StyleAnswers]:
    """Every combination of what somebody may wish."""
    for purpose, firmness, dressed, warm, scent, stretches, minutes in product(
        (None, *PURPOSES), (None, *FIRMNESSES), ANY, ANY, ANY, ANY, MINUTES
    ):
        yield StyleAnswers(
            purpose=purpose, firmness=firmness, dressed=dressed, warm=warm, scent=scent, stretches=stretches, minutes=minutes
        )  # fmt: skip


def subsets(all_of_them: tuple[Any, ...]) -> Iterator[frozenset[Any]]:
    """Every set of some of these, the empty one first."""
    sizes = range(len(all_of_them) + 1)
    return map(frozenset, chain.from_iterable(combinations(all_of_them, size) for size in sizes))


def has(style: str, thing: str) -> bool:
    """Whether the file of this style says that it has what somebody may leave out."""
    raw = RAW[style]
    found: dict[str, bool] = {
        "undressing": not raw["clothed"],
        "oil": raw["oil"],
        "face-down": "prone" in raw["positions"] or any(one.get("position") == "prone" for one in raw["regions"]),
        "firm-pressure": "firm" in raw["firmness"],
        "heat": raw["warm"],
        "scent": raw["scent"],
        "stretching": raw["stretches"],
    }  # fmt: skip
    return found[thing]


def true_of(answer: str, style: str, answers: StyleAnswers) -> bool:
    """Whether a reason that comes from this answer is true of this style, by its file."""
    raw = RAW[style]
    if answer.startswith("without "):
        thing = answer.removeprefix("without ")
        return thing in answers.all_left_out and not has(style, thing)
    checks: dict[str, Callable[[], bool]] = {
        "purpose": lambda: answers.purpose in raw["purposes"],
        "firmness": lambda: answers.firmness in raw["firmness"],
        "dressed": lambda: raw["clothed"] is answers.dressed,
        "warmth": lambda: bool(answers.warm) and raw["warm"],
        "scent": lambda: bool(answers.scent) and raw["scent"],
        "stretching": lambda: bool(answers.stretches) and raw["stretches"],
        "minutes": lambda: answers.minutes is not None and min(raw["minutes"]) <= answers.minutes <= max(raw["minutes"]),
        "open": lambda: True,
    }  # fmt: skip
    return checks[answer]()


def hold(answers: StyleAnswers, named: tuple[NamedStyle, ...], left: int) -> None:
    """What holds of every answer: two or three where there are so many, reasons for each, all of them true."""
    assert min(left, LEAST_NAMED) <= len(named) <= MOST_NAMED, answers
    assert len({one.style.id for one in named}) == len(named)
    for one in named:
        style = one.style.id
        assert one.reasons, answers
        assert all(true_of(reason.answer, style, answers) for reason in one.reasons), (answers, style)
        assert all(reason.words.endswith(".") for reason in one.reasons)
        assert not any(has(style, thing) for thing in answers.all_left_out), (answers, style)
        assert answers.conditions.isdisjoint(RAW[style]["not_with"]), (answers, style)


def test_every_combination_of_wishes_is_answered_truly() -> None:
    """8,100 of them: never empty but where nothing is left, nothing left out is named, and each reason is true."""
    reached = set()
    for answers in wishes():
        found = which_styles(answers, STYLES)
        left = len([style for style in RAW if not any(has(style, one) for one in answers.all_left_out)])
        assert ("styles" if left else "agree") == found.answer
        hold(answers, found.named, left)
        reached.add(found.named[0].style.id if found.named else "")
    assert set(RAW) == reached - {""}, "each of the nine comes first for somebody"


def test_what_is_left_out_and_what_a_caution_speaks_against_are_never_named() -> None:
    """Every set of things to leave out, and every set of conditions, each with nothing else said."""
    for things in subsets(LEFT_OUTS):
        expected = [style for style in RAW if not any(has(style, one) for one in things)]
        assert expected == [one.id for one in allowed(things, frozenset(), STYLES)]
        answers = StyleAnswers(left_out=things)
        found = which_styles(answers, STYLES)
        hold(answers, found.named, len(expected))
        assert ("styles" if expected else "agree") == found.answer
    for conditions in subsets(CONDITIONS):
        expected = [style for style, raw in RAW.items() if conditions.isdisjoint(raw["not_with"])]
        assert expected == [one.id for one in allowed(frozenset(), conditions, STYLES)]


@pytest.mark.slow
def test_every_combination_of_all_answers_is_answered_truly() -> None:
    """Some four thousand million of them, in two steps: which kinds are left is all that the things left out and the
    conditions decide, so every pair of those is tried for that, and every wish with every set of kinds that can be left.
    """
    by_things = {
        things: {one.id for one in allowed(things, frozenset(), STYLES)} for things in subsets(LEFT_OUTS)
    }
    by_conditions = {
        conditions: {one.id for one in allowed(frozenset(), conditions, STYLES)} for conditions in subsets(CONDITIONS)
    }  # fmt: skip
    possible: set[frozenset[str]] = set()
    for things, conditions in product(by_things, by_conditions):
        left = frozenset(one.id for one in allowed(things, conditions, STYLES))
        assert left == by_things[things] & by_conditions[conditions]
        possible.add(left)
    for left in possible:
        some = tuple(one for one in STYLES if one.id in left)
        for answers in wishes():
            still = allowed(answers.all_left_out, frozenset(), some)
            hold(answers, best_of(answers, still) if still else (), len(still))


def test_today_may_be_no_day_for_it() -> None:
    """Whatever else is said, nothing is named then."""
    for today in TODAYS:
        for answers in (StyleAnswers(today=today), StyleAnswers(today=today, purpose="rest", minutes=60)):
            found = which_styles(answers, STYLES)
            assert (today == "well") == bool(found.named)
            assert (today != "well") == (found.answer == "not-today")


def test_who_is_asked_first_is_said() -> None:
    """A clinician where the general list says so, else the therapist; each condition is in one of the two."""
    for conditions in subsets(CONDITIONS):
        found = which_styles(StyleAnswers(conditions=conditions), STYLES)
        assert set(found.ask_first) == conditions & CLINICIAN_FIRST
        assert set(found.tell) == conditions - CLINICIAN_FIRST
    assert set(CONDITION_WORDS) == set(CONDITIONS)


SAID_IN_CAUTIONS = {
    "pregnancy": "pregnancy", "blood-thinners": "blood thinners", "thin-bones": "osteoporosis", "surgery": "surgery",
    "heart": "heart", "numb-skin": "does not feel heat", "fragile-skin": "fragile", "asthma": "asthma",
    "allergy": "allergies", "joints": "joint", "dizzy": "dizzy",
}  # fmt: skip


@pytest.mark.parametrize("style", RAW)
def test_what_a_style_is_not_named_with_stands_in_its_cautions(style: str) -> None:
    """But for eyes and lying face down, which the list for every style says."""
    cautions = " ".join(RAW[style]["cautions"]).casefold()
    for condition in RAW[style]["not_with"]:
        if condition != "eyes":
            assert SAID_IN_CAUTIONS[condition] in cautions, condition
    assert ("eyes" in RAW[style]["not_with"]) == ("prone" in RAW[style]["positions"] or style == "chair")


def test_what_can_be_firm_is_not_named_with_blood_thinners_or_thin_bones() -> None:
    """Whatever the style: no firm work then, unless a clinician has agreed."""
    firm = [style for style, raw in RAW.items() if "firm" in raw["firmness"]]
    assert len(firm) == 3
    assert all({"blood-thinners", "thin-bones"} <= set(RAW[style]["not_with"]) for style in firm)


def test_of_what_is_not_known_it_is_supposed_that_it_may_be_there() -> None:
    """A style of one's own that says nothing is named to whoever leaves nothing out, and to nobody else."""
    region = (Region("back", 100),)
    own = Style("own", "Own", "Own.", (30,), region, ("supine",))
    assert (own,) == allowed(frozenset(), frozenset(), (own,))
    known_by_position: LeftOut = "face-down"
    for thing in LEFT_OUTS:
        assert (thing == known_by_position) == bool(allowed(frozenset({thing}), frozenset(), (own,)))
    assert StyleFacts() == own.facts
    (named,) = which_styles(StyleAnswers(firmness="firm", minutes=90), (own,)).named
    assert ["open"] == [one.answer for one in named.reasons]
    assert ("It's usually 30 minutes, and you have 90.",) == named.without


def test_the_answer_is_pure() -> None:
    """The same answers name the same, in the same order."""
    answers = StyleAnswers(purpose="rest", minutes=60)
    assert which_styles(answers, STYLES) == which_styles(answers, STYLES)
