"""A program in a terminal of its own, and what its screen shows: for tests that need a real one (POSIX)."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import pyte

HERE = Path(__file__).parent
DRIVER = HERE / "screen_driver.py"
SHELL = HERE / "mini_shell.py"
PATIENCE_S = 30.0


class PtyChild:
    """Runs the driver, the small shell, massage-mind (`program` None) or another `command` in a pty.

    `raw` keeps every byte it wrote.
    """

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        environ: Mapping[str, str] | None = None,
        report: Path | None = None,
        program: Path | None = DRIVER,
        stdin: Any = None,
        stdout: Any = None,
        stderr: Any = None,
        closed: int | None = None,
        command: list[str] | None = None,
    ) -> None:
        self.master, self.slave = pty.openpty()
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.report_path = report
        self.resize(columns, rows)
        self.before = termios.tcgetattr(self.slave)
        if command is None:
            command = [sys.executable, *(["-m", "massage_mind"] if program is None else [str(program)])]
            command += arguments
        if report is not None:
            command += ["--report", str(report)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
        kept.pop("NO_COLOR", None)
        self.process = subprocess.Popen(
            command,
            stdin=self.slave if stdin is None else stdin,
            stdout=self.slave if stdout is None else stdout,
            stderr=self.slave if stderr is None else stderr,
            env={**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(environ or {})},
            start_new_session=True,
            # No thread runs here yet, and there is no other way to a controlling terminal.
            preexec_fn=lambda: self._sit_down(closed),  # noqa: PLW1509
            pass_fds=(self.slave,),
        )

    def _sit_down(self, closed: int | None) -> None:
        """In the child: this is the terminal that controls it; one of its three streams may be closed."""
        fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
        if closed is not None:
            os.close(closed)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.close_window()
        os.close(self.slave)

    def close_window(self) -> None:
        """The terminal's other side goes away, as when a person closes the window. May be called twice."""
        if self.master >= 0:
            os.close(self.master)
        self.master = -1

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as a person does with the window."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if columns and rows:
            self.screen.resize(rows, columns)

    def send(self, data: bytes) -> None:
        os.write(self.master, data)

    def read(self, wait_s: float = 0.0) -> bytes:
        """What it wrote since, waiting at most so long for the first byte."""
        got = b""
        while select.select([self.master], [], [], 0 if got else wait_s)[0]:
            try:
                part = os.read(self.master, 65536)
            except OSError:  # nobody has the other side open any more
                break
            if not part:
                break
            got += part
        self.raw += got
        self._stream.feed(got)
        return got

    @property
    def display(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, true: Callable[[Self], bool]) -> None:
        """Read until this holds; fails with the screen after a while."""
        end = time.monotonic() + PATIENCE_S
        while not true(self):
            if time.monotonic() > end:
                raise AssertionError(f"did not come about; the screen:\n{self.display}\n{self.raw[-300:]!r}")
            self.read(0.05)

    def shows(self, text: str) -> None:
        """Wait until the screen shows this text."""
        self.until(lambda child: text in child.display)

    def wait(self) -> int:
        """Read until it has ended, and its exit code."""
        self.until(lambda child: child.process.poll() is not None)
        # What it wrote last may still be on its way: the system hands it over a moment later.
        while self.read(0.05):
            pass
        return self.process.returncode

    def report(self) -> dict[str, Any]:
        assert self.report_path is not None
        return json.loads(self.report_path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]

    def assert_given_back(self) -> None:
        """The terminal is as it was: settings, cursor, main screen, wrapping, paste mode, style."""
        assert termios.tcgetattr(self.slave) == self.before
        for on, off in (
            (b"\x1b[?1049h", b"\x1b[?1049l"),
            (b"\x1b[?25l", b"\x1b[?25h"),
            (b"\x1b[?7l", b"\x1b[?7h"),
            (b"\x1b[?2004h", b"\x1b[?2004l"),
        ):
            assert self.raw.count(on) == self.raw.count(off) > 0
            assert self.raw.rfind(on) < self.raw.rfind(off)
        assert b"\x1b[m" in self.raw[-60:]


def fill(fd: int) -> None:
    """Write to a terminal until it takes nothing more, as when nobody reads it."""
    again = os.open(os.ttyname(fd), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    # The system moves what it has taken from one buffer to the next, a moment later.
    while select.select([], [again], [], 0.1)[1]:
        with suppress(BlockingIOError):
            while os.write(again, b"." * 512):
                pass
    os.close(again)
