"""An intention on a page: what was wanted, and how it showed up."""

from __future__ import annotations

from datetime import datetime

from massage_mind.record.head import Head
from massage_mind.record.intention import AIM_TITLES, AIM_WORDS, Intention
from massage_mind.screen.page.page_parts import PageLine, Part, under
from massage_mind.screen.show.record_text import lines_of
from massage_mind.screen.show.show_pieces import what_and_when
from massage_mind.screen.text import safe_text

_SHOWED_UP = ("not at all", "a little", "in part", "mostly so", "fully so")
"""How an intention showed up, behind its words; the place in this row is what is kept."""


def intention_parts(head: Head, intention: Intention, now: datetime) -> list[Part]:
    """The intention in full."""
    return [[what_and_when("Intention", head, now), *wanted_lines(intention)]]


def wanted_lines(intention: Intention) -> list[PageLine]:
    """What was wanted, and how it showed up; also on the page of its appointment."""
    aim = next((title for aim, title in AIM_TITLES.items() if aim == intention.aim), "")
    said = lines_of(intention.text)
    outcome = "" if intention.outcome is None else f"     {_SHOWED_UP[intention.outcome]}"
    first, *rest = _quoted(said) or [aim]
    lines = [under(first, outcome), *(under(line) for line in rest)]
    lines += [under(aim)] * bool(aim and said and not _of_its_kind(intention))
    lines += [under(_plan(intention))] * bool(intention.when or intention.then)
    lines += [under("taken back")] * bool(intention.cleared_at)
    return [*lines, *(under(line) for line in lines_of(intention.outcome_words))]


def _of_its_kind(intention: Intention) -> bool:
    """Whether its words are those of its kind, which need not be said twice."""
    kinds = (*AIM_TITLES.items(), *AIM_WORDS.items())
    return (intention.aim, intention.text) in kinds


def _quoted(said: list[str]) -> list[str]:
    """A person's own words: between quotes where they are one line."""
    return [f'"{said[0]}"'] if len(said) == 1 else said


def _plan(intention: Intention) -> str:
    return f"When {safe_text(intention.when or '...')}, I will {safe_text(intention.then or '...')}."
