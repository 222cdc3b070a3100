"""Which page belongs to which kind of record. A kind without one of its own is shown from its table of fields."""

from __future__ import annotations

from datetime import datetime

from massage_mind.record.appointment import Appointment
from massage_mind.record.brief import Brief
from massage_mind.record.checkin import CheckIn
from massage_mind.record.comparison import Comparison
from massage_mind.record.entry import Entry
from massage_mind.record.head import Record
from massage_mind.record.instants import local
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import info_of
from massage_mind.record.own_measure import OwnMeasure
from massage_mind.record.parked import Parked
from massage_mind.record.session import SessionRecord
from massage_mind.screen.page.page_parts import Page, Part
from massage_mind.screen.page.setting import plain_lines
from massage_mind.screen.show.show_any import any_parts
from massage_mind.screen.show.show_appointment import appointment_parts
from massage_mind.screen.show.show_brief import brief_parts
from massage_mind.screen.show.show_checkin import checkin_parts
from massage_mind.screen.show.show_comparison_plan import comparison_parts
from massage_mind.screen.show.show_entry import entry_parts
from massage_mind.screen.show.show_intention import intention_parts
from massage_mind.screen.show.show_measure import measure_parts
from massage_mind.screen.show.show_parked import parked_parts
from massage_mind.screen.show.show_pieces import common_parts, kept_parts, tags_part
from massage_mind.screen.show.show_session import session_parts

_TAGGED = (SessionRecord, Entry, Appointment)
"""Those whose own page has their tags."""


def record_parts(record: Record, now: datetime) -> list[Part]:
    """What there is to say of a record by itself; `now` is aware."""
    return [*said_parts(record, now), *common_parts(record.head, now)]


def said_parts(record: Record, now: datetime) -> list[Part]:
    """What it says, without where it belongs and whether it is in the bin."""
    tags = [] if isinstance(record.details, _TAGGED) else tags_part("Tags", record.head.tags)
    return kept_parts([*_own_parts(record, now), *tags])


def record_page(record: Record, now: datetime) -> Page:
    """A record by itself, as a page."""
    return Page(record_parts(record, now))


def record_lines(record: Record) -> list[str]:
    """The same as plain lines for whoever reads it some day: every date with its year."""
    return plain_lines(record_page(record, local(0, record.head.zone)))


def _own_parts(record: Record, now: datetime) -> list[Part]:
    head, details = record.head, record.details
    match details:
        case SessionRecord():
            return session_parts(head, details, now)
        case Entry():
            return entry_parts(head, details, now)
        case CheckIn():
            return checkin_parts(head, details, now)
        case Appointment():
            return appointment_parts(head, details, now)
        case Intention():
            return intention_parts(head, details, now)
        case Parked():
            return parked_parts(head, details, now)
        case Brief():
            return brief_parts(head, details, now)
        case Comparison():
            return comparison_parts(head, details, now)
        case OwnMeasure():
            return measure_parts(head, details, now)
        case _:
            return any_parts(info_of(details), head, details, now)
