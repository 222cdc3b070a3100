"""An appointment on a page, in a list, and said back as it was understood."""

from __future__ import annotations

from massage_mind.record.appointment import STATE_TITLES, Appointment
from massage_mind.record.head import Head
from massage_mind.record.instants import local
from massage_mind.record.kinds import KIND_TITLES
from massage_mind.screen.show.record_text import lines_of, minutes_text, when_text
from massage_mind.screen.show.show_rows import ListLine, Row
from massage_mind.screen.text import safe_text


def appointment_line(appointment: Appointment) -> ListLine:
    """One line of a list of all kinds."""
    pieces = (minutes_text(appointment.minutes), with_whom(appointment), appointment.note)
    return ListLine(
        KIND_TITLES["appointment"],
        safe_text(" · ".join(filter(None, pieces))),
        standing=appointment.state,
        style=safe_text(appointment.style) or "-",
    )


def with_whom(appointment: Appointment) -> str:
    """With whom, where and for how much, as far as it was said."""
    price = f"{appointment.price} {appointment.currency}".strip() if appointment.price else ""
    whom = f"with {appointment.therapist}" if appointment.therapist else ""
    return ", ".join(filter(None, (whom, appointment.place, price)))


def appointment_rows(head: Head, appointment: Appointment) -> list[Row]:
    """The appointment in full, without what hangs on it."""
    style, whom = safe_text(appointment.style), safe_text(with_whom(appointment))
    details = " · ".join(
        filter(None, (style, minutes_text(appointment.minutes), STATE_TITLES[appointment.state]))
    )
    return [
        ("appointment", [f"{safe_text(head.id)}  {when_text(head.when)}"]),
        ("", [details]),
        ("", [whom] if whom else []),
        ("", [f"first planned for {first}"] if (first := _first_planned(head, appointment)) else []),
        ("why", lines_of(appointment.reason)),
        ("note", lines_of(appointment.note)),
    ]


def coming_line(head: Head, appointment: Appointment, away: str) -> str:
    """One line of a list of appointments: id, when, how far off (in words), how it stands, the rest."""
    moment = head.when
    when = f"{moment:%a} {moment.day:>2} {moment:%b %Y %H:%M}"
    minutes = f"{appointment.minutes} min" if appointment.minutes else ""
    rest = " · ".join(_said(appointment, minutes))
    return f"{safe_text(head.id)}  {when}  {away:<12}  {appointment.state:<7}  {rest}".rstrip()


def said_back(head: Head, appointment: Appointment, away: str) -> list[str]:
    """The appointment said back in full, as it was understood; `away` is how far off it is, in words."""
    rest = ", ".join(_said(appointment, minutes_text(appointment.minutes)))
    said = f"{when_text(head.when)} ({away})" + (f", {rest}" if rest else "")
    first = _first_planned(head, appointment)
    moved = f" First planned for {first}." if first else ""
    return [f"{said}.{moved}", f"{appointment.state.capitalize()}. Kept as {safe_text(head.id)}."]


def _first_planned(head: Head, appointment: Appointment) -> str:
    """When it was first planned for; empty if it has not been moved."""
    return "" if appointment.first_at is None else when_text(local(appointment.first_at, head.zone))


def _said(appointment: Appointment, minutes: str) -> list[str]:
    """Style, length, with whom and where, as far as they were said."""
    pieces = (safe_text(appointment.style), minutes, safe_text(with_whom(appointment)))
    return [piece for piece in pieces if piece]
