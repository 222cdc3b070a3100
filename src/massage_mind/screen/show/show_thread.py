"""One appointment, one record: what was wanted, how it was before, what happened, how it was after, what was written.

And a session with its way: what was taken together before, during and after, without an appointment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.head import Head, Record
from massage_mind.record.intention import Intention
from massage_mind.record.parked import Parked
from massage_mind.record.phases import PHASE_TITLES, PHASES
from massage_mind.record.session import SessionRecord
from massage_mind.record.tags import CONTEXTS
from massage_mind.screen.show.body_block import body_lines
from massage_mind.screen.show.record_text import lines_of, tag_lines
from massage_mind.screen.show.show_appointment import appointment_rows
from massage_mind.screen.show.show_entry import entry_beside
from massage_mind.screen.show.show_intention import wanted_rows
from massage_mind.screen.show.show_parked import parked_lines
from massage_mind.screen.show.show_ratings import ratings_lines
from massage_mind.screen.show.show_record import common_rows, rows_of
from massage_mind.screen.show.show_rows import BREAK, Row, kept_rows
from massage_mind.screen.show.show_session import session_beside, session_ratings, session_rows


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


def thread_rows(head: Head, appointment: Appointment, belonging: Sequence[Record], columns: int) -> list[Row]:
    """The appointment with everything that hangs on it, as rows for `show_lines` or `show_table`.

    `columns` is the room for lines beside the labels; the body maps before and after stand side by side where they fit.
    """
    found = _sorted(belonging)
    groups = [
        [*appointment_rows(head, appointment), ("tags", tag_lines(head.tags))],
        _intentions([intention for _, intention in found.intentions]),
        _parked(found.parked),
        [session_beside(*one, head.when) for one in found.sessions],
        _checkins(found.checkins, columns),
        [entry_beside(*one, head.when) for one in found.entries],
        *(rows_of(one) for one in found.others),
    ]
    rows: list[Row] = []
    for kept in filter(None, map(kept_rows, groups)):
        rows += [*([BREAK] if rows else []), *kept]
    return rows


def journey_pages(parts: Sequence[Record], belonging: Sequence[Record], columns: int) -> list[list[Row]]:
    """A page for each of the sessions taken as one way, in their order.

    The last has the ratings of all of them side by side, and what hangs on them: body maps and what was written.
    """
    sessions = _sorted(parts).sessions
    together: dict[str, dict[str, int]] = {}
    for _, session in sessions:
        for phase, values in session_ratings(session).items():
            together.setdefault(phase, {}).update(values)
    pages = []
    for number, (head, session) in enumerate(sessions, 1):
        last = number == len(sessions)
        rows = session_rows(head, session, together if last else {})
        pages.append(kept_rows([*rows, *common_rows(head)]))
    pages[-1] += _around(_sorted(belonging), sessions[0][0].when, columns)
    return pages


def _around(found: _Belonging, beside: datetime, columns: int) -> list[Row]:
    """Body maps and entries of sessions without an appointment, parted from what stands above."""
    maps = _maps(_by_phase((one.phase, one.body) for _, one in found.checkins), columns)
    rows = kept_rows([("body", maps), *(entry_beside(*one, beside) for one in found.entries)])
    return [BREAK, *rows] if rows else []


def _intentions(found: Sequence[Intention]) -> list[Row]:
    """What was wanted; one that was taken back only where there is no other."""
    shown = [one for one in found if one.cleared_at is None or len(found) == 1]
    return [row for one in shown for row in wanted_rows(one)]


def _parked(found: Iterable[tuple[Head, Parked]]) -> list[Row]:
    return [("" if number else "put down", parked_lines(*one)) for number, one in enumerate(found)]


def _by_phase(found: Iterable[tuple[str, Mapping[str, int]]]) -> dict[str, dict[str, int]]:
    """Ratings or body marks by phase; where there were several at one time, the latest counts."""
    phases: dict[str, dict[str, int]] = {}
    for phase, values in found:
        phases.setdefault(phase, {}).update(values)
    return phases


def _checkins(found: Sequence[tuple[Head, CheckIn]], columns: int) -> list[Row]:
    """All check-ins as one: ratings side by side, maps, words, tags (those of the time around it by themselves)."""
    ratings = _ratings([one for _, one in found if one.ratings])
    maps = _maps(_by_phase((one.phase, one.body) for _, one in found), columns)
    tags = list(dict.fromkeys(tag for head, _ in found for tag in head.tags))
    context = [tag for tag in tags if tag.startswith(tuple(f"{name}/" for name in CONTEXTS))]
    return [
        ("ratings", ratings),
        *([BREAK] if ratings and maps else []),
        ("body", maps),
        ("note", [line for _, one in found for line in lines_of(one.note)]),
        ("around it", tag_lines(context)),
        ("tags", tag_lines(tag for tag in tags if tag not in context)),
    ]


def _ratings(found: Sequence[CheckIn]) -> list[str]:
    """The ratings of all check-ins that have some; it is said where a later one hides numbers of an earlier."""
    lines = ratings_lines(_by_phase((one.phase, one.ratings) for one in found))
    if len({one.phase for one in found}) < len(found):
        lines.append("There are several check-ins of one time; of each number the latest is shown.")
    return lines


def _maps(phases: Mapping[str, Mapping[str, int]], columns: int) -> list[str]:
    """Before and after beside each other, or the first there is."""
    before, after = phases.get("before"), phases.get("after")
    if before and after:
        return body_lines(before, after, columns=columns)
    for phase in PHASES:
        if marks := phases.get(phase):
            return [PHASE_TITLES[phase], *body_lines(marks, columns=columns)]
    return []
