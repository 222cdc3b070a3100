"""Writing several lines on the terminal, and in the person's own editor."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import Leave, MassageMindError, Stopped, UsageError
from massage_mind.screen.ask.by_key import Seat, application, breaking_off, run
from massage_mind.screen.page.page_parts import bold, foot, said
from massage_mind.screen.page.showing import Look
from massage_mind.screen.terminal.streams import terminal_fd
from massage_mind.stops import listening, stopped
from massage_mind.words.near import quoted
from massage_mind.words.reasons import reason_words

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent


class Unfinished(Exception):
    """Writing was broken off; `text` is what stood there. `signum`: what broke it off."""

    def __init__(self, text: str, signum: int) -> None:
        super().__init__("writing was broken off")
        self.text = text
        self.signum = signum


def write_lines(
    question: str,
    begin: str = "",
    *,
    keep: Callable[[str], object] | None = None,
    look: Look | None = None,
    seat: Seat | None = None,
) -> str:
    """Several lines, edited in place; `keep` is handed what stands there whenever it has changed.

    Raises `Leave` on Esc, and `Unfinished` on Ctrl-C, on signals and where the window is closed, with what there was by then.
    """
    from massage_mind.screen.ask.typed_line import letters_buffer

    buffer = letters_buffer(begin, multiline=True)
    try:
        return str(run(partial(_page, buffer, question, keep, look or Look()), seat)).strip("\n")
    except KeyboardInterrupt:
        raise Unfinished(buffer.text, signal.SIGINT) from None
    except Stopped as why:
        raise Unfinished(buffer.text, why.signum) from None


def _page(
    buffer: Buffer, question: str, keep: Callable[[str], object] | None, look: Look
) -> Application[str]:
    """What the lines are written on: the question, below it the text, and how it ends."""
    from prompt_toolkit.key_binding import merge_key_bindings
    from prompt_toolkit.key_binding.bindings.emacs import load_emacs_bindings

    from massage_mind.screen.ask.typed_line import Around, TypedScreen, keep_changes

    def around(_columns: int) -> Around:
        enter = "Enter twice keeps it" if buffer.text.strip() else "Enter leaves it out"
        return Around([(1, (said(bold(question)),))], [(1, (foot(enter, "Esc back"),))])

    keys = merge_key_bindings([load_emacs_bindings(), _keys_of_page(buffer)])
    app = application(TypedScreen(buffer, around, look), keys)
    if keep is not None:
        keep_changes(app, buffer, keep)
    return app


def _keys_of_page(buffer: Buffer) -> KeyBindings:
    """Which keys end it: an empty line after something was written, or Enter alone; Esc leaves it where it is."""
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    def ends_here() -> bool:
        document = buffer.document
        return (
            document.is_cursor_at_the_end and not document.current_line.strip() and bool(buffer.text.strip())
        )

    @keys.add("enter", filter=Condition(ends_here))
    @keys.add("c-d")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=buffer.text)

    @keys.add("enter", filter=Condition(lambda: not buffer.text.strip()))
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result="")

    @keys.add("escape", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=Leave())

    keys.add("c-c")(breaking_off)
    return keys


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """The person's editor, as words. Raises `UsageError` where none is named."""
    named = environ.get("VISUAL") or environ.get("EDITOR") or ("notepad" if os.name == "nt" else "")
    if not named:
        raise UsageError(
            "There's no editor: neither VISUAL nor EDITOR is set.",
            "Set EDITOR, such as EDITOR=nano, or leave --editor out.",
        )
    if os.name == "nt":
        return [named]
    try:
        words = shlex.split(named)
        if not words:
            raise ValueError("it is empty")
        return words
    except ValueError as exc:
        raise UsageError(f"EDITOR can't be read: {exc}.") from exc


def edit_file(path: Path, environ: Mapping[str, str], call: Callable[[list[str]], int] | None = None) -> None:
    """Open the file in the person's editor and wait.

    Raises `MassageMindError` if it cannot be run or fails, and `Stopped` where a signal ended it.
    """
    command = [*editor_command(environ), str(path)]
    before = path.read_bytes()
    try:
        code = (call or _call)(command)
        trouble = f"The editor ended with {code}." if code else ""
    except OSError as exc:
        trouble = f"The editor {quoted(command[0])} couldn't be started: {reason_words(exc)}."
    if not trouble:
        return
    written = path.is_file() and path.read_bytes() != before
    raise MassageMindError(trouble, f"What you wrote is in {path}." if written else "Nothing was changed.")


def _call(command: list[str]) -> int:
    """Run it in the foreground; its exit code. A signal that asks to end is handed on to it, so that it gives the
    terminal back, and then raises `Stopped`; what the terminal itself sends reaches it anyway. Raises OSError.
    """
    came: list[int] = []
    process: subprocess.Popen[bytes] | None = None

    def hand_on(signum: int) -> None:
        came.append(signum)
        if process is not None and signum not in _OF_THE_KEYBOARD:
            process.send_signal(signum) if came.count(signum) == 1 else process.kill()

    with _as_it_was(), listening(hand_on):
        process = subprocess.Popen(command)
        for signum in came:  # While it was being started.
            if signum not in _OF_THE_KEYBOARD:
                process.send_signal(signum)
        code = process.wait()
    for signum in came:
        if signum not in _OF_THE_KEYBOARD or code == -signum:
            raise stopped(signum)
    return code


def _as_it_was() -> AbstractContextManager[None]:
    """The terminal's settings come back, also from an editor that was killed."""
    if sys.platform == "win32":
        return nullcontext()
    from massage_mind.screen.terminal.posix import settings_restored

    return settings_restored(terminal_fd(sys.stdin))


_OF_THE_KEYBOARD = (signal.SIGINT, getattr(signal, "SIGQUIT", None))
"""Ctrl-C and Ctrl-backslash go to everybody in the foreground, and mean something of their own in most editors."""
