"""What is typed and said where the journal is copied, looked at and put back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from massage_mind.errors import StoreError, UsageError
from massage_mind.words.lengths import count_word

if TYPE_CHECKING:
    from massage_mind.diary.copies import PutBackFrom, Recovered, Worth
    from massage_mind.journal.file.look import FileState
    from massage_mind.screen.page.page_parts import Styled
    from massage_mind.world import World


def say_copy(world: World, made: FileState, *, as_json: bool) -> None:
    """Where the copy is. Exit code 1 where it is damaged, as the journal then is."""
    if as_json:
        world.print_json(_state(made))
    else:
        _print_states(world, [("A copy of the journal", made)], only_paths=True)
    if made.trouble:
        world.suggest(
            f"The copy is damaged, as the journal may be: {made.trouble}. What can be done:",
            "massage-mind journal recover",
        )
        raise typer.Exit(1)


def say_checked(world: World, states: Sequence[FileState], *, as_json: bool) -> None:
    """What each copy is worth. Exit code 1 where one is damaged."""
    if as_json:
        world.print_json([_state(one) for one in states])
    elif not states:
        world.suggest("There are no copies yet. To make one:", "massage-mind journal backup")
    else:
        _print_states(world, _copies(world, states))
    if any(one.trouble for one in states):
        raise typer.Exit(1)


def put_back_from(copy: str, *, newest: bool, salvage: bool) -> PutBackFrom | None:
    """What is to be put into the place of the journal; None to look only. Raises `UsageError` for more than one."""
    if sum((bool(copy), newest, salvage)) > 1:
        raise UsageError("--from, --newest and --salvage are three ways.", "Choose one of them.")
    if copy:
        return Path(copy)
    return "newest" if newest else "nothing" if salvage else None


def look_at_copies(world: World, *, as_json: bool) -> None:
    """Say what the journal and its copies are worth, and mend what can be mended without one."""
    from massage_mind.diary.copies import mend_search, worth_of_journal

    worth = worth_of_journal(world)
    _print_worth(world, worth, as_json=as_json)
    if worth.index_off:
        try:
            mend_search(world)
        except StoreError as error:
            world.note(f"What a search reads is out of step, and couldn't be made anew: {error.sentence}")
            raise typer.Exit(error.exit_code) from error
        world.note("What a search reads was out of step; it has been made anew.")


def _print_worth(world: World, worth: Worth, *, as_json: bool) -> None:
    """What they are worth, and the way back. Exit code 1 where the journal is damaged."""
    if as_json:
        journal = None if worth.journal is None else _state(worth.journal)
        world.print_json({"journal": journal, "copies": [_state(one) for one in worth.copies]})
    elif worth.journal is None and not worth.copies:
        world.say("There's no journal yet.")
    else:
        _print_all(world, worth)
    if not (worth.damaged or worth.gone):
        return
    whole = next((one for one in worth.copies if not one.trouble), None)
    if whole:
        still = ", with what the damaged file still gives" * worth.damaged
        sentence = f"To put the newest whole copy back ({_worth(whole)}){still}:"
        world.suggest(sentence, "massage-mind journal recover --newest")
    else:
        sentence = "There's no whole copy. To begin anew with what the damaged file still gives:"
        world.suggest(sentence, "massage-mind journal recover --salvage")
    raise typer.Exit(1)


def _print_all(world: World, worth: Worth) -> None:
    if worth.gone:
        world.say("The journal is gone; there are copies of it.")
    states = _copies(world, worth.copies)
    if worth.journal is not None:
        states.insert(0, ("The journal", worth.journal))
    _print_states(world, states)


def _copies(world: World, copies: Sequence[FileState]) -> list[tuple[str, FileState]]:
    """Each by when it was made."""
    from massage_mind.diary.copies import copy_words

    return [(copy_words(world, one.path).replace("the copy ", "The copy ", 1), one) for one in copies]


def _print_states(world: World, states: Sequence[tuple[str, FileState]], *, only_paths: bool = False) -> None:
    """What each file is and what it is worth, its path below; on a pipe one line each, or `only_paths`."""
    from massage_mind.screen.page.page_parts import UNDER, Page, Part, Whole, heading, under
    from massage_mind.screen.text import safe_text

    if world.stdout_is_terminal():
        parts: list[Part] = [
            [heading(what), under(*_worth_words(one)), Whole(str(one.path), "", UNDER)]
            for what, one in states
        ]
        world.show(Page(parts), paged=True)
        return
    for _, one in states:
        world.write(safe_text(str(one.path) if only_paths else f"{one.path}: {_worth(one)}"))


def _state(one: FileState) -> dict[str, object]:
    return {
        "file": str(one.path),
        "whole": not one.trouble,
        "trouble": one.trouble or None,
        "records": one.records,
        "bytes": one.size,
    }


def _worth_words(one: FileState) -> tuple[str | Styled, ...]:
    """What it is worth, and dim why, which is said in the words of the database."""
    from massage_mind.screen.page.page_parts import dim

    return ("damaged", dim(f" ({one.trouble})")) if one.trouble else (_worth(one),)


def _worth(one: FileState) -> str:
    if one.trouble:
        return f"damaged ({one.trouble})"
    return f"whole, {count_word(one.records)} record{'s' * (one.records != 1)}"


def ask_to_replace(world: World, what: str, *, yes: bool) -> bool:
    """Whether this shall stand in the place of the journal. Raises `UsageError` where nobody can be asked."""
    from massage_mind.cli.piped import confirmed
    from massage_mind.journal.file.paths import FILE

    kept = "The file there now is kept beside it."
    return confirmed(world, f"Put {what} into the place of {FILE}?", (kept,), yes=yes)


def say_recovered(world: World, done: Recovered | None, *, as_json: bool) -> None:
    """What the journal is now, where the file is that was there, and what came out of it."""
    from massage_mind.diary.copies import copy_words
    from massage_mind.screen.page.page_parts import Page, Whole, said

    if done is None:
        world.suggest("Nothing was changed.")
        return
    if as_json:
        world.print_json({"from": _name(done.copy), "aside": _name(done.aside), "saved": done.saved})
        return
    told = f"The journal is {copy_words(world, done.copy)} again." if done.copy else "A new journal is begun."
    world.say(told)
    if done.aside is None:
        return
    if done.damaged:
        world.say(_saved(done))
    kept = said("The file that was there is kept:"), Whole(str(done.aside), "bold")
    world.note_page(Page((kept,)))


def _name(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _saved(done: Recovered) -> str:
    """What could be saved out of the damaged file."""
    if done.saved:
        more = f"{count_word(done.saved)} record{'s' * (done.saved != 1)}" + (" more" if done.copy else "")
        return f"Out of the damaged file {more} could be saved."
    here = " that isn't here already" if done.copy else ""
    return f"Out of the damaged file nothing could be read{here}."
