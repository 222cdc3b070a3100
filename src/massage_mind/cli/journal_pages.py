"""What the `journal` commands say of what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from massage_mind.diary.belonging import with_text
from massage_mind.diary.deleting import Binned, Forgotten, LeftAlone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.diary.changing import Changed
    from massage_mind.diary.deleting import Deletion
    from massage_mind.diary.entries import KeptEntry
    from massage_mind.diary.looking import Hits
    from massage_mind.record.head import Record
    from massage_mind.world import World


def say_entry(world: World, kept: KeptEntry | None, *, as_json: bool) -> None:
    """An entry was kept, or nothing was written."""
    if kept is None:
        world.note("Nothing was written, so nothing is kept.")
        return
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(record_document(kept.record))
        return
    if not world.stdout_is_terminal():
        world.write(kept.record.id)
    world.note(f"Kept as {kept.record.id}. {with_text(kept.appointment)}".rstrip())


def say_changed(world: World, changed: Changed, *, as_json: bool) -> None:
    """A record was changed, or nothing about it is different."""
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(record_document(changed.record))
    elif not changed.different:
        world.note("Nothing is different, so nothing was changed.")
    else:
        from massage_mind.cli.record_page import print_record

        key = changed.record.id
        world.suggest("It's changed. How it was:", f"massage-mind journal show {key} --history")
        print_record(world, changed.record)


def ask_to_delete(world: World, records: Sequence[Record], *, forever: bool, yes: bool) -> bool:
    """Show what is about to go, and ask unless `yes`. Raises `UsageError` where nobody can be asked."""
    from massage_mind.cli.piped import confirmed
    from massage_mind.cli.record_page import line_of

    for record in records:
        world.note(line_of(record))
    these = "this" if len(records) == 1 else f"these {len(records)}"
    question = f"Delete {these} for good?" if forever else f"Put {these} into the bin?"
    return confirmed(world, question, yes=yes)


def say_deleted(world: World, deletion: Deletion) -> None:
    """Where the records are now, and the way back if there is one."""
    match deletion:
        case LeftAlone():
            world.note("It stays." if deletion.count == 1 else "They stay.")
        case Binned():
            names = " ".join(deletion.ids)
            world.suggest(
                "In the bin for 30 days. To take it out again:", f"massage-mind journal restore {names}"
            )
        case Forgotten():
            still = (
                f" Copies made before still hold it: {deletion.copies}, see data where."
                if deletion.copies
                else ""
            )
            world.note(f"Deleted for good: {', '.join(deletion.ids)}.{still}")
        case _:
            assert_never(deletion)


def print_hits(world: World, hits: Hits, *, limit: int, as_json: bool) -> None:
    """What a search found, each with the sentence it was found in."""
    from massage_mind.record.document import record_document

    if as_json:
        world.print_json([{**record_document(record), "hit": hit.sentence} for record, hit in hits.found])
    else:
        from massage_mind.screen.show.show_hits import hit_lines

        for line in hit_lines(hits.found, bold=world.rich_wanted() and world.colour_wanted()):
            world.write(line)
    if not hits.found:
        world.note("Nothing found.")
    elif hits.more:
        world.note(f"These are the latest {limit}; -n 0 shows all.")


def print_tags(world: World, tags: Sequence[tuple[str, int]], *, as_json: bool) -> None:
    """Tags and how many records carry each."""
    if as_json:
        world.print_json([{"tag": name, "records": count} for name, count in tags])
        return
    from massage_mind.screen.text import safe_text

    if not tags:
        world.suggest("No tags yet. Such as:", 'massage-mind journal add "slept well" --tag week')
    for name, count in tags:
        world.write(f"{count:>5}  {safe_text(name)}")
