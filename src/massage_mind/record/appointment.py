"""An appointment: the massage itself, as it is planned and as it went."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from massage_mind.errors import UsageError
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
    """The massage itself. `first_at` is when it was first planned for, if it has been moved. `price` is a decimal.

    `minutes` are booked; for `hands_on` of them hands are there, None where that was not said. `course` is the `uid` of the
    course that planned it, `fixed_at` when that put it where it is.
    """

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
    hands_on: int | None = None
    course: str = ""
    fixed_at: int | None = None

    def table_minutes(self, without_hands: int = 0) -> int | None:
        """How long hands are there; `without_hands` is how many minutes usually pass without, of which at most half count."""
        if self.hands_on is not None or self.minutes is None:
            return self.hands_on
        return max(self.minutes - without_hands, -(-self.minutes // 2))


_FIELDS = (
    Field("minutes", "whole", "How long, in minutes.", least=1, most=1440),
    Field("hands_on", "whole", "For how many of them hands are there.", least=1, most=1440),
    Field("style", "text", "The kind of massage."),
    Field("therapist", "text", "With whom."),
    Field("place", "text", "Where."),
    Field("price", "text", "What it costs, as a decimal number."),
    Field("currency", "text", "In which money."),
    Field("state", "choice", "Whether it is still to come.", True, STATES),
    Field("reason", "text", "Why it was moved or skipped."),
    Field("first_at", "instant", "When it was first planned for, if it has been moved."),
    Field("note", "text", "Words with it."),
    Field("course", "text", "The uid of the course that planned it."),
    Field("fixed_at", "instant", "When the course put it at the time it was planned for."),
)  # fmt: skip


def _check(appointment: Appointment) -> None:
    minutes, hands_on = appointment.minutes, appointment.hands_on
    if hands_on is not None and minutes is not None and hands_on > minutes:
        raise UsageError(
            f"Hands can't be there for {hands_on} minutes of {minutes}.", "Say --minutes as well, or fewer."
        )


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
    check=_check,
    body="note",
    shown_by="appointment list --all",
)
