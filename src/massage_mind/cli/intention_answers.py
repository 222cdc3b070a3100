"""What `massage-mind intention` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.diary.intending import Intended
    from massage_mind.record.head import Record
    from massage_mind.world import World


def print_intended(world: World, intended: Intended, as_json: bool) -> None:
    """The intention that counts now, with its plan, and what there is to read with it."""
    from massage_mind.record.appointment_thread import intention_of
    from massage_mind.record.document import record_document
    from massage_mind.screen.text import safe_text

    current = intended.current
    if as_json:
        world.print_json(None if current is None else record_document(current))
        return
    if current is not None and (words := intention_of(current)).text:
        world.say(f"Your intention: {safe_text(words.text)}")
        if words.when or words.then:
            world.say(f"When {safe_text(words.when or '…')}, I will {safe_text(words.then or '…')}.")
    *notes, last = intended.notes
    for note in notes:
        world.note(note)
    if intended.line:
        world.suggest(last, intended.line)
    else:
        world.note(last)


def print_intentions(world: World, found: Sequence[Record], as_json: bool) -> None:
    """Earlier ones in full, the latest first."""
    from massage_mind.diary.intending import SUCH_AS
    from massage_mind.record.document import record_document

    if as_json:
        world.print_json([record_document(one) for one in found])
        return
    if not found:
        world.suggest("You have set no intention yet. To set one:", SUCH_AS)
        return
    from massage_mind.cli.record_page import now_of
    from massage_mind.screen.page.page_parts import Page
    from massage_mind.screen.show.show_record import said_parts

    now = now_of(world)
    world.show(Page([part for one in found for part in said_parts(one, now)]), paged=True)
