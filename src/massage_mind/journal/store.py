"""The one door to the record. Whoever has the store open reads and writes through its methods, in the record's words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from massage_mind.errors import StoreError
from massage_mind.home import Home, private_folder
from massage_mind.journal.file.connect import BUSY_MS, open_for_reading, open_for_writing
from massage_mind.journal.file.faults import spoken
from massage_mind.journal.file.journal_file import JournalFile, was_forgotten
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.journal.file.paths import FILE, rescue_files
from massage_mind.journal.session_store import SessionStore
from massage_mind.journal.thread_store import ThreadStore
from massage_mind.process import is_alive
from massage_mind.record import ids

if TYPE_CHECKING:
    from massage_mind.journal.draw_store import DrawStore
    from massage_mind.journal.file.look import FileState
    from massage_mind.journal.number_store import NumberStore
    from massage_mind.record.progress import Progress


def open_store(
    home: Home | Path | MemoryJournal,
    *,
    writing: bool,
    wall: Callable[[], int],
    busy_ms: int = BUSY_MS,
    alive: Callable[[int], bool] = is_alive,
    new_id: Callable[[], str] = ids.new_id,
    fold: bool = True,
) -> Store:
    """Open the journal of this home, this journal file, or this one in memory.

    For writing: makes it if need be, brings it up to date (a copy first) and folds in what an earlier session could
    not write. For reading: creates nothing; a missing file reads as empty. `wall` gives UTC milliseconds, and what is
    written is dated by it; `busy_ms` is how long another writer is waited for. Not `fold`: what waits beside it goes
    on waiting, for a file that is not the journal yet. Raises `StoreError`.
    """
    if isinstance(home, MemoryJournal):
        return Store(JournalFile(home.path, home.open(wall()), new_id, owner=home), wall, alive)
    path = home.data_dir / FILE if isinstance(home, Home) else home
    if isinstance(home, Home) and writing and home.data_dir.parent == home.config_file.parent:
        with spoken(path):
            private_folder(home.data_dir.parent, only_if_ours=True)
    if writing:
        conn, notices = open_for_writing(path, now_ms=wall(), busy_ms=busy_ms)
        store = Store(JournalFile(path, conn, new_id), wall, alive, notices)
        try:
            if fold:
                store.fold_in()
            if busy_ms >= BUSY_MS:  # Who cannot wait for a lock cannot wait for a copy either.
                from massage_mind.journal.file.upkeep import keep_up

                store.notices += keep_up(store)
        except BaseException:
            store.close()
            raise
        return store
    notices = ()
    if rescue_files(path) and path.exists():
        # The end of a session is waiting outside the journal: fold it in if that can be done at once.
        try:
            with open_store(path, writing=True, wall=wall, busy_ms=0, alive=alive) as folding:
                notices = folding.notices
        except StoreError as exc:
            notices = (f"The end of a session waits beside the journal: {exc.sentence}",)
    conn, more = open_for_reading(path, now_ms=wall(), busy_ms=busy_ms)
    return Store(JournalFile(path, conn, new_id), wall, alive, notices + more)


class Store(SessionStore):
    """An open journal. Close it, or use it as a context manager. One thread, one store.

    What it writes is dated by the clock it was opened with. Every method raises `StoreError` with a sentence where
    the file does not let it do its work, but for `keep`, which never raises and never waits.
    """

    def __init__(
        self,
        file: JournalFile,
        wall: Callable[[], int],
        alive: Callable[[int], bool],
        notices: tuple[str, ...] = (),
    ) -> None:
        super().__init__(file, wall, alive)
        self.notices = notices
        """Sentences a person should read once: what was found open to others and closed, what was folded in."""
        self.thread = ThreadStore(file, wall)
        """What hangs on an appointment."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go. May be called twice."""
        self.file.close()

    @property
    def draws(self) -> DrawStore:
        """Which lines were heard, and how words were drawn: for those who begin a session or write a file."""
        from massage_mind.journal.draw_store import DrawStore

        return DrawStore(self.file, self.wall)

    @property
    def numbers(self) -> NumberStore:
        """What is counted over the whole record: for those who look at what changed."""
        from massage_mind.journal.number_store import NumberStore

        return NumberStore(self.file)

    @property
    def is_there(self) -> bool:
        """Whether there is a journal; a missing one reads as empty."""
        return self.file.is_there

    def back_up(self, before: str = "asked") -> FileState:
        """A copy beside the journal, and what it is worth. `before` says what is about to happen to the journal."""
        return self.file.back_up(self.wall(), before)

    def copy_to(self, target: Path) -> FileState:
        """A copy in a file that is not there yet, and what it is worth."""
        return self.file.copy_to(target)

    def fold_in(self) -> None:
        """Take what waits beside the journal into it. What cannot be read is set aside and named in `notices`.

        What belongs to a session that is not here goes on waiting: the journal that has it may have been moved away.
        """
        for path in rescue_files(self.path):
            from massage_mind.journal.file.rescue import read_rescue

            try:
                was = read_rescue(path)
                with self.file.writing(beside=True):
                    known = self._end(was.session_id, was.progress, was.ending, was.signum, was.ended_at)
                    gone = not known and was_forgotten(self.file.conn, was.session_id)
                if known or gone:
                    path.unlink()
                else:
                    self.notices += (
                        f"{path.name} holds the end of a session that this journal doesn't have. It waits beside it "
                        "and is taken in when the journal that has the session lies there again.",
                    )
            except ValueError as exc:
                aside = path.with_name(path.name + ".unreadable")
                with spoken(self.path):
                    path.replace(aside)
                self.notices += (
                    f"{path.name} couldn't be taken into the journal ({exc}); it is now {aside}.",
                )
            except (StoreError, OSError) as exc:
                self.notices += (f"The end of a session still waits in {path}: {exc}",)


class StoreRecorder:
    """Keeps one running session: what the loop writes to."""

    def __init__(self, store: Store, session_id: str) -> None:
        self._store = store
        self._session_id = session_id
        self._heard = 0
        """So many of the lines heard are written already."""

    @property
    def trouble(self) -> str:
        """Why the latest attempt could not write; empty if it could."""
        return self._store.trouble

    def keep(self, progress: Progress) -> bool:
        """Write how it stands without ever waiting for a lock. False: not now, try again later."""
        kept = self._store.keep(self._session_id, progress, heard_before=self._heard)
        if kept:
            self._heard = len(progress.heard)
        return kept
