"""What is asked key by key: a few lines drawn in place with prompt_toolkit, and the terminal given back however it ends.

Ctrl-C raises KeyboardInterrupt; SIGTERM and SIGHUP raise `Stopped`, after the terminal is as it was.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from massage_mind.errors import Stopped
from massage_mind.screen.terminal.streams import terminal_fd, understands

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

_Answer = TypeVar("_Answer")
_SIGNALS = ("SIGTERM", "SIGHUP")


def can_ask_by_key(stdin: TextIO | None, stdout: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Whether somebody sits at a terminal, on both sides, that takes the usual escape sequences."""
    if terminal_fd(stdin) is None or terminal_fd(stdout) is None:
        return False
    return sys.platform == "win32" or understands(environ.get("TERM", ""))


def ask(draw: Callable[[], StyleAndTextTuples], keys: KeyBindings) -> Any:
    """Show what `draw` gives until a key ends it with an answer (`event.app.exit(result=...)`); then it is wiped away."""
    from prompt_toolkit.application import Application
    from prompt_toolkit.input.typeahead import clear_typeahead
    from prompt_toolkit.layout import Layout, Window
    from prompt_toolkit.layout.controls import FormattedTextControl

    control = FormattedTextControl(draw, show_cursor=False, focusable=True)
    app: Application[Any] = Application(
        layout=Layout(Window(control, wrap_lines=True, always_hide_cursor=True)),
        key_bindings=keys,
        erase_when_done=True,
        full_screen=False,
    )
    # What was typed ahead was meant for the question before.
    clear_typeahead(app.input)
    app.ttimeoutlen = 0.05
    return run(app)


def doing(act: Callable[[], object]) -> Callable[[KeyPressEvent], None]:
    """What a key is bound to that only does this."""

    def handle(_event: KeyPressEvent) -> None:
        act()

    return handle


def breaking_off(event: KeyPressEvent) -> None:
    """What Ctrl-C is bound to: the question ends with KeyboardInterrupt."""
    event.app.exit(exception=KeyboardInterrupt())


def run(app: Application[_Answer]) -> _Answer:
    """Run an application of prompt_toolkit, with Ctrl-Z, and signals that end a program turned into an orderly end."""
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

    def listen() -> None:
        import asyncio

        loop = asyncio.get_running_loop()
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and sys.platform != "win32":
                loop.add_signal_handler(number, _stop, int(number))

    if sys.platform != "win32":
        app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), _suspending()])

    def _stop(number: int) -> None:
        if app.is_running and not app.is_done:
            app.exit(exception=Stopped(number))

    return app.run(pre_run=listen)


def _suspending() -> KeyBindings:
    """Ctrl-Z stops the program as everywhere: the terminal is given back, and taken again when it goes on."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("c-z")
    def _(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    return keys
