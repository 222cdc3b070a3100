"""What `massage-mind intention` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.diary.intending import Intended
    from massage_mind.record.head import Record
    from massage_mind.record.intention import Intention
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
        _say_it(world, words, intended)
    else:
        world.suggest(" ".join(intended.notes), *intended.commands)


def _say_it(world: World, words: Intention, intended: Intended) -> None:
    """On a terminal one page; on a pipe in the one line that it always was, and what is to read beside it."""
    from massage_mind.screen.page.page_parts import Page, command, said
    from massage_mind.screen.text import safe_text

    note = " ".join(intended.notes)

    plan = f"When {words.when or '…'}, I will {words.then or '…'}." if words.when or words.then else ""
    if world.stdout_is_terminal():
        lines = filter(None, (f'Your intention: "{words.text}".', plan))
        own = tuple(said(line) for line in lines)
        world.show(Page((own, (said(note),), tuple(map(command, intended.commands)))))
        return
    for line in filter(None, (f"Your intention: {words.text}", plan)):
        world.write(safe_text(line))
    world.suggest(note, *intended.commands)


def print_intentions(world: World, found: Sequence[Record], as_json: bool) -> None:
    """Earlier ones in full, the latest first."""
    from massage_mind.record.document import record_document

    if as_json:
        world.print_json([record_document(one) for one in found])
        return
    if not found:
        from massage_mind.diary.intending import ONE_SUCH

        world.suggest("You have set no intention yet. To set one:", ONE_SUCH)
        return
    from massage_mind.cli.record_page import now_of
    from massage_mind.screen.page.page_parts import Page
    from massage_mind.screen.show.show_record import record_parts

    now = now_of(world)
    world.show(Page([part for one in found for part in record_parts(one, now)]), paged=True)
