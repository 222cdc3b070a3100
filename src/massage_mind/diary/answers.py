"""Answers kept one by one, each at once: whatever comes after it, what was said stays said.

Two things are told apart. Where answers go: into the record of a session (`SessionAnswers`) or into a check-in that is
being given (`CheckInAnswers`). And what happens where the journal cannot be written: it ends the command (`AtOnce`), or
things go on and it is tried once more at the end (`OnceMore`), because nobody who lies on a table waits for a lock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, cast

from massage_mind.errors import StoreError
from massage_mind.record.checkin import CheckIn, with_body
from massage_mind.stops import held
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from massage_mind.journal.store import Store
    from massage_mind.record.head import NewRecord, Record
    from massage_mind.world import World

Write: TypeAlias = "Callable[[Store], object]"
"""Writes one answer into an open journal."""


class Writer(Protocol):
    """How an answer is written. `key` says what it answers: of two with one key the later counts."""

    def write(self, key: str, write: Write) -> None:
        """Write one answer, with more questions to come."""

    def write_last(self, what: str, write: Write) -> None:
        """Write the last one, called so in messages: to wait for a lock holds up nothing more."""


class AtOnce:
    """Each answer is written when it is given. Raises `StoreError` where that cannot be."""

    def __init__(self, world: World) -> None:
        self._world = world

    def write(self, key: str, write: Write) -> None:
        """Write it; the journal is open only meanwhile, as nobody knows how long a person thinks."""
        with held(), self._world.open_store(writing=True) as store:
            write(store)

    def write_last(self, what: str, write: Write) -> None:
        """The same."""
        self.write(what, write)


class OnceMore:
    """Each answer is written when it is given; what a lock kept out is tried again by `finish`, and then said.

    `journal` gives the journal where somebody has it open, or opens it; else it is opened for each answer.
    """

    def __init__(self, world: World, journal: Callable[[], Store] | None = None) -> None:
        self._world = world
        self._journal = journal
        self._missed: dict[str, Write] = {}

    def write(self, key: str, write: Write) -> None:
        """Write it, or remember it."""
        try:
            with held(), self._open(SHORT_WAIT_MS) as store:
                write(store)
            self._missed.pop(key, None)
        except StoreError:
            self._missed[key] = write

    def write_last(self, what: str, write: Write) -> None:
        """Write it, or say at once that it could not be."""
        try:
            with held(), self._open() as store:
                write(store)
        except StoreError as error:
            self._world.note(f"{what} couldn't be kept: {error.sentence}")

    def finish(self) -> None:
        """What was kept out, once more with patience; what stays out is said."""
        if not self._missed:
            return
        try:
            with held(), self._open() as store:
                for write in self._missed.values():
                    write(store)
        except StoreError as error:
            self._world.note(f"Some answers couldn't be kept: {error.sentence}")

    def _open(self, wait_ms: int | None = None) -> AbstractContextManager[Store]:
        if self._journal is not None:
            return nullcontext(self._journal())
        return self._world.open_store(writing=True, wait_ms=wait_ms)


class SessionAnswers:
    """Keeps the answers around one session, before it or after it. Nothing is raised: a session is never held up by its
    record.

    `session` is its id (empty: nothing is kept), or what gives it once there is something to keep: `journal`, as in
    `OnceMore`, may begin it with the first answer.
    """

    def __init__(
        self,
        world: World,
        session: str | Callable[[], str],
        phase: Literal["before", "after"],
        journal: Callable[[], Store] | None = None,
    ) -> None:
        self._session = session
        self._phase = phase
        self._said: set[str] = set()
        self._writer = OnceMore(world, journal)

    def rate(self, item: str, value: int | None) -> None:
        """One rating from 0 to 10; None takes it back."""
        if self._keeps(item, value is not None):
            self._writer.write(
                item,
                lambda store: store.records.rate(self._id(), self._phase, {item: value}),
            )

    def mark_body(self, body: Mapping[str, int]) -> None:
        """The body map, 0 to 3 by region, in place of an earlier one; an empty one where there was none is none."""
        if self._keeps("the body map", bool(body)):
            self._writer.write(
                "the body map",
                lambda store: store.records.mark_body(self._id(), self._phase, dict(body)),
            )

    def mark_kinds(self, kinds: Mapping[str, str]) -> None:
        """What it is like at regions that are marked, beside what was said of others; empty words take that back."""
        if self._keeps("what it's like there", bool(kinds)):
            self._writer.write(
                "what it's like there",
                lambda store: store.records.mark_kinds(self._id(), self._phase, dict(kinds)),
            )

    def answer(self, question: str, answer: str) -> None:
        """The words chosen for a question, in place of earlier ones; none take them back."""
        if self._keeps(question, bool(answer)):
            self._writer.write(
                question,
                lambda store: store.add_answers(self._id(), [(question, answer)]),
            )

    def _keeps(self, what: str, something: bool) -> bool:
        """Whether there is anything to keep, or to take back."""
        if not self._session or not (something or what in self._said):
            return False
        self._said.add(what)
        return True

    def _id(self) -> str:
        return self._session if isinstance(self._session, str) else self._session()

    def finish(self) -> None:
        """What could not be kept, once more; then it is said."""
        self._writer.finish()


class CheckInAnswers:
    """Keeps the answers that make up a check-in, from the first one on. Raises what its writer raises."""

    def __init__(self, world: World, begun: NewRecord, writer: Writer | None = None) -> None:
        self._begun = begun
        self._writer = writer or AtOnce(world)
        self.record: Record | None = None
        """What is kept so far; None for nothing."""

    def rate(self, item: str, value: int | None) -> None:
        """One rating from 0 to 10; None takes it back. What was never given cannot be taken back."""
        if value is None and self.record is None:
            return

        def rated(old: CheckIn) -> CheckIn:
            others = {key: one for key, one in old.ratings.items() if key != item}
            return replace(old, ratings=others if value is None else {**old.ratings, item: value})

        self._writer.write(item, self._changed(rated))

    def mark_body(self, body: Mapping[str, int]) -> None:
        """The body map, 0 to 3 by region, in place of an earlier one."""
        self._writer.write_last("The body map", self._changed(lambda old: with_body(old, body)))

    def mark_kinds(self, kinds: Mapping[str, str]) -> None:
        """What it is like at regions that are marked, beside what was said of others; empty words take that back."""
        if kinds:
            self._writer.write_last(
                "What it's like there",
                self._changed(lambda old: with_body(old, old.body, {**old.kinds, **kinds})),
            )

    def keep(self) -> None:
        """Keep it as it began."""
        self._writer.write("", self._changed(lambda old: old))

    def _changed(self, step: Callable[[CheckIn], CheckIn]) -> Write:
        def write(store: Store) -> None:
            if self.record is None:
                details = step(cast(CheckIn, self._begun.details))
                self.record = store.records.add(replace(self._begun, details=details))
            else:
                # While it is being given it has no earlier versions worth keeping.
                self.record = store.records.change(
                    self.record.id,
                    details=lambda old: step(cast(CheckIn, old)),
                    versioned=False,
                )

        return write
