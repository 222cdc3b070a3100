"""How long a session is held up before its first word by programs that speak: in all, not each; and who did not answer.

Between two starts the clock stands: what a person takes to answer questions is not waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.sound.voice.engine import Run

MOST_MS = 2_600
"""How long a start may wait in all: with what a sound device may take besides (400 ms), the first word comes within three
seconds, whatever does not answer."""


class Patience:
    """What is left of the wait for one start. `now` is the clock, in milliseconds.

    Runs programs: in a hurry none longer than what is left, and one that once did not finish in its time not again, for
    as long as this lives. `run` stands in for `run_program`.
    """

    def __init__(self, now: Callable[[], int], most_ms: int = MOST_MS, run: Run | None = None) -> None:
        self._now = now
        self._run = run
        self._most_ms = most_ms
        self._left_ms = most_ms
        self._hurry = False
        self._hung: dict[str, str] = {}

    @property
    def left_s(self) -> float:
        """How long may still be waited, in seconds."""
        return max(0, self._left_ms) / 1000

    def limit_s(self, usual_s: float) -> float:
        """How long this one may take, in seconds, that usually may take so long."""
        return min(usual_s, self.left_s) if self._hurry else usual_s

    @property
    def hung(self) -> Mapping[str, str]:
        """Who did not answer in time, and the sentence that says so."""
        return dict(self._hung)

    def anew(self) -> None:
        """Another start comes: the whole wait is there again. Who did not answer is still not asked."""
        self._left_ms = self._most_ms

    def give_up(self, name: str, sentence: str) -> None:
        """Do not ask this one again."""
        self._hung.setdefault(name, sentence)

    @contextmanager
    def spent(self) -> Iterator[None]:
        """What passes in here is waiting."""
        since = self._now()
        try:
            yield
        finally:
            self._left_ms -= self._now() - since

    @contextmanager
    def hurry(self, on: bool = True) -> Iterator[None]:
        """In here a session waits for its programs; with `on` False nobody does, and each has its own limit."""
        was, self._hurry = self._hurry, on
        try:
            yield
        finally:
            self._hurry = was

    def run(
        self,
        args: Sequence[str],
        text: str,
        *,
        timeout_s: float,
        env: Mapping[str, str] | None = None,
        name: str = "",
    ) -> str:
        """`run_program` with this patience. Raises EngineError."""
        from massage_mind.sound.voice.engine import EngineError
        from massage_mind.sound.voice.processes import TookTooLong, run_program

        if name in self._hung:
            raise EngineError(self._hung[name], "Choose another voice.")
        limit_s = self.limit_s(timeout_s)
        if not limit_s:
            raise EngineError(f"{name} isn't asked any more: others took too long.", "Try again.")
        run = self._run or run_program
        try:
            with self.spent() if self._hurry else nullcontext():
                return run(args, text, timeout_s=limit_s, env=env, name=name)
        except TookTooLong as error:
            self.give_up(name, error.sentence)
            raise
