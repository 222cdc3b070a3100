"""Where somebody is in a series, by the sessions there are. Pure: what is next is never written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from massage_mind.record.session import SessionRecord

BEGINS_AGAIN = "begins_again"
"""Under this a session's request holds the name of the series that began again with it."""


class SeriesPlace(NamedTuple):
    """What was taken since the series was last begun, and which comes next; empty where each had its turn."""

    taken: frozenset[str]
    next: str


def place_in(series: str, scripts: Sequence[str], sessions: Iterable[SessionRecord]) -> SeriesPlace:
    """The place in the series of this name and these scripts. `sessions` came to their end, the earliest first.

    The next one is the first in order that has not been taken, however long ago the last one was, and by whichever
    command it was taken.
    """
    taken: set[str] = set()
    for session in sessions:
        if session.script not in scripts:
            continue
        if session.request.get(BEGINS_AGAIN) == series:
            taken.clear()
        taken.add(session.script)
    return SeriesPlace(frozenset(taken), next((one for one in scripts if one not in taken), ""))
