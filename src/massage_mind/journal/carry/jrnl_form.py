"""jrnl's JSON export: in only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from massage_mind.errors import NonsenseError
from massage_mind.journal.carry.foreign_entries import digest_of, foreign_entry, words_of
from massage_mind.journal.carry.form import Arriving, CarryForm, Opening, numbered
from massage_mind.journal.carry.remarks import Remarks
from massage_mind.record.head import Record
from massage_mind.record.instants import zone_named


def jrnl_record(raw: Any, zone: str, remarks: Remarks) -> Record:
    """An entry of jrnl's JSON export: title, body, date, time, tags, starred. Raises `NonsenseError`."""
    if not isinstance(raw, dict):
        raise NonsenseError("it is no object")
    title, body = words_of(raw, "title"), words_of(raw, "body")
    text = "\n\n".join(filter(None, (title.strip(), body.strip("\n"))))
    date, time = words_of(raw, "date"), words_of(raw, "time") or "00:00"
    # Earlier ones said the time with the date.
    at = _naive(f"{date} {time}" if raw.get("time") else date, zone, remarks)
    tags = raw.get("tags") or []
    starred = ["starred"] if raw.get("starred") is True else []
    key = digest_of(f"{date} {time}", title, body)
    return foreign_entry(text, at, zone, tags, starred, f"jrnl:{key}", remarks)


def _naive(text: str, zone: str, remarks: Remarks) -> int:
    """UTC milliseconds of a time on the clock of this zone, unless it says where it is itself."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as exc:
        raise NonsenseError(f"its date is none: {text[:40]!r}") from exc
    if moment.tzinfo is not None:
        return round(moment.timestamp() * 1000)
    first, second = (moment.replace(tzinfo=zone_named(zone), fold=fold).timestamp() for fold in (0, 1))
    remarks.twice += first < second
    remarks.leapt += first > second
    return round(first * 1000)


def _reads(opening: Opening) -> bool:
    return opening.key == "entries"


def _read(opening: Opening) -> Arriving:
    return numbered(
        opening.text.objects(), lambda raw: jrnl_record(raw, opening.zone, opening.remarks), "entry"
    )


FORM = CarryForm("jrnl", reads=_reads, read=_read)
