"""A parked thought: put down before, handed back after."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from massage_mind.record.fields import Field
from massage_mind.record.kind_info import KindInfo, needs_words
from massage_mind.values import dataclass

ParkState: TypeAlias = Literal["open", "done", "dropped"]
PARK_STATES: tuple[ParkState, ...] = get_args(ParkState)
PARK_STATE_TITLES: dict[ParkState, str] = {"open": "waiting", "done": "done", "dropped": "dropped"}
"""What a person reads for each."""


@dataclass(frozen=True, slots=True)
class Parked:
    """A thought put down before and handed back after, with when and where it will be dealt with.

    `due_words` is when in words that are no time, such as "after dinner"; `due_at` when it is one.
    """

    text: str
    due_at: int | None = None
    place: str = ""
    state: ParkState = "open"
    settled_at: int | None = None
    returned_at: int | None = None
    due_words: str = ""


_FIELDS = (
    Field("text", "text", "What was put down.", True),
    Field("due_at", "instant", "When it will be dealt with."),
    Field("place", "text", "Where it will be dealt with."),
    Field("state", "choice", "Whether it still waits.", True, PARK_STATES),
    Field("settled_at", "instant", "When it was done or dropped."),
    Field("returned_at", "instant", "When it was handed back after the massage."),
    Field("due_words", "text", "When it will be dealt with, in words that are no time."),
)  # fmt: skip


def _searched(parked: Parked) -> tuple[str, ...]:
    return parked.text, parked.place, parked.due_words


KIND = KindInfo(
    ("parked",),
    Parked,
    _FIELDS,
    _searched,
    titles=("parked",),
    noun="parked thought",
    aliases={"park": "parked"},
    check=needs_words("parked"),
    body="text",
    shown_by="park list --all",
)
