"""The kinds of record beside sessions, as values. Pure: no SQL, no screen, no clock.

Every record has a `Head` (id, kind, when, whose appointment, tags) and details of its kind. Times called `..._at` and
`at` are UTC milliseconds since 1970; `zone` is the person's own at that time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias, get_args

from massage_mind.errors import UsageError
from massage_mind.record.model import SessionRecord, local, storable

Kind: TypeAlias = Literal["session", "quiet-hour", "checkin", "entry", "appointment", "intention", "parked"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SESSIONS: tuple[Kind, ...] = ("session", "quiet-hour")
LISTED: tuple[Kind, ...] = ("session", "quiet-hour", "checkin", "entry")
"""What a list shows unless other kinds are asked for."""

State: TypeAlias = Literal["planned", "moved", "done", "skipped"]
STATES: tuple[State, ...] = get_args(State)
"""Of an appointment. `moved`: still to come, at another time than first planned (or not known yet, with `open`)."""

ParkState: TypeAlias = Literal["open", "done", "dropped"]
PARK_STATES: tuple[ParkState, ...] = get_args(ParkState)

CONTEXTS = ("symptom", "care", "week")
"""Tags that say something of the time around it: `symptom/headache`, `care/physiotherapy`, `week/little-sleep`."""

_LONGEST_TAG = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """Journal text, and the question it answers, if there was one."""

    text: str
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Ratings 0 to 10 by item and tension 0 to 3 by region, at one of the four times."""

    phase: str
    note: str = ""
    ratings: Mapping[str, int] = field(default_factory=dict)
    body: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Appointment:
    """The massage itself. `first_at` is when it was first planned for, if it has been moved. `price` is a decimal."""

    minutes: int | None = None
    style: str = ""
    therapist: str = ""
    place: str = ""
    price: str = ""
    currency: str = ""
    state: State = "planned"
    reason: str = ""
    first_at: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Intention:
    """What the person wants from it: what kind, the words, and if wanted "when ..., I will ...".

    `outcome` says afterwards how it showed up, 0 (not at all) to 4 (fully), with words of its own.
    """

    text: str
    aim: str | None = None
    when: str = ""
    then: str = ""
    outcome: int | None = None
    outcome_words: str = ""
    cleared_at: int | None = None


@dataclass(frozen=True, slots=True)
class Parked:
    """A thought put down before and handed back after, with when and where it will be dealt with."""

    text: str
    due_at: int | None = None
    place: str = ""
    state: ParkState = "open"
    settled_at: int | None = None
    returned_at: int | None = None


Details: TypeAlias = Entry | CheckIn | Appointment | Intention | Parked | SessionRecord
DETAILS: dict[Kind, type[Entry | CheckIn | Appointment | Intention | Parked]] = {
    "entry": Entry,
    "checkin": CheckIn,
    "appointment": Appointment,
    "intention": Intention,
    "parked": Parked,
}


@dataclass(frozen=True, slots=True)
class Head:
    """What every record has. `session` is the session it was given around; `source` names what it was imported from."""

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
        return self.head.id

    @property
    def kind(self) -> Kind:
        return self.head.kind


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record about to be kept. `at` may be long ago; `created_at` is now."""

    details: Entry | CheckIn | Appointment | Intention | Parked
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


def kind_of(details: Details) -> Kind:
    """Which kind of record has these details (a session's own kind is not among them)."""
    return next(kind for kind, cls in DETAILS.items() if isinstance(details, cls))


def read_tags(given: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: without #, in small letters, words joined by -, each once. Commas part several.

    Raises `UsageError` for one that holds no letter or digit, or is longer than 60.
    """
    found: dict[str, None] = {}
    for text in given:
        for part in storable(text).split(","):
            if part.strip():
                found[_tag(part)] = None
    return tuple(found)


def _tag(text: str) -> str:
    tag = unicodedata.normalize("NFC", text).strip().lstrip("#@").strip().casefold()
    tag = "".join(char for char in tag if char.isprintable() and char not in "\"'\\")
    tag = re.sub(r"\s*/+\s*", "/", tag)
    tag = re.sub(r"\s+", "-", tag).strip("/-")
    if not any(char.isalnum() for char in tag):
        raise UsageError(f"{text.strip()!r} cannot be a tag.", "A tag holds at least one letter or digit.")
    if len(tag) > _LONGEST_TAG:
        raise UsageError(f"A tag has at most {_LONGEST_TAG} characters; {tag[:20]!r}... has {len(tag)}.")
    return tag


def search_text(head: Head, details: Details) -> str:
    """Everything a search looks through, one piece a line."""
    match details:
        case Entry():
            pieces: tuple[str, ...] = (details.text, details.prompt)
        case CheckIn():
            pieces = (details.note,)
        case Appointment():
            pieces = (
                *(details.style, details.therapist, details.place),
                *(details.note, details.reason),
            )
        case Intention():
            pieces = (details.text, details.when, details.then, details.outcome_words)
        case Parked():
            pieces = (details.text, details.place)
        case SessionRecord():
            pieces = (
                *(details.title, details.style, details.intention),
                *(text for pair in details.answers for text in pair),
            )
    return "\n".join(filter(None, (*pieces, *head.tags)))
