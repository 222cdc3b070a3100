"""Home on a real terminal: one key, and the terminal as it was when it is answered."""

from __future__ import annotations

import os
import select
import sys
import termios

import pytest

if sys.platform == "win32":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

from pty_child import PtyChild


def _left_over(child: PtyChild) -> bytes:
    """What was typed and nobody read: a shell would take it for a command."""
    before = termios.tcgetattr(child.slave)
    before[3] &= ~termios.ICANON
    termios.tcsetattr(child.slave, termios.TCSANOW, before)
    ready = select.select([child.slave], [], [], 0.1)[0]
    return os.read(child.slave, 4096) if ready else b""


def test_two_keys_from_the_word_to_the_first_breath() -> None:
    """Enter at the shell is one, Enter here the other; q leaves the breath, and the last screen is the end alone."""
    with PtyChild(program=None) as child:
        child.shows("Enter begins")
        child.send(b"\r")
        child.shows("min left")
        child.send(b"q")
        assert 3 == child.wait()
        assert "and that's fine. It's kept." in child.display
        assert "Good " not in child.display


@pytest.mark.parametrize("typed", [b"q", b"\x1b", b"\x1b[A", b" ", b"\x04", "é".encode(), b"echo owned\r"])
def test_anything_else_leaves_and_nothing_of_it_is_left_for_the_shell(typed: bytes) -> None:
    """Arrows, Esc, Ctrl-D, and what was pasted."""
    with PtyChild(program=None) as child:
        child.shows("Enter begins")
        child.until(lambda child: not termios.tcgetattr(child.slave)[3] & termios.ICANON)
        child.send(typed)
        assert 0 == child.wait()
        assert child.before == termios.tcgetattr(child.slave)
        assert b"" == _left_over(child)


def test_a_question_mark_shows_the_help() -> None:
    """And ends."""
    with PtyChild(program=None) as child:
        child.shows("Enter begins")
        child.send(b"?")
        assert 0 == child.wait()
        assert b"appointment" in child.raw


def test_who_listens_types_a_line() -> None:
    """The keys are said in sentences, and nothing is redrawn."""
    with PtyChild(program=None, environ={"ACCESSIBLE": "1"}, columns=100) as child:
        child.shows("Press Enter to begin.")
        child.send(b"no\r")
        assert 0 == child.wait()
        assert b"\x1b" not in child.raw


def test_nothing_waits_where_the_output_is_no_terminal() -> None:
    """Somebody at the keyboard, and the words in a pipe."""
    out, into = os.pipe()
    with PtyChild(program=None, stdout=into) as child:
        os.close(into)
        assert 0 == child.wait()
        assert b"Enter begins" not in os.read(out, 4096)
    os.close(out)
