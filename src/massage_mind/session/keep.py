"""What is kept of a session while it is open: its record, and each answer around it."""

from __future__ import annotations

import signal
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from massage_mind.errors import Stopped, StoreError
from massage_mind.record.progress import Ending, Progress
from massage_mind.session.new_record import new_session
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from massage_mind.journal.store import Store
    from massage_mind.perform.ports import Recorder
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


@dataclass(slots=True)
class OpenRecord:
    """The record of one session while it is open. Without a store there is none, and `trouble` says why."""

    world: World
    store: Store | None
    id: str
    length_ms: int
    trouble: str = ""
    ended: bool = False

    def recorder(self) -> Recorder:
        """What the loop writes to while the session runs."""
        if self.store is None:
            return NoRecord()
        from massage_mind.journal.store import StoreRecorder

        return StoreRecorder(self.store, self.id)

    def answers(self) -> Answers:
        """What keeps the answers given before it begins."""
        return Answers(self.world, self.id, "before", self.store)

    def end(self, progress: Progress, ending: Ending, signum: int = 0) -> None:
        """Write down how it ended, once. Raises `StoreError`."""
        if self.store is not None and not self.ended:
            self.ended = True
            self.store.end_session(self.id, progress, ending, signum)

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
    try:
        store = world.open_store(writing=True, wait_ms=SHORT_WAIT_MS)
        for notice in store.notices:
            world.note(notice)
        return OpenRecord(world, store, store.begin_session(new), length_ms)
    except StoreError as error:
        world.note(f"This session goes on without a record: {error.sentence}")
        return OpenRecord(world, None, "", length_ms, error.sentence)


class NoRecord:
    """Keeps nothing, where there is no journal to keep it in."""

    def keep(self, progress: Progress) -> bool:
        """Nothing to do, and no trouble."""
        return True


class Answers:
    """Keeps each answer around one session at once, before it or after it.

    What somebody else's lock kept out is tried once more at the end (`finish`), and then said. Without the id of a
    session nothing is kept. `store` is the journal where it is open already; otherwise it is opened for each answer, as
    nobody knows how long a person thinks.
    """

    def __init__(
        self, world: World, session_id: str, phase: Literal["before", "after"], store: Store | None = None
    ) -> None:
        self._world = world
        self._id = session_id
        self._phase = phase
        self._store = store
        self._missed: dict[str, int | None] = {}
        self._answers: list[tuple[str, str]] = []

    def rate(self, item: str, value: int | None) -> None:
        """One rating, 0 to 10, or None to take it back."""
        if not self._id:
            return
        try:
            with self._open(SHORT_WAIT_MS) as store:
                store.records.rate(self._id, self._phase, {item: value})
            self._missed.pop(item, None)
        except StoreError:
            self._missed[item] = value

    def mark_body(self, body: dict[str, int]) -> None:
        """The body map: marks from 1 to 3 by region."""
        if not (self._id and body):
            return
        try:
            with self._open() as store:
                store.records.mark_body(self._id, self._phase, body)
        except StoreError as error:
            self._world.note(f"The body map could not be kept: {error.sentence}")

    def answer(self, question: str, answer: str) -> None:
        """The words chosen for a question."""
        if not self._id:
            return
        try:
            with self._open(SHORT_WAIT_MS) as store:
                store.add_answers(self._id, [(question, answer)])
        except StoreError:
            self._answers.append((question, answer))

    def finish(self) -> None:
        """Once more, and then it is said."""
        if not (self._missed or self._answers):
            return
        try:
            with self._open() as store:
                if self._missed:
                    store.records.rate(self._id, self._phase, self._missed)
                store.add_answers(self._id, self._answers)
        except StoreError as error:
            self._world.note(f"Some answers could not be kept: {error.sentence}")

    def _open(self, wait_ms: int | None = None) -> AbstractContextManager[Store]:
        if self._store is not None:
            return nullcontext(self._store)
        return self._world.open_store(writing=True, wait_ms=wait_ms)
