"""What the values of a record can be: as a person gives them, and as they go into the journal and come out of it."""

from __future__ import annotations

from functools import cache

from massage_mind.errors import NonsenseError, UsageError
from massage_mind.record.bounds import MOST_CHARACTERS
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import Head, Kind, Record
from massage_mind.record.kinds import KIND_OF_NAME, Details, info_of
from massage_mind.record.measures import HIGH, LOW
from massage_mind.record.session import SessionRecord
from massage_mind.record.texts import has_broken_letters
from massage_mind.script.body import MOST
from massage_mind.words.near import quoted


def check_details(details: Details, old: Details | None = None) -> None:
    """Raise `UsageError` for values that cannot be. What they can be is said by the fields of the kind.

    `old`: what stood there before; a text that is the same is not asked again, since it may have come from elsewhere.
    """
    info = info_of(details)
    for field in info.fields:
        value = getattr(details, field.attribute)
        if field.form == "text" and (old is None or value != getattr(old, field.attribute)):
            check_text(f"The {field.key} of {_a(info.noun or info.titles[0])}", value)
        elif field.form == "choice" and value not in field.allowed and (field.needed or value):
            raise UsageError(f"{field.key} is {quoted(value)}; it can be {', '.join(field.allowed)}.")
    info.check(details)


def check_text(what: str, text: str) -> None:
    """Raise `UsageError` for what is no text, or more than one can be. `what` names it in the sentence."""
    if len(text) > MOST_CHARACTERS:
        raise UsageError(
            f"{what} has {len(text):,} characters; a text has at most {MOST_CHARACTERS:,}.", "Part it in two."
        )
    if has_broken_letters(text):
        raise UsageError(
            f"{what} has bytes in it that aren't UTF-8 text.", "Type it once more. Nothing was kept."
        )


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def check_record(record: Record) -> None:
    """What holds for every row there is, asked when it is written and again when it is read. Raises `NonsenseError`.

    Cheap, since it is asked of each. Words are not looked at: one that a failing disk has changed is still worth reading.
    """
    head, details = record.head, record.details
    info = KIND_OF_NAME.get(head.kind)
    if info is None:
        raise NonsenseError(f"there's no kind {head.kind!r}")
    if type(details) is not info.value:
        raise NonsenseError(f"record {head.id} of kind {head.kind} holds a {type(details).__name__}")
    _check_head(head)
    for key, attribute, allowed in _choices(head.kind):
        if (value := getattr(details, attribute)) not in allowed:
            raise NonsenseError(f"{key} of record {head.id} is {quoted(value)}")
    if isinstance(details, SessionRecord):
        if details.id != head.id:
            raise NonsenseError(f"record {head.id} holds session {details.id}")
    elif isinstance(details, CheckIn):
        for levels, most in ((details.ratings, HIGH), (details.body, MOST)):
            for name, level in levels.items():
                if type(level) is not int or not LOW <= level <= most:
                    raise NonsenseError(f"{name} of record {head.id} is {level!r}")


@cache
def _choices(kind: Kind) -> tuple[tuple[str, str, frozenset[str | None]], ...]:
    """Of each field that is a choice: its key, what it is called, what it can be."""
    return tuple(
        (one.key, one.attribute, frozenset(one.allowed) | (frozenset() if one.needed else {None, ""}))
        for one in KIND_OF_NAME[kind].fields
        if one.form == "choice"
    )


def _check_head(head: Head) -> None:
    if not head.id:
        raise NonsenseError("a record has no id")
    for instant in (head.at, head.created_at, head.changed_at):
        if type(instant) is not int:
            raise NonsenseError(f"a time of record {head.id} is {instant!r}")
    for text in (head.zone, head.source, head.appointment, head.session, head.uid):
        if type(text) is not str:
            raise NonsenseError(f"a text of record {head.id} is {text!r}")
