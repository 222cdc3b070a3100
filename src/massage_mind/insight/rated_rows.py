"""What the journal hands over to be counted: numbers with when and around what they were given, without any text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class GivenRow(NamedTuple):
    """The numbers of one check-in: ratings 0 to 10 by measure, tensions 0 to 3 by region."""

    at: int
    zone: str
    appointment: str | None
    session: str | None
    phase: str
    ratings: Mapping[str, int]
    body: Mapping[str, int]


class VisitRow(NamedTuple):
    """An appointment, as far as numbers go. `created_at` is when it was noted, `first_at` not None: it was moved."""

    id: str
    at: int
    zone: str
    created_at: int
    minutes: int | None
    style: str
    therapist: str
    price: str
    currency: str
    state: str
    first_at: int | None


class TakenRow(NamedTuple):
    """A session around which something was rated, or a quiet hour; `way` is shared by the sessions taken as one.

    `stands`: it is not deleted, and was not left right after it began.
    """

    id: str
    at: int
    way: str
    quiet: bool
    style: str
    stands: bool


class NumbersRead(NamedTuple):
    """All of it, each in the order of time. `within`: the ids of the appointments within the time that was asked for."""

    visits: list[VisitRow]
    taken: list[TakenRow]
    given: list[GivenRow]
    within: frozenset[str]
