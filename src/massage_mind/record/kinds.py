"""The kinds of record there are. Each is a module that says everything of it in its `KIND`; the rest is made from those.

A new kind is its module, its line here, and its class among the `Written`; its table in the journal follows its fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from massage_mind.record import (
    appointment,
    brief,
    checkin,
    comparison,
    course,
    entry,
    intention,
    own_measure,
    parked,
    session,
)
from massage_mind.record.appointment import Appointment
from massage_mind.record.brief import Brief
from massage_mind.record.checkin import CheckIn
from massage_mind.record.comparison import Comparison
from massage_mind.record.course import Course
from massage_mind.record.entry import Entry
from massage_mind.record.fields import Field
from massage_mind.record.head import Head, Kind
from massage_mind.record.intention import Intention
from massage_mind.record.kind_info import KindInfo
from massage_mind.record.own_measure import OwnMeasure
from massage_mind.record.parked import Parked
from massage_mind.record.session import SessionRecord

KIND_INFOS: tuple[KindInfo, ...] = (
    entry.KIND,
    checkin.KIND,
    appointment.KIND,
    intention.KIND,
    parked.KIND,
    course.KIND,
    own_measure.KIND,
    brief.KIND,
    comparison.KIND,
    session.KIND,
)
"""In the order of the reference."""

Written: TypeAlias = (
    Entry | CheckIn | Appointment | Intention | Parked | Course | OwnMeasure | Brief | Comparison
)
"""What a person writes down, as against a session, which is kept while it runs."""
Details: TypeAlias = Written | SessionRecord

_IN_LISTS = sorted(KIND_INFOS, key=lambda info: info.place or len(KIND_INFOS))
KINDS: tuple[Kind, ...] = tuple(name for info in _IN_LISTS for name in info.names)
LISTED: tuple[Kind, ...] = tuple(name for info in _IN_LISTS if info.place for name in info.names)
"""What a list shows unless other kinds are asked for."""
KIND_OF_NAME: Mapping[Kind, KindInfo] = {name: info for info in KIND_INFOS for name in info.names}
FIELDS: Mapping[Kind, tuple[Field, ...]] = {name: info.fields for name, info in KIND_OF_NAME.items()}
DETAILS: Mapping[Kind, type[Written]] = {
    info.names[0]: info.value for info in KIND_INFOS if info.value is not SessionRecord
}
KIND_TITLES: Mapping[Kind, str] = {
    name: title for info in KIND_INFOS for name, title in zip(info.names, info.titles, strict=True)
}
"""What a person reads for each."""
KIND_ALIASES: Mapping[str, Kind] = {
    alias: name for info in KIND_INFOS for alias, name in info.aliases.items()
}
"""What a person may type for one, beside its name and that with an s."""
BODY_FIELDS: Mapping[Kind, str] = {name: info.body for name, info in KIND_OF_NAME.items() if info.body}
"""Which field of a kind holds its words, as an editor opens them and a Markdown file has them."""
OF_A_TIME: tuple[Kind, ...] = tuple(name for info in _IN_LISTS if not info.timeless for name in info.names)
"""What can be what was last."""
AROUND_SESSIONS: tuple[Kind, ...] = tuple(
    name for info in KIND_INFOS if info.around_session for name in info.names
)
"""What can be given around a session, and say which."""
_BY_CLASS: Mapping[type, KindInfo] = {info.value: info for info in KIND_INFOS}


def info_of(details: Details) -> KindInfo:
    """Everything that is said of the kind these details are of."""
    return _BY_CLASS[type(details)]


def kind_of(details: Details) -> Kind:
    """Which kind of record has these details; of a session, which may be a quiet hour too, the first."""
    return info_of(details).names[0]


def search_text(head: Head, details: Details) -> str:
    """Everything a search looks through, one piece a line."""
    return "\n".join(filter(None, (*info_of(details).searched(details), *head.tags)))
