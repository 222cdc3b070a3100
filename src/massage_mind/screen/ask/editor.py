"""Writing several lines on the terminal, and in the person's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, Stopped, UsageError
from massage_mind.screen.ask.by_key import Seat, breaking_off, run
from massage_mind.screen.terminal.streams import terminal_fd
from massage_mind.screen.text import safe_text, wrap
from massage_mind.stops import listening, stopped
from massage_mind.words.near import quoted

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

HINT = "Enter begins a new line; an empty line, or Esc and Enter, ends it."


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
    seat: Seat | None = None,
) -> str:
    """Several lines, edited in place; `keep` is handed what stands there whenever it has changed.

    Raises `Unfinished` on Ctrl-C, on signals and where the window is closed, with what there was by then.
    """
    buffer = _lines_from(begin)
    try:
        return run(partial(_page, buffer, question, keep), seat).strip("\n")
    except KeyboardInterrupt:
        raise Unfinished(buffer.text, signal.SIGINT) from None
    except Stopped as why:
        raise Unfinished(buffer.text, why.signum) from None


def _lines_from(begin: str) -> Buffer:
    """Lines that take letters only: a byte that is none, as a terminal of another encoding sends, sounds a bell instead.

    Kept, it would be refused with all the rest at the end, and again when the draft is gone on with.
    """
    from prompt_toolkit.application import get_app
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.document import Document

    class Letters(Buffer):
        def insert_text(self, data: str, *how: bool, **how_else: bool) -> None:
            letters = "".join(char for char in data if not "\ud800" <= char <= "\udfff")
            if letters != data:
                get_app().output.bell()
            super().insert_text(letters, *how, **how_else)

    return Letters(multiline=True, document=Document(begin))


def _page(buffer: Buffer, question: str, keep: Callable[[str], object] | None) -> Application[str]:
    """What the lines are written on: the question, how it ends, and below them the text."""
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import merge_key_bindings
    from prompt_toolkit.key_binding.bindings.emacs import load_emacs_bindings
    from prompt_toolkit.layout import HSplit, Layout, Window
    from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
    from prompt_toolkit.layout.dimension import Dimension

    window = Window(
        BufferControl(buffer), wrap_lines=True, height=Dimension(min=1, max=12), dont_extend_height=True
    )
    columns = max(20, shutil.get_terminal_size().columns - 1)
    asked, hint = ("\n".join(wrap(text, columns)) for text in (safe_text(question), HINT))
    above = FormattedTextControl([("bold", asked + "\n"), ("", hint)])
    app: Application[str] = Application(
        layout=Layout(
            HSplit([Window(above, wrap_lines=True, dont_extend_height=True), window]), focused_element=window
        ),
        key_bindings=merge_key_bindings([load_emacs_bindings(), _keys_of_page(buffer)]),
        erase_when_done=False,
    )
    if keep is not None:
        _keep_changes(app, buffer, keep)
    return app


def _keys_of_page(buffer: Buffer) -> KeyBindings:
    """Which keys end it: an empty line after something was written, or Enter alone."""
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    def ends_here() -> bool:
        document = buffer.document
        return (
            document.is_cursor_at_the_end and not document.current_line.strip() and bool(buffer.text.strip())
        )

    @keys.add("enter", filter=Condition(ends_here))
    @keys.add("escape", "enter")
    @keys.add("c-d")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=buffer.text)

    @keys.add("enter", filter=Condition(lambda: not buffer.text.strip()))
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result="")

    keys.add("c-c")(breaking_off)
    return keys


def _keep_changes(app: Application[str], buffer: Buffer, keep: Callable[[str], object]) -> None:
    """Hand on what stands there once the keys that came together have all been taken: a paste is one change."""
    waiting = False

    def keep_now() -> None:
        nonlocal waiting
        waiting = False
        keep(buffer.text)

    def changed(_: Buffer) -> None:
        nonlocal waiting
        if not waiting and app.loop is not None:
            waiting = True
            app.loop.call_soon(keep_now)

    buffer.on_text_changed += changed


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """The person's editor, as words. Raises `UsageError` where none is named."""
    named = environ.get("VISUAL") or environ.get("EDITOR") or ("notepad" if os.name == "nt" else "")
    if not named:
        raise UsageError(
            "There is no editor: neither VISUAL nor EDITOR is set.",
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
        raise UsageError(f"EDITOR cannot be read: {exc}.") from exc


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
        trouble = f"The editor {quoted(command[0])} could not be started: {exc.strerror or exc}."
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
