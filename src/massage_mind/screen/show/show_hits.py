"""What a search found: each record with the sentence it was found in, what was found in bold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from massage_mind.record.appointment import Appointment
from massage_mind.record.head import Record
from massage_mind.record.search import Hit
from massage_mind.screen.show.list_line import list_line
from massage_mind.screen.show.record_text import begun
from massage_mind.screen.show.show_list import aligned
from massage_mind.screen.text import safe_text
from massage_mind.words.lengths import count_word
from massage_mind.words.times import dated_words, day_words

if TYPE_CHECKING:
    from massage_mind.screen.page.page_parts import Block, Page, Part, Styled

_CUT = "…"
"""Where a sentence was cut."""


def hit_lines(found: Sequence[tuple[Record, Hit]], now: datetime) -> list[str]:
    """One line a hit, never wrapped or cut: id, the day in words and the time, what it is, the sentence."""
    return aligned(
        [
            (
                safe_text(record.id),
                dated_words(record.head.when, now),
                list_line(record, now).what,
                "".join(_sentence(hit)).strip(),
            )
            for record, hit in found
        ]
    )


def hits_page(
    typed: str, found: Sequence[tuple[Record, Hit]], now: datetime, homes: Mapping[str, Record], *, more: bool
) -> Page:
    """How many, then each under its day and whom it was with. `homes`: the appointments they belong to, by id."""
    from massage_mind.screen.page.page_parts import Page, heading, said

    many = f"More than {count_word(len(found))}" if more else begun(count_word(len(found)))
    parts: list[Part] = [[said(f'{many} found for "{safe_text(typed)}"')]]
    for title, some in groupby(found, key=lambda one: _day_and_whom(one[0], now, homes)):
        parts.append([heading(title), *(line for record, hit in some for line in _hit(record, hit))])
    return Page(parts)


def _day_and_whom(record: Record, now: datetime, homes: Mapping[str, Record]) -> str:
    at = record.head.when
    day = day_words(at.date(), now.astimezone(at.tzinfo).date())
    home = record if record.kind == "appointment" else homes.get(record.head.appointment)
    details = home.details if home else None
    whom = safe_text(details.therapist) if isinstance(details, Appointment) else ""
    return f"{day}, with {whom}" if whom else day


def _hit(record: Record, hit: Hit) -> list[Block]:
    from massage_mind.screen.page.page_parts import UNDER, WIDEST, PageLine, bold
    from massage_mind.screen.show.show_pieces import clock_lead

    before, words, after = _sentence(hit)
    runs: list[str | Styled] = [before.lstrip(), bold(words), after.rstrip()]
    if not hit.sentence.strip():
        runs = [record.kind]
    return [PageLine(runs, UNDER, clock_lead(record.head.when), record.id, widest=WIDEST)]


def _sentence(hit: Hit) -> tuple[str, str, str]:
    """Before the words, the words, and after them: harmless, with three dots where it was cut."""
    sentence = hit.sentence
    before, words, after = sentence[: hit.start], sentence[hit.start : hit.end], sentence[hit.end :]
    if before.startswith(_CUT):
        before = f"... {before[1:].lstrip()}"
    if after.endswith(_CUT):
        after = f"{after[:-1].rstrip()} ..."
    return safe_text(before), safe_text(words), safe_text(after)
