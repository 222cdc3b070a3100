"""One appointment, one record: what was wanted, how it was before, what happened, how it was after, what was written.

And a session with its way: what was taken together before, during and after, without an appointment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.head import Head, Record
from massage_mind.record.intention import Intention
from massage_mind.record.parked import Parked
from massage_mind.record.session import SessionRecord
from massage_mind.record.tags import CONTEXTS
from massage_mind.screen.page.page_parts import Block, Page, Part, under
from massage_mind.screen.show.record_text import begun
from massage_mind.screen.show.show_appointment import appointment_parts
from massage_mind.screen.show.show_body import body_part
from massage_mind.screen.show.show_entry import entry_beside
from massage_mind.screen.show.show_intention import wanted_lines
from massage_mind.screen.show.show_parked import thoughts_lines
from massage_mind.screen.show.show_pieces import (
    common_parts,
    kept_parts,
    paragraphs,
    tags_part,
    under_a_heading,
)
from massage_mind.screen.show.show_ratings import by_phase, ratings_table
from massage_mind.screen.show.show_record import record_parts
from massage_mind.screen.show.show_session import session_beside, session_parts, session_ratings
from massage_mind.screen.text import safe_text

_MOMENTS = ("before", "during", "after", "anytime")


@dataclass(slots=True)
class _Belonging:
    """What hangs on an appointment or a session, by kind; within a kind in the order in which it came."""

    sessions: list[tuple[Head, SessionRecord]] = field(default_factory=list)
    entries: list[tuple[Head, Entry]] = field(default_factory=list)
    checkins: list[tuple[Head, CheckIn]] = field(default_factory=list)
    intentions: list[tuple[Head, Intention]] = field(default_factory=list)
    parked: list[tuple[Head, Parked]] = field(default_factory=list)
    others: list[Record] = field(default_factory=list)
    """Of kinds that have no place of their own here."""


def _sorted(records: Iterable[Record]) -> _Belonging:
    found = _Belonging()
    for record in records:
        head, details = record.head, record.details
        match details:
            case SessionRecord():
                found.sessions.append((head, details))
            case Entry():
                found.entries.append((head, details))
            case CheckIn():
                found.checkins.append((head, details))
            case Intention():
                found.intentions.append((head, details))
            case Parked():
                found.parked.append((head, details))
            case Appointment():
                pass  # An appointment belongs to no other.
            case _:
                found.others.append(record)
    return found


def thread_page(head: Head, appointment: Appointment, belonging: Sequence[Record], now: datetime) -> Page:
    """The appointment with everything that hangs on it; `now` is aware."""
    found = _sorted(belonging)
    return Page(
        kept_parts(
            [
                *appointment_parts(head, appointment, now),
                *under_a_heading("You wanted", _wanted([one for _, one in found.intentions])),
                *_checkins(found.checkins),
                *under_a_heading("Put down", thoughts_lines(found.parked, now)),
                *_sessions(found.sessions, head.when, now),
                *_written(found.entries, head.when, now),
                *(part for one in found.others for part in record_parts(one, now)),
                *common_parts(head, now),
            ]
        )
    )


def journey_page(parts: Sequence[Record], belonging: Sequence[Record], now: datetime) -> Page:
    """The sessions taken as one way, in their order.

    The last has the ratings of all of them side by side, and what hangs on them: body maps and what was written.
    """
    sessions, found = _sorted(parts).sessions, _sorted(belonging)
    together = by_phase(pair for _, session in sessions for pair in session_ratings(session).items())
    told: list[Part] = []
    for head, session in sessions:
        told += session_parts(head, session, now, rated=False)
    table = ratings_table(together)
    told += under_a_heading("Ratings", [table] if table else [])
    told += _body([one for _, one in found.checkins])
    told += under_a_heading("Note", [line for _, one in found.checkins for line in paragraphs(one.note)])
    told += _written(found.entries, sessions[0][0].when, now)
    return Page(kept_parts([*told, *common_parts(sessions[-1][0], now)]))


def _wanted(found: Sequence[Intention]) -> list[Block]:
    """What was wanted; one that was taken back only where there is no other."""
    shown = [one for one in found if one.cleared_at is None or len(found) == 1]
    return [line for one in shown for line in wanted_lines(one)]


def _checkins(found: Sequence[tuple[Head, CheckIn]]) -> list[Part]:
    """All check-ins as one: ratings side by side, maps, words, tags (those of the time around it by themselves)."""
    tags = list(dict.fromkeys(tag for head, _ in found for tag in head.tags))
    context = [tag for tag in tags if tag.startswith(tuple(f"{name}/" for name in CONTEXTS))]
    return [
        *under_a_heading("Ratings", _ratings([one for _, one in found if one.ratings])),
        *_body([one for _, one in found]),
        *under_a_heading("Note", [line for _, one in found for line in paragraphs(one.note)]),
        *tags_part("Around it", context),
        *tags_part("Tags", [tag for tag in tags if tag not in context]),
    ]


def _body(found: Sequence[CheckIn]) -> list[Part]:
    """The body maps of all check-ins, with what it is like where something is marked."""
    levels = by_phase((one.phase, one.body) for one in found)
    # Of a region that a later one marks anew, what an earlier one said is over.
    kinds = by_phase((one.phase, {region: one.kinds.get(region, "") for region in one.body}) for one in found)
    return body_part(levels, kinds)


def _ratings(found: Sequence[CheckIn]) -> list[Block]:
    """The ratings of all check-ins that have some; it is said where a later one hides numbers of an earlier."""
    table = ratings_table(by_phase((one.phase, one.ratings) for one in found))
    blocks: list[Block] = [table] if table else []
    if len({one.phase for one in found}) < len(found):
        blocks.append(under("There are several check-ins of one time; of each number the latest is shown."))
    return blocks


def _sessions(found: Sequence[tuple[Head, SessionRecord]], beside: datetime, now: datetime) -> list[Part]:
    """Under a heading for each moment, in the order of the way."""
    moments = dict.fromkeys((*_MOMENTS, *(one.moment for _, one in found)))
    return [
        part
        for moment in moments
        for part in under_a_heading(
            begun(safe_text(moment)),
            [
                line
                for head, one in found
                if one.moment == moment
                for line in session_beside(head, one, beside, now)
            ],
        )
    ]


def _written(found: Sequence[tuple[Head, Entry]], beside: datetime, now: datetime) -> list[Part]:
    lines = [line for head, one in found for line in entry_beside(head, one, beside, now)]
    return under_a_heading("Written", lines)
