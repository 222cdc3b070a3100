"""What the sessions around a comparison say was heard in its hours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from massage_mind.insight.comparison_heard import HeardHour, HeardHours
from massage_mind.places import ambiences
from massage_mind.record.query import Query
from massage_mind.record.session import SESSIONS, SessionRecord

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.comparison import Comparison


def heard_around(store: Store, plan: Comparison, since_ms: int) -> HeardHours:
    """What was heard on the table and in quiet hours from then on; the parts of one that was cut short count together."""
    found = store.records.find(Query(SESSIONS, since_ms=since_ms, moment="during"), bare=True)[::-1]
    parts: dict[str, list[SessionRecord]] = {}
    quiet: dict[str, bool] = {}
    for record in found:
        one = record.details
        if isinstance(one, SessionRecord):
            way = one.journey or one.resumed_from or one.id
            parts.setdefault(way, []).append(one)
            parts[one.id] = parts[way]
            quiet[one.id] = record.kind == "quiet-hour"
    whole = {id(some): some for some in parts.values()}
    return HeardHours(tuple(_heard(some, quiet[some[0].id]) for some in whole.values()), _planned(plan.audio))


def _heard(parts: Sequence[SessionRecord], quiet: bool) -> HeardHour:
    first = parts[0]
    length_ms = sum(one.total_ms if one.logged else one.played_ms for one in parts)
    under = first.request.get("under", first.request.get("ambience", ""))
    return HeardHour(
        first.started_at,
        quiet,
        round(length_ms / 60_000),
        f"{first.script}, {first.guidance}",
        str(under),
    )


def _planned(audio: str) -> str:
    """The ambience that a plan names in its own words: rain, of "the rain". Empty for none."""
    words = audio.casefold().replace("-", " ")
    return next((one for one in ambiences() if one.replace("-", " ") in words), "")
