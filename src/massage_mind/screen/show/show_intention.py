"""An intention on a page and in a list: what was wanted, and how it showed up."""

from __future__ import annotations

from massage_mind.record.head import Head
from massage_mind.record.intention import AIM_TITLES, OUTCOMES, Intention
from massage_mind.record.kinds import KIND_TITLES
from massage_mind.screen.show.record_text import first_line, lines_of, when_text
from massage_mind.screen.show.show_rows import ListLine, Row
from massage_mind.screen.text import safe_text


def intention_line(intention: Intention) -> ListLine:
    """One line of a list."""
    return ListLine(KIND_TITLES["intention"], first_line(intention.text))


def intention_rows(head: Head, intention: Intention) -> list[Row]:
    """The intention in full."""
    return [("intention", [safe_text(head.id)]), ("when", [when_text(head.when)]), *wanted_rows(intention)]


def wanted_rows(intention: Intention) -> list[Row]:
    """What was wanted, and how it showed up; also on the page of its appointment."""
    aim = next((title for aim, title in AIM_TITLES.items() if aim == intention.aim), "")
    words = lines_of(intention.text) or [aim]
    if aim and intention.text:
        words[-1] += f"  ({aim})"
    if intention.when or intention.then:
        words.append(f"When {safe_text(intention.when or '…')}, I will {safe_text(intention.then or '…')}.")
    if intention.cleared_at:
        words.append("taken back")
    outcome = [] if intention.outcome is None else [OUTCOMES[intention.outcome]]
    return [("wanted", words), ("showed up", [*outcome, *lines_of(intention.outcome_words)])]
