"""Which stage and which keys fit this terminal, pipe or file: decided once, from the streams and the environment."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from massage_mind.learn.help_lines import HelpAtHand
from massage_mind.perform.ports import Clock, Keys, Stage
from massage_mind.perform.promptly import ask_for_short_turns
from massage_mind.screen.glyphs import glyphs_for
from massage_mind.screen.live.live_stage import LiveStage
from massage_mind.screen.live.plain_stage import (
    PlainStage,
    folding,
    folding_aloud,
    note_writer,
    stream_writer,
    terminal_writer,
)
from massage_mind.screen.live.scene import Appearance
from massage_mind.screen.terminal.signals import Signals
from massage_mind.screen.terminal.streams import same_terminal, says_c, terminal_fd, understands
from massage_mind.screen.terminal.taken_terminal import Terminal, open_device
from massage_mind.screen.terminal.terminal_keys import NoKeys, TerminalKeys, WindowsKeys
from massage_mind.screen.text import encodable, safe_text
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Front:
    """What stands between a session and the person: what they see and how they answer."""

    stage: Stage
    keys: Keys


@contextmanager
def open_front(
    *,
    plain: bool,
    clock: Clock,
    environ: Mapping[str, str],
    stdin: TextIO | None,
    stdout: TextIO | None,
    stderr: TextIO | None,
    aloud: bool = False,
    still: bool = False,
    at_hand: HelpAtHand | None = None,
) -> Iterator[Front]:
    """The stage and the keys for one session, with signals turned into keys or `Stopped` as long as it lasts.

    `aloud`: somebody listens to plain lines; `still`: nothing moves on the screen; `at_hand`: what the help says besides.

    On the way out, however it comes about, the terminal is given back and the signal handlers of before return.
    """
    ask_for_short_turns()
    terminal = open_terminal(plain=plain or aloud, environ=environ, stdin=stdin, stdout=stdout)
    with Signals(on_continue=terminal.doubt if terminal is not None else None) as signals:
        if terminal is not None:
            terminal.hurry = signals.asked_to_end
        try:
            keys = open_keys(stdin=stdin, signals=signals, clock=clock, terminal=terminal)
            stage = open_stage(
                plain=plain,
                environ=environ,
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                terminal=terminal,
                aloud=aloud,
                still=still,
                at_hand=at_hand,
            )
            try:
                yield Front(stage, keys)
            finally:
                stage.close()
        finally:
            if terminal is not None:
                terminal.close()


def open_terminal(
    *, plain: bool, environ: Mapping[str, str], stdin: TextIO | None, stdout: TextIO | None
) -> Terminal | None:
    """The terminal a person sits at; nothing is taken yet.

    Where neither stream is one there is still Ctrl-Z to answer on POSIX; on Windows there is nothing (None).
    """
    in_fd, out_fd = terminal_fd(stdin), terminal_fd(stdout)
    if sys.platform == "win32" and in_fd is None and out_fd is None:
        return None
    return Terminal(
        open_device(in_fd, out_fd), screen=shows_live(plain=plain, environ=environ, stdout=stdout)
    )


def open_stage(
    *,
    plain: bool,
    environ: Mapping[str, str],
    stdin: TextIO | None,
    stdout: TextIO | None,
    stderr: TextIO | None,
    terminal: Terminal | None,
    aloud: bool = False,
    still: bool = False,
    at_hand: HelpAtHand | None = None,
) -> Stage:
    """The live view where the terminal can show one and nobody asked for plain lines; otherwise plain lines."""
    plain = plain or aloud
    keys = terminal_fd(stdin) is not None
    for stream in (stdout, stderr):
        if stream is not None and not stream.closed and terminal_fd(stream) is not None:
            stream.flush()  # what was printed before comes before, although we write past this stream
    tell = note_writer(stderr)
    encoding = (getattr(stdout, "encoding", None) or "utf-8") if stdout is not None else "utf-8"
    if terminal is None or terminal_fd(stdout) is None:
        return PlainStage(stream_writer(stdout), tell, terminal, aloud=aloud, keys=keys, at_hand=at_hand)
    if says_c(environ):
        encoding = "ascii"
    if not shows_live(plain=plain, environ=environ, stdout=stdout):
        write = terminal_writer(terminal, encoding)
        fold = folding_aloud if aloud else folding
        write = fold(write, lambda: terminal.size()[0])
        # One writer to one terminal: what is said beside the lines does not wait for it either.
        beside = write if same_terminal(stdout, stderr) else tell
        return PlainStage(write, beside, terminal, aloud=aloud, keys=keys, at_hand=at_hand)
    appearance = Appearance(
        clean=lambda text: encodable(safe_text(text), encoding),
        glyphs=glyphs_for(encoding, environ.get("TERM", "")),
        keys=keys,
        still=still,
        at_hand=at_hand or HelpAtHand(),
    )
    return LiveStage(terminal, appearance, colour=not environ.get("NO_COLOR"), encoding=encoding)


def open_keys(*, stdin: TextIO | None, signals: Signals, clock: Clock, terminal: Terminal | None) -> Keys:
    """Keys from standard input if it is a terminal; otherwise only signals are heard."""
    fd = terminal_fd(stdin)
    if sys.platform == "win32":
        import msvcrt

        console = msvcrt if fd is not None else None
        return WindowsKeys(console, signals, clock, lambda ms: time.sleep(ms / 1000))
    if fd is None or terminal is None:
        return NoKeys(signals, clock)
    return TerminalKeys(fd, signals, clock, ours=terminal.ours)


def shows_live(*, plain: bool, environ: Mapping[str, str], stdout: TextIO | None) -> bool:
    """Whether there is a terminal that can show the live view, and it is wanted."""
    fd = terminal_fd(stdout)
    if plain or fd is None:
        return False
    if sys.platform == "win32":
        from massage_mind.screen.terminal.windows import ConsoleModes, WindowsDevice

        return WindowsDevice(fd, ConsoleModes(fd)).understands()
    return understands(environ.get("TERM", ""))
