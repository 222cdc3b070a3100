"""Sentences made in the background, while somebody waits a little for them, or a session already runs."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable

from massage_mind.errors import MassageMindError
from massage_mind.sound.voice.speech import Speech
from massage_mind.stops import begin_thread

ROUNDS = 4
"""How often it is asked anew what is missing, with the true lengths of what was made, until nothing is."""
END_TRIES, END_WAIT_S = 50, 0.02
"""How often, and how far apart, what still runs is ended: an engine without a program is not waited for for ever."""


class Making:
    """Has a voice make what is missing, in a thread of its own: what is heard as planned, then what may yet be said.

    Both give texts, as of what is made by now.
    """

    def __init__(
        self,
        speech: Speech,
        planned: Callable[[], Iterable[str]],
        possible: Callable[[], Iterable[str]],
    ) -> None:
        self.done = 0
        """How many sentences were made so far."""
        self.error: MassageMindError | None = None
        """What went wrong; then nothing more is made."""
        self._speech = speech
        self._planned = planned
        self._possible = possible
        self._ready = threading.Event()
        self._over = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._make, name="voice-making", daemon=True)

    @property
    def makers(self) -> tuple[str, ...]:
        """The names of what makes sentences here."""
        return tuple(source.name for source in self._speech.sources if source.can_make(""))

    @property
    def over(self) -> bool:
        """Whether nothing more is made."""
        return self._over.is_set()

    def start(self) -> None:
        """Begin."""
        begin_thread(self._thread)

    def wait(self, limit_s: float) -> bool:
        """Whether what is planned is there, or will not be, waiting so many seconds for that."""
        return self._ready.wait(limit_s)

    def stop(self) -> None:
        """Make nothing more, and end the programs that were at it. What was made stays."""
        self._stopped = True
        programs = sys.modules.get("massage_mind.sound.voice.processes")
        # More than once: one may be about to be started.
        for _ in range(END_TRIES):
            if self._over.wait(END_WAIT_S):
                return
            if programs is not None:
                programs.end_programs()

    def _make(self) -> None:
        try:
            for _ in range(ROUNDS):
                if not self._made(self._planned()):
                    break
            # Asked for before anybody goes on: from then on a length that is asked for is held, made or not.
            possible = tuple(self._possible())
            self._ready.set()
            self._made(possible)
        except MassageMindError as error:
            self.error = None if self._stopped else error
        except Exception as error:  # noqa: BLE001 - an adapter at fault is no reason to be without a session
            self.error = MassageMindError(f"The voice failed ({type(error).__name__}: {error}).")
        finally:
            self._ready.set()
            self._over.set()

    def _made(self, texts: Iterable[str]) -> bool:
        """Make what is missing of these texts; whether anything was."""
        missing = () if self._stopped else self._speech.missing(texts)
        if missing:
            self._speech.make(missing, self._told, lambda: self._stopped)
        return bool(missing)

    def _told(self, done: int) -> None:
        self.done += 1
        if self._stopped:
            raise MassageMindError("The voice was stopped.")
