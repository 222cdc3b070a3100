"""What a comparison's plan says, as parts of a page: for its own pages, and for it among other records. Loads little."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from massage_mind.insight.change_words import points
from massage_mind.record.comparison import Comparison
from massage_mind.record.comparison_weeks import next_hour, over_at
from massage_mind.record.head import Head
from massage_mind.record.instants import local
from massage_mind.screen.page.page_parts import PageTable, Part, heading, said
from massage_mind.screen.show.record_text import begun
from massage_mind.screen.show.show_pieces import paragraphs, under_a_heading
from massage_mind.screen.text import safe_text
from massage_mind.words.lengths import counted
from massage_mind.words.times import clock_words, date_words


def comparison_parts(head: Head, plan: Comparison, now: datetime) -> list[Part]:
    """A comparison among other records: its plan, without the order while that is still to come."""
    return [[said(comparison_standing(plan, now), aside=head.id)], *plan_parts(plan, now)]


def comparison_standing(plan: Comparison, now: datetime) -> str:
    """Where it stands: its week, or that it is over."""
    match plan.state:
        case "stopped":
            return "The comparison was stopped."
        case "seen":
            return "The comparison is over."
        case "running":
            now_ms = ms_of(now)
            if now_ms >= over_at(plan):
                return "All its weeks are over."
            hour = next_hour(plan, now_ms)
            week = hour.week if hour else plan.weeks
            return f"A comparison of massage and rest. Week {week} of {plan.weeks}."
        case _:
            assert_never(plan.state)


def plan_parts(plan: Comparison, now: datetime) -> list[Part]:
    """The question and the plan."""
    zone = plan.clock_zone
    first, second = local(plan.first_at, zone), local(plan.second_at, zone)
    rows = [
        ("measure", f"{plan.called}, {plan.better} is easier"),
        ("difference", f"{points(plan.named)} would change your mind"),
        ("hours", f"{first:%A} and {second:%A} at {clock_words(first)}, {plan.minutes} minutes"),
        ("from", f"{date_words(first.date(), now.date())}, {counted(plan.weeks, 'week')}"),
        ("in both", "; ".join(filter(None, (plan.audio, plan.light)))),
        ("expected", f"massage {plan.expect_massage} of 10, quiet hour {plan.expect_quiet}"),
        ("if more", plan.if_more),
        ("if less", plan.if_less),
        ("if untold", plan.if_untold),
        ("I stop", plan.stop_rules),
        ("stopped for", plan.stop_reason),
    ]
    shown = [(name, safe_text(words)) for name, words in rows if words]
    told = [f"{begun(name)}: {words.rstrip('.')}." for name, words in shown]
    return [
        [heading("The question"), *paragraphs(plan.question)],
        *under_a_heading("The plan", [PageTable(("", ""), shown, sentences=told)]),
    ]


def ms_of(now: datetime) -> int:
    """UTC milliseconds of an aware time."""
    return round(now.timestamp() * 1000)
