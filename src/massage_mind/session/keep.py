"""What is kept of a session while it is open: its record, and how it ended."""

from __future__ import annotations

import signal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from massage_mind.diary.answers import SessionAnswers
from massage_mind.errors import Stopped, StoreError
from massage_mind.perform.clock import SteadyClock
from massage_mind.record.progress import Ending, Progress
from massage_mind.session.new_record import new_session
from massage_mind.stops import held
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.perform.ports import Recorder
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


@dataclass(slots=True)
class OpenRecord:
    """The record of one session while it is open: begun with the first answer or with the session, whichever comes first,
    so that nothing is kept of what nobody took. Without a store there is none, and `trouble` says why.

    Its end is dated by its beginning and by what passed since: somebody may set the clock meanwhile.
    """

    world: World
    prepared: Prepared
    length_ms: int
    store: Store | None = None
    id: str = ""
    trouble: str = ""
    ended: bool = False
    clock: SteadyClock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = SteadyClock(self.world.clock)

    def journal(self) -> Store:
        """The journal, with the session begun in it. Raises `StoreError`."""
        if self.store is None:
            self.store = self.world.open_store(writing=True, wait_ms=SHORT_WAIT_MS)
            for notice in self.store.notices:
                self.world.note(notice)
        if not self.id:
            self.clock = SteadyClock(self.world.clock)
            self.id = self.store.begin_session(new_session(self.world, self.prepared, self.length_ms))
        return self.store

    def begin_or_say(self) -> OpenRecord:
        """Begin it; where that cannot be, say so. A session is never held up by its record."""
        try:
            self.journal()
        except StoreError as error:
            self.trouble = error.sentence
            self.close()
            self.store = None
            self.world.note(f"This session goes on without a record: {error.sentence}")
        return self

    def recorder(self) -> Recorder:
        """What the loop writes to while the session runs."""
        if self.store is None or not self.id:
            return NoRecord()
        from massage_mind.journal.store import StoreRecorder

        return StoreRecorder(self.store, self.id)

    def answers(self) -> SessionAnswers:
        """What keeps the answers given before it begins."""
        return SessionAnswers(self.world, lambda: self.id, "before", self.journal)

    def end(self, progress: Progress, ending: Ending, signum: int = 0) -> None:
        """Write down how it ended, once, if it was begun. Raises `StoreError`."""
        if self.store is not None and self.id and not self.ended:
            with held():
                self.ended = True
                self.store.end_session(self.id, progress, ending, signum, ended_at=self.clock.wall())

    def leave(self) -> Progress:
        """The person left at a question, before it began: what they said is kept. How it stands: nothing was played."""
        return self._unplayed("early", 0)

    def break_off(self, why: BaseException) -> None:
        """Something else ended it before it began: kept as interrupted, by a signal or as by Ctrl-C."""
        self._unplayed("interrupted", why.signum if isinstance(why, Stopped) else signal.SIGINT)

    def _unplayed(self, ending: Ending, signum: int) -> Progress:
        progress = Progress(planned_ms=self.length_ms, total_ms=self.length_ms)
        self.end(progress, ending, signum)
        self.close()
        return progress

    def close(self) -> None:
        """Let the journal go."""
        if self.store is not None:
            self.store.close()


def open_record(world: World, prepared: Prepared, length_ms: int) -> OpenRecord:
    """The record of a session that begins now."""
    return OpenRecord(world, prepared, length_ms).begin_or_say()


class NoRecord:
    """Keeps nothing, where there is no journal to keep it in."""

    def keep(self, progress: Progress) -> bool:
        """Nothing to do, and no trouble."""
        return True
