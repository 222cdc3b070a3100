"""A comparison's result as one document for programs. Keys are added, never renamed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from massage_mind.insight.comparison_claims import comparison_sentences
from massage_mind.insight.comparison_facts import ComparedRatings, ComparedWeek, ComparisonFacts
from massage_mind.insight.sign_flip import against, flip_counts
from massage_mind.record.comparison import Comparison
from massage_mind.record.comparison_order import plan_text
from massage_mind.record.instants import instant_text


def week_document(week: ComparedWeek, plan: Comparison) -> dict[str, object]:
    """One week, with what was rated in both hours."""
    return {
        "week": week.massage.planned.week,
        "massage": _hour_document(week.massage, plan),
        "quiet": _hour_document(week.quiet, plan),
        "difference": week.difference,
        "as_done": week.as_done,
        "next_day": week.next_day,
    }


def _hour_document(hour: ComparedRatings, plan: Comparison) -> dict[str, object]:
    return {
        "planned": instant_text(hour.planned.at, plan.clock_zone),
        "first": hour.planned.first,
        "before": hour.before,
        "after": hour.after,
        "next_day": hour.next_day,
        "other_than_drawn": hour.other,
        "off_minutes": hour.off_ms // 60_000,
        "minutes": hour.minutes,
        "other_length": hour.other_length(plan),
        "other_audio": hour.other_audio,
    }


def result_document(
    facts: ComparisonFacts, differs: Sequence[str], earlier: Sequence[str]
) -> dict[str, object]:
    """All of it: plan, digest, order, weeks, shares of the test, ending, sentences."""
    plan = facts.plan
    sentences = comparison_sentences(facts)
    counted = [one.difference or 0 for one in facts.weeks]
    tests = {"0": flip_counts(counted), "named": against(counted, plan.named)}
    return {
        "plan": plan_text(plan),
        "sha256": plan.digest,
        "order": plan.order,
        "holds": not differs,
        "earlier_plans": list(earlier),
        "measure": plan.measure,
        "better": plan.better,
        "difference": float(plan.named),
        "how": facts.how,
        "weeks": [week_document(one, plan) for one in facts.weeks],
        "complete": len(facts.differences),
        "missing": {"massage": facts.missing[0], "quiet": facts.missing[1]},
        "ending": facts.ended.ending,
        "ending_as_counted": facts.ended.as_counted,
        "p": {
            name: {"as_high": one.as_high, "as_low": one.as_low, "of": one.whole}
            for name, one in tests.items()
        }
        if facts.how != "stopped"
        else None,
        "range": [_number(facts.fits.low), _number(facts.fits.high)] if facts.ended.ending else None,
        "chance_of_difference": round(facts.chance, 4) if facts.ended.ending else None,
        "sentences": [one.text for one in sentences],
        "claims": [one.claim.key for one in sentences],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
