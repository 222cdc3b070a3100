"""The way back when the journal file is damaged: a copy, or an empty journal, is put into its place.

What the damaged file still gives is merged into the copy before it takes the place, so that nothing written after the
copy is lost that can be read; the damaged file is kept. A journal that somebody else writes just now is not damaged.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from massage_mind.errors import StoreError
from massage_mind.home import sync_folder
from massage_mind.journal.carry.merge import Tally, merge
from massage_mind.journal.file.backup import copy_to
from massage_mind.journal.file.connect import held, open_for_looking
from massage_mind.journal.file.look import look_at
from massage_mind.journal.file.salvage import salvage, salvage_beside, salvage_tombstones


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
    target = Path(os.path.realpath(path))
    passing = target.with_name(f".{target.name}.recovering-{os.getpid()}")
    aside = _free_name(target, now_ms, "damaged" if salvaging else "before")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with held(target):
            passing.unlink(missing_ok=True)
            if copy is not None:
                with closing(open_for_looking(copy)) as source:
                    copy_to(source, passing)
            tally = Tally()
            with open_store(passing, writing=True, wall=lambda: now_ms, busy_ms=0) as store:
                if salvaging and target.exists():
                    salvage_tombstones(store, target)
                    tally = merge(store, salvage(target))
                    salvage_beside(store, target, tally.moved)
            if os.name != "nt":
                return _swap(target, passing, aside), tally
        # There an open file cannot be replaced, so the lock is let go of just before.
        return _swap(target, passing, aside), tally
    except OSError as exc:
        raise StoreError(f"The journal {path} cannot be replaced: {exc.strerror or exc}.") from exc
    finally:
        passing.unlink(missing_ok=True)


def _swap(target: Path, passing: Path, aside: Path) -> Path | None:
    """Put the new file into the place of the old one, which is kept under another name: that, or None if there was none."""
    moved = target.exists()
    if moved:
        _keep_aside(target, aside)
        hot = target.with_name(target.name + "-journal")
        if hot.exists():  # What a killed writer left belongs to the damaged file, not to the copy.
            os.replace(hot, aside.with_name(aside.name + "-journal"))
    # From one instant to the next: there is never no journal.
    os.replace(passing, target)
    sync_folder(target.parent)
    return aside if moved else None


def _keep_aside(target: Path, aside: Path) -> None:
    """The same file under a second name; a copy where the file system has no second names."""
    try:
        os.link(target, aside)
    except OSError:
        import shutil

        shutil.copyfile(target, aside)
        aside.chmod(0o600)


def _free_name(target: Path, now_ms: int, word: str) -> Path:
    number = now_ms // 1000
    while (found := target.with_name(f"{target.name}.{word}-{number}")).exists():
        number += 1
    return found
