"""The four times at which a person checks in, and what they are called."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Phase: TypeAlias = Literal["before", "after", "next-day", "ordinary-day"]
PHASES: tuple[Phase, ...] = get_args(Phase)
PHASE_TITLES: dict[Phase, str] = {
    "before": "before",
    "after": "after",
    "next-day": "next day",
    "ordinary-day": "ordinary day",
}
