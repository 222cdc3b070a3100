"""A session as the one JSON document that other programs may rely on."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from typing import Any

from massage_mind.journal.model import PHASES, Intention, SessionRecord, local


def journey_document(record: SessionRecord, parts: Sequence[SessionRecord]) -> dict[str, Any]:
    """One session, and what was taken with it as one way: `parts`, in their order, itself among them."""
    return {**session_document(record), "parts": [{"id": part.id, "moment": part.moment} for part in parts]}


def session_document(record: SessionRecord) -> dict[str, Any]:
    """The record with stable keys. Times of day are ISO 8601 with the person's offset, lengths are milliseconds."""
    return {
        "id": record.id,
        "moment": record.moment,
        "script": record.script,
        "title": record.title,
        "style": record.style or None,
        "guidance": record.guidance or None,
        "intention": record.intention or None,
        "started_at": record.started.isoformat(timespec="milliseconds"),
        "ended_at": None if record.ended is None else record.ended.isoformat(timespec="milliseconds"),
        "planned_ms": record.planned_ms,
        "played_ms": record.played_ms,
        "paused_ms": record.paused_ms,
        "position_ms": record.position_ms,
        "ending": record.ending,
        "signal": signal_name(record.signum),
        "sections": list(record.sections),
        "marks": [{"at_ms": mark.at_ms, "section": mark.section} for mark in record.marks],
        "ratings": {
            phase: {rating.item: rating.value for rating in record.ratings if rating.phase == phase}
            for phase in PHASES
        },
        "answers": [{"question": question, "answer": answer} for question, answer in record.answers],
        "cues": record.cues,
        "latest_ms": record.latest_ms,
        "resumed_from": record.resumed_from or None,
        "journey": record.journey or None,
    }


def signal_name(signum: int) -> str | None:
    """SIGTERM and the like; None for none. Names, since the numbers differ between platforms."""
    if not signum:
        return None
    try:
        return signal.Signals(signum).name
    except ValueError:
        return f"signal {signum}"


def intention_document(intention: Intention, zone: str) -> dict[str, Any]:
    """The intention with stable keys; the time on the clock of this zone."""
    return {
        "text": intention.text,
        "kind": intention.kind,
        "set_at": local(intention.set_at, zone).isoformat(timespec="milliseconds"),
    }
