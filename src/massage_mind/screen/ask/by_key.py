"""What is asked key by key: a screen of its own drawn with prompt_toolkit, and the terminal given back however it ends.

Ctrl-C raises KeyboardInterrupt; signals raise `Stopped`, after the terminal is as it was. What is drawn goes through the
one writer that a live session has as well (`taken_terminal`), on the other screen of the terminal: nothing of it is left.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from typing import TYPE_CHECKING, Any, TextIO, TypeVar, cast

from massage_mind.screen.terminal.signals import Signals
from massage_mind.screen.terminal.streams import says_c, terminal_fd, understands
from massage_mind.screen.terminal.taken_terminal import Terminal, open_device
from massage_mind.stops import stopped
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyBindingsBase, KeyPressEvent
    from prompt_toolkit.layout.controls import UIControl

_Answer = TypeVar("_Answer")
_LOOK_S = 0.5
"""How often it is looked whether a terminal that did not take everything does now, and whether a paste has come to rest."""
_PASTE_ENDS = "\x1b[201~"


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody sits: a terminal to type at and one that is looked at, and what they say of it."""

    stdin: TextIO
    stdout: TextIO
    environ: Mapping[str, str]
    _held: list[Terminal] = field(default_factory=list, repr=False, compare=False)
    """The terminal while several screens follow one another on it (`holding`)."""


def can_ask_by_key(stdin: TextIO | None, stdout: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Whether somebody sits at a terminal, on both sides, that takes the usual escape sequences."""
    if terminal_fd(stdin) is None or terminal_fd(stdout) is None:
        return False
    return sys.platform == "win32" or understands(environ.get("TERM", ""))


def ask(draw: Callable[[], StyleAndTextTuples], keys: KeyBindings, seat: Seat | None = None) -> Any:
    """Show what `draw` gives until a key ends it with an answer (`event.app.exit(result=...)`); then it is wiped away."""

    def made() -> Application[Any]:
        from prompt_toolkit.layout.controls import FormattedTextControl

        return application(FormattedTextControl(draw, show_cursor=False, focusable=True), keys)

    return run(made, seat)


def application(control: UIControl, keys: KeyBindingsBase) -> Application[Any]:
    """One control that has the whole screen, and its keys."""
    from prompt_toolkit.application import Application
    from prompt_toolkit.layout import Layout, Window

    return Application(
        layout=Layout(Window(control, wrap_lines=False)),
        key_bindings=keys,
        erase_when_done=True,
        full_screen=True,
    )


def doing(act: Callable[[], object]) -> Callable[[KeyPressEvent], None]:
    """What a key is bound to that only does this."""

    def handle(_event: KeyPressEvent) -> None:
        act()

    return handle


def handed_on(event: KeyPressEvent, act: Callable[..., object], *arguments: object) -> bool:
    """Do this in the middle of a question; whether it went well. What it raises is raised where the question was asked."""
    try:
        act(*arguments)
    except BaseException as why:  # noqa: BLE001
        event.app.exit(exception=why)
        return False
    return True


def breaking_off(event: KeyPressEvent) -> None:
    """What Ctrl-C is bound to: the question ends with KeyboardInterrupt."""
    event.app.exit(exception=KeyboardInterrupt())


def run(make: Callable[[], Application[_Answer]], seat: Seat | None = None) -> _Answer:
    """Run an application of prompt_toolkit at this seat; without one, wherever the library finds a terminal.

    Ctrl-Z stops the program as everywhere. A signal that asks to end, and a window that was closed, raise `Stopped`.
    """
    if seat is None or sys.platform == "win32":
        return cast(_Answer, _Run(make(), None).run())
    with holding(seat):
        return cast(_Answer, _Run(make(), seat._held[-1], held=True).run())


@contextmanager
def holding(seat: Seat | None) -> Iterator[None]:
    """For as long as this lasts one screen follows the other, and what is below them does not show between two.

    Keys that were typed ahead go from one to the next; those from before were meant for somebody else.
    """
    if seat is None or sys.platform == "win32" or seat._held:
        yield
        return
    with _seated(seat) as terminal:
        seat._held.append(terminal)
        try:
            yield
        finally:
            seat._held.clear()


@contextmanager
def _seated(seat: Seat) -> Iterator[Terminal]:
    """The terminal of this seat, taken; what is run meanwhile types there and is seen there."""
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.data_structures import Size
    from prompt_toolkit.input.typeahead import clear_typeahead
    from prompt_toolkit.input.vt100 import Vt100Input
    from prompt_toolkit.output import ColorDepth

    from massage_mind.screen.terminal.queued_text import QueuedText
    from massage_mind.screen.terminal.whole_screen import WholeScreen

    in_fd, out_fd = terminal_fd(seat.stdin), terminal_fd(seat.stdout)
    if in_fd is None or out_fd is None:
        raise stopped(signal.SIGHUP)  # It was there a moment ago: the window has been closed.
    seat.stdout.flush()
    terminal = Terminal(open_device(in_fd, out_fd), screen=True)

    def size() -> Size:
        columns, rows = terminal.size()
        return Size(rows=rows, columns=columns)

    encoding = "ascii" if says_c(seat.environ) else seat.stdout.encoding or "utf-8"
    # Where the cursor is, is never asked: some terminals do not answer, and the library says so in the middle of it all.
    output = WholeScreen(
        cast(TextIO, QueuedText(terminal, out_fd, encoding)),
        size,
        term=seat.environ.get("TERM"),
        default_color_depth=ColorDepth.from_env(),
        enable_cpr=False,
    )
    typed = Vt100Input(seat.stdin)
    clear_typeahead(typed)
    try:
        terminal.take()
        with create_app_session(input=typed, output=output):
            yield terminal
    finally:
        terminal.close()


class _Run:
    """One application while it runs, and the signals that reach it."""

    def __init__(self, app: Application[Any], terminal: Terminal | None, *, held: bool = False) -> None:
        self._app = app
        self._terminal = terminal
        self._held = held
        self._loop: AbstractEventLoop | None = None
        self._wrong: BaseException | None = None
        """What was raised in the midst of the library, such as by Ctrl-C that was pressed again."""
        self._pasted: str | None = None
        """What had been pasted when it was last looked at; None where nothing is being pasted."""
        app.ttimeoutlen = 0.05
        if sys.platform != "win32":
            self._bind_the_terminals_own_keys()

    def run(self) -> Any:
        """Until it has ended. Raises what `by_key.run` does."""
        app, terminal = self._app, self._terminal
        on_continue = terminal.doubt if terminal is not None else None
        with Signals(on_continue, wake=self._wake) as self._signals:
            if terminal is not None:
                terminal.hurry = self._signals.asked_to_end
            stays = False
            try:
                # The library would show what was raised, and wait for Enter.
                answer = app.run(pre_run=self._begin, handle_sigint=False, set_exception_handler=False)
                if self._wrong is not None:
                    raise self._wrong
                stays = self._held
                return answer
            except EOFError:
                # Ctrl-D is a key here, so this is the end of the terminal: the window was closed.
                raise stopped(getattr(signal, "SIGHUP", signal.SIGINT)) from None
            finally:
                if terminal is not None and not stays:
                    terminal.give_back()

    def _begin(self) -> None:
        import asyncio

        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(self._went_wrong)
        self._wake()
        if self._terminal is not None:
            self._look()
            self._loop.call_later(2 * self._app.ttimeoutlen, self._take_half_keys)

    def _went_wrong(self, loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        """It is raised where the question was asked."""
        error = context.get("exception")
        if error is None:
            loop.default_exception_handler(context)
            return
        self._wrong = self._wrong or error
        if self._app.is_running and not self._app.is_done:
            self._app.exit(exception=error)

    def _take_half_keys(self) -> None:
        """An Esc that came as the screen before ended may still wait there for the rest of a sequence."""
        if self._app.is_running and not self._app.is_done:
            self._app.key_processor.feed_multiple(self._app.input.flush_keys())
            self._app.key_processor.process_keys()

    def _wake(self) -> None:
        """Called from signal handlers: what has to be done is done by the loop."""
        if self._loop is not None and not self._loop.is_closed():
            context = self._app.context
            self._loop.call_soon_threadsafe(self._heed, context=context.copy() if context else None)

    def _heed(self) -> None:
        """Do what signals ask for. What comes when the end has begun is raised after it."""
        from massage_mind.errors import Stopped

        if not self._app.is_running or self._app.is_done:
            return
        try:
            while key := self._signals.take():
                if key == "suspend":
                    self._suspend()
                elif self._terminal is not None and self._terminal.doubtful and self._terminal.ours():
                    self._take_again(self._terminal)
        except Stopped as why:
            self._app.exit(exception=why)

    def _look(self) -> None:
        """Every now and then, for as long as this runs: what the terminal did not take goes first."""
        terminal = self._terminal
        assert terminal is not None and self._loop is not None
        if terminal.pending and terminal.ready() and terminal.doubtful and not self._app.is_done:
            self._take_again(terminal)
        self._end_paste()
        self._loop.call_later(_LOOK_S, self._look)

    def _end_paste(self) -> None:
        """A paste whose end does not come is over after a moment: until then every key, Ctrl-C too, would be part of it."""
        parser = getattr(self._app.input, "vt100_parser", None)
        pasted = (
            getattr(parser, "_paste_buffer", "") if getattr(parser, "_in_bracketed_paste", False) else None
        )
        if parser is not None and pasted is not None and pasted == self._pasted:
            parser.feed(_PASTE_ENDS)
            self._app.key_processor.feed_multiple(self._app.input.read_keys())
            self._app.key_processor.process_keys()
        self._pasted = pasted

    def _suspend(self) -> None:
        """Ctrl-Z: the terminal is given back, and taken again when the program goes on."""
        from prompt_toolkit.application import run_in_terminal

        terminal = self._terminal
        if terminal is None:
            self._app.suspend_to_background(suspend_group=False)
            return

        def stop() -> None:
            terminal.suspend()
            terminal.take()

        run_in_terminal(stop)

    def _take_again(self, terminal: Terminal) -> None:
        """Somebody else had the terminal: keys come singly again, and everything is drawn anew."""
        terminal.take()
        # Only entered: how it was before is known from the first time.
        self._app.input.raw_mode().__enter__()
        self._app.renderer.reset()
        self._app.invalidate()

    def _bind_the_terminals_own_keys(self) -> None:
        """Keys that are signals elsewhere."""
        from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

        keys = KeyBindings()
        keys.add("c-z")(doing(self._suspend))
        keys.add("c-\\")(lambda event: event.app.exit(exception=stopped(signal.SIGQUIT)))
        self._app.key_bindings = merge_key_bindings([self._app.key_bindings or KeyBindings(), keys])
