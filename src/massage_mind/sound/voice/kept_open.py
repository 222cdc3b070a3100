"""A program that is kept open: what it takes to start is waited for once, and then it answers one order after another.

An answer is a line of JSON that says how many bytes follow, or what went wrong. Nothing the program does holds anybody
up for longer than the time given: one that hangs, floods or talks nonsense is ended.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO

from massage_mind.sound.voice.engine import EngineError
from massage_mind.sound.voice.plain_text import plain, reason
from massage_mind.sound.voice.processes import TookTooLong, end_program, noted, unreported

MOST_LINE_BYTES = 4_000
CHUNK_BYTES = 1 << 16
MOST_CHUNKS = 64
"""How many chunks are read ahead: what a program that floods can take of our memory."""


class _Ended(Exception):
    """The program gave no more of an answer."""


class KeptOpen:
    """Runs a program when first asked, and again where it has ended meanwhile. One order at a time.

    `name` is what the sentences call it, `most_bytes` how long an answer may be. `env` is its whole environment.
    """

    def __init__(self, args: Sequence[str], env: Mapping[str, str], *, name: str, most_bytes: int) -> None:
        self._args = list(args)
        self._env = dict(env)
        self._name = name
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._running: _Running | None = None

    def ask(self, order: str, timeout_s: float) -> bytes:
        """What it answers to this order, a text on one line. Raises EngineError."""
        until_s = time.monotonic() + timeout_s
        with self._lock:
            try:
                return self._answered(order, until_s)
            except Refused:
                raise
            except _Ended as error:
                raise EngineError(
                    f"{self._name} ended without an answer.", "Choose another voice."
                ) from error
            except queue.Empty as error:
                self._end()
                raise TookTooLong(
                    f"{self._name} did not answer within {timeout_s:.0f} seconds, and was ended.",
                    "Try again when the machine has less to do, or choose another voice.",
                ) from error
            except OSError as error:
                raise EngineError(
                    f"{self._name} cannot be started: {reason(error)}.", "Choose another voice."
                ) from error
            except BaseException:
                self._end()
                raise

    def close(self) -> None:
        """End it; asked again, it is run again."""
        with self._lock:
            self._end()

    def _answered(self, order: str, until_s: float) -> bytes:
        """The answer, asked for once more where the program just then ended by itself for want of orders."""
        if self._running is not None and self._running.gone:
            self._end()
        kept = self._running
        try:
            return self._answer(order, until_s)
        except _Ended:
            if self._end() != 0 or kept is None:
                raise
            return self._answer(order, until_s)

    def _answer(self, order: str, until_s: float) -> bytes:
        if self._running is None:
            self._running = _Running(self._args, self._env)
        running = self._running
        running.tell(order)
        line = running.line(until_s)
        try:
            told = json.loads(line)
            failed, size = told.get("error"), told.get("bytes")
        except (ValueError, AttributeError, RecursionError):
            failed, size = None, None
        if failed is not None:
            raise Refused(f"{self._name} failed: {plain(str(failed))[:200]}.", "Choose another voice.")
        if type(size) is not int or not 0 <= size <= self._most_bytes:
            raise EngineError(f"{self._name} gave no answer that can be read.", "Choose another voice.")
        return running.exactly(size, until_s)

    def _end(self) -> int | None:
        """End what runs; its exit status, None where nothing ran or nobody knows."""
        running, self._running = self._running, None
        return None if running is None else running.end()


class Refused(EngineError):
    """An order the program could not carry out; it goes on with the next."""


class _Running:
    """The program while it runs, and what it has said so far."""

    def __init__(self, args: Sequence[str], env: Mapping[str, str]) -> None:
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        self._process = subprocess.Popen(
            args,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=unreported(env),
            creationflags=flags,
            start_new_session=sys.platform != "win32",
        )
        noted(self._process)
        self._chunks: queue.Queue[bytes] = queue.Queue(MOST_CHUNKS)
        self._left = b""
        self._over = False
        assert self._process.stdout is not None
        threading.Thread(
            target=self._read, args=(self._process.stdout,), name="voice-reading", daemon=True
        ).start()

    @property
    def gone(self) -> bool:
        """Whether it has ended meanwhile."""
        return self._process.poll() is not None

    def tell(self, order: str) -> None:
        """Give it an order. Raises _Ended."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(order.encode("utf-8", "replace") + b"\n")
        except OSError as error:
            raise _Ended from error

    def line(self, until_s: float) -> bytes:
        """The next line of its answer. Raises _Ended, queue.Empty; gives what there is of a line that is too long."""
        while b"\n" not in self._left:
            if len(self._left) > MOST_LINE_BYTES:
                return b""
            self._left += self._next(until_s)
        line, _, self._left = self._left.partition(b"\n")
        return line

    def exactly(self, size: int, until_s: float) -> bytes:
        """So many bytes of its answer. Raises _Ended, queue.Empty."""
        parts, have = [self._left], len(self._left)
        while have < size:
            parts.append(self._next(until_s))
            have += len(parts[-1])
        whole = b"".join(parts)
        self._left = whole[size:]
        return whole[:size]

    def end(self) -> int | None:
        """End it, if it still runs; its exit status."""
        self._over = True
        status = end_program(self._process)
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        return status

    def _next(self, until_s: float) -> bytes:
        chunk = self._chunks.get(timeout=max(0.001, until_s - time.monotonic()))
        if not chunk:
            raise _Ended
        return chunk

    def _read(self, pipe: IO[bytes]) -> None:
        """Read on until the end, no further ahead than there is room.

        The pipe is closed here and nowhere else: closed under a read, its number is soon that of another program's.
        """
        with pipe:
            chunk = b"-"
            while chunk and not self._over:
                try:
                    chunk = pipe.read(CHUNK_BYTES)
                except OSError:
                    chunk = b""
                self._hand_on(chunk)

    def _hand_on(self, chunk: bytes) -> None:
        """Put this where it is waited for, once there is room."""
        while not self._over:
            try:
                self._chunks.put(chunk, timeout=1)
            except queue.Full:
                continue
            return
