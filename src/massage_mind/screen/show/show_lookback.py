"""Then and now as a page: a week a month ago, and the last time that was like the one at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.head import Record
from massage_mind.record.intention import Intention
from massage_mind.screen.page.page_parts import Block, Page, Part, heading, said, under
from massage_mind.screen.show.list_line import beginning, list_line
from massage_mind.screen.show.record_text import begun, first_line, when_begun
from massage_mind.screen.show.show_intention import wanted_lines
from massage_mind.screen.show.show_list import list_page
from massage_mind.screen.show.show_pieces import paragraphs
from massage_mind.screen.show.show_ratings import by_phase, ratings_table
from massage_mind.screen.text import safe_text


def week_parts(
    first: date, last: date, found: Sequence[Record], now: datetime, hanging: Mapping[str, Sequence[Record]]
) -> list[Part]:
    """The week a month ago; that nothing was written then where that is so."""
    span = f"{first.day} {first:%B} to {last.day} {last:%B}"
    if not found:
        return [[said(f"A month ago, {span}, nothing was written.")]]
    return [[said(f"A month ago, {span}:")], *list_page(found, now, hanging).parts]


def last_time_parts(
    alike: Sequence[str],
    appointment: Record,
    belonging: Sequence[Record],
    now: datetime,
    *,
    been: bool = False,
) -> list[Part]:
    """One massage that was: what it shares with the one at hand, when it was, what was wanted, rated and written.

    `been`: the one at hand is over itself, and this is the time before it.
    """
    alike_words = ", ".join(map(safe_text, alike))
    title = f"The time {alike_words}, before the latest" if been else f"The last time {alike_words}"
    blocks: list[Block] = [
        under(f"{when_begun(appointment.head.when, now)}: {list_line(appointment, now).told}.")
    ]
    for one in belonging:
        if isinstance(one.details, Intention):
            blocks += wanted_lines(one.details)
    parts: list[Part] = [[heading(begun(title), aside=appointment.id), *blocks]]
    rated = (
        (one.details.phase, one.details.ratings) for one in belonging if isinstance(one.details, CheckIn)
    )
    if table := ratings_table(by_phase(rated)):
        parts.append([table])
    words = [beginning(first_line(one.details.text)) for one in belonging if isinstance(one.details, Entry)]
    return [*parts, [line for text in words for line in paragraphs(text)]]


def lookback_page(parts: Sequence[Part]) -> Page:
    """All of it as a page."""
    return Page([part for part in parts if part])
