"""The way back when the journal file is damaged: a copy, or an empty journal, is put into its place.

What the damaged file still gives is merged into the copy before it takes the place, so that nothing written after the
copy is lost that can be read; the damaged file is kept. A journal that somebody else writes just now is not damaged.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from massage_mind.errors import StoreError
from massage_mind.home import private_folder
from massage_mind.journal.carry.merge import Tally, merge
from massage_mind.journal.file.backup import fill
from massage_mind.journal.file.connect import held, open_for_looking, open_in_memory, refuse_no_file
from massage_mind.journal.file.faults import as_store_error
from massage_mind.journal.file.look import look_at
from massage_mind.journal.file.salvage import salvage, salvage_beside, salvage_tombstones
from massage_mind.whole_files import passing_file, whole_file
from massage_mind.words.reasons import reason_words


def put_back(
    path: Path, copy: Path | None, *, now_ms: int, salvaging: bool = True
) -> tuple[Path | None, Tally]:
    """Put a copy, or an empty journal, into the place of the journal; with what the file there still gives merged in.

    Returns where that file is now (None if there was none), and what could be saved out of it. Nobody else can write
    meanwhile. Raises `StoreError` if the copy is not whole or the journal is being written; then nothing was changed.
    """
    from massage_mind.journal.store import open_store

    if copy is not None and (state := look_at(copy)).trouble:
        raise StoreError(
            f"{copy} is no whole journal: {state.trouble}.", "Choose another copy. Nothing was changed."
        )
    refuse_no_file(path)
    if path.is_symlink() and not path.exists():
        raise StoreError(
            f"The journal {path} is a link to nothing.",
            "Bring back what it points to, or take the link away.",
        )
    target = Path(os.path.realpath(path))
    aside = _free_name(target, now_ms, "damaged" if salvaging else "before")
    try:
        private_folder(target.parent)
        with _in_its_place(target) as passing:
            with closing(open_in_memory(now_ms) if copy is None else open_for_looking(copy)) as source:
                fill(passing, source)
            tally = Tally()
            with open_store(passing, writing=True, wall=lambda: now_ms, busy_ms=0, fold=False) as store:
                if salvaging and target.exists():
                    salvage_tombstones(store, target)
                    tally = merge(store, salvage(target))
                    salvage_beside(store, target, tally.moved)
            moved = target.exists()
            if moved:
                _keep_aside(target, aside)
        return aside if moved else None, tally
    except sqlite3.Error as exc:
        raise as_store_error(path, exc) from exc
    except OSError as exc:
        raise StoreError(f"The journal {path} can't be replaced: {reason_words(exc)}.") from exc


@contextmanager
def _in_its_place(target: Path) -> Iterator[Path]:
    """A file that takes the place of this one when the block ends well, while nobody else writes or reads it.

    From one instant to the next: there is never no journal. Where an open file cannot be replaced, on Windows, the lock
    is let go of just before.
    """
    if os.name == "nt":
        with passing_file(target, over=True) as passing, held(target):
            yield passing
    else:
        with held(target), passing_file(target, over=True) as passing:
            yield passing


def _keep_aside(target: Path, aside: Path) -> None:
    """The same file under a second name; a copy where the file system has no second names."""
    try:
        os.link(target, aside)
    except OSError:
        import shutil

        with open(target, "rb") as old, whole_file(aside) as file:
            shutil.copyfileobj(old, file)
    hot = target.with_name(target.name + "-journal")
    if hot.exists():  # What a killed writer left belongs to the damaged file, not to the copy.
        os.replace(hot, aside.with_name(aside.name + "-journal"))


def _free_name(target: Path, now_ms: int, word: str) -> Path:
    number = now_ms // 1000
    while os.path.lexists(found := target.with_name(f"{target.name}.{word}-{number}")):
        number += 1
    return found
