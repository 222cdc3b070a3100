"""Questions by key on a real terminal: it is given back as it was, and what was given is kept."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time

import pyte
import pytest

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

PATIENCE_S = 20


class Terminal:
    """A pseudo-terminal of 80x24 with one command on it."""

    def __init__(self, *words: str) -> None:
        self._master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (24, 80)) if hasattr(termios, "tcsetwinsize") else None
        self._slave = slave
        self.before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "massage_mind", *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "LINES": "24", "COLUMNS": "80"},
        )
        self.seen = b""
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    def until(self, text: str) -> None:
        """Read until this stands on the screen."""
        end = time.monotonic() + PATIENCE_S
        while not any(text in line for line in self._screen.display):
            if time.monotonic() > end:
                self.process.kill()
                pytest.fail("\n".join(self._screen.display))
            self._read(0.1)

    def _read(self, wait_s: float) -> None:
        if not select.select([self._master], [], [], wait_s)[0]:
            return
        data = os.read(self._master, 65_536)
        self.seen += data
        self._stream.feed(data)
        if b"\x1b[6n" in data:  # Where the cursor is, is asked; a terminal answers.
            self.press(f"\x1b[{self._screen.cursor.y + 1};{self._screen.cursor.x + 1}R")

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def end(self) -> int:
        """The exit code; what is still written is read away."""
        end = time.monotonic() + PATIENCE_S
        while self.process.poll() is None:
            if time.monotonic() > end:
                self.process.kill()
                pytest.fail("\n".join(self._screen.display))
            self._read(0.05)
        self.after = termios.tcgetattr(self._slave)
        os.close(self._slave)
        os.close(self._master)
        return self.process.returncode


def kept() -> list[dict[str, object]]:
    listed = subprocess.run(
        [sys.executable, "-m", "massage_mind", "journal", "list", "--json"],
        capture_output=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    found: list[dict[str, object]] = json.loads(listed.stdout)
    return found


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "ctrl-c", "to the end"])
def test_the_terminal_is_given_back_and_what_was_given_is_kept(name: str) -> None:
    """However it ends."""
    terminal = Terminal("checkin", "ordinary-day")
    terminal.until("Stress, just now")
    terminal.press("6")
    terminal.until("Tension, just now")
    expected = 130
    if name == "ctrl-c":
        terminal.press("\x03")
    elif name == "to the end":
        terminal.press("5")
        terminal.until("Pain, just now")
        terminal.press("\r\r\r")
        expected = 0
    else:
        number = getattr(signal, name)
        terminal.process.send_signal(number)
        expected = 128 + number
    assert expected == terminal.end()
    assert terminal.before == terminal.after
    assert b"Traceback" not in terminal.seen
    (one,) = kept()
    assert {"stress": 6} == {key: value for key, value in one["ratings"].items() if key == "stress"}  # type: ignore[attr-defined]


def test_the_body_map_by_arrows_and_typing() -> None:
    """From the first key to the record."""
    terminal = Terminal("checkin", "before")
    terminal.until("Stress, just now")
    terminal.press("\r\r\r\r")
    terminal.until("left shoulder  ")
    terminal.press("3")
    terminal.until("3 strong")
    terminal.press("\x1b[A")
    terminal.press("jaw 2\r")
    terminal.until("jaw 2")
    terminal.press("\r")
    assert 0 == terminal.end()
    assert terminal.before == terminal.after
    assert {"jaw": 2, "left shoulder": 3} == kept()[0]["body"]
