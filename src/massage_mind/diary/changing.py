"""Changing a record: words, ratings, tags, time, appointment; how it stood before is kept.

First all of it is checked against the record as it is, so that what cannot be changes nothing; then it is done at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, TypeAlias

from massage_mind.diary.being_written import take_in_left_behind
from massage_mind.diary.belonging import appointment_for, meant
from massage_mind.diary.drafts import Draft, draft_of_change
from massage_mind.diary.opened import opened
from massage_mind.diary.own_measures import rated_keys
from massage_mind.diary.shown_words import restored
from massage_mind.errors import StoreError, UsageError
from massage_mind.record.checkin import CheckIn, with_body
from massage_mind.record.checks import check_details
from massage_mind.record.head import Head, Record
from massage_mind.record.kinds import BODY_FIELDS, Details
from massage_mind.record.session import SESSIONS, Around
from massage_mind.stops import held
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.world import World

_Steps: TypeAlias = dict[str, tuple[Callable[[Details], Details] | None, Callable[[Head], Head] | None]]
"""What becomes of the details and of the head of each record, by its id."""


@dataclass(frozen=True, slots=True)
class Change:
    """What shall be different about a record; None and nothing for what stays.

    `record`: its id, or how that begins. `ratings`: from 0 to 10 by what was typed for the item, None takes one away; `body`: a whole body
    map, and `kinds` what it is like there. Of a session rated before and after, `phase` says which ratings. `at_ms`: UTC. `appointment`: an id or how it
    begins, or "none". `editor`: its words are written anew in the person's own editor.
    """

    record: str
    text: str | None = None
    editor: bool = False
    ratings: Mapping[str, int | None] = field(default_factory=dict)
    body: Mapping[str, int] | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    phase: Around | None = None
    at_ms: int | None = None
    appointment: str | None = None
    tags: tuple[str, ...] = ()
    untag: tuple[str, ...] = ()

    @property
    def rates(self) -> bool:
        """Whether ratings or the body map are changed."""
        return bool(self.ratings) or self.body is not None

    @property
    def says_nothing(self) -> bool:
        """Whether nothing at all is said of how it shall be."""
        said = (self.editor, self.rates, self.appointment, self.tags, self.untag)
        return self.text is None and self.at_ms is None and not any(said)


@dataclass(frozen=True, slots=True)
class Changed:
    """The record as it is now, and whether anything is different."""

    record: Record
    different: bool


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a change is about: the record, the check-in whose ratings are meant, the appointment named."""

    record: Record
    rated: Record | None
    appointment: Record | None
    ratings: Mapping[str, int | None]
    """What the change says of ratings, by the keys of the measures."""


def change_record(world: World, change: Change) -> Changed:
    """Change a record. Where nothing is said of how, its words are written anew at the terminal.

    What was written and could not be kept waits for the next change of this record. Raises `UsageError` for what cannot
    be, `StoreError`, and `Stopped` where the writing is broken off.
    """
    now_ms = world.wall_ms()
    subject = _subject_of(world, change, now_ms)
    change = replace(change, ratings=subject.ratings)
    _refuse_what_cannot_be(change, subject)
    draft = draft_of_change(world, subject.record.id)
    written = change.editor or change.says_nothing
    if written:
        change = replace(change, text=_rewritten(world, change, subject.record, draft))
    try:
        with held(), opened(world, writing=True) as store:
            different = store.records.change_all(_steps(change, subject))
            changed = Changed(store.records.get(subject.record.id), different)
            if written:
                draft.drop()
    except (StoreError, UsageError) as error:
        if written and draft.path.exists():
            raise type(error)(
                error.sentence, f"{error.hint} {draft.safe_in}".strip(), command=error.command
            ) from error
        raise
    return changed


# ---------------------------------------------------------------- what it is about, and whether it can be


def _subject_of(world: World, change: Change, now_ms: int) -> _Subject:
    with world.open_store(writing=False) as store:
        found = meant(world, store, change.record)
        named = appointment_for(world, store, change.appointment, now_ms) if change.appointment else None
        rated = _rated(store, found, change.phase) if change.rates else None
        known = rated.details.ratings if rated and isinstance(rated.details, CheckIn) else ()
        return _Subject(found, rated, named, rated_keys(store, change.ratings, known))


def _rated(store: Store, found: Record, phase: Around | None) -> Record:
    """The check-in whose ratings are meant: the record itself, or the one given with a session. Raises `UsageError`."""
    if found.kind == "checkin":
        return found
    checkins = [
        one
        for one in store.records.around_session(found.id)
        if isinstance(one.details, CheckIn) and phase in (None, one.details.phase)
    ]
    if len(checkins) == 1:
        return checkins[0]
    if checkins:
        raise UsageError("It was rated before and after.", "Add --phase before or --phase after.")
    raise UsageError("It has no ratings to change.", "A check-in gives some:", command="massage-mind checkin")


def _refuse_what_cannot_be(change: Change, subject: _Subject) -> None:
    """Raise `UsageError` for what this record does not have or does not let go of."""
    found = subject.record
    if found.kind in SESSIONS and change.at_ms is not None:
        raise UsageError("When a session was, it was; its time can't be changed.")
    if found.kind in SESSIONS and change.text is not None:
        raise _no_words()
    if found.kind == "appointment" and change.appointment:
        raise UsageError("An appointment belongs to no other.")
    if found.kind == "appointment" and change.at_ms is not None:
        raise UsageError(
            "An appointment is moved.",
            "Such as:",
            command=f"massage-mind appointment move {found.id} friday 15:00",
        )
    if subject.rated is not None:
        check_details(_with_ratings(subject.rated.details, change))


def _no_words() -> UsageError:
    return UsageError(
        "A session has no words of its own to change.", "Its ratings and tags can be: --rate, --tag."
    )


# ---------------------------------------------------------------- its words, written anew


def _rewritten(world: World, change: Change, found: Record, draft: Draft) -> str:
    """Its words, written anew at the terminal or in the editor. Raises `UsageError` for what has none, and `Stopped`."""
    if not change.editor and not (world.stdin_is_terminal() and world.stdout_is_terminal()):
        raise UsageError("There's nothing to change.", "Give --text, --rate, --body, --tag, --untag or --at.")
    if found.kind not in BODY_FIELDS:
        raise _no_words()
    take_in_left_behind(draft)
    stands = str(getattr(found.details, BODY_FIELDS[found.kind]))
    begin = draft.begin(editor=change.editor)
    if begin is None or begin.strip():
        world.note("You left a change of this unfinished; it begins with what you had.")
    else:
        begin = stands
    return restored(stands, draft.write(world, begin, "How should it read?", editor=change.editor))


# ---------------------------------------------------------------- doing it


def _steps(change: Change, subject: _Subject) -> _Steps:
    """The change in terms of the journal: what is done to the record and, around a session, to its check-in."""

    def head(old: Head) -> Head:
        new = replace(old, tags=retagged(old.tags, change.tags, change.untag))
        if change.at_ms is not None:
            new = replace(new, at=change.at_ms)
        if change.appointment:
            new = replace(new, appointment=subject.appointment.id if subject.appointment else "")
        return new

    rated = "" if subject.rated is None else subject.rated.id

    def details(old: Details) -> Details:
        new = _with_text(old, subject.record.kind, change.text)
        return _with_ratings(new, change) if rated == subject.record.id else new

    steps: _Steps = {subject.record.id: (details, head)}
    if rated and rated != subject.record.id:
        steps[rated] = (lambda old: _with_ratings(old, change), None)
    return steps


def retagged(old: tuple[str, ...], on: tuple[str, ...], off: tuple[str, ...]) -> tuple[str, ...]:
    """The tags with these put on, each once, and those taken off."""
    return tuple(tag for tag in dict.fromkeys((*old, *on)) if tag not in off)


def _with_text(details: Details, kind: str, text: str | None) -> Details:
    if text is None:
        return details
    return replace(details, **{BODY_FIELDS[kind]: text})  # type: ignore[arg-type]


def _with_ratings(details: Details, change: Change) -> Details:
    assert isinstance(details, CheckIn)
    merged = {**details.ratings, **change.ratings}
    rated = replace(details, ratings={item: value for item, value in merged.items() if value is not None})
    return rated if change.body is None else with_body(rated, change.body, change.kinds)
