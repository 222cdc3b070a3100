"""What is kept of a session while it is open: its record, and how it ended."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

from massage_mind.diary.answers import SessionAnswers
from massage_mind.errors import Stopped, StoreError
from massage_mind.record.progress import Ending, Progress
from massage_mind.session.new_record import new_session
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.perform.ports import Recorder
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


@dataclass(slots=True)
class OpenRecord:
    """The record of one session while it is open. Without a store there is none, and `trouble` says why.

    `began_at` is when it began (UTC milliseconds), `began` the same by the monotonic clock, the sleep of the machine
    counted: whoever sets the clock meanwhile changes nothing of how long it took.
    """

    world: World
    store: Store | None
    id: str
    length_ms: int
    began_at: int
    began: int
    trouble: str = ""
    ended: bool = False

    def recorder(self) -> Recorder:
        """What the loop writes to while the session runs."""
        if self.store is None:
            return NoRecord()
        from massage_mind.journal.store import StoreRecorder

        return StoreRecorder(self.store, self.id)

    def answers(self) -> SessionAnswers:
        """What keeps the answers given before it begins."""
        return SessionAnswers(self.world, self.id, "before", self.store)

    def end(self, progress: Progress, ending: Ending, signum: int = 0, *, over: int | None = None) -> None:
        """Write down how it ended, once; `over`: when, by the monotonic clock (None: now). Raises `StoreError`."""
        if self.store is not None and not self.ended:
            self.ended = True
            ended_at = self.began_at + _passed(self.world, over) - self.began
            self.store.end_session(self.id, progress, ending, signum, ended_at=ended_at)

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
    """Begin the record of a session; where that cannot be, say so. A session is never held up by its record."""
    new = new_session(world, prepared, length_ms)
    at, began = world.wall_ms(), _passed(world)
    try:
        store = world.open_store(writing=True, wait_ms=SHORT_WAIT_MS)
        for notice in store.notices:
            world.note(notice)
        return OpenRecord(world, store, store.begin_session(new, at_ms=at), length_ms, at, began)
    except StoreError as error:
        world.note(f"This session goes on without a record: {error.sentence}")
        return OpenRecord(world, None, "", length_ms, at, began, error.sentence)


def _passed(world: World, now: int | None = None) -> int:
    """Milliseconds that never go back: the monotonic clock, and how long the machine slept."""
    return (world.clock.now() if now is None else now) + world.clock.asleep()


class NoRecord:
    """Keeps nothing, where there is no journal to keep it in."""

    def keep(self, progress: Progress) -> bool:
        """Nothing to do, and no trouble."""
        return True
