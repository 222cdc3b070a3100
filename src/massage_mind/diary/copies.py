"""Copies of the whole journal: making one, looking at what they are worth, putting one back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from massage_mind.diary.opened import refuse_while_running
from massage_mind.errors import StoreError
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.journal.file.look import FileState
    from massage_mind.world import World


def copy_journal(world: World, target: Path | None) -> FileState:
    """Copy the journal to this file, or beside itself, where the last eight are kept, and look through the copy.

    Raises `StoreError`. A damaged journal gives a damaged copy, whose `trouble` says so.
    """
    with world.open_store(writing=False) as store:
        if not store.path.exists():
            raise StoreError("There's no journal yet, so there's nothing to copy.")
        return store.back_up() if target is None else store.copy_to(target)


def checked_copies(world: World, one: Path | None) -> tuple[FileState, ...]:
    """What this copy is worth, or each that lies beside the journal, the newest first. Raises `StoreError`."""
    from massage_mind.journal.file.look import copies, look_at

    if one is None:
        return tuple(copies(journal_path(world)))
    _refuse_none(one)
    return (look_at(one),)


def _refuse_none(path: Path) -> None:
    """Raises `StoreError` for a file that is not there, before it is called damaged."""
    if not os.path.lexists(path):
        raise StoreError(
            f"There's no file {path}.", "The copies there are:", command="massage-mind journal backup --check"
        )


# ---------------------------------------------------------------- recovering


@dataclass(frozen=True, slots=True)
class Worth:
    """What the journal (None: there is none yet) and its copies are worth, the newest copy first."""

    journal: FileState | None
    copies: tuple[FileState, ...]

    @property
    def damaged(self) -> bool:
        """Whether the journal itself cannot be trusted."""
        return self.journal is not None and bool(self.journal.trouble)

    @property
    def gone(self) -> bool:
        """Whether there is no journal any more, and copies say that there was one."""
        return self.journal is None and bool(self.copies)

    @property
    def index_off(self) -> bool:
        """Whether the journal is whole, and only what a search reads is out of step."""
        return self.journal is not None and self.journal.index and not self.journal.trouble


def worth_of_journal(world: World) -> Worth:
    """Check the journal and its copies through and through. Raises `StoreError` where somebody else writes it now."""
    from massage_mind.journal.file.look import copies, look_at

    path = journal_path(world)
    return Worth(look_at(path) if os.path.lexists(path) else None, tuple(copies(path)))


def mend_search(world: World) -> None:
    """Make anew what a search reads, out of the records. Raises `StoreError`."""
    from massage_mind.journal.file.mend import mend_index

    with world.open_store(writing=True) as store:
        mend_index(store)


PutBackFrom: TypeAlias = Path | Literal["newest", "nothing"]
"""A copy; the newest whole one; or none, to begin anew with what the damaged file still gives."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What stands in the place of the journal now: this copy, or an empty journal (`copy` None).

    `aside`: where the file is that was there. `saved`: so many records came out of it where it was `damaged`.
    """

    copy: Path | None
    aside: Path | None
    damaged: bool
    saved: int


def recover_journal(
    world: World, source: PutBackFrom, *, over_whole: bool, agreed: Callable[[str], bool]
) -> Recovered | None:
    """Put a copy into the place of the journal; None where the person did not agree to what would be put there.

    `over_whole`: also where the journal is whole, as it was. Raises `StoreError`, and `MassageMindError` while a
    session runs.
    """
    from massage_mind.journal.file.look import look_at
    from massage_mind.journal.file.recover import put_back

    path = journal_path(world)
    if isinstance(source, Path):
        _refuse_none(source)
    state = look_at(path) if os.path.lexists(path) else None
    damaged = state is not None and bool(state.trouble)
    if state is not None and not damaged:
        if not over_whole:
            raise StoreError(
                "The journal is whole, so there's nothing to recover.",
                "You can go back to a copy all the same. What came after it is then only in a file beside it:",
                instead=("", "--replace"),
            )
        refuse_while_running(world)
    copy = _chosen(path, source)
    if not agreed(copy_words(world, copy)):
        return None
    aside, tally = put_back(path, copy, now_ms=world.wall_ms(), salvaging=damaged)
    return Recovered(copy, aside, damaged, tally.added + tally.changed)


def copy_words(world: World, copy: Path | None) -> str:
    """A copy by when it was made, or by its name where that says no time: "the copy from today at 9:12"."""
    from massage_mind.journal.file.backup import made_at
    from massage_mind.record.instants import local
    from massage_mind.words.times import when_words

    if copy is None:
        return "an empty journal"
    at = made_at(copy)
    if at is None:
        return copy.name
    return f"the copy from {when_words(local(at, world.zone), local(world.wall_ms(), world.zone))}"


def _chosen(path: Path, source: PutBackFrom) -> Path | None:
    from massage_mind.journal.file.look import copies

    if isinstance(source, Path):
        return source
    match source:
        case "newest":
            whole = [one.path for one in copies(path) if not one.trouble]
            if not whole:
                raise StoreError(
                    "There's no whole copy to put back.",
                    "Nothing was changed. To begin anew with what can still be read:",
                    command="massage-mind journal recover --salvage",
                )
            return whole[0]
        case "nothing":
            return None
        case _:
            assert_never(source)


def journal_path(world: World) -> Path:
    """Where the journal lies, or would."""
    from massage_mind.journal.file.paths import FILE

    return world.home.data_dir / FILE
