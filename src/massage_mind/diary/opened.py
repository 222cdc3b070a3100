"""The journal opened for somebody at the command line, who reads once what it has to say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.world import World


@contextmanager
def opened(world: World, *, writing: bool) -> Iterator[Store]:
    """The journal, after its notices were said: at once, so that they are heard also where what follows fails.

    Raises `StoreError`.
    """
    with world.open_store(writing=writing) as store:
        for notice in store.notices:
            world.note(notice)
        yield store
