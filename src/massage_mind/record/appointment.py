"""An appointment: the massage itself, as it is planned and as it went."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from massage_mind.record.fields import Field
from massage_mind.record.kind_info import KindInfo
from massage_mind.values import dataclass

State: TypeAlias = Literal["planned", "moved", "done", "skipped"]
STATES: tuple[State, ...] = get_args(State)
"""`moved`: still to come, at another time than first planned (or not known yet, with `open`)."""
STATE_TITLES: dict[State, str] = {
    "planned": "planned",
    "moved": "moved",
    "done": "done",
    "skipped": "skipped",
}


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


_FIELDS = (
    Field("minutes", "whole", "How long, in minutes.", least=1, most=1440),
    Field("style", "text", "The kind of massage."),
    Field("therapist", "text", "With whom."),
    Field("place", "text", "Where."),
    Field("price", "text", "What it costs, as a decimal number."),
    Field("currency", "text", "In which money."),
    Field("state", "choice", "Whether it is still to come.", True, STATES),
    Field("reason", "text", "Why it was moved or skipped."),
    Field("first_at", "instant", "When it was first planned for, if it has been moved."),
    Field("note", "text", "Words with it."),
)  # fmt: skip


def _searched(appointment: Appointment) -> tuple[str, ...]:
    return (
        *(appointment.style, appointment.therapist, appointment.place),
        *(appointment.note, appointment.reason),
    )


KIND = KindInfo(
    ("appointment",),
    Appointment,
    _FIELDS,
    _searched,
    titles=("appointment",),
    body="note",
    shown_by="appointment list --all",
)
