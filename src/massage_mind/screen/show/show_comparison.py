"""A comparison as pages: its plan and what it can find, how it stands, what came of it, and whether it is what was drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from massage_mind.insight.change_words import points
from massage_mind.insight.comparison_claims import ComparisonPlace, comparison_sentences, extra_words
from massage_mind.insight.comparison_ending import ENDINGS, ComparisonEnding
from massage_mind.insight.comparison_facts import (
    ON_TIME_MS,
    ComparedRatings,
    ComparedWeek,
    ComparisonFacts,
)
from massage_mind.insight.comparison_power import EndingChance, ExtraChances
from massage_mind.learn.safety import SAFETY_DAILY
from massage_mind.record.comparison import Comparison
from massage_mind.record.comparison_weeks import (
    SHOWN_DAYS,
    has_weeks_left,
    hour_words,
    over_at,
    planned_hours,
)
from massage_mind.record.course_count import money
from massage_mind.record.head import Head, Record
from massage_mind.record.instants import local
from massage_mind.screen.page.page_parts import (
    Page,
    PageLine,
    PageTable,
    Part,
    Picture,
    Whole,
    bold,
    command,
    heading,
    said,
    under,
)
from massage_mind.screen.show.record_text import begun
from massage_mind.screen.show.show_comparison_plan import comparison_standing, ms_of, plan_parts
from massage_mind.screen.text import safe_text
from massage_mind.words.lengths import count_word, counted
from massage_mind.words.times import date_words, when_words

ENDING_WORDS: dict[ComparisonEnding, str] = {
    "more-by-it": "more than rest, by that or more",
    "more-below-it": "more than rest, less than that",
    "more": "more than rest, by how much untold",
    "quiet-more": "the quiet hour did better",
    "below-it": "less than that, if anything",
    "untold": "it can't be told",
}
"""What each ending is, beside the difference that was named."""
NO_BLINDING = (
    "You'll know which hour it is; nobody can be kept from that. So what you expect may be in the numbers too, "
    "and it's written down before."
)
GUARDS = (
    "The order is drawn from the plan's text, so a changed plan is another one. That guards you against yourself, "
    "not against fraud: words can be changed until a nice order comes."
)
_HEARS = {"massage": "massage-mind during quiet-hour", "quiet hour": "massage-mind session --quiet-hour"}
"""What plays the same in both hours."""
_PLACES: dict[ComparisonPlace, str] = {
    "found": "What was found",
    "sure": "",
    "decided": "",
    "weeks": "The weeks",
    "missing": "",
    "aside": "Beside it",
}


# ---------------------------------------------------------------- before it


def plan_page(
    plan: Comparison,
    chances: Sequence[ExtraChances],
    others: Sequence[tuple[float, Sequence[ExtraChances]]],
    cost: Decimal | None,
    now: datetime,
) -> Page:
    """What would be locked: the plan, what it costs, how often it would end in each way, and what it can't do."""
    takes = f"{counted(plan.weeks, 'week')}, {plan.weeks * 2} hours, half of them massages"
    paid = f", {money(cost, plan.currency)} in all" if cost is not None else ""
    own = "" if others else " From how your own hours differed."
    parts: list[Part] = [
        [said(NO_BLINDING)],
        *plan_parts(plan, now),
        [heading("What it takes"), under(f"{takes}{paid}.", hang=0)],
        *_cap_parts(plan, cost),
        [heading("How it would end, of ten, if massage adds"), *_chance_blocks(plan, chances)],
        [under(f"The difference you named is {points(plan.named)}.{own}", hang=0)],
    ]
    if others:
        parts.append([under(_spread_words(others), hang=0)])
    parts.append([under("About the day after it will hardly say anything. Running such a comparison hasn't been shown to make people better off; it can tell where your money goes.", hang=0)])  # fmt: skip
    parts += [[said(SAFETY_DAILY)], [said(GUARDS)]]
    return Page(parts)


def _cap_parts(plan: Comparison, cost: Decimal | None) -> list[Part]:
    if not plan.cap:
        return []
    over = " That's less than it comes to." if cost is not None and cost > Decimal(plan.cap) else ""
    return [[under(f"Your cap: {money(Decimal(plan.cap), plan.currency)}.{over}")]]


def _chance_blocks(plan: Comparison, chances: Sequence[ExtraChances]) -> list[PageTable]:
    heads = ("", *(_extra_head(one.extra) for one in chances))
    rows = [(ENDING_WORDS[ending], *(_of_ten(one.chances[ending]) for one in chances)) for ending in ENDINGS]
    told = [
        f"If massage truly adds {_extra_head(one.extra)}: "
        + "; ".join(f"{ENDING_WORDS[ending]}, {_of_ten(one.chances[ending])} of 10" for ending in ENDINGS)
        + "."
        for one in chances
    ]
    return [PageTable(heads, rows, frozenset(range(1, len(heads))), sentences=told)]


def _extra_head(extra: Fraction) -> str:
    return points(extra) if extra else "nothing"


def _of_ten(chance: EndingChance) -> str:
    """Of ten: "5", "3 to 7", "under 1"."""
    low, high = round(chance.low * 10), round(chance.high * 10)
    if high == 0:
        return "under 1" if chance.high >= 0.005 else "0"
    return f"{low} to {high}" if low != high else f"{high}"


def _spread_words(others: Sequence[tuple[float, Sequence[ExtraChances]]]) -> str:
    told = []
    for spread, chances in others:
        untold = chances[-1].chances["untold"].average
        told.append(f"{'less' if spread < 1.8 else 'more'} than usual, {round(untold * 10)} of 10")
    return (
        "Too few of your own hours were rated to know how much they differ, so this is for a usual spread. "
        f"How often it can't be told with the largest extra, where hours differ: {'; '.join(told)}."
    )


# ---------------------------------------------------------------- as it stands


def comparison_page(
    plan: Comparison, head: Head, weeks: Sequence[ComparedWeek], now: datetime, others: Sequence[Record] = ()
) -> Page:
    """How it stands: which hour is next, what was rated, what doesn't fit the plan; and no number of it while it runs.

    `others`: the other comparisons there are.
    """
    told = command(f"massage-mind compare result {head.id}" if others else "massage-mind compare result")
    parts: list[Part] = [[said(bold(comparison_standing(plan, now)), aside=head.id)]]
    if plan.state == "running":
        parts += _next_parts(plan, told, now)
    parts += plan_parts(plan, now)
    if rows := _week_rows(plan, weeks, now):
        sentences = [
            f"{begun(week)}: massage {massage}, quiet hour {quiet}." for week, massage, quiet in rows
        ]
        parts.append([heading("So far"), PageTable(("", "massage", "quiet hour"), rows, sentences=sentences)])
    if plan.state == "running":
        parts.append([said(f"{plan.called} is left out of every page until the end, so that no look decides when that is.")])  # fmt: skip
    elif plan.measure not in _kept_back((one for _, one in _plans(others)), now):
        parts += [[said("What came of it:")], [told]]
    return Page([*parts, *_other_parts(plan, others, now)])


def _plans(records: Sequence[Record]) -> list[tuple[str, Comparison]]:
    return [(one.id, one.details) for one in records if isinstance(one.details, Comparison)]


def _kept_back(plans: Iterable[Comparison], now: datetime) -> set[str]:
    """The measures of those that run: what came of another one by the same numbers is told when they have ended."""
    return {one.measure for one in plans if has_weeks_left(one, ms_of(now))}


def _other_parts(plan: Comparison, others: Sequence[Record], now: datetime) -> list[Part]:
    """The other comparisons, with what shows them: one that runs, several where journals were merged, and those that have ended."""
    parts: list[Part] = []
    runs = "Another comparison runs here as well" if plan.state == "running" else "A comparison runs now"
    for name, other in _plans(others):
        if other.state == "running":
            called = safe_text(other.called.lower())
            parts += [
                [said(f"{runs}, by {called}:")],
                [command(f"massage-mind compare show {name}")],
            ]
    ended = [(name, other) for name, other in _plans(others) if other.state != "running"]
    if ended:
        parts.append([heading("Others, by their first hour"), *(_ended_line(*one, now) for one in ended)])
    kept_back = _kept_back((plan, *(one for _, one in _plans(others))), now)
    if shown := [name for name, other in ended if other.measure not in kept_back]:
        parts += [[said("What came of one of them:")], [command(f"massage-mind compare result {shown[0]}")]]
    return parts


def _ended_line(name: str, plan: Comparison, now: datetime) -> PageLine:
    day = date_words(local(plan.first_at, plan.clock_zone).date(), now.date())
    return under(f"{begun(day)}, by {safe_text(plan.called.lower())}", aside=name)


def _next_parts(plan: Comparison, told: Whole, now: datetime) -> list[Part]:
    now_ms = ms_of(now)
    if now_ms >= over_at(plan):
        return [[said("What came of it:")], [told]]
    coming = [one for one in planned_hours(plan) if one.at + plan.minutes * 60_000 > now_ms][:2]
    lines = [
        said(
            f"{begun(when_words(local(one.at, plan.clock_zone), now))}: ", bold(hour_words(one, now_ms)), "."
        )
        for one in coming
    ]
    parts: list[Part] = [lines] if lines else []
    if coming and (hears := _HEARS.get(hour_words(coming[0], now_ms))):
        parts += [
            [under("With the same to be heard in both:")],
            [command(f"{hears} --minutes {plan.minutes}")],
        ]
    parts.append([under(f"Which one it is shows {count_word(SHOWN_DAYS)} days ahead.")])
    return parts


def _week_rows(plan: Comparison, weeks: Sequence[ComparedWeek], now: datetime) -> list[tuple[str, str, str]]:
    now_ms = ms_of(now)
    return [
        (
            f"week {one.massage.planned.week}",
            _hour_state(plan, one.massage, now_ms),
            _hour_state(plan, one.quiet, now_ms),
        )
        for one in weeks
        if min(one.massage.planned.at, one.quiet.planned.at) <= now_ms
    ]


def _hour_state(plan: Comparison, hour: ComparedRatings, now_ms: int) -> str:
    """What there is of an hour, without any number."""
    if hour.before is None and hour.after is None:
        return "to come" if hour.planned.at > now_ms else "not rated"
    pieces = ["rated" if hour.change is not None else "rated once"]
    pieces += ["the other hour" * hour.other, "another day" * (hour.off_ms > ON_TIME_MS)]
    pieces += ["another length" * hour.other_length(plan), "another audio" * hour.other_audio]
    return ", ".join(filter(None, pieces))


# ---------------------------------------------------------------- what came of it


def result_page(facts: ComparisonFacts, differs: Sequence[str], earlier: Sequence[str]) -> Page:
    """What was found, how sure that is, what was decided for it; then the weeks as a picture and as sentences."""
    parts: list[Part] = []
    sentences = comparison_sentences(facts)
    for place, title in _PLACES.items():
        lines = [
            line
            for one in sentences
            if one.claim.place == place
            for line in _sentence_lines(safe_text(one.text), strong=place == "found")
        ]
        if place == "weeks" and lines:
            parts.append([heading(title), *week_blocks(facts)])
            parts.append(lines)
        elif lines:
            parts.append([*([heading(title)] if title else []), *lines])
    if differs:
        parts.append([said(differs_words(differs))])
    if earlier:
        many = (
            "An earlier plan was"
            if len(earlier) == 1
            else f"{begun(count_word(len(earlier)))} earlier plans were"
        )
        parts.append([said(f"{many} there before this one; what this one found is one of several tries.")])
    return Page(parts)


def _sentence_lines(text: str, *, strong: bool) -> list[PageLine]:
    return [under(bold(text) if strong else text)]


def week_blocks(facts: ComparisonFacts) -> list[Picture | PageTable]:
    """Each week as a row: what both hours changed from and to; and which did more and by how much, drawn."""
    rows = [
        (f"{one.massage.planned.week}", _from_to(one.massage), _from_to(one.quiet), _drawn(one.difference))
        for one in facts.weeks
    ]
    told = [
        f"Week {one.massage.planned.week}: massage {_from_to(one.massage)}, quiet hour {_from_to(one.quiet)}"
        + _told_difference(one.difference)
        for one in facts.weeks
    ]
    return [PageTable(("week", "massage", "quiet", " quiet | massage"), rows, frozenset({0}), sentences=told)]


def _told_difference(difference: int | None) -> str:
    if difference is None:
        return "."
    return f"; {extra_words(difference)} in the massage hour." if difference else "; as much in both."


def _from_to(hour: ComparedRatings) -> str:
    if hour.before is None and hour.after is None:
        return "not rated"
    return " to ".join("?" if one is None else str(one) for one in (hour.before, hour.after))


_HALF = 7
"""So many cells on each side of nothing; what goes beyond is drawn at the end."""


def _drawn(difference: int | None) -> str:
    if difference is None:
        return ""
    cells = [*"." * _HALF, "|", *"." * _HALF]
    cells[_HALF + max(-_HALF, min(_HALF, difference))] = "o"
    return "".join(cells)


def differs_words(differs: Sequence[str]) -> str:
    """That plan or order is not what was drawn."""
    told = {
        "plan": "The plan isn't the one that was locked: its text has another SHA-256.",
        "order": "The order isn't the one that the SHA-256 gives.",
    }
    return " ".join(told[one] for one in differs)


# ---------------------------------------------------------------- whether it is what was drawn


def verified_page(plan: Comparison, text: str, order: str, differs: Sequence[str]) -> Page:
    """The digest, the order as far as it may be shown, and whether both follow from the plan."""
    lines = [said(safe_text(one)) for one in text.splitlines()]
    agrees = differs_words(differs) or "The SHA-256 is that of this plan, and the order is the one it gives."
    parts: list[Part] = [
        [said(bold(agrees))],
        [heading("The plan as text"), *lines],
        [heading("Its SHA-256"), Whole(safe_text(plan.digest), "", 4)],
    ]
    if plan.state != "running":
        parts.append([heading("The order, m for massage first"), under(order)])
    parts.append([said(GUARDS)])
    return Page(parts)
