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
        world.suggest("Nothing was written, so nothing is kept.")
        return
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(record_document(kept.record))
        return
    if not world.stdout_is_terminal():
        world.write(kept.record.id)
    from massage_mind.screen.page.page_parts import Page, said

    told = f"It's kept. {with_text(kept.appointment)}".rstrip()
    world.note_page(Page(((said(told, aside=kept.record.id),),)))


def say_changed(world: World, changed: Changed, *, as_json: bool) -> None:
    """A record was changed, or nothing about it is different."""
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(record_document(changed.record))
    elif not changed.different:
        world.suggest("Nothing is different, so nothing was changed.")
    else:
        from massage_mind.cli.record_page import print_record

        print_record(world, changed.record)
        line = f"massage-mind journal show {changed.record.id} --history"
        world.suggest("It's changed. How it was before:", line)


def ask_to_delete(world: World, records: Sequence[Record], *, forever: bool, yes: bool) -> bool:
    """Show what is about to go, and ask unless `yes`. Raises `UsageError` where nobody can be asked."""
    from massage_mind.cli.piped import confirmed
    from massage_mind.cli.record_page import lines_of
    from massage_mind.screen.page.page_parts import Page, said
    from massage_mind.words.lengths import count_word

    lines = lines_of(world, records)
    if yes or world.asker_at_hand(beside=True) is None:
        shown = zip(lines, records, strict=True)
        world.note_page(Page(([said(line, aside=record.id) for line, record in shown],)))
    these = "this" if len(records) == 1 else f"these {count_word(len(records))}"
    question = f"Delete {these} for good?" if forever else f"Put {these} into the bin?"
    return confirmed(world, question, lines, yes=yes)


def say_deleted(world: World, deletion: Deletion) -> None:
    """Where the records are now, and the way back if there is one."""
    match deletion:
        case LeftAlone():
            world.suggest("It stays." if deletion.count == 1 else "They stay.")
        case Binned():
            one = len(deletion.ids) == 1
            back = "It's in the bin for 30 days. To have it back:"
            several = "They're in the bin for 30 days. To have them back:"
            line = f"massage-mind journal restore {' '.join(deletion.ids)}"
            world.suggest(back if one else several, line)
        case Forgotten():
            _say_forgotten(world, deletion)
        case _:
            assert_never(deletion)


def _say_forgotten(world: World, deletion: Forgotten) -> None:
    from massage_mind.words.lengths import count_word

    gone = f"Deleted for good: {count_word(len(deletion.ids))}."
    if not deletion.copies:
        world.suggest(gone)
        return
    copies = "One copy" if deletion.copies == 1 else f"{count_word(deletion.copies).capitalize()} copies"
    held = "holds" if deletion.copies == 1 else "hold"
    world.suggest(f"{gone} {copies} made before still {held} what was in it:", "massage-mind data where")


def say_restored(world: World, ids: Sequence[str]) -> None:
    """They are out of the bin."""
    from massage_mind.words.lengths import count_word

    world.suggest("It's back." if len(ids) == 1 else f"All {count_word(len(ids))} are back.")


def print_hits(world: World, typed: str, hits: Hits, *, limit: int, as_json: bool) -> None:
    """What a search for the words `typed` found, each with the sentence it was found in."""
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json([{**record_document(record), "hit": hit.sentence} for record, hit in hits.found])
    elif hits.found:
        _print_found(world, typed, hits, limit)
    if not hits.found:
        _say_nothing_found(world, typed, hits)


def _print_found(world: World, typed: str, hits: Hits, limit: int) -> None:
    from massage_mind.cli.record_page import more_parts, note_more, now_of, show_with_more
    from massage_mind.screen.show.show_hits import hit_lines, hits_page

    more = more_parts(limit, f"massage-mind journal search {_as_typed(typed)} -n 0") if hits.more else ()
    if world.stdout_is_terminal():
        page = hits_page(typed, hits.found, now_of(world), hits.homes, more=hits.more)
        show_with_more(world, page, more, f"massage-mind journal search {_as_typed(typed)}")
    else:
        world.write("\n".join(hit_lines(hits.found, now_of(world))))
        note_more(world, more)


_LONGEST_SAID_BACK = 60


def _say_nothing_found(world: World, typed: str, hits: Hits) -> None:
    from massage_mind.screen.text import cut, safe_text
    from massage_mind.words.lengths import count_word

    words = safe_text(typed)
    shown = words if len(words) <= _LONGEST_SAID_BACK else f"{cut(words, _LONGEST_SAID_BACK)} …"
    sentence = f'Nothing found for "{shown}".'
    if hits.near is None:
        from massage_mind.screen.page.page_parts import Page, said

        world.note_page(Page(((said(sentence),),)))
        return
    word, count, entries = hits.near
    noun = ("entry", "entries") if entries else ("record", "records")
    where = f"{count_word(count)} {noun[count != 1]}"
    world.suggest(f'{sentence} "{word}" is in {where}.', f"massage-mind journal search {word}")


def _as_typed(words: str) -> str:
    """Words as a shell takes them."""
    import shlex

    return " ".join(map(shlex.quote, words.split()))


def print_tags(world: World, tags: Sequence[tuple[str, int]], *, as_json: bool) -> None:
    """Tags and how many records carry each."""
    if as_json:
        world.print_json([{"tag": name, "records": count} for name, count in tags])
        return
    from massage_mind.screen.text import safe_text

    if not tags:
        world.suggest("There are no tags yet. To give one:", 'massage-mind journal add "lighter" --tag WORD')
    elif world.stdout_is_terminal():
        from massage_mind.screen.page.page_parts import Page, PageTable, heading
        from massage_mind.words.lengths import count_word

        rows = [(name, str(count)) for name, count in tags]
        sentences = [
            f"{safe_text(name)}: {count_word(count)} record{'s' * (count != 1)}." for name, count in tags
        ]
        table = PageTable(("tag", "records"), rows, frozenset({1}), sentences=sentences)
        world.show(Page(((heading("Tags in use"), table),)), paged=True)
    else:
        for name, count in tags:
            world.write(f"{count:>5}  {safe_text(name)}")
