"""What the person put down before, for a script that shows it: on the screen of whoever looks at one, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from massage_mind.errors import StoreError
from massage_mind.script.lines import lines_of
from massage_mind.script.wording import PARKED
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.record.parked import Parked
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


def with_put_down(world: World, prepared: Prepared) -> Prepared:
    """The session with what waits to be handed back, where its script names that and somebody looks at a screen.

    Asked for as the session begins, so that what was put down a moment ago is among it. What goes into a pipe or is read
    aloud holds none of it: nobody knows who else hears that. No voice speaks it (`fit.filling.never_spoken`).
    """
    if not any(PARKED in line.text for line in lines_of(prepared.fitting.written)):
        return prepared
    if world.accessible() or not world.stdout_is_terminal():
        return prepared
    person = replace(prepared.fitting.person, parked=_waiting(world))
    return replace(prepared, fitting=prepared.fitting.with_(person=person))


def _waiting(world: World) -> tuple[str, ...]:
    """What has not been handed back, the earliest put down first; nothing where the journal cannot be read just now."""
    from massage_mind.diary.thread import to_return

    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            return tuple(cast("Parked", one.details).text for one in to_return(store))
    except StoreError:
        return ()
