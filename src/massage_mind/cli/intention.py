"""`massage-mind intention`: what you want from this appointment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from massage_mind.journal.model import Intention


def intention(
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]", help="What you want from it; - takes it from standard input."),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Go without one.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, or null.")] = False,
) -> None:
    """Say what you want from this appointment, or see what you said."""
    from massage_mind import app as world
    from massage_mind.errors import UsageError

    words = " ".join(text or ())
    if clear and words:
        raise UsageError("--clear goes without a text.", "Leave one of the two out.")
    given = None if clear else _given(words)
    current: Intention | None = None
    if clear:
        _clear()
        hint = "You go without an intention now."
    elif given is not None:
        current = _set(given)
        hint = "It goes along with your sessions of the next 36 hours."
    else:
        current = _look()
        hint = (
            'Another one: massage-mind intention "TEXT". None: --clear.'
            if current
            else 'You have no intention set. To set one: massage-mind intention "TEXT".'
        )
    _print(current, as_json)
    if not as_json:
        world.note(hint)


def _given(words: str) -> str | None:
    """The text to set: the argument, or else what is piped in; None if there is neither."""
    from massage_mind import app as world
    from massage_mind.errors import UsageError

    if words and words != "-":
        return words
    piped = world.stdin_text()
    if words == "-":
        if piped is None:
            raise UsageError("There is nothing on standard input.", 'Say it: massage-mind intention "TEXT".')
        return piped
    return piped if piped and piped.strip() else None


def _set(text: str) -> Intention:
    from massage_mind import app as world

    with world.open_store(writing=True) as store:
        _say(store.notices)
        return store.set_intention(text, now_ms=world.wall_ms())


def _clear() -> None:
    from massage_mind import app as world

    with world.open_store(writing=True) as store:
        _say(store.notices)
        store.clear_intention(now_ms=world.wall_ms())


def _look() -> Intention | None:
    from massage_mind import app as world

    with world.open_store(writing=False) as store:
        _say(store.notices)
        return store.current_intention(world.wall_ms())


def _say(notices: tuple[str, ...]) -> None:
    from massage_mind import app as world

    for notice in notices:
        world.note(notice)


def _print(current: Intention | None, as_json: bool) -> None:
    from massage_mind import app as world

    if as_json:
        import json

        from massage_mind.journal.document import intention_document

        document = None if current is None else intention_document(current, world.zone_name())
        world.write(json.dumps(document, indent=2))
    elif current is not None:
        from massage_mind.screen.text import safe_text

        world.write(f"Your intention: {safe_text(current.text)}")
