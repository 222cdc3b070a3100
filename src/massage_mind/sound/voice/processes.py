"""Running a program to its end and no longer, with a text it reads from its standard input.

No text is ever part of a command line: it could begin with a dash or be too long for one, and everybody on a machine
can read the arguments of its programs.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from massage_mind.sound.voice.engine import NO_REPORTS, EngineError
from massage_mind.sound.voice.plain_text import plain, reason

END_S = 5.0
"""How long the system may take to end a program that was killed."""
ANSWER_BYTES = 1_000_000
COMPLAINT_BYTES = 4_000
COMPLAINT_LETTERS = 200


class TookTooLong(EngineError):
    """A program did not finish within its time, and was ended."""


_running: set[subprocess.Popen[bytes]] = set()
"""The programs that are being waited for, or kept open."""


def run_program(
    args: Sequence[str],
    text: str,
    *,
    timeout_s: float,
    env: Mapping[str, str] | None = None,
    name: str = "",
) -> str:
    """Run a program to its end, with `text` as its standard input; returns what it wrote to standard output.

    No shell. UTF-8 both ways. `env` is its whole environment (None: ours) but for `NO_REPORTS`, `name` what the sentences call it. It
    lives in a session of its own, so that a Ctrl-C in the terminal does not reach it; so whatever ends the wait here,
    the time limit or a signal, ends the program and its children too. Raises EngineError.
    """
    name = name or Path(args[0]).name
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    try:
        # Files, not pipes: a pipe can be full, or held open by a child that outlives its parent.
        with TemporaryFile() as said, TemporaryFile() as answer, TemporaryFile() as complaint:
            said.write(text.encode("utf-8", "replace"))
            said.seek(0)
            try:
                process = subprocess.Popen(
                    list(args),
                    stdin=said,
                    stdout=answer,
                    stderr=complaint,
                    env=unreported(env),
                    creationflags=flags,
                    start_new_session=sys.platform != "win32",
                )
            except (OSError, ValueError) as error:  # ValueError: a NUL in an argument
                raise EngineError(
                    f"{name} can't be started: {reason(error)}.",
                    f"Run {args[0]} by itself to see what it lacks.",
                ) from error
            status = _await(process, timeout_s, name)
            if status != 0:
                last = _last_line(_tail(complaint, COMPLAINT_BYTES))
                raise EngineError(
                    f"{name} failed ({status})" + (f": {last}" if last else "."),
                    f"Run {args[0]} by itself to see whether it works here, or choose another voice.",
                )
            answer.seek(0)
            return answer.read(ANSWER_BYTES).decode("utf-8", "replace")
    except OSError as error:
        raise no_room(name, error) from error


def unreported(env: Mapping[str, str] | None) -> dict[str, str]:
    """This environment (None: ours) for a voice: what it runs on reports to nobody."""
    return {**(os.environ if env is None else env), **NO_REPORTS}


def _await(process: subprocess.Popen[bytes], timeout_s: float, name: str) -> int:
    """How the program ended. Once this is left, in whatever way, it has."""
    _running.add(process)
    try:
        return process.wait(timeout_s)
    except subprocess.TimeoutExpired:
        raise TookTooLong(
            f"{name} didn't finish within {timeout_s:.0f} seconds, and was ended.",
            "Try again when the machine has less to do, or choose another voice.",
        ) from None
    finally:
        _running.discard(process)
        _end(process)


def end_programs() -> None:
    """End every program that runs now: a signal reaches the main thread only, and they are waited for in others."""
    for process in list(_running):
        _end(process)


def noted(process: subprocess.Popen[bytes]) -> None:
    """This one is kept open: `end_programs` ends it with the others."""
    _running.add(process)


def end_program(process: subprocess.Popen[bytes]) -> int | None:
    """End one that was kept open, if it still runs; its exit status, None where nobody knows."""
    _running.discard(process)
    _end(process)
    return process.returncode


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that still runs, and what it started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        with suppress(OSError):  # no taskkill: then the program alone, below
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=subprocess.CREATE_NO_WINDOW,
                check=False,
            )
    else:
        # Gone in this moment, or (macOS) with a child that is dead but not yet fetched.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    with suppress(subprocess.TimeoutExpired):  # it is the system's now
        process.wait(END_S)


def _tail(file: IO[bytes], size: int) -> str:
    """The end of a file, as text."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - size))
    return file.read().decode("utf-8", "replace")


def _last_line(text: str) -> str:
    """The last line with anything in it, plain and shortened: it goes into a sentence on the terminal.

    Where a program in Python failed while it failed (piper closing a WAV file it never began), what failed first.
    """
    first = text.partition("\nDuring handling of the above exception")[0]
    lines = [line for line in map(plain, first.splitlines()) if line]
    last = lines[-1] if lines else ""
    return last if len(last) <= COMPLAINT_LETTERS else last[: COMPLAINT_LETTERS - 1] + "…"


def no_room(name: str, error: OSError) -> EngineError:
    """The error of an engine of this name that could not write where it works."""
    return EngineError(f"{name} has no room to work in: {reason(error)}.", "See whether the disk is full.")
