"""What the commands of `massage-mind data` answer, and asking for the word that deletes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.words.near import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.diary.stored_data import StoredPlace
    from massage_mind.world import World

WORD = "delete"


def print_places(world: World, places: Sequence[StoredPlace], as_json: bool) -> None:
    """One line each: what, how much, where."""
    from massage_mind.screen.text import safe_text

    if as_json:
        world.print_json([_document(one) for one in places])
        return
    for one in places:
        amount = _amount(one) if one.exists else "nothing yet"
        world.write(safe_text(f"{one.what:<9} {amount:<18}  {one.path}"))


def say_what_goes(world: World, places: Sequence[StoredPlace]) -> None:
    """What would be deleted, before anybody says the word."""
    for one in places:
        world.note(f"{one.what:<9} {_amount(one)}  {one.path}")
    world.suggest(
        "This can't be undone. To keep a copy first:", "massage-mind journal export --out journal.json"
    )


def demand_word(world: World, word: str) -> None:
    """Whether the word was said, as an option, at the terminal or through a pipe. Raises `UsageError` where not."""
    from massage_mind.errors import UsageError

    if (word or _typed_word(world)).strip().casefold() != WORD:
        raise UsageError(f"The word wasn't {quoted(WORD)}.", "Nothing was deleted.")


def _typed_word(world: World) -> str:
    from massage_mind.errors import UsageError
    from massage_mind.perform.asker import NoMoreAnswers

    asker = world.asker_at_hand(beside=True)
    if asker is not None:
        try:
            return asker.read(f"To delete all of it, type the word {WORD}: ")
        except NoMoreAnswers:
            return ""
    piped = world.stdin_text()
    if piped is None:
        raise UsageError("Nobody is there to type the word.", f"Add --word {WORD}. Nothing was deleted.")
    return piped


def _document(place: StoredPlace) -> dict[str, object]:
    return {
        "what": place.what,
        "path": str(place.path),
        "exists": place.exists,
        "files": place.files,
        "bytes": place.size_bytes,
    }


def _amount(place: StoredPlace) -> str:
    return f"{place.files} file{'s' * (place.files != 1)}, {_size_text(place.size_bytes)}"


def _size_text(size_bytes: int) -> str:
    size = float(size_bytes)
    for unit in ("bytes", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
