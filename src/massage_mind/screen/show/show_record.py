"""Which page belongs to which kind of record. A kind without one of its own is shown from its table of fields."""

from __future__ import annotations

from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.head import Head, Record
from massage_mind.record.instants import local
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import info_of
from massage_mind.record.parked import Parked
from massage_mind.record.session import SessionRecord
from massage_mind.screen.show.record_text import tag_lines, when_text
from massage_mind.screen.show.show_any import any_line, any_rows
from massage_mind.screen.show.show_appointment import appointment_line, appointment_rows
from massage_mind.screen.show.show_checkin import checkin_line, checkin_rows
from massage_mind.screen.show.show_entry import entry_line, entry_rows
from massage_mind.screen.show.show_intention import intention_line, intention_rows
from massage_mind.screen.show.show_parked import parked_line, parked_rows
from massage_mind.screen.show.show_rows import ListLine, Row, kept_rows
from massage_mind.screen.show.show_session import session_line, session_rows
from massage_mind.screen.text import safe_text


def rows_of(record: Record) -> list[Row]:
    """What there is to say of a record, as labels and lines."""
    return kept_rows([*_own_rows(record), *common_rows(record.head)])


def _own_rows(record: Record) -> list[Row]:
    head, details = record.head, record.details
    match details:
        case SessionRecord():
            return session_rows(head, details)
        case Entry():
            return entry_rows(head, details)
        case CheckIn():
            return checkin_rows(head, details)
        case Appointment():
            return appointment_rows(head, details)
        case Intention():
            return intention_rows(head, details)
        case Parked():
            return parked_rows(head, details)
        case _:
            return any_rows(info_of(details), head, details)


def list_line(record: Record) -> ListLine:
    """What a list says of a record."""
    details = record.details
    match details:
        case SessionRecord():
            return session_line(record.head, details)
        case Entry():
            return entry_line(details)
        case CheckIn():
            return checkin_line(details)
        case Appointment():
            return appointment_line(details)
        case Intention():
            return intention_line(details)
        case Parked():
            return parked_line(details)
        case _:
            return any_line(info_of(details), details)


def one_line(record: Record) -> str:
    """What a record says, in one line: a title, the first line of a text, ratings; tags behind it."""
    return words_and_tags(list_line(record), record.head)


def words_and_tags(line: ListLine, head: Head) -> str:
    """The words of a line of a list with the tags behind them."""
    tags = " ".join(f"#{safe_text(tag)}" for tag in head.tags)
    return "  ".join(filter(None, (line.words, tags)))


def common_rows(head: Head) -> list[Row]:
    """What every kind has at its end: tags, what it belongs to, when it was put into the bin."""
    homes = (("appointment", head.appointment), ("session", head.session))
    belongs = " · ".join(f"{name} {safe_text(one)}" for name, one in homes if one)
    return [
        ("tags", tag_lines(head.tags)),
        ("belongs to", [belongs] if belongs else []),
        ("deleted", [] if head.deleted_at is None else [when_text(local(head.deleted_at, head.zone))]),
    ]
