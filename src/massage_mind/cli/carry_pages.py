"""What is typed and said where the record is carried out and in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from massage_mind.errors import StoreError, UsageError

if TYPE_CHECKING:
    from massage_mind.diary.carrying import Sink
    from massage_mind.journal.carry.merge import Tally
    from massage_mind.world import World

_STREAM = "-"


# ---------------------------------------------------------------- out


def format_named(word: str, *, as_json: bool) -> str:
    """The format of this name or alias. Raises `UsageError` for one there is not."""
    from massage_mind.journal.carry.formats import form_named

    return form_named("json" if as_json else word).name


def fields_named(text: str, form: str) -> tuple[str, ...]:
    """The keys, or for a table the columns, to carry out; none for all. Raises `UsageError` for one there is not."""
    from massage_mind.journal.carry.formats import form_named
    from massage_mind.journal.carry.outgoing import known_fields

    names = filter(None, (part.strip() for part in text.split(",")))
    return known_fields(names, form_named(form).columns)


def target_named(out: str) -> Path | None:
    """The file or folder; None for standard output."""
    return None if out == _STREAM else Path(out)


def stream_of(world: World) -> Sink:
    """Standard output, piece by piece: harmless where it is a terminal, and else in UTF-8 whatever that would take."""
    if not world.stdout_is_terminal():
        sink = world.byte_sink()
        return lambda text: sink(text.encode())
    from massage_mind.screen.text import safe_text

    return lambda text: world.out().write(world.carried(safe_text(text, lines=True)))


def say_where(world: World, sentence: str) -> None:
    """Where the record is carried to; of standard output nothing is said."""
    if sentence:
        world.note(sentence)


def print_schema(world: World) -> None:
    """The JSON Schema of a record."""
    from massage_mind.record.document import schema

    world.print_json(schema())


# ---------------------------------------------------------------- in


def source_named(world: World, name: str) -> Path | BinaryIO:
    """The file or folder, or standard input. Raises `StoreError` where it is not there."""
    if name == _STREAM:
        stream: BinaryIO | None = getattr(world.stdin, "buffer", None)
        if stream is None:
            raise UsageError("There is nothing on standard input.", "Name a file, or pipe one in.")
        return stream
    if not Path(name).exists():
        raise StoreError(f"There is no file {name}.")
    return Path(name)


def say_tally(world: World, tally: Tally, *, as_json: bool) -> None:
    """What an import came to. Exit code 1 where something was left out."""
    if as_json:
        world.print_json(
            {
                "added": tally.added,
                "changed": tally.changed,
                "known": tally.known,
                "deleted": tally.deleted,
                "faults": tally.faults,
            }
        )
    else:
        pieces = [f"{tally.added} new", f"{tally.changed} newer", f"{tally.known} already here"]
        if tally.deleted:
            pieces.append(f"{tally.deleted} left out, since you deleted them for good")
        world.write(", ".join(pieces) + ".")
    for fault in tally.faults:
        world.note(f"Left out: {fault}")
    if tally.faults:
        raise typer.Exit(1)
