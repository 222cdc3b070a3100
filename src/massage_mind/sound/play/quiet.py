"""Keeping C libraries off the terminal: what they print to file descriptor 2 while a device is opened.

Without a sound server ALSA and JACK print some 35 lines there. The descriptor belongs to the whole process, so it is
not thrown away but held back: when it is given back, every line that is not theirs is passed on.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from contextlib import suppress

_NOISE = re.compile(
    rb"ALSA lib |Cannot connect to server|jack server is not running|JackShm|connect\(2\) call to"
    rb"|attempt to connect to server failed|Cannot lock down |Expression '|Note: "
)


class HeldBack:
    """Holds back file descriptor 2 from `start` to `stop`, once; either may be called twice and from any thread.

    After `stop`, `start` does nothing: a device that opens too late must not take the terminal away. Only on Linux, where the noise is; elsewhere, or if the descriptor is closed, it does nothing.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._saved = -1
        self._held = -1
        self._over = False

    def start(self) -> None:
        if sys.platform != "linux":
            return
        with self._lock:
            if self._over or self._saved >= 0:
                return
            try:
                saved = os.dup(2)
            except OSError:  # standard error is closed: nothing can be printed there anyway
                return
            try:
                held = os.memfd_create("stderr")
            except OSError:  # an old kernel: better the noise than a line of ours lost
                os.close(saved)
                return
            self._saved, self._held = saved, held
            os.dup2(held, 2)

    def stop(self) -> None:
        with self._lock:
            self._over = True
            if self._saved < 0:
                return
            os.dup2(self._saved, 2)
            os.close(self._saved)
            os.lseek(self._held, 0, os.SEEK_SET)
            with os.fdopen(self._held, "rb") as held:
                text = held.read()
            self._saved = self._held = -1
        kept = b"".join(line for line in text.splitlines(keepends=True) if not _NOISE.match(line))
        with suppress(OSError):  # whoever read standard error has gone
            while kept:
                kept = kept[os.write(2, kept) :]
