"""What several commands take: text as an argument or from standard input, times, tags, the appointment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from massage_mind import app as world

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record


_MOST_TAGS = 50


def given_text(words: Sequence[str] | None, what: str, *, replace: bool = False) -> str | None:
    """The text given: the argument, or else what is piped in; None if there is neither. `-` insists on a pipe.

    `what` names it in errors; `replace` takes bytes that are not UTF-8 as replacement signs rather than refusing them.
    """
    from massage_mind.errors import UsageError

    text = " ".join(words or ())
    if text and text != "-":
        return text
    piped = world.stdin_text(replace=replace)
    if text == "-":
        if piped is None:
            raise UsageError(
                "There is nothing on standard input.", f"Give {what} as an argument, or pipe it in."
            )
        return piped
    return piped if piped and piped.strip() else None


def given_at(at: str, now_ms: int) -> int:
    """When it was: now, or what --at says. Raises `UsageError`."""
    if not at:
        return now_ms
    from massage_mind.record.typed_times import read_past

    return read_past(at, now_ms, world.zone_name())


def given_tags(
    tags: Iterable[str] | None,
    symptoms: Iterable[str] | None = None,
    care: Iterable[str] | None = None,
    week: Iterable[str] | None = None,
) -> tuple[str, ...]:
    """All tags given, with what they say of the time around it. Raises `UsageError`."""
    from massage_mind.errors import UsageError
    from massage_mind.record.tags import CONTEXTS, read_tags

    found = list(read_tags(tags or ()))
    if len(found) > _MOST_TAGS:
        raise UsageError(f"At most {_MOST_TAGS} tags at a time.")
    for context, given in zip(CONTEXTS, (symptoms, care, week), strict=True):
        found += [f"{context}/{tag}" for tag in read_tags(given or ())]
    return tuple(dict.fromkeys(found))


def appointment_for(store: Store, option: str, at_ms: int, *, forward: bool = False) -> Record | None:
    """The appointment that something at this time belongs to: the one named, none, or the nearest there is.

    `forward`: said for what is to come, so not one that has taken place.
    """
    from massage_mind.diary.thread import nearest_appointment, upcoming_appointment

    if option == "none":
        return None
    now_ms = world.wall_ms()
    if option:
        return store.records.get(option, now_ms=now_ms, kinds=("appointment",))
    return (upcoming_appointment if forward else nearest_appointment)(store.records, at_ms, now_ms=now_ms)


def say_notices(notices: Iterable[str]) -> None:
    """What the store has to say once."""
    for notice in notices:
        world.note(notice)


def with_text(record: Record | None) -> str:
    """The sentence that says which appointment it goes with; empty for none."""
    if record is None:
        return ""
    from massage_mind.diary.thread import appointment_of
    from massage_mind.record.typed_times import spoken_when

    style = appointment_of(record).style
    kind = f"{style}, " if style else ""
    return f"With your appointment {record.id} ({kind}{spoken_when(record.head.at, record.head.zone)})."


def print_json(document: object) -> None:
    """As ASCII: every other letter is escaped, so that no terminal acts on one and every encoding carries it."""
    import json

    world.write(json.dumps(document, indent=2))


def confirmed(question: str, *, yes: bool) -> bool:
    """Whether to go on: said by --yes, or answered at a terminal. Raises `UsageError` where nobody can be asked."""
    from massage_mind.errors import UsageError

    if yes:
        return True
    if not (world.stdin_is_terminal() and world.stderr_is_terminal()):
        raise UsageError(f"{question} Nobody is there to answer.", "Add --yes. Nothing was changed.")
    from massage_mind.perform.asker import NoMoreAnswers
    from massage_mind.screen.ask.prompts import Prompts

    try:
        answer = Prompts(stderr=True).read(f"{question} [y/N] ")
    except NoMoreAnswers:
        return False
    return answer.casefold() in ("y", "yes")


def refuse_while_running() -> None:
    """A session that runs now would lose its record from under its feet. Raises `MassageMindError`."""
    from massage_mind.errors import MassageMindError, StoreError

    try:
        with world.open_store(writing=False) as store:
            running = store.running(world.wall_ms())
    except StoreError:
        return  # A journal that cannot be read holds up nobody.
    if running:
        raise MassageMindError("A session is running now.", "End it first. Nothing was changed.")
