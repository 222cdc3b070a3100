"""Writing several lines on the terminal, and in the person's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.screen.ask.by_key import breaking_off, run
from massage_mind.screen.text import safe_text, wrap

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent

HINT = "Enter begins a new line; an empty line, or Esc and Enter, ends it."


class Unfinished(Exception):
    """Writing was broken off; `text` is what stood there. `signum`: what broke it off."""

    def __init__(self, text: str, signum: int) -> None:
        super().__init__("writing was broken off")
        self.text = text
        self.signum = signum


def write_lines(question: str, begin: str = "") -> str:
    """Several lines, edited in place. Raises `Unfinished` on Ctrl-C and on signals, with what there was by then."""
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.document import Document
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
    from prompt_toolkit.key_binding.bindings.emacs import load_emacs_bindings
    from prompt_toolkit.layout import HSplit, Layout, Window
    from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
    from prompt_toolkit.layout.dimension import Dimension

    from massage_mind.errors import Stopped

    buffer = Buffer(multiline=True, document=Document(begin))
    keys = KeyBindings()

    def ends_here() -> bool:
        """An empty line at the end, after something was written."""
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
        key_bindings=merge_key_bindings([load_emacs_bindings(), keys]),
        erase_when_done=False,
    )
    app.ttimeoutlen = 0.05
    try:
        return run(app).strip("\n")
    except KeyboardInterrupt:
        raise Unfinished(buffer.text, 2) from None
    except Stopped as stopped:
        raise Unfinished(buffer.text, stopped.signum) from None


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
    """Open the file in the person's editor and wait. Raises `MassageMindError` if it cannot be run or fails."""
    command = [*editor_command(environ), str(path)]
    before = path.read_bytes()
    try:
        code = (call or subprocess.call)(command)
        trouble = f"The editor ended with {code}." if code else ""
    except OSError as exc:
        trouble = f"The editor {command[0]!r} could not be started: {exc.strerror or exc}."
    if not trouble:
        return
    written = path.is_file() and path.read_bytes() != before
    raise MassageMindError(trouble, f"What you wrote is in {path}." if written else "Nothing was changed.")
