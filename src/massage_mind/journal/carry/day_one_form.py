"""Day One's JSON export: in only."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

from massage_mind.errors import NonsenseError
from massage_mind.journal.carry.foreign_entries import digest_of, foreign_entry, words_of
from massage_mind.journal.carry.foreign_zones import exact_zone
from massage_mind.journal.carry.form import Arriving, CarryForm, Opening, numbered
from massage_mind.journal.carry.remarks import Remarks, count_zone
from massage_mind.record.head import Record
from massage_mind.record.instants import zone_named

_LONGEST_UUID = 64
_MEDIA = {
    "": "photo",
    "photo": "photo",
    "photos": "photo",
    "image": "photo",
    "video": "video",
    "videos": "video",
    "audio": "audio",
    "audios": "audio",
    "pdf": "pdf",
    "pdfattachment": "pdf",
    "pdfattachments": "pdf",
}
"""What an attachment is called here, by what Day One calls it: in a text, or as a key of an entry."""
_KEYS_OF_MEDIA = ("photos", "videos", "audios", "pdfAttachments")
_NOT_HERE = ("location", "weather")
"""Keys for which an entry of ours has no place."""
_SIGNS = re.compile(
    r"!\[(?P<alt>[^\[\]]*)\]\((?:dayone-moment:/{0,2}(?:(?P<kind>[A-Za-z]+)/)?|dayone-(?P<old>[A-Za-z]+)://)[^()\s]*\)"
    r"|\\(?P<escaped>[.!()+\-#*_>`{}\[\]])"
)
"""Where an attachment stands in a text, and what Day One escapes since Markdown would take it for its own."""


def day_one_record(raw: Any, zone: str, remarks: Remarks) -> Record:
    """An entry of Day One's JSON export. Raises `NonsenseError`.

    Read are uuid, creationDate, modifiedDate, timeZone, text, tags, starred; what else it has is counted in `remarks`.
    `zone` is the person's, for an entry whose zone is not known.
    """
    if not isinstance(raw, dict):
        raise NonsenseError("it is no object")
    at = _instant(raw, "creationDate")
    if at is None:
        raise NonsenseError(f"creationDate is no time: {str(raw.get('creationDate'))[:40]!r}")
    text, media = _readable(raw)
    starred = ["starred"] if raw.get("starred") is True else []
    record = foreign_entry(
        text,
        at,
        _zone(raw, zone, remarks),
        raw.get("tags"),
        starred,
        f"dayone:{_uuid(raw)}",
        remarks,
        changed_at=_instant(raw, "modifiedDate"),
    )
    remarks.behind += media
    remarks.behind += Counter(key for key in _NOT_HERE if raw.get(key))
    return record


def _instant(raw: dict[str, Any], key: str) -> int | None:
    """UTC milliseconds; None where there is no time."""
    try:
        moment = datetime.fromisoformat(str(raw.get(key)))
        return round(
            (moment if moment.tzinfo else moment.replace(tzinfo=zone_named("UTC"))).timestamp() * 1000
        )
    except (ValueError, OverflowError):
        return None


def _zone(raw: dict[str, Any], zone: str, remarks: Remarks) -> str:
    named = raw.get("timeZone")
    if named is None or named == "":
        remarks.zoneless += 1
        return zone
    exact = exact_zone(named) if isinstance(named, str) else ""
    if not exact:
        count_zone(remarks.zones, str(named))
    return exact or zone


def _uuid(raw: dict[str, Any]) -> str:
    """What the entry is known by: its uuid or, where it has none that can be one, what is in it."""
    uuid = raw.get("uuid")
    if isinstance(uuid, str) and uuid.strip():
        return uuid if len(uuid) <= _LONGEST_UUID else digest_of(uuid)
    return digest_of(str(raw.get("creationDate") or ""), words_of(raw, "text"))


# ---------------------------------------------------------------- its words


def _readable(raw: dict[str, Any]) -> tuple[str, Counter[str]]:
    """The words, with a word in brackets in the place of each attachment; and how many attachments there are, by kind."""
    named: Counter[str] = Counter()

    def plain(match: re.Match[str]) -> str:
        if match["escaped"]:
            return match["escaped"]
        word = (match["kind"] or match["old"] or "").casefold()
        kind = _MEDIA.get(word, word)
        named[kind] += 1
        return f"[{kind}: {match['alt']}]" if match["alt"].strip() else f"[{kind}]"

    text = _SIGNS.sub(plain, words_of(raw, "text"))
    listed = {_MEDIA[key.casefold()]: _length(raw.get(key)) for key in _KEYS_OF_MEDIA}
    media = named | Counter(listed)
    if not text.strip():
        text = _rich_words(raw)
    if not text.strip():
        text = "\n".join(f"[{kind}]" for kind in media.elements())
    return text, media


def _length(value: Any) -> int:
    return len(value) if isinstance(value, list) else 0


def _rich_words(raw: dict[str, Any]) -> str:
    """The words of the second form in which Day One writes an entry; empty where there are none."""
    try:
        parts = json.loads(words_of(raw, "richText") or "{}")["contents"]
        return "".join(part["text"] for part in parts if "text" in part)
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


# ---------------------------------------------------------------- all of them


def _reads(opening: Opening) -> bool:
    """By its header, or by its first entry: keys that were put in order bring the entries first."""
    if opening.key != "entries":
        return False
    return "metadata" in opening.header or (
        isinstance(opening.sample, dict) and "creationDate" in opening.sample
    )


def _read(opening: Opening) -> Arriving:
    seen: dict[tuple[str, int], str] = {}

    def read(raw: Any) -> Record:
        record = day_one_record(raw, opening.zone, opening.remarks)
        # Two that have one uuid and are of one state are two entries, if they say different things.
        head, digest = record.head, digest_of(str(raw.get("creationDate")), str(raw.get("text")))
        if seen.setdefault((head.source, head.changed_at), digest) != digest:
            return replace(record, head=replace(head, source=f"{head.source}:{digest}"))
        return record

    return numbered(opening.text.objects(), read, "entry")


FORM = CarryForm("day-one", reads=_reads, read=_read)
