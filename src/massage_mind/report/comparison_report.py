"""A comparison as a page to keep: what was found, the plan and its order, every week, what was missing, and how to check it.

The items are those of CENT 2015, a checklist for reporting trials in one person (Vohra and others), answered from the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from massage_mind.insight.change_words import points
from massage_mind.insight.comparison_claims import ComparisonSentence, comparison_sentences, decision_of
from massage_mind.insight.comparison_facts import ComparedRatings, ComparisonFacts
from massage_mind.insight.sign_flip import against, flip_counts
from massage_mind.record.comparison_order import plan_text
from massage_mind.record.instants import local
from massage_mind.report.comparison_recompute import recomputing
from massage_mind.report.report_values import (
    DataTable,
    Definitions,
    OwnText,
    Prose,
    Report,
    ReportSection,
    strong,
    yours,
)

_NOT_A_STUDY = (
    "One person's own comparison. It says something of this person in these weeks, and of nobody else."
)


class _Item(NamedTuple):
    """One item of the checklist: its number there, what it asks, and the answer."""

    number: str
    asks: str
    answer: str


def comparison_report(facts: ComparisonFacts, differs: Sequence[str], earlier: Sequence[str]) -> Report:
    """The report of a comparison that has ended."""
    sentences = comparison_sentences(facts)
    found = [Prose(strong(one.text)) for one in sentences if one.claim.place == "found"]
    rest = [Prose(one.text) for one in sentences if one.claim.place != "found"]
    return Report(
        "A comparison of massage and rest",
        [Prose(yours(facts.plan.question)), Prose(_NOT_A_STUDY, small=True)],
        [
            ReportSection("What was found", [*found, *rest]),
            _plan_section(facts, differs, earlier),
            ReportSection("Every week", [_weeks_table(facts), Prose(_test_words(facts), small=True)]),
            ReportSection("As the CENT checklist asks", [_items(facts, sentences, earlier)]),
            ReportSection("To work it out anew", [Prose("With any Python 3, and nothing else:"), OwnText(recomputed(facts))]),
        ],
        contents=True,
    )  # fmt: skip


def recomputed(facts: ComparisonFacts) -> str:
    """The program that prints digest, order and ending."""
    differences = [one.difference for one in facts.weeks]
    return recomputing(
        plan_text(facts.plan), differences, str(facts.plan.named), rarer=facts.how == "outside"
    )


def _plan_section(facts: ComparisonFacts, differs: Sequence[str], earlier: Sequence[str]) -> ReportSection:
    holds = "as it was locked" if not differs else f"not as it was locked ({' and '.join(differs)})"
    pairs = [
        ("SHA-256", facts.plan.digest),
        ("order, m for massage first", facts.plan.order),
        ("plan and order", holds),
        ("earlier plans", ", ".join(earlier) or "none"),
    ]
    return ReportSection("The plan", [OwnText(plan_text(facts.plan)), Definitions(pairs)])


def _weeks_table(facts: ComparisonFacts) -> DataTable:
    heads = ("week", "first", "massage", "quiet hour", "difference", "as done", "next day", "noticed")
    rows = [
        (
            str(one.massage.planned.week),
            "massage" if one.massage.planned.first else "quiet hour",
            _from_to(one.massage),
            _from_to(one.quiet),
            *(_number(value) for value in (one.difference, one.as_done, one.next_day)),
            "; ".join(
                filter(
                    None, (_noticed("massage", one.massage, facts), _noticed("quiet hour", one.quiet, facts))
                )
            ),
        )
        for one in facts.weeks
    ]
    return DataTable(
        f"{facts.plan.called} before and after, by what was drawn", heads, rows, frozenset({4, 5, 6})
    )


def _from_to(hour: ComparedRatings) -> str:
    return " to ".join("?" if one is None else str(one) for one in (hour.before, hour.after))


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _noticed(name: str, hour: ComparedRatings, facts: ComparisonFacts) -> str:
    hours = hour.off_ms // 3_600_000
    pieces = ["not the hour that was drawn"] * hour.other + [f"{hours} hours off"] * (hours >= 1)
    if hour.other_length(facts.plan):
        pieces.append(f"{hour.minutes} minutes")
    pieces += ["another audio"] * hour.other_audio
    return f"{name}: {', '.join(pieces)}" if pieces else ""


def _test_words(facts: ComparisonFacts) -> str:
    if facts.how == "stopped":
        return "It was stopped early, so nothing is tested."
    counted = [one.difference or 0 for one in facts.weeks]
    zero, named = flip_counts(counted), against(counted, facts.plan.named)
    return (
        f"Of {zero.whole} ways to draw the signs, {zero.as_high} have a sum as high and {zero.as_low} as low as these weeks; with "
        f"{points(facts.plan.named)} taken from each, {named.as_high} and {named.as_low}. A missing week counts as 0."
    )


def _items(facts: ComparisonFacts, told: Sequence[ComparisonSentence], earlier: Sequence[str]) -> Definitions:
    """The checklist, answered."""
    plan, zone = facts.plan, facts.plan.clock_zone
    first, drawn = local(plan.first_at, zone), local(plan.drawn_at, zone)
    massages, quiet = facts.missing
    sentences = {one.claim.key: one.text for one in told}
    items = (
        _Item("1", "title", "a comparison in one person, in pairs of a week"),
        _Item("2", "objective", plan.question),
        _Item("3", "design", f"{plan.weeks} planned pairs, a massage and a quiet hour each, 72 hours apart at least"),
        _Item("3b", "changes", f"{len(earlier)} earlier plans" if earlier else "none: a changed plan is another plan"),
        _Item("4", "participant", "the person who writes this; nothing of them is told here"),
        _Item("5", "hours", f"{plan.minutes} minutes each; heard in both: {plan.audio or 'not said'}; the room in both: {plan.light or 'not said'}"),
        _Item("6", "outcome", f"{plan.called}, 0 to 10, after less before; {plan.better} is easier"),
        _Item("7a", "size", f"{points(plan.named)} named; weekly differences taken to spread by {plan.spread / 10:g} points"),
        _Item("7b", "looks and stopping", f"no look before the end; stopping: {plan.stop_rules}"),
        _Item("8", "sequence", f"uniform over all orders, from the SHA-256 of the plan, drawn {drawn:%Y-%m-%d}: {plan.order}"),
        _Item("9-10", "concealment", "shown seven days ahead; drawn by program; not hidden from somebody who wants to know it"),
        _Item("11", "blinding", f"impossible; expected before: massage {plan.expect_massage}, quiet hour {plan.expect_quiet} of 10"),
        _Item("12", "methods", "exact sign-flip test, one-sided .05 at the named difference and .025 at none; missing weeks as 0, then filled in against the ending"),
        _Item("12c", "carry-over", sentences.get("order", "72 hours between hours; nothing more can be told")),
        _Item("13", "flow", f"{len(facts.differences)} of {len(facts.weeks)} weeks with both hours; without: {massages} massage hours, {quiet} quiet hours"),
        _Item("14", "dates", f"from {first:%Y-%m-%d}; {'to its end' if facts.how == 'whole' else 'stopped: ' + (plan.stop_reason or 'no reason said')}"),
        _Item("16-17", "numbers", sentences.get("ways", "none")),
        _Item("19", "harms", "not asked for here; the journal may hold what was written"),
        _Item("20", "limits", "no blinding, one rater, one measure; ratings are whole numbers"),
        _Item("21", "for whom", _NOT_A_STUDY),
        _Item("22", "meaning", f"decided before: {decision_of(facts) or 'nothing for this end'}"),
        _Item("23-24", "registration", f"kept on this machine only; SHA-256 {plan.digest}"),
        _Item("25", "money", f"{plan.price} {plan.currency} a massage, paid by the person" if plan.price else "not said"),
    )  # fmt: skip
    return Definitions([(f"{one.number}, {one.asks}", yours(one.answer)) for one in items])
