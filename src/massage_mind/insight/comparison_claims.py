"""The one table of sentences that a comparison may say at its end, each with the condition that allows it."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Literal, TypeAlias

from massage_mind.insight.change_words import begun_words, figure, many_words, points
from massage_mind.insight.claim_table import Claim, Sentence, allowed_sentences
from massage_mind.insight.comparison_ending import ENDINGS, FEWEST_PAIRS, OUTSIDE_PAIRS, ComparisonEnding
from massage_mind.insight.comparison_facts import ComparisonFacts
from massage_mind.insight.extra_chance import in_ten_words
from massage_mind.insight.middles import middle
from massage_mind.words.lengths import count_word

ComparisonPlace: TypeAlias = Literal["found", "sure", "decided", "weeks", "missing", "aside"]
"""What was found; how sure that is; what was decided for it; how the weeks went; what is missing; what stands beside it."""
Facts: TypeAlias = ComparisonFacts


ComparisonClaim: TypeAlias = Claim[Facts, ComparisonPlace]
ComparisonSentence: TypeAlias = Sentence[Facts, ComparisonPlace]


def comparison_sentences(facts: Facts) -> tuple[ComparisonSentence, ...]:
    """All sentences that these facts allow, in their order."""
    return allowed_sentences(COMPARISON_CLAIMS, facts)


def extra_words(value: Fraction | int, *, up: bool | None = None) -> str:
    """How much more or less: "2 more", "0.5 less", "no more". `up`: rounded up or down to a tenth, else to the nearest."""
    tenths = Fraction(value)
    if up is not None:
        tenths = Fraction(math.ceil(tenths * 10) if up else math.floor(tenths * 10), 10)
    return f"{figure(abs(tenths))} {'more' if tenths > 0 else 'less'}" if tenths else "no more"


# ---------------------------------------------------------------- what was found


def _more_than_rest(facts: Facts) -> str:
    return f"The massage hours did more for {facts.name} than the quiet hours"


def _found_more_by_it(facts: Facts) -> str:
    return f"{_more_than_rest(facts)}, on average by {points(facts.plan.named)} or more: the difference you had named."


def _found_more_below_it(facts: Facts) -> str:
    return f"{_more_than_rest(facts)}, but on average by less than {points(facts.plan.named)}, the difference you had named."


def _found_more(facts: Facts) -> str:
    return (
        f"{_more_than_rest(facts)}. Whether by {points(facts.plan.named)} or more, the difference you had named, "
        "can't be told."
    )


def _found_quiet_more(facts: Facts) -> str:
    return f"The quiet hours did more for {facts.name} than the massage hours."


def _found_below_it(facts: Facts) -> str:
    return (
        f"If the massage hours did more for {facts.name} than the quiet hours, it was on average less than "
        f"{points(facts.plan.named)}, the difference you had named. Whether they did more at all can't be told."
    )


def _found_untold(facts: Facts) -> str:
    return (
        f"Whether the massage hours did more for {facts.name} than the quiet hours can't be told from these weeks. "
        "That isn't the same as no difference."
    )


# ---------------------------------------------------------------- how sure


def _one_in(facts: Facts, many: int) -> str:
    return f"1 of {many * (2 if facts.how == 'outside' else 1)}"


def _by_chance(facts: Facts, many: int) -> str:
    return f"weeks that speak this clearly would come by chance in at most {_one_in(facts, many)} comparisons"


def _if_less(facts: Facts) -> str:
    return f"if they added less than that, {_by_chance(facts, 20)}"


def _if_nothing(facts: Facts) -> str:
    return f"if they added nothing, {_by_chance(facts, 40)}"


def _if_as_much(facts: Facts) -> str:
    return f"if they added {points(facts.plan.named)} or more, {_by_chance(facts, 20)}"


_FOUND: dict[ComparisonEnding, Callable[[Facts], str]] = {
    "more-by-it": _found_more_by_it,
    "more-below-it": _found_more_below_it,
    "more": _found_more,
    "quiet-more": _found_quiet_more,
    "below-it": _found_below_it,
    "untold": _found_untold,
}
_SURE: dict[ComparisonEnding, Callable[[Facts], str]] = {
    "more-by-it": lambda facts: f"How sure: {_if_less(facts)}.",
    "more-below-it": lambda facts: f"How sure that it's more: {_if_nothing(facts)}. How sure that it's less than {points(facts.plan.named)}: {_if_as_much(facts)}.",
    "more": lambda facts: f"How sure that it's more: {_if_nothing(facts)}.",
    "quiet-more": lambda facts: f"How sure: if both did the same, {_by_chance(facts, 40)}.",
    "below-it": lambda facts: f"How sure: {_if_as_much(facts)}.",
    "untold": lambda facts: "How sure: not at all, either way. Weeks like these could well come with a difference, and without one.",
}  # fmt: skip


def decision_of(facts: Facts) -> str:
    """What the person had written for this ending; empty where they wrote nothing, or there is none."""
    plan = facts.plan
    rules: dict[ComparisonEnding, str] = {
        "more-by-it": plan.if_more,
        "more-below-it": plan.if_less,
        "more": plan.if_untold,
        "quiet-more": plan.if_less,
        "below-it": plan.if_less,
        "untold": plan.if_untold,
    }
    return rules[facts.ended.ending].strip() if facts.ended.ending else ""


_CASE: dict[ComparisonEnding, str] = {
    "more-by-it": "if it's at least the difference you named",
    "more-below-it": "if it's less than the difference you named",
    "more": "if it can't be told whether it's as much as you named",
    "quiet-more": "if it's less than the difference you named, as here",
    "below-it": "if it's less than the difference you named",
    "untold": "if it can't be told",
}


def _decided(facts: Facts) -> str:
    assert facts.ended.ending is not None
    return f'What you had decided, {_CASE[facts.ended.ending]}: "{decision_of(facts)}"'


def _of_ending(ending: ComparisonEnding) -> tuple[ComparisonClaim, ...]:
    """What is said of one ending: what was found, and how sure it is."""

    def allowed(facts: Facts) -> bool:
        return facts.ended.ending == ending

    return (
        Claim(ending, "found", allowed, _FOUND[ending], ending != "untold"),
        Claim(
            f"sure, {ending}",
            "sure",
            lambda facts: allowed(facts) and not facts.ended.by_missing,
            _SURE[ending],
        ),
    )


# ---------------------------------------------------------------- the weeks


def _few_words(facts: Facts) -> str:
    fewest = OUTSIDE_PAIRS if facts.how == "outside" else FEWEST_PAIRS
    return f"With fewer than {count_word(fewest)} weeks that have both hours nothing can be told; here are the weeks, and no more."


def _stopped_words(_: Facts) -> str:
    return (
        "It was stopped before its end, so it has no ending: whoever can stop when it looks good finds something where "
        "there's nothing. Here are the weeks, and no more."
    )


def _outside_words(_: Facts) -> str:
    return "It was stopped early, for a reason from outside that was named before anything was seen; so what is told here has to be twice as rare by chance."


def _ways_words(facts: Facts) -> str:
    found = facts.differences
    told = (
        (sum(one > 0 for one in found), "the massage hour did more"),
        (found.count(0), "both did as much"),
        (sum(one < 0 for one in found), "the quiet hour did more"),
    )
    ways = ", ".join(f"in {count_word(many)} {words}" for many, words in told if many)
    return (
        f"Both hours were rated in {count_word(len(found))} of {many_words(len(facts.weeks), 'week')}: {ways}. "
        f"In the middle: {extra_words(middle(found))} in the massage hour."
    )


def _fits_words(facts: Facts) -> str:
    low, high = facts.fits.low, facts.fits.high
    assert low is not None
    assert high is not None
    times = "39 times in 40" if facts.how == "outside" else "19 times in 20"
    return (
        f"The average that fits these weeks lies from {extra_words(low, up=False)} to {extra_words(high, up=True)} "
        f"in the massage hours; a range made like this holds the true one at least {times}."
    )


def _chance_words(facts: Facts) -> str:
    return (
        f"Under a cautious starting assumption of no difference, the chance that the massage hours do {points(facts.plan.named)} "
        f"or more beyond the quiet hours on average: {in_ten_words(facts.chance)}. It decides nothing here."
    )


def _missing_words(facts: Facts) -> str:
    massages, quiet = facts.missing
    told = [many_words(massages, "massage hour")] * bool(massages) + [many_words(quiet, "quiet hour")] * bool(
        quiet
    )
    return f"Without both ratings: {' and '.join(told)}. For what was found, a week that lacks one counts as no difference."


def _by_missing_words(_: Facts) -> str:
    return "Filled in against what the other weeks say, the missing ones would change the answer; so it counts as can't be told."


def _swapped_words(facts: Facts) -> str:
    done = [one.as_done for one in facts.weeks if one.as_done is not None]
    besides = (
        f" Counted by what was done, the middle is {extra_words(middle(done))} in the massage hour."
        if done
        else ""
    )
    one = facts.swapped == 1
    return f"In {many_words(facts.swapped, 'week')} the hours weren't in the order picked by lot; {'it counts' if one else 'they count'} as picked all the same.{besides}"


def _off_time_words(facts: Facts) -> str:
    return f"{begun_words(facts.off_time, 'hour')} {'was' if facts.off_time == 1 else 'were'} half a day or more from the planned time."


def _off_length_words(facts: Facts) -> str:
    return (
        f"{begun_words(facts.off_length, 'hour')} {'was' if facts.off_length == 1 else 'were'} of another length than planned, "
        "by more than five minutes."
    )


def _off_audio_words(facts: Facts) -> str:
    return f"In {many_words(facts.off_audio, 'hour')} something else was heard than in the first; so more than the hands may differ."


def _order_words(facts: Facts) -> str:
    first, second = (facts.middle_where(massage_first=one) for one in (True, False))
    assert first[1] is not None
    assert second[1] is not None
    return (
        f"With the massage first in the week: {extra_words(first[1])} in the middle of {count_word(first[0])}; with the quiet hour first: "
        f"{extra_words(second[1])} in the middle of {count_word(second[0])}. Whether the order matters can't be told from this."
    )


def _next_day_words(facts: Facts) -> str:
    found = [one.next_day for one in facts.weeks if one.next_day is not None]
    return (
        f"The next day, a weak second look: {extra_words(middle(found))} after the massage, in the middle of "
        f"{many_words(len(found), 'week')}. It decides nothing here."
    )


def _expected_words(facts: Facts) -> str:
    plan = facts.plan
    return (
        f"Before it began you expected {plan.expect_massage} from a massage hour and {plan.expect_quiet} from a quiet hour, from 0 to 10. "
        "You knew which hour it was, so what one expects may be in the numbers as well."
    )


def _is_kind(facts: Facts) -> bool:
    return facts.ended.ending in ("quiet-more", "below-it", "more-below-it")


COMPARISON_CLAIMS: tuple[ComparisonClaim, ...] = (
    Claim("stopped", "found", lambda facts: facts.how == "stopped", _stopped_words),
    Claim("few", "found", lambda facts: facts.how != "stopped" and facts.ended.ending is None, _few_words),
    *(claim for ending in ENDINGS for claim in _of_ending(ending)),
    Claim("by missing", "sure", lambda facts: facts.ended.by_missing, _by_missing_words),
    Claim("outside", "sure", lambda facts: facts.how == "outside" and facts.ended.ending is not None, _outside_words),
    Claim("decided", "decided", lambda facts: bool(decision_of(facts)), _decided),
    Claim(
        "undecided", "decided", lambda facts: facts.ended.ending is not None and not decision_of(facts),
        lambda _: "You hadn't written down what to do then.",
    ),
    Claim(
        "a result", "decided", _is_kind, lambda _: "That's a result too, and the rest in the quiet hours was yours all the same."
    ),
    Claim("ways", "weeks", lambda facts: bool(facts.differences), _ways_words),
    Claim("fits", "weeks", lambda facts: facts.ended.ending is not None and facts.fits.low is not None, _fits_words),
    Claim("chance", "weeks", lambda facts: facts.ended.ending is not None, _chance_words),
    Claim("missing", "missing", lambda facts: any(facts.missing), _missing_words),
    Claim("swapped", "missing", lambda facts: facts.swapped > 0, _swapped_words),
    Claim("off time", "missing", lambda facts: facts.off_time > 0, _off_time_words),
    Claim("off length", "missing", lambda facts: facts.off_length > 0, _off_length_words),
    Claim("off audio", "missing", lambda facts: facts.off_audio > 0, _off_audio_words),
    Claim(
        "order", "aside",
        lambda facts: facts.ended.ending is not None and all(facts.middle_where(massage_first=one)[0] for one in (True, False)),
        _order_words,
    ),
    Claim(
        "next day", "aside",
        lambda facts: facts.ended.ending is not None and any(one.next_day is not None for one in facts.weeks),
        _next_day_words,
    ),
    Claim("expected", "aside", lambda facts: facts.ended.ending is not None, _expected_words),
)  # fmt: skip
"""In the order in which they are said."""
