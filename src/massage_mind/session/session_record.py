"""The record of one session while it is open, from the first answer to the end."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from massage_mind import app as world
from massage_mind.errors import StoreError
from massage_mind.record.progress import Ending, Progress
from massage_mind.session.wish import SHORT_WAIT_MS, Ready

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.session import NewSession


@dataclass(slots=True)
class Record:
    """The record of one session while it is open. Without a store there is none, and `trouble` says why."""

    store: Store | None
    id: str
    length_ms: int
    trouble: str = ""
    ended: bool = False

    def rate(self, phase: Literal["before", "after"], item: str, value: int | None) -> None:
        """Keep one rating at once, or take it back."""
        if self.store is not None:
            self.store.records.rate(self.id, phase, {item: value}, now_ms=world.wall_ms())

    def mark_body(self, phase: Literal["before", "after"], body: dict[str, int]) -> None:
        """Keep the body map."""
        if self.store is not None and body:
            self.store.records.mark_body(self.id, phase, body, now_ms=world.wall_ms())

    def end(self, progress: Progress, ending: Ending, signum: int = 0) -> None:
        """Write down how it ended, once."""
        if self.store is not None and not self.ended:
            self.ended = True
            self.store.end_session(self.id, progress, ending, signum, now_ms=world.wall_ms())

    def abandon(self, ending: Ending = "interrupted", signum: int = signal.SIGINT) -> Progress:
        """The person left at a question, before it began: what they said is kept. How it stands: nothing was played."""
        progress = Progress(planned_ms=self.length_ms, total_ms=self.length_ms)
        self.end(progress, ending, signum)
        self.close()
        return progress

    def close(self) -> None:
        if self.store is not None:
            self.store.close()


def open_record(ready: Ready, length_ms: int) -> Record:
    """Begin the record of a session; where that cannot be, say so. A session is never held up by its record."""
    new = new_session(ready, length_ms)
    try:
        store = world.open_store(writing=True, wait_ms=SHORT_WAIT_MS)
        for notice in store.notices:
            world.note(notice)
        return Record(store, store.begin_session(new, now_ms=world.wall_ms()), length_ms)
    except StoreError as error:
        world.note(f"This session goes on without a record: {error.sentence}")
        return Record(None, "", length_ms, error.sentence)


def new_session(ready: Ready, length_ms: int, *, logged_at: int | None = None) -> NewSession:
    """The record that this session begins with; `logged_at` if it is written down afterwards."""
    from massage_mind.record.session import NewSession

    script, wish = ready.script, ready.wish
    return NewSession(
        moment=wish.moment if script.moment == "anytime" else script.moment,
        script=script.name,
        title=script.title,
        planned_ms=length_ms,
        total_ms=length_ms,
        pid=os.getpid(),
        zone=world.zone_name(),
        style=ready.plan.style.id,
        guidance=ready.plan.guidance,
        intention=ready.intention,
        journey=wish.journey,
        resumed_from=ready.resumed_from,
        appointment=ready.appointment.id if ready.appointment else "",
        quiet_hour=wish.quiet_hour,
        logged_at=logged_at,
        request=_request(ready),
    )


def _request(ready: Ready) -> dict[str, object]:
    """What it takes to make the same plan again, should the session be cut short."""
    wish = ready.wish
    return {
        "moment": wish.moment,
        "script": ready.script.name if not wish.script else wish.script,
        "style": ready.plan.style.id,
        "guidance": ready.plan.guidance,
        "journey": wish.journey,
        "quiet_hour": wish.quiet_hour,
        "delay": f"{ready.hearing.delay_ms / 1000:g}",
        "end_bell": ready.hearing.end_bell,
        "bells": wish.ears.bells,
        "voice": wish.ears.voice,
        "ambience": wish.ears.ambience,
    }


class NoRecord:
    """Keeps nothing, where there is no journal to keep it in."""

    def keep(self, progress: Progress) -> bool:
        return True
