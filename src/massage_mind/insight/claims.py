"""The one table of sentences that claim something of a measure, each with the condition that allows it.

A sentence that is not in it is not said. Each is read with what is missing from it: how many numbers it stands on, how
many are missing, and what else would look the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, get_args

from massage_mind.insight.change_words import (
    begun_words,
    change_words,
    figure,
    many_words,
    range_words,
    way_words,
)
from massage_mind.insight.claim_table import Claim, Sentence, allowed_sentences
from massage_mind.insight.measure_facts import BAD, GroupMiddle, HourChanges, MeasureFacts
from massage_mind.insight.middles import FEWEST
from massage_mind.insight.trend_bar import FEWEST_WEEKS
from massage_mind.insight.week_words import early_words, no_trend_words, seen_words, trend_words
from massage_mind.insight.weeks import OverWeeks, Seen
from massage_mind.record.measures import HIGH, LOW, Item
from massage_mind.words.lengths import count_word

STANDING_LINE = "Your own ratings, no comparison group: they can show what you noticed, not what caused it."
"""Stands on every page and in every file of trends."""
CANT_TELL = "Where something can't be told, these numbers don't settle it: they show neither that it helps nor that it doesn't."
"""Said once, at the top of each page and in each document."""
MAIN_FIRST = "What else was rated weighs less: each number more is another chance of a fluke."
"""Why they come after the main measure."""
NO_MAIN = (
    "None of these was chosen as the main one. Of several numbers one easily looks changed by chance alone, "
    "so each weighs less than it would by itself."
)
"""Said in its place where there is no main measure, and several others."""
FEW = 3
"""From so many pairs on there is a middle; below, only the pairs."""

Place: TypeAlias = Literal["hour", "weeks", "day after", "apart", "care"]
"""What a sentence is about: within the hour, over the weeks, the day after, by what hours have in common, what to ask."""
PLACES: tuple[Place, ...] = get_args(Place)
"""In the order of a page."""


MeasureClaim: TypeAlias = Claim[MeasureFacts, Place]
MeasureSentence: TypeAlias = Sentence[MeasureFacts, Place]


def sentences_of(facts: MeasureFacts) -> tuple[MeasureSentence, ...]:
    """All sentences that these facts allow, in their order."""
    claims = [one for one in CLAIMS if one.key == "mixed"] if facts.mixed else CLAIMS
    return allowed_sentences(claims, facts)


# ---------------------------------------------------------------- within the hour


def _n(facts: MeasureFacts) -> int:
    return facts.massages.n if facts.asked_around else -1


def mixed_words(mixed: Sequence[Item]) -> str:
    """What the numbers of one measure may mean: "0 none, 10 the worst I know; or 0 bad, 10 all well"."""
    ways = {"lower": ", lower is easier", "higher": ", higher is easier", "none": ""}
    alike = len({one.better for one in mixed}) == 1
    return "; or ".join(
        f"{LOW} {one.low}, {HIGH} {one.high}{'' if alike else ways[one.better]}" for one in mixed
    )


def _mixed(facts: MeasureFacts) -> str:
    return (
        f"These numbers may mean more than one thing: {mixed_words(facts.mixed)}. So nothing is told of them."
    )


def _count(changes: HourChanges, one: str) -> str:
    """How many hours have both numbers, and how many don't."""
    rest = f"{count_word(changes.missing)} with only one of them" if changes.missing else "none with only one"
    return f"{begun_words(changes.n, one)} with both numbers, {rest}"


def _raw(changes: HourChanges) -> str:
    return "; then ".join(f"{one.before} before, {one.after} after" for one in changes.pairs)


def _ways(changes: HourChanges) -> str:
    """In how many hours it went which way; what never happened is left out."""
    told = [(changes.lower, "lower after"), (changes.same, "the same"), (changes.higher, "higher")]
    return ", ".join(f"{words} in {count_word(many)}" for many, words in told if many)


def _pair_words(facts: MeasureFacts) -> str:
    return f"{_count(facts.massages, 'massage')}: {_raw(facts.massages)}. A record, not a pattern."


def _few_words(facts: MeasureFacts) -> str:
    return f"{_middle_words(facts)} Too few to tell more."


def _middle_words(facts: MeasureFacts) -> str:
    changes = facts.massages
    assert changes.middle is not None
    return f"{_count(changes, 'massage')}: {_ways(changes)}. In the middle: {change_words(changes.middle)}."


def _range_words(facts: MeasureFacts) -> str:
    interval = facts.massages.interval
    assert interval is not None
    words = range_words(interval.low, interval.high)
    held = words if interval.low == interval.high else f"somewhere {words}"
    of = "Of all of these, the true middle" if facts.on_bad_days else "What's usual"
    single = any(not interval.low <= one.change <= interval.high for one in facts.massages.pairs)
    more = " Single ones vary more." if single else ""
    return f"{of} is {held}: right at least 19 times in 20, if one massage doesn't sway the next.{more}"


def _usually(facts: MeasureFacts) -> str:
    name = facts.name
    return f"{name[:1].upper()}{name[1:]} was usually {way_words(facts.usual)} after a massage"


def _rest_alike(facts: MeasureFacts) -> bool:
    return facts.quiet.n >= FEW and facts.quiet.side == facts.usual


def _rest_unlike(facts: MeasureFacts) -> bool:
    return facts.quiet.n >= FEW and facts.quiet.side != facts.usual


def _usual_like_rest(facts: MeasureFacts) -> str:
    quiet = facts.quiet
    assert quiet.middle is not None
    return (
        f"{_usually(facts)}; an hour of rest often does this too: yours did, by {figure(abs(quiet.middle))} "
        f"(the middle of {count_word(quiet.n)} quiet hours). Whether a massage did more than that, these can't tell."
    )


def _usual_unlike_rest(facts: MeasureFacts) -> str:
    quiet = facts.quiet
    assert quiet.middle is not None
    return (
        f"{_usually(facts)}; an hour of rest often does this too, and the middle of your {count_word(quiet.n)} quiet hours "
        f"is {change_words(quiet.middle)}. That's no proof that it was the massage: those were other days."
    )


def _usual_without_rest(facts: MeasureFacts) -> str:
    quiet = many_words(facts.quiet.n, "quiet hour")
    are = "is" if facts.quiet.n == 1 else "are"
    rated = f"{quiet} with {facts.name}"
    return f"{_usually(facts)}; an hour of rest often does this too, and there {are} {rated} here to compare with."


def _untold(facts: MeasureFacts) -> str:
    return "Whether it's usually lower or higher after a massage can't be told from these numbers."


def _bad_at(facts: MeasureFacts) -> str:
    return f"{BAD} or more" if facts.better < 0 else f"{HIGH - BAD} or less"


def _bad_day_words(facts: MeasureFacts) -> str:
    many = facts.on_bad_days
    booked = "was booked the same day" if many == 1 else "were booked the same day"
    left = facts.massages.n - many
    kept = f"for that there {'is' if left == 1 else 'are'} {count_word(left) if left else 'none'} left"
    return (
        f"{count_word(many).capitalize()} of these {booked}, with {facts.name} already at {_bad_at(facts)}. Such days mostly pass by themselves, "
        f"massage or not, so {'it' if many == 1 else 'they'} can't show what's usual after one; {kept}."
    )


def _began_words(facts: MeasureFacts) -> str:
    return f"{count_word(facts.began_badly).capitalize()} of these began at {_bad_at(facts)}, and what is as bad as that tends to ease by itself."


def _quiet_words(facts: MeasureFacts) -> str:
    quiet = facts.quiet
    if quiet.n < FEW:
        return f"{_count(quiet, 'quiet hour')}: {_raw(quiet)}."
    assert quiet.middle is not None
    return f"{_count(quiet, 'quiet hour')}: {_ways(quiet)}. In the middle: {change_words(quiet.middle)}."


def _none_words(facts: MeasureFacts) -> str:
    only = facts.massages.missing
    if not only:
        return "No massages rated yet."
    return f"No massage rated both before and after yet; {count_word(only)} {'has' if only == 1 else 'have'} only one of the two numbers."


def _single_words(facts: MeasureFacts) -> str:
    return (
        f"Numbers of {many_words(facts.rated, 'massage')}, asked at one time only: there's no change to tell."
    )


# ---------------------------------------------------------------- over the weeks


def _of_weeks(seen: Seen) -> tuple[MeasureClaim, ...]:
    """What is said of one of the two series."""

    def of(facts: MeasureFacts) -> OverWeeks:
        return facts.before if seen == "before" else facts.ordinary

    return (
        Claim(
            f"early, {seen}",
            "weeks",
            lambda facts: 0 < of(facts).weeks < FEWEST_WEEKS,
            lambda facts: early_words(of(facts)),
        ),
        Claim(
            f"no trend, {seen}",
            "weeks",
            lambda facts: of(facts).weeks >= FEWEST_WEEKS and not of(facts).trend,
            lambda facts: no_trend_words(of(facts)),
        ),
        Claim(
            f"trend, {seen}",
            "weeks",
            lambda facts: of(facts).trend != 0,
            lambda facts: trend_words(of(facts)),
            True,
        ),
    )


# ---------------------------------------------------------------- the day after, and apart


def _fixed_words(facts: MeasureFacts) -> str:
    interval = facts.next_day.interval
    assert interval is not None
    return (
        f"The day after it was still usually {way_words(facts.better)} than before, {range_words(interval.low, interval.high)}, "
        f"in {many_words(facts.next_day.against, 'massage')} fixed at least a week ahead."
    )


def _ordinary_words(facts: MeasureFacts) -> str:
    day = facts.next_day
    return (
        f"The days after were {way_words(facts.better)} than your ordinary days, {many_words(len(day.numbers), 'number')} against "
        f"{count_word(day.against)}. What was different about those days this can't say."
    )


def _no_verdict_words(facts: MeasureFacts) -> str:
    numbers = len(facts.next_day.numbers)
    why = (
        "bad days mostly pass by themselves, whatever one books on them"
        if facts.on_bad_days
        else "one day differs from another for many reasons"
    )
    on = "one massage" if numbers == 1 else f"each of {many_words(numbers, 'massage')}"
    rated = "was rated, too" if facts.asked_around else "was rated"
    return f"The day after {on} {rated}. Whether anything lasted can't be told from that: {why}."


def group_words(group: GroupMiddle) -> str:
    """One group in words: "with Kim 2 lower in the middle of eight"."""
    names = {
        "style": group.name.replace("-", " "),
        "therapist": f"with {group.name}",
        "minutes": f"{group.name} minutes",
        "pressure": f"pressure {group.name}",
    }
    return f"{names[group.by]} {change_words(group.middle)} in the middle of {count_word(group.n)}"


def _apart_words(facts: MeasureFacts) -> str:
    told = "; ".join(group_words(one) for one in facts.groups)
    return f"Side by side: {told}. Other weeks, other days: this doesn't say which is better."


# ---------------------------------------------------------------- what to ask


def _worse_words(facts: MeasureFacts) -> str:
    where = [seen_words(one).lower() for one in facts.series if one.trend == -facts.better]
    where += ["within the hour"] * (facts.usual == -facts.better)
    return (
        f"{facts.name[:1].upper()}{facts.name[1:]} has gone the harder way in these numbers, {' and '.join(where)}. "
        "Whether massage has anything to do with that they can't say; the questions at the end are worth a moment, or a clinician's ear."
    )


def _perhaps_worse_words(facts: MeasureFacts) -> str:
    weeks = facts.perhaps_worse
    assert weeks is not None
    first, last = map(figure, weeks.ends)
    what = f"the middle of the first three weeks is {first}, of the last three {last}"
    if weeks.weeks >= FEWEST_WEEKS:  # Both stand in what is said of the weeks.
        what = f"{facts.name} may have gone the harder way"
    return f"{seen_words(weeks)} {what}. That may be chance. If it feels harder to you as well, the questions at the end are worth a moment, or a clinician's ear."


def _bad_days_words(facts: MeasureFacts) -> str:
    return f"If days with {facts.name} at {_bad_at(facts)} keep coming, that's worth a clinician's ear, massage or not."


CLAIMS: tuple[MeasureClaim, ...] = (
    Claim("mixed", "hour", lambda facts: bool(facts.mixed), _mixed),
    Claim("none", "hour", lambda facts: _n(facts) == 0, _none_words),
    Claim("single", "hour", lambda facts: not facts.asked_around and facts.rated > 0, _single_words),
    Claim("pairs", "hour", lambda facts: 0 < _n(facts) < FEW, _pair_words),
    Claim("few", "hour", lambda facts: FEW <= _n(facts) < FEWEST, _few_words),
    Claim("middle", "hour", lambda facts: _n(facts) >= FEWEST, _middle_words),
    Claim("range", "hour", lambda facts: _n(facts) >= FEWEST, _range_words),
    Claim("bad days", "hour", lambda facts: facts.on_bad_days > 0, _bad_day_words),
    Claim("usual, like rest", "hour", lambda facts: facts.usual != 0 and _rest_alike(facts), _usual_like_rest, True),
    Claim(
        "usual, unlike rest", "hour", lambda facts: facts.usual != 0 and _rest_unlike(facts), _usual_unlike_rest, True
    ),
    Claim(
        "usual, no rest", "hour", lambda facts: facts.usual != 0 and facts.quiet.n < FEW, _usual_without_rest, True
    ),
    Claim("untold", "hour", lambda facts: _n(facts) >= FEWEST and not facts.usual, _untold),
    Claim(
        "began badly",
        "hour",
        lambda facts: facts.usual == facts.better != 0
        and not facts.on_bad_days
        and 2 * facts.began_badly > facts.massages.n,
        _began_words,
    ),
    Claim("quiet", "hour", lambda facts: facts.quiet.n > 0, _quiet_words),
    *_of_weeks("before"),
    *_of_weeks("ordinary-day"),
    Claim(
        "lasted, fixed", "day after", lambda facts: facts.next_day.better and facts.next_day.way == "fixed", _fixed_words, True
    ),
    Claim(
        "lasted, ordinary",
        "day after",
        lambda facts: facts.next_day.better and facts.next_day.way == "ordinary",
        _ordinary_words,
        True,
    ),
    Claim(
        "lasted, untold",
        "day after",
        lambda facts: len(facts.next_day.numbers) > 0 and not facts.next_day.better,
        _no_verdict_words,
    ),
    Claim("apart", "apart", lambda facts: len(facts.groups) > 1, _apart_words),
    Claim("worse", "care", lambda facts: facts.worse, _worse_words),
    Claim("perhaps worse", "care", lambda facts: facts.perhaps_worse is not None and not facts.worse, _perhaps_worse_words),
    Claim("many bad days", "care", lambda facts: facts.on_bad_days >= FEWEST, _bad_days_words),
)  # fmt: skip
"""In the order in which they are said."""

_ANSWERS = frozenset(
    (
        "mixed",
        "none",
        "single",
        "pairs",
        "few",
        "usual, like rest",
        "usual, unlike rest",
        "usual, no rest",
        "untold",
    )
)


def answers(every: Sequence[MeasureSentence]) -> list[MeasureSentence]:
    """The sentences that answer what somebody looks for first, whether it changed: said above the picture of the hours."""
    return [one for one in every if one.claim.key in _ANSWERS]


def worth_asking(several: Sequence[MeasureFacts]) -> bool:
    """Whether any of these has gone the harder way, or may have, so that the questions about going on are shown."""
    return any(one.worse or one.perhaps_worse is not None for one in several)
