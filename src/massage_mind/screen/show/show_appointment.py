"""An appointment on a page, in a list, and said back as it was understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from massage_mind.record.appointment import Appointment
from massage_mind.record.appointment_thread import appointment_of, still_to_come
from massage_mind.record.head import Head, Record
from massage_mind.record.instants import local
from massage_mind.screen.page.page_parts import (
    UNDER,
    Block,
    Page,
    PageLine,
    Part,
    Styled,
    dim,
    heading,
    said,
    under,
)
from massage_mind.screen.show.list_line import standing_words, tags_text, with_whom
from massage_mind.screen.show.record_text import begun, first_line, minutes_text, style_words, when_begun
from massage_mind.screen.show.show_pieces import paragraphs, under_a_heading
from massage_mind.screen.text import safe_text
from massage_mind.words.times import dated_words, when_words


def appointment_parts(head: Head, appointment: Appointment, now: datetime) -> list[Part]:
    """The appointment in full, without what hangs on it."""
    facts = _facts(appointment, standing_words(head, appointment, now) or appointment.state)
    return [
        [
            heading(_when_and_whom(when_begun(head.when, now), appointment), aside=head.id),
            said(facts, *([dim(f"  {tags_text(head.tags)}")] if head.tags else [])),
            *_first_planned(head, appointment, now),
        ],
        *under_a_heading("Why", paragraphs(appointment.reason)),
        *under_a_heading("Note", paragraphs(appointment.note)),
    ]


def said_back(head: Head, appointment: Appointment, now: datetime) -> Page:
    """The appointment said back in full, as it was understood."""
    standing = standing_words(head, appointment, now)
    near = standing if standing not in ("", appointment.state) else ""
    first: list[str | Styled] = [_when_and_whom(dated_words(head.when, now), appointment), "."]
    if near:
        first.append(f" {begun(near)}.")
    facts = said(_facts(appointment, appointment.state))
    return Page(([said(*first, aside=head.id), facts, *_first_planned(head, appointment, now)],))


def appointments_page(shown: Sequence[Record], now: datetime) -> Page:
    """What is coming, the next first, then what was skipped of it, then what has been."""
    now_ms = round(now.timestamp() * 1000)
    coming = [one for one in shown if still_to_come(one, now_ms)]
    rest = [one for one in shown if not still_to_come(one, now_ms)]
    skipped = [one for one in rest if one.head.at > now_ms]
    been = [one for one in rest if one.head.at <= now_ms]
    return Page(
        [
            part
            for title, some in (("To come", coming), ("Not taking place", skipped), ("Been", been))
            for part in under_a_heading(title, [line for one in some for line in _listed(one, now)])
        ]
    )


def appointment_line(record: Record, now: datetime) -> tuple[str, str, str, str]:
    """What a line that is never cut says: id, when, how far off or how it stands, the rest."""
    head, details = record.head, appointment_of(record)
    standing = standing_words(head, details, now) or details.state
    length, note = minutes_text((details.minutes or 0) * 60_000), first_line(details.note)
    rest = (style_words(details.style), length, with_whom(details), note)
    return safe_text(head.id), dated_words(head.when, now), standing, " · ".join(filter(None, rest))


def _listed(record: Record, now: datetime) -> list[Block]:
    head, details = record.head, appointment_of(record)
    near = standing_words(head, details, now)
    first = _when_and_whom(when_begun(head.when, now), details)
    first += f", {near}" if near not in ("", "done") else ""
    facts = _facts(details, "")
    return [under(first, aside=head.id), *([PageLine(facts, UNDER + 2, hang=2)] if facts else [])]


def _when_and_whom(when: str, appointment: Appointment) -> str:
    return f"{when}, with {safe_text(appointment.therapist)}" if appointment.therapist else when


def _facts(appointment: Appointment, standing: str) -> str:
    price = f"{appointment.price} {appointment.currency or 'to pay'}" if appointment.price else ""
    length = minutes_text((appointment.minutes or 0) * 60_000)
    hands = "" if appointment.hands_on is None else f"hands there for {appointment.hands_on}"
    pieces = (
        style_words(appointment.style),
        length,
        hands,
        safe_text(appointment.place),
        safe_text(price),
        standing,
    )
    return " · ".join(filter(None, pieces))


def _first_planned(head: Head, appointment: Appointment, now: datetime) -> list[PageLine]:
    """When it was first planned for, if it has been moved."""
    if appointment.first_at is None:
        return []
    return [said(f"First planned for {when_words(local(appointment.first_at, head.zone), now)}.")]
