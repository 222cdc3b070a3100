"""What every record has, whatever its kind: id, kind, when, whose appointment, tags; and a record as the two together.

Times called `at` and `..._at` are UTC milliseconds since 1970; `zone` is the person's own at that time.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from massage_mind.record.fields import Field
from massage_mind.record.instants import local
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.record.kinds import Details, Written

Kind: TypeAlias = str
"""The name of a kind of record; which there are is found in `kinds`."""


@dataclass(frozen=True, slots=True)
class Head:
    """What every record has. `session` is the session it was given around; `source` names what it was imported from.

    `id` is short, for typing, and one journal's own; `uid` is the same wherever the record is carried. It is empty only
    for one that comes from where there were none yet.
    """

    id: str
    kind: Kind
    at: int
    zone: str
    created_at: int
    changed_at: int
    appointment: str = ""
    session: str = ""
    source: str = ""
    deleted_at: int | None = None
    tags: tuple[str, ...] = ()
    uid: str = ""

    @property
    def when(self) -> datetime:
        """When it was, on the person's own clock."""
        return local(self.at, self.zone)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: what all have, and what its kind has."""

    head: Head
    details: Details

    @property
    def id(self) -> str:
        """The short one."""
        return self.head.id

    @property
    def kind(self) -> Kind:
        """The name of its kind."""
        return self.head.kind


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record about to be kept. `at` may be long ago; `created_at` is now."""

    details: Written
    at: int
    zone: str
    appointment: str = ""
    session: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()


class Version(NamedTuple):
    """How a record stood until it was changed at this instant, as the document that an export would have held."""

    until: int
    document: Mapping[str, object]


COMMON: tuple[Field, ...] = (
    Field("id", "text", "Short and stable; no two records of a journal ever share one.", True),
    Field("kind", "choice", "What kind of record it is.", True),
    Field("at", "instant", "When it was, with the offset of the person's zone.", True),
    Field("zone", "text", "The person's zone then: an IANA name or an offset."),
    Field("appointment", "text", "The id of the appointment it belongs to."),
    Field("session", "text", "The id of the session it was given around."),
    Field("tags", "texts", "Tags; symptom/..., care/... and week/... say something of the time around it."),
    Field("created_at", "instant", "When it was written down.", True),
    Field("changed_at", "instant", "When it was last changed; on import the later one stays.", True),
    Field("deleted_at", "instant", "When it was put into the bin."),
    Field("source", "text", "What it was imported from, so that it is imported once."),
    Field("uid", "text", "Long and the same in every journal that has the record, where `id` may differ."),
)
