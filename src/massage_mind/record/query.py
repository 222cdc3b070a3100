"""Which records are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.record.head import Kind
from massage_mind.record.kinds import LISTED
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Query:
    """Which records: of these kinds, within this time (`until_ms` excluded), with all these tags, of this style.

    Days are those that a list shows, each record's on the clock of its own zone; `until_day` is taken whole.
    Check-ins that were given around a session are shown with it, and left out here unless `kinds` names nothing else.
    """

    kinds: tuple[Kind, ...] = LISTED
    since_ms: int | None = None
    until_ms: int | None = None
    since_day: date | None = None
    until_day: date | None = None
    tags: tuple[str, ...] = ()
    style: str = ""
    moment: str = ""
    appointment: str = ""
    threads_ms: int | None = None
    """Appointments as well, those before this instant or with any of these kinds hanging on them; what hangs on an
    appointment is then left out."""
    binned: bool = False
    limit: int | None = None
