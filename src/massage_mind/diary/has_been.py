"""An appointment at a time that has passed: noted as done only where somebody says that it has been."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.errors import UsageError
from massage_mind.record.appointment_thread import end_from
from massage_mind.record.instants import local
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.record.appointment import Appointment
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class HasBeen:
    """What is said of a time that has passed: that it took place then (`done`), and whether anybody may be asked."""

    done: bool = False
    ask: bool = True

    def when(self, world: World, words: str) -> int:
        """When it is, or was, in UTC milliseconds: with `done` the latest such time. Raises `UsageError`."""
        from massage_mind.record.typed_times import read_past, read_when

        return (read_past if self.done else read_when)(words, world.wall_ms(), world.zone)


NOT_SAID = HasBeen()
"""Nothing is said of it: whoever sits at a terminal is asked."""


def agree_on_past(world: World, at_ms: int, appointment: Appointment, said: HasBeen) -> bool:
    """Whether it took place. Raises `UsageError` where it would be over by now and nobody says that it has been."""
    if said.done:
        return True
    if end_from(at_ms, appointment) > world.wall_ms():
        return False
    from massage_mind.words.times import dated_words

    now = local(world.wall_ms(), world.zone)
    passed = f"{dated_words(local(at_ms, world.zone), now)} has passed."
    if not (said.ask and world.stdin_is_terminal() and world.stderr_is_terminal()):
        raise UsageError(
            passed,
            "Say when it will be, such as friday 15:00. If it has been:",
            instead=("", "--done"),
        )
    if not _yes(world, f"{passed} Has it been? [y/N] "):
        raise UsageError("Nothing was noted.", "Say when it will be, such as friday 15:00.")
    return True


def _yes(world: World, question: str) -> bool:
    from massage_mind.perform.asker import NoMoreAnswers

    try:
        return world.asker(stderr=True).read(question).casefold() in ("y", "yes")
    except NoMoreAnswers:
        return False
