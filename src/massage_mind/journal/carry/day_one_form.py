"""Day One's JSON export: in only."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Any

from massage_mind.errors import NonsenseError
from massage_mind.journal.carry.foreign_entries import foreign_entry, words_of
from massage_mind.journal.carry.form import Arriving, CarryForm, Opening, numbered
from massage_mind.record.head import Record
from massage_mind.record.instants import zone_named


def day_one_record(raw: Any, zone: str) -> Record:
    """An entry of Day One's JSON export: uuid, creationDate, timeZone, text, tags. Raises `NonsenseError`."""
    if not isinstance(raw, dict):
        raise NonsenseError("it is no object")
    own = words_of(raw, "timeZone") or zone
    created = words_of(raw, "creationDate")
    try:
        moment = datetime.fromisoformat(created)
    except ValueError as exc:
        raise NonsenseError(f"creationDate is no time: {created[:40]!r}") from exc
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone_named("UTC"))
    text = words_of(raw, "text")
    uuid = words_of(raw, "uuid") or hashlib.sha256(f"{created}\n{text}".encode()).hexdigest()[:24]
    # Day One escapes what Markdown would take for its own.
    plain = re.sub(r"\\([.!()+\-#*_>`{}\[\]])", r"\1", text)
    starred = ["starred"] if raw.get("starred") is True else []
    return foreign_entry(
        plain, round(moment.timestamp() * 1000), own, raw.get("tags") or [], starred, f"dayone:{uuid[:64]}"
    )


def _reads(opening: Opening) -> bool:
    return opening.key == "entries" and "metadata" in opening.header


def _read(opening: Opening) -> Arriving:
    return numbered(opening.text.objects(), lambda raw: day_one_record(raw, opening.zone), "entry")


FORM = CarryForm("day-one", reads=_reads, read=_read)
