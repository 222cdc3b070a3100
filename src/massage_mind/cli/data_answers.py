"""What the commands of `massage-mind data` answer, and asking for the word that deletes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.words.near import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.diary.stored_data import StoredPlace
    from massage_mind.screen.page.page_parts import Page
    from massage_mind.world import World

WORD = "delete"
_ALL_OF_IT = "Delete all of it?"


def print_places(world: World, places: Sequence[StoredPlace], as_json: bool) -> None:
    """What, how much, where."""
    if as_json:
        world.print_json([_document(one) for one in places])
        return
    if world.stdout_is_terminal():
        world.show(_places_page(places), paged=True)
    else:
        for one in places:
            world.write(_place_line(one))
            if one.beside:
                world.note(one.beside)


def say_what_goes(world: World, places: Sequence[StoredPlace]) -> None:
    """What would be deleted, before anybody says the word."""
    sentence, copy = (
        "This can't be undone. To keep a copy of the journal first:",
        "massage-mind journal export -o journal.json",
    )
    if world.stderr_is_terminal():
        from massage_mind.screen.page.page_parts import Page, command, said

        world.note_page(Page((*_places_page(places).parts, (said(sentence),), (command(copy),))))
        return
    for one in places:
        world.note(_place_line(one))
    world.suggest(sentence, copy)


def _places_page(places: Sequence[StoredPlace]) -> Page:
    """Each under a heading, its path alone on its line."""
    from massage_mind.screen.page.page_parts import UNDER, Page, Whole, heading, under

    return Page(
        [
            [
                heading(one.what.capitalize()),
                under(_amount(one)),
                Whole(str(one.path), "", UNDER),
                *([under(one.beside)] if one.beside else []),
            ]
            for one in places
        ]
    )


def _place_line(place: StoredPlace) -> str:
    """The same in one line, for a pipe."""
    from massage_mind.screen.text import safe_text

    return safe_text(f"{place.what:<9} {_amount(place):<18}  {place.path}")


def demand_word(world: World, word: str, places: Sequence[StoredPlace]) -> None:
    """Whether the word was said, as an option, at the terminal or through a pipe. Raises `UsageError` where not.

    At a terminal `places` are on the screen with the question; whoever goes back from it leaves, with `Leave`.
    """
    from massage_mind.errors import UsageError

    if (word or _typed_word(world, places)).strip().casefold() != WORD:
        raise UsageError(f"The word wasn't {quoted(WORD)}.", "Nothing was deleted.")


def _typed_word(world: World, places: Sequence[StoredPlace]) -> str:
    from massage_mind.errors import Leave, UsageError
    from massage_mind.perform.asked_in_turn import WordsAsked
    from massage_mind.perform.asker import NoMoreAnswers

    asker = world.asker_at_hand(beside=True)
    if asker is not None:
        typed = [""]
        said = f"This can't be undone. To delete all of it, type the word {WORD}."
        about = [f"{place.what}: {_amount(place)}" for place in places]
        leaves, deletes = "Enter leaves it as it is", "Enter takes the word"
        asked = WordsAsked(_ALL_OF_IT, typed.append, said, about=about, empty=leaves, full=deletes)
        try:
            asker.questions([asked])
        except NoMoreAnswers:
            return ""
        except Leave:
            raise Leave("Nothing was deleted.") from None
        return typed[-1]
    piped = world.stdin_text()
    if piped is None:
        raise UsageError(
            "Nobody is there to type the word. Nothing was deleted.",
            "To say it:",
            command=f"massage-mind data delete --word {WORD}",
        )
    return piped


def _document(place: StoredPlace) -> dict[str, object]:
    return {
        "what": place.what,
        "path": str(place.path),
        "exists": place.exists,
        "files": place.files,
        "bytes": place.size_bytes,
        "beside": place.beside,
    }


def _amount(place: StoredPlace) -> str:
    from massage_mind.words.lengths import count_word, size_words

    if not place.exists:
        return "nothing yet"
    return f"{count_word(place.files)} file{'s' * (place.files != 1)}, {size_words(place.size_bytes)}"
