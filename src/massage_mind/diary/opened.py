"""The journal opened for a person, who reads once what it has to say; and not replaced while a session runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, StoreError

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.query import Query
    from massage_mind.world import World


@contextmanager
def opened(world: World, *, writing: bool) -> Iterator[Store]:
    """The journal, after its notices were said: at once, so that they are heard also where what follows fails.

    Raises `StoreError`.
    """
    with world.open_store(writing=writing) as store:
        for notice in store.notices:
            _say_notice(world, notice)
        yield store


def _say_notice(world: World, notice: str) -> None:
    """What the journal has to say; the command at its end, if there is one, on a line of its own."""
    sentence, found, line = notice.partition(": massage-mind ")
    if found:
        world.suggest(f"{sentence}:", f"massage-mind {line}")
    else:
        world.note(notice)


def say_unknown(world: World, store: Store, query: Query) -> None:
    """Say how many records are left out since this program does not know their kind, where all kinds were asked for."""
    from massage_mind.record.kinds import LISTED
    from massage_mind.words.lengths import counted

    if query.kinds and not set(LISTED) <= set(query.kinds):
        return
    if unknown := store.records.unknown_kinds():
        many = counted(sum(unknown.values()), "record")
        world.suggest(
            f"Left out: {many} of a kind that this massage-mind doesn't know ({', '.join(unknown)}). "
            "A newer one may. To have the file looked at:",
            "massage-mind journal recover",
        )


def refuse_while_running(world: World) -> None:
    """A session that runs now would lose its record from under its feet. Raises `MassageMindError`."""
    try:
        with world.open_store(writing=False) as store:
            running = store.running()
    except StoreError:
        return  # A journal that cannot be read holds up nobody.
    if running:
        raise MassageMindError("A session is running now.", "End it first. Nothing was changed.")
