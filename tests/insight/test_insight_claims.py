"""The table of sentences, walked over simulated persons: none is said whose condition does not hold.

Every condition is worked out here a second time, from the raw rows and by another way of counting.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from fractions import Fraction
from functools import cache
from math import comb
from statistics import median

import pytest
from persons import DAY_MS, HOUR_MS, PERSONS, START, WEEK_MS, Life, rest_does_as_much

from massage_mind.insight.claims import CANT_TELL, CLAIMS, STANDING_LINE, sentences_of
from massage_mind.insight.hours import rated_hours
from massage_mind.insight.measure_facts import MeasureFacts, facts_of
from massage_mind.record.instants import local
from massage_mind.record.measures import ITEM_BY_KEY

STRESS = ITEM_BY_KEY["stress"]
LIVES = [(name, seed) for name in PERSONS for seed in range(8)]


def facts(life: Life, key: str = "stress", ahead: frozenset[str] = frozenset()) -> MeasureFacts:
    """What is known of one measure of this life."""
    return facts_of(ITEM_BY_KEY[key], rated_hours(life.read(), ahead))


def said(found: MeasureFacts) -> dict[str, str]:
    """Every sentence that is allowed, by the key of its claim."""
    return {one.claim.key: one.text for one in sentences_of(found)}


# ---------------------------------------------------------------- counted a second time


@cache
def _scores(left: tuple[int, ...]) -> Counter[int]:
    """How many arrangements of so many of each number have which score, by what comes first."""
    if not any(left):
        return Counter({0: 1})
    found: Counter[int] = Counter()
    for at, many in enumerate(left):
        if many:
            rest = (*left[:at], many - 1, *left[at + 1 :])
            gain = sum(rest[at + 1 :]) - sum(rest[:at])
            for score, times in _scores(rest).items():
                found[score + gain] += times
    return found


def chance_of_trend(values: list[int]) -> Fraction:
    """Two-sided, over all arrangements."""
    score = sum((two > one) - (two < one) for at, one in enumerate(values) for two in values[at + 1 :])
    scores = _scores(tuple(many for _, many in sorted(Counter(values).items())))
    return Fraction(
        sum(times for one, times in scores.items() if abs(one) >= abs(score)), sum(scores.values())
    )


def span(changes: list[int]) -> tuple[int, int] | None:
    """The interval of the median, by trying every pair of order statistics."""
    n, ordered = len(changes), sorted(changes)
    wide = [k for k in range((n + 1) // 2) if 2 * sum(comb(n, at) for at in range(k + 1)) * 20 <= 2**n]
    return (ordered[max(wide)], ordered[n - 1 - max(wide)]) if wide else None


def side(found: tuple[int, int] | None) -> int:
    """Which side of 0 all of it lies on."""
    return 0 if found is None else -1 if found[1] < 0 else 1 if found[0] > 0 else 0


class Recount:
    """One measure of a life that lies wholly in appointments and quiet hours, counted from the rows."""

    def __init__(self, life: Life, key: str = "stress") -> None:
        given: dict[tuple[str, str], int] = {}
        for row in life.read().given:
            if key in row.ratings:
                given[row.appointment or row.session or f"day {row.at}", row.phase] = row.ratings[key]
        massages = [
            (one, given.get((one.id, "before")), given.get((one.id, "after"))) for one in life.read().visits
        ]
        self.pairs = [(one, a, b) for one, a, b in massages if a is not None and b is not None]
        self.changes = [b - a for _, a, b in self.pairs]
        self.missing = sum((a is None) != (b is None) for _, a, b in massages)
        quiet = [(given.get((one.id, "before")), given.get((one.id, "after"))) for one in life.taken]
        self.rest = [b - a for a, b in quiet if a is not None and b is not None]
        self.bad = [
            (one, a, b)
            for one, a, b in self.pairs
            if a >= 7 and one.created_at <= one.at and self._day(one.created_at) == self._day(one.at)
        ]
        kept = [b - a for one, a, b in self.pairs if (one, a, b) not in self.bad]
        whole = side(span(self.changes))
        self.usual = whole if whole == side(span(kept)) else 0
        self.next_day = [
            given[one.id, "next-day"] for one in life.read().visits if (one.id, "next-day") in given
        ]
        levels = [(one.at, a) for one, a, _ in massages if a is not None]
        ordinary = [(row.at, row.ratings[key]) for row in life.read().given if row.phase == "ordinary-day" and key in row.ratings]  # fmt: skip
        self.before, self.ordinary = self._weeks(levels), self._weeks(ordinary)
        self.parted = any(
            sum(many >= 6 for name, many in Counter(getattr(one, by) for one, _, _ in self.pairs).items() if name) > 1
            for by in ("style", "therapist")
        )  # fmt: skip

    @staticmethod
    def _day(at: int) -> object:
        return local(at, "Europe/Oslo").date()

    def _weeks(self, levels: list[tuple[int, int]]) -> list[Fraction]:
        weeks: dict[object, list[int]] = {}
        for at, value in levels[1:]:
            weeks.setdefault(local(at, "Europe/Oslo").isocalendar()[:2], []).append(value)
        return [Fraction(median(map(Fraction, some))) for _, some in sorted(weeks.items())]

    def trend(self, weeks: list[Fraction]) -> int:
        """Which trend may be told of."""
        if len(weeks) < 8:
            return 0
        bar = next(
            Fraction(1, one)
            for most, one in ((10, 100), (15, 200), (30, 400), (99, 800))
            if len(weeks) <= most
        )
        if len(self.before) >= 8 and len(self.ordinary) >= 8:
            bar /= 3
        values = [int(2 * one) for one in weeks]
        score = sum((two > one) - (two < one) for at, one in enumerate(values) for two in values[at + 1 :])
        return ((score > 0) - (score < 0)) if chance_of_trend(values) <= bar else 0

    def harder(self, weeks: list[Fraction]) -> bool:
        """Whether the last three weeks lie two above the first three, and chance would make that one time in ten."""
        if len(weeks) < 6 or median(weeks[-3:]) - median(weeks[:3]) < 2:
            return False
        slopes = [
            (two - one) / (after - at)
            for at, one in enumerate(weeks)
            for after, two in enumerate(weeks[at + 1 :], at + 1)
        ]
        return median(slopes) > 0 and chance_of_trend([int(2 * one) for one in weeks]) <= Fraction(1, 10)

    def keys(self) -> set[str]:
        """The keys of all sentences about stress that may be said; of the days after, those without a verdict."""
        n, rest = len(self.changes), len(self.rest)
        trends = {"before": self.trend(self.before), "ordinary-day": self.trend(self.ordinary)}
        weeks = {"before": self.before, "ordinary-day": self.ordinary}
        drop = median(self.rest) if self.rest else 0
        alike = (drop > 0) - (drop < 0) == self.usual
        worse = 1 in (self.usual, *trends.values())
        began = 2 * sum(a >= 7 for _, a, _ in self.pairs) > n
        rules = {
            "none": n == 0,
            "pairs": n in (1, 2),
            "few": n in (3, 4, 5),
            "middle": n >= 6,
            "range": n >= 6,
            "usual, like rest": self.usual and rest >= 3 and alike,
            "usual, unlike rest": self.usual and rest >= 3 and not alike,
            "usual, no rest": self.usual and rest < 3,
            "untold": n >= 6 and not self.usual,
            "bad days": self.bad,
            "began badly": self.usual == -1 and not self.bad and began,
            "quiet": rest,
            **{f"early, {one}": 0 < len(weeks[one]) < 8 for one in weeks},
            **{f"no trend, {one}": len(weeks[one]) >= 8 and not trends[one] for one in weeks},
            **{f"trend, {one}": trends[one] for one in weeks},
            "lasted, untold": self.next_day,
            "apart": self.parted,
            "worse": worse,
            "perhaps worse": not worse and any(map(self.harder, weeks.values())),
            "many bad days": len(self.bad) >= 6,
        }
        return {key for key, holds in rules.items() if holds}


# ---------------------------------------------------------------- the walk


@pytest.mark.parametrize(("name", "seed"), LIVES)
def test_no_sentence_is_said_whose_condition_does_not_hold(name: str, seed: int) -> None:
    """And none is kept back that may be said; the day after is looked at by itself below."""
    life = PERSONS[name](random.Random(f"{name} {seed}"))
    found, again = facts(life), Recount(life)
    keys = set(said(found))
    if keys & {"lasted, ordinary"}:
        keys = keys - {"lasted, ordinary"} | {"lasted, untold"}
    assert again.keys() == keys
    assert again.changes == [one.change for one in found.massages.pairs]
    assert again.missing == found.massages.missing
    assert bool(again.usual or again.trend(again.before) or again.trend(again.ordinary)) <= found.announced


@pytest.mark.parametrize(("name", "seed"), LIVES)
def test_the_figures_in_a_sentence_are_those_of_the_record(name: str, seed: int) -> None:
    """The middle and the range, read back from the words."""
    life = PERSONS[name](random.Random(f"{name} {seed}"))
    words, again = said(facts(life)), Recount(life)
    told = re.search(
        r"In the middle: (\S+ lower|\S+ higher|no change)\.", words.get("middle", words.get("few", ""))
    )
    if told:
        assert median(again.changes) == _number(told[1])
    if "range" in words:
        ends = re.search(r" is (?:somewhere from (.+) to )?(.+): right", words["range"])
        assert ends is not None
        assert span(again.changes) == (_number(ends[1] or ends[2]), _number(ends[2]))
        assert words["range"].startswith("Of all of these" if again.bad else "What's usual")
    if "pairs" in words:
        assert [f"{a} before, {b} after" for _, a, b in again.pairs] == re.findall(
            r"\d+ before, \d+ after", words["pairs"]
        )


def _number(words: str) -> float:
    """A change in words as a number."""
    if words == "no change":
        return 0
    number, way = words.split()
    return float(number) * (-1 if way == "lower" else 1)


def test_every_claim_is_said_of_somebody() -> None:
    """A sentence that nobody ever hears was never looked at."""
    heard = {
        key for name, seed in LIVES for key in said(facts(PERSONS[name](random.Random(f"{name} {seed}"))))
    }
    heard |= set(said(facts(_two_massages()))) | set(said(facts(_fixed_ahead(), ahead=_AHEAD)))
    heard |= set(said(facts(_rest_unlike()))) | set(said(facts(_began_badly())))
    heard |= set(said(facts(_better_than_ordinary()))) | set(said(facts(_only_next_days(), "soreness")))
    heard |= set(said(facts(_a_little_harder())))
    heard |= set(
        said(facts_of(STRESS, rated_hours(_two_massages().read()), mixed=(STRESS, ITEM_BY_KEY["mood"])))
    )
    assert {one.key for one in CLAIMS} == heard


def test_no_sentence_promises_praises_or_frightens() -> None:
    """No exclamation mark, no per cent, no "clinically", no "proven", no "improve", no sign and no arrow."""
    texts = [text for name, seed in LIVES for text in said(facts(PERSONS[name](random.Random(f"{name} {seed}")))).values()]  # fmt: skip
    for text in (*texts, STANDING_LINE):
        assert not re.search(
            r"[!%→]|clinically|proven|improve|success|streak|score|well done|-\d", text.lower()
        ), text
        assert text.endswith(".")


# ---------------------------------------------------------------- the four traps


_AHEAD = frozenset(f"a{at}" for at in range(20))


def _two_massages() -> Life:
    life = Life()
    for week in range(2):
        life.massage(START + week * WEEK_MS, before={"stress": 6}, after={"stress": 3 + week})
    return life


def _only_next_days() -> Life:
    life = Life()
    life.massage(START, next_day={"soreness": 2})
    return life


def _fixed_ahead(change: int = -2) -> Life:
    life = Life()
    for week in range(8):
        before = 6 + week % 2
        life.massage(START + week * WEEK_MS, before={"stress": before}, next_day={"stress": before + change})
    return life


def _rest_unlike() -> Life:
    life = Life()
    for week in range(8):
        life.massage(START + week * WEEK_MS, before={"stress": 6}, after={"stress": 3})
        life.quiet_hour(START + week * WEEK_MS + 3 * DAY_MS, before={"stress": 5}, after={"stress": 5})
    return life


def _began_badly() -> Life:
    life = Life()
    for week in range(8):
        life.massage(START + week * WEEK_MS, before={"stress": 8}, after={"stress": 5})
    return life


def _better_than_ordinary() -> Life:
    life = Life()
    for week in range(10):
        life.massage(START + week * WEEK_MS, next_day={"stress": 2 + week % 2})
        life.give("ordinary-day", START + week * WEEK_MS + 5 * DAY_MS, {"stress": 5 + week % 2})
    return life


def _a_little_harder() -> Life:
    life = Life()
    for week, value in enumerate((3, 3, 4, 3, 7, 4, 5, 6, 6)):
        life.massage(START + week * WEEK_MS, before={"stress": value}, after={"stress": value})
    return life


@pytest.mark.parametrize("change", [-4, -2, 2, 4])
def test_the_day_after_has_a_verdict_only_where_a_course_fixed_the_appointment(change: int) -> None:
    """Whatever the numbers, where it was not fixed ahead nothing is told; and "worse" never is."""
    life = _fixed_ahead(change)
    assert {"lasted, untold"} == {one for one in said(facts(life)) if one.startswith("lasted")}
    told = said(facts(life, ahead=_AHEAD))
    assert ("lasted, fixed" in told) == (change < 0)
    assert not any("higher" in text for key, text in told.items() if key.startswith("lasted"))
    assert facts(life, ahead=_AHEAD).announced == (change < 0)


def test_days_booked_when_it_was_bad_count_for_nothing_in_usually() -> None:
    """Eight of eight lower, all booked the same day at 8: no "usually", and the reason is said; booked before, there is one."""
    life = Life()
    for week in range(8):
        life.massage(
            START + week * WEEK_MS, booked_before_ms=3 * HOUR_MS, before={"stress": 8}, after={"stress": 5}
        )
    told = said(facts(life))
    assert {"untold", "bad days"} <= set(told) and not facts(life).announced
    assert "Eight of these were booked the same day, with stress already at 7 or more." in told["bad days"]
    assert "usual, no rest" in said(facts(_began_badly()))


def test_a_bad_day_is_the_other_way_round_where_higher_is_better() -> None:
    """Mood at 3 or less, booked the same day."""
    life = Life()
    for week in range(8):
        life.massage(START + week * WEEK_MS, booked_before_ms=HOUR_MS, before={"mood": 2}, after={"mood": 5})
    assert "at 3 or less" in said(facts(life, "mood"))["bad days"]
    assert not facts(life, "mood").announced


def test_rest_stands_in_the_same_sentence() -> None:
    """With how much it did, that it did nothing, or that there are no quiet hours."""
    assert "usual, unlike rest" in said(facts(_rest_unlike()))
    assert (
        "the middle of your eight quiet hours is no change"
        in said(facts(_rest_unlike()))["usual, unlike rest"]
    )
    like = said(facts(rest_does_as_much(random.Random("rest"), 30)))
    assert "an hour of rest often does this too: yours did, by 2" in like["usual, like rest"]
    assert "there are no quiet hours with stress here" in said(facts(_began_badly()))["usual, no rest"]


def test_eight_massages_with_a_zero_among_them_are_too_few_to_tell_not_no_change() -> None:
    """Seven of eight lower: the interval reaches 0; every page says above it that this isn't the same as no effect."""
    life = Life()
    for week in range(8):
        life.massage(START + week * WEEK_MS, before={"stress": 6}, after={"stress": 6 if week == 3 else 4})
    told = said(facts(life))
    assert "from 2 lower to no change" in told["range"]
    assert "can't be told" in told["untold"] and "neither that it helps nor that it doesn't" in CANT_TELL


def test_what_moved_is_said_either_way_and_only_the_harder_way_is_asked_about() -> None:
    """Three weeks at either end two apart, where the slope goes that way: in the sentence, and as a question if harder."""
    lives = {}
    for name, numbers in (("up", (2, 5, 3, 2, 6, 4, 3, 6, 5, 6)), ("down", (6, 5, 6, 3, 4, 6, 2, 3, 5, 2))):
        lives[name] = Life()
        for week, number in enumerate((4, *numbers)):
            lives[name].give("ordinary-day", START + week * WEEK_MS, {"stress": number})
    up, down = facts(lives["up"]), facts(lives["down"])
    for found, first, last in ((up, 3, 6), (down, 6, 3)):
        told = said(found)["no trend, ordinary-day"]
        assert (
            f"the middle of the first three is {first}, of the last three {last}. That may be chance" in told
        )
    assert "On ordinary days stress may have gone the harder way." in said(up)["perhaps worse"]
    assert "perhaps worse" not in said(down)
    bent = Life()
    for week, number in enumerate((9, 0, 0, 0, *(10 - at * 8 // 27 for at in range(28)))):
        bent.give("ordinary-day", START + week * WEEK_MS, {"stress": number})
    assert {"trend, ordinary-day"} <= set(said(facts(bent))) and "perhaps worse" not in said(facts(bent))


def test_a_single_one_varies_more_only_where_one_did() -> None:
    """Six changes, none left out at the ends; twelve, of which two are."""
    for drops, more in (((1, 2, 3, 4, 4, 4), False), ((0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 5), True)):
        life = Life()
        for week, drop in enumerate(drops):
            life.massage(START + week * WEEK_MS, before={"stress": 6}, after={"stress": 6 - drop})
        assert ("Single ones vary more." in said(facts(life))["range"]) == more


def test_bad_days_that_keep_coming_are_worth_an_ear() -> None:
    """From six on, and what is left for "usual" is said."""
    for many, left in ((5, "there is one left"), (6, "there are none left")):
        life = Life()
        for week in range(6):
            booked = 3 * HOUR_MS if week < many else 9 * DAY_MS
            life.massage(
                START + week * WEEK_MS, booked_before_ms=booked, before={"stress": 8}, after={"stress": 5}
            )
        told = said(facts(life))
        assert left in told["bad days"] and ("keep coming" in told.get("many bad days", "")) == (many == 6)


def test_energy_has_no_good_direction() -> None:
    """It may be usually higher; nothing is better or worse of it, no bad day, no day after, no questions."""
    life = Life()
    for week in range(10):
        life.massage(START + week * WEEK_MS, booked_before_ms=HOUR_MS, before={"energy": 9 - week}, after={"energy": 10 - week})  # fmt: skip
    found = facts(life, "energy")
    assert "Energy was usually higher after a massage" in said(found)["usual, no rest"]
    assert -1 == found.before.trend
    assert not found.worse and found.perhaps_worse is None and not found.on_bad_days


def test_self_started_ordinary_days_are_no_comparison() -> None:
    """Rated when it was bad, some days apart, they make no row; within three days after a massage they don't count."""
    life, near = _better_than_ordinary(), Life()
    assert "lasted, ordinary" in said(facts(life))
    for week in range(10):
        near.massage(START + week * WEEK_MS, next_day={"stress": 2})
        near.give("ordinary-day", START + week * WEEK_MS + 2 * DAY_MS, {"stress": 6})
    assert "lasted, untold" in said(facts(near))
    near.given = [one for one in near.given if one.phase != "ordinary-day"]
    for day in (4, 5, 6, 11, 25, 26, 27, 46, 47, 48):
        near.give("ordinary-day", START + day * DAY_MS, {"stress": 8})
    assert "lasted, untold" in said(facts(near))


def test_a_range_of_one_change_is_said_as_one() -> None:
    """Not from it to itself."""
    text = said(facts(_eight_alike()))["range"]
    assert text.startswith("What's usual is 2 lower: right at least 19 times in 20")


def _eight_alike() -> Life:
    life = Life()
    for week in range(8):
        life.massage(START + week * WEEK_MS, before={"stress": 6}, after={"stress": 4})
    return life
