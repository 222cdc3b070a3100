"""A record as the one JSON document that other programs may rely on, and back. Keys and forms stand with the kinds."""

from __future__ import annotations

import json
import signal
from collections.abc import Mapping, Sequence
from typing import Any

from massage_mind.errors import NonsenseError, UsageError
from massage_mind.record.fields import LARGEST, read_field, shape, written
from massage_mind.record.head import COMMON, Head, Record
from massage_mind.record.ids import LENGTH, is_uid, typed_id
from massage_mind.record.kinds import DETAILS, FIELDS, KINDS, Details
from massage_mind.record.progress import Mark
from massage_mind.record.session import AROUND, SESSIONS, SessionRecord
from massage_mind.record.tags import read_tags

FORMAT = "massage-mind journal"
VERSION = 1
"""Of the documents. A reader refuses a higher one."""

_SIGNALS = {
    "SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGKILL": 9, "SIGTERM": 15, "SIGUSR1": 10, "SIGUSR2": 12, "SIGALRM": 14,
    "SIGSTKFLT": 16, "SIGBREAK": 21, "SIGXCPU": 24, "SIGVTALRM": 26, "SIGPROF": 27, "SIGIO": 29, "SIGPOLL": 29,
    "SIGPWR": 30, "SIGRTMIN": 34, "SIGRTMAX": 64,
}  # fmt: skip
"""Names of signals that another platform than this one may have written."""


def record_document(record: Record) -> dict[str, Any]:
    """The record with stable keys. Times are ISO 8601 with the person's offset, lengths are milliseconds."""
    head, details = record.head, record.details
    document = {field.key: written(field, getattr(head, field.attribute), head.zone) for field in COMMON}
    if isinstance(details, SessionRecord):
        return document | _session_part(details)
    return document | {
        field.key: written(field, getattr(details, field.attribute), head.zone)
        for field in FIELDS[record.kind]
    }


def _session_part(record: SessionRecord) -> dict[str, Any]:
    special = {
        "signum": signal_name(record.signum),
        "marks": [{"at_ms": mark.at_ms, "section": mark.section} for mark in record.marks],
        "ratings": {
            phase: {rating.item: rating.value for rating in record.ratings if rating.phase == phase}
            for phase in AROUND
        },
        "answers": [{"question": question, "answer": answer} for question, answer in record.answers],
        "request": dict(record.request) if record.request_is_read else None,
    }
    return {
        field.key: special[field.attribute]
        if field.attribute in special
        else written(field, getattr(record, field.attribute), record.zone)
        for field in FIELDS["session"]
    }


def journey_document(record: Record, parts: Sequence[Record]) -> dict[str, Any]:
    """One session, and what was taken with it as one way: `parts`, in their order, itself among them."""
    return {**record_document(record), "parts": [_part(part) for part in parts]}


def thread_document(appointment: Record, belonging: Sequence[Record]) -> dict[str, Any]:
    """An appointment with everything that hangs on it, whole, the earliest first."""
    return {**record_document(appointment), "records": [record_document(one) for one in belonging]}


def _part(part: Record) -> dict[str, Any]:
    assert isinstance(part.details, SessionRecord)
    return {"id": part.id, "moment": part.details.moment}


def signal_name(signum: int) -> str | None:
    """SIGTERM and the like; None for none. Names, since the numbers differ between platforms."""
    if not signum:
        return None
    try:
        return signal.Signals(signum).name
    except ValueError:
        return next((name for name, number in _SIGNALS.items() if number == signum), f"signal {signum}")


def _signal_number(name: str) -> int:
    if not name:
        return 0
    known = getattr(signal, name, _SIGNALS.get(name)) if name.startswith("SIG") else None
    if known is not None:
        return int(known)
    number = name.removeprefix("signal ")
    if number.isascii() and number.isdecimal() and len(number) < 4:
        return int(number)
    raise NonsenseError(f"signal is {name[:20]!r}")


# ---------------------------------------------------------------- in


def read_record(document: Any) -> Record:
    """A record out of a document. Raises `NonsenseError` saying which key is wrong and how. Unknown keys are passed over."""
    if not isinstance(document, dict):
        raise NonsenseError("it is no object")
    kind = document.get("kind")
    if kind not in KINDS:
        raise NonsenseError(f"kind is {kind!r}; it can be {', '.join(KINDS)}")
    head = _head(document)
    values = {
        field.attribute: read_field(field, document.get(field.key))
        for field in FIELDS[kind]
        if not field.derived
    }
    if kind in SESSIONS:
        return Record(head, _session(head, values))
    details: Details = DETAILS[head.kind](**values)
    if not values.get("text", "-").strip() and values.get("aim") != "none":
        raise NonsenseError("text has no words in it")
    return Record(head, details)


def _head(document: Mapping[str, Any]) -> Head:
    values = {
        field.attribute: read_field(field, document.get(field.key)) for field in COMMON if field.key != "kind"
    }
    for key in ("id", "appointment", "session"):
        if values[key] and (typed_id(values[key]) != values[key] or len(values[key]) != LENGTH):
            raise NonsenseError(f"{key} is {values[key][:20]!r}, which is no id")
    if values["uid"] and not is_uid(values["uid"]):
        raise NonsenseError(f"uid is {values['uid'][:40]!r}, which is none")
    try:
        values["tags"] = read_tags(values["tags"])
    except UsageError as exc:
        raise NonsenseError(f"tags: {exc.sentence.rstrip('.')}") from exc
    return Head(kind=document["kind"], **values)


def _session(head: Head, values: dict[str, Any]) -> SessionRecord:
    request = values.pop("request") or {}
    if not isinstance(request, dict):
        raise NonsenseError("request is no object")
    try:
        request_text = json.dumps(request, allow_nan=False)
    except ValueError as exc:
        raise NonsenseError("request holds a number that is none") from exc
    ended_at, ending = values["ended_at"], values["ending"]
    if (ended_at is None) != (ending is None):
        raise NonsenseError("ending and ended_at don't go together")
    for key in ("planned_ms", "total_ms", "played_ms", "paused_ms", "position_ms", "cues", "latest_ms"):
        values[key] = values[key] or 0
    heartbeat = values.pop("heartbeat_at")
    children = _children(values.pop("marks"), values.pop("answers"))
    values |= {"signum": _signal_number(values["signum"]), "title": values["title"] or values["script"]}
    return SessionRecord(
        **values,
        **children,
        id=head.id,
        started_at=head.at,
        zone=head.zone,
        heartbeat_at=heartbeat if heartbeat is not None else ended_at if ended_at is not None else head.at,
        pid=0,
        request_text=request_text,
    )


def _children(marks: Any, answers: Any) -> dict[str, Any]:
    try:
        return {
            "marks": tuple(Mark(_length(one["at_ms"]), _word(one["section"])) for one in marks or ()),
            "answers": tuple((_word(one["question"]), _word(one["answer"])) for one in answers or ()),
        }
    except (KeyError, TypeError) as exc:
        raise NonsenseError("marks or answers aren't as they should be") from exc


def _length(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST:
        raise NonsenseError("a mark has no time")
    return value


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise NonsenseError("a mark or answer is no text")
    return value


# ---------------------------------------------------------------- the schema


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one record; more keys than these may come."""
    kinds = []
    for kind, own in FIELDS.items():
        known = [field for field in COMMON if field.key != "kind"] + list(own)
        kinds.append(
            {
                "title": kind,
                "type": "object",
                "properties": {"kind": {"const": kind}} | {field.key: shape(field) for field in known},
                "required": ["kind", *(field.key for field in known)],
            }
        )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record of a massage-mind journal",
        "oneOf": kinds,
    }
