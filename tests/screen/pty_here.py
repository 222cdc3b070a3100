"""The real screen on a pseudo-terminal, in this process: for tests whose subject is what is shown, not how a program ends."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import threading
import time
from collections.abc import Callable, Mapping

import pyte
from screen_driver import TIMELINES, Loop

from massage_mind.perform.clock import SystemClock
from massage_mind.screen.front import open_front

PATIENCE_S = 30.0


class PtyHere:
    """Performs a timeline until somebody who watches the terminal has seen enough and presses q.

    `raw` is every byte that was written, `display` the screen, `given_back` whether the settings are those of before,
    `seen` the keys that arrived.
    """

    def __init__(
        self,
        timeline: str,
        enough: Callable[[PtyHere], bool],
        *,
        environ: Mapping[str, str] | None = None,
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self.raw = b""
        self.screen = pyte.Screen(columns or 80, rows or 24)
        self._stream = pyte.ByteStream(self.screen)
        self._over = threading.Event()
        self.timed_out = False
        self._master, slave = pty.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        before = termios.tcgetattr(slave)
        watcher = threading.Thread(target=self._watch, args=(enough,))
        try:
            with open(slave, encoding="utf-8") as stdin, open(os.dup(slave), "w", encoding="utf-8") as stdout:
                watcher.start()
                with open_front(
                    plain=False, clock=SystemClock(), environ={"TERM": "xterm-256color", **(environ or {})},
                    stdin=stdin, stdout=stdout, stderr=stdout,
                ) as front:  # fmt: skip
                    loop = Loop(front.stage, front.keys, TIMELINES[timeline], 0)
                    loop.run()
                self.given_back = termios.tcgetattr(slave) == before
        finally:
            self._over.set()
            watcher.join()
            os.close(self._master)
        self.seen = loop.seen
        assert not self.timed_out, f"it never was as expected; the screen:\n{self.display}"

    @property
    def display(self) -> str:
        """What the screen shows, line by line."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def _watch(self, enough: Callable[[PtyHere], bool]) -> None:
        """The person's side: read what is shown, press q once it is enough (or after a long while), read the rest."""
        end, pressed = time.monotonic() + PATIENCE_S, False
        while True:
            over = self._over.is_set()
            # What was written last may still be on its way; once the other side is closed, what comes after it is the end.
            while select.select([self._master], [], [], 1.0 if over else 0.02)[0]:
                try:
                    data = os.read(self._master, 65536)
                except OSError:  # nobody has the other side open any more
                    return
                if not data:  # the same, on a Mac
                    return
                self.raw += data
                self._stream.feed(data)
                if not pressed and enough(self):
                    break
            if over:
                return
            self.timed_out = self.timed_out or (not pressed and time.monotonic() > end)
            if not pressed and (self.timed_out or enough(self)):
                os.write(self._master, b"q")
                pressed = True
