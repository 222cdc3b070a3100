"""What `massage-mind checkin` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.diary.checking_in import CheckedIn
    from massage_mind.world import World


def print_checked_in(world: World, checked: CheckedIn, as_json: bool) -> None:
    """What is kept, in one line, and what there is to read with it."""
    from massage_mind.diary.measure_names import shown_records
    from massage_mind.record.checkin import CheckIn
    from massage_mind.screen.show.list_line import checkin_text
    from massage_mind.screen.text import safe_text

    if checked.record is None:
        world.suggest("Nothing was given, so nothing is kept.")
        return
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(record_document(checked.record))
        return
    (record,), left_out = shown_records(world, [checked.record])
    details = record.details
    assert isinstance(details, CheckIn)
    text = safe_text(checkin_text(details))
    if world.stdout_is_terminal():
        from massage_mind.screen.page.page_parts import Page, said

        kept = said(f"It's kept: {text}." if text else "It's kept.", aside=checked.record.id)
        notes = filter(None, (left_out, *checked.notes))
        world.show(Page(((kept,), *((said(note),) for note in notes))))
        return
    world.write(f"{checked.record.id}  {checked.occasion.phase}  {text}".rstrip())
    for note in filter(None, (left_out, *checked.notes)):
        world.suggest(note)
