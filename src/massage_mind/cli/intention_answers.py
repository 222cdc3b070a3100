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

    current = intended.current
    if as_json:
        world.print_json(None if current is None else record_document(current))
        return
    if current is not None and (words := intention_of(current)).text:
        from massage_mind.screen.page.page_parts import Page, said

        plan = f"When {words.when or '…'}, I will {words.then or '…'}." * bool(words.when or words.then)
        world.show(Page(([said(f"Your intention: {words.text}"), *([said(plan)] * bool(plan))],)))
    for note in intended.notes:
        world.suggest(note)


def print_intentions(world: World, found: Sequence[Record], as_json: bool) -> None:
    """Earlier ones in full, the latest first."""
    from massage_mind.record.document import record_document

    if as_json:
        world.print_json([record_document(one) for one in found])
        return
    if not found:
        world.suggest(
            "You have set no intention yet. To set one:", 'massage-mind intention "let my shoulders be"'
        )
        return
    from massage_mind.cli.record_page import now_of
    from massage_mind.screen.page.page_parts import Page
    from massage_mind.screen.show.show_record import record_parts

    now = now_of(world)
    world.show(Page([part for one in found for part in record_parts(one, now)]), paged=True)
