"""The one table of signals that ask the program to end, and what becomes of one: raised at once, told to somebody, or held."""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found]  # without its enums, for which each command would wait
import atexit
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeAlias

from massage_mind.errors import Stopped

STOPPING = (
    *("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK"),
    *("SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGXCPU", "SIGPOLL", "SIGPWR", "SIGSTKFLT"),
)
"""Whatever ends a program that does not look after it: asked by a person or a system, sent by mistake, or at a bound.

Not what says that the program itself is broken (SIGSEGV and the like), nor what Python ignores and is told by an error
instead: SIGPIPE, SIGXFSZ.
"""
AGAIN_S = 2.0
"""So long after one was raised others change nothing: what has begun to end is saving. After that one ends what hangs."""
_ONCE_MORE_S = 0.02

Hear: TypeAlias = Callable[[int], object]
"""Is told the number of a signal, in its handler, instead of `Stopped` being raised."""


class _State:
    """Handlers belong to the process, so this is the one thing here that does too."""

    __slots__ = ("code", "hearing", "held", "installed", "owed", "raised", "raised_s", "waiting")

    def __init__(self) -> None:
        self.code: int | None = None  # That of the process, once it is over.
        self.installed: dict[int, Any] = {}
        self.hearing: list[Hear] = []
        self.held = 0
        self.owed: list[Callable[[], object]] = []
        self.waiting = 0  # The first signal that came while they were held; 0 for none.
        self.raised = 0
        self.raised_s: float | None = None


_state = _State()


def stop_signals() -> dict[str, int]:
    """Those of the table that this system has, by name; the nameless ones, which end it as well, as SIGRTMIN+N."""
    named = {name: int(getattr(signal, name)) for name in STOPPING if hasattr(signal, name)}
    if not hasattr(signal, "SIGRTMIN"):
        return named
    first, last = int(signal.SIGRTMIN), int(signal.SIGRTMAX)
    return named | {f"SIGRTMIN+{number - first}": number for number in range(first, last + 1)}


@contextmanager
def stopping() -> Iterator[None]:
    """Signals that ask to end raise `Stopped` for as long as this lasts, so that what is half done is cleared away.

    Within another one nothing changes. Outside the main thread, where no handlers can be set, nothing happens. What
    was ignored at the start (`nohup`) stays ignored, and who handles one already goes on doing so; the handlers from
    before come back at the end.
    """
    if _state.installed or not _install():
        yield
        return
    try:
        yield
    finally:
        for signum, handler in _state.installed.items():
            signal.signal(signum, handler)
        _state.installed.clear()
        _state.waiting, _state.raised, _state.raised_s = 0, 0, None


@contextmanager
def listening(hear: Hear) -> Iterator[None]:
    """Signals that ask to end are told to `hear` for as long as this lasts; the innermost listener hears them.

    One that was raised before is told again: where it came, such as in a finalizer, somebody let it go unanswered.
    """
    with stopping():
        _state.hearing.append(hear)
        if _state.raised:
            hear(_state.raised)
        try:
            yield
        finally:
            _state.hearing.remove(hear)


@contextmanager
def held() -> Iterator[None]:
    """Signals wait until this is over, such as until something is saved; then the first of them raises `Stopped`.

    Only in the main thread, which is where they come: another one neither holds them nor is stopped by them.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _state.held += 1
    try:
        yield
    finally:
        _state.held -= 1
    if _state.held == 0 and _state.waiting and _state.raised_s is None:
        raise stopped(_state.waiting)


def holding() -> bool:
    """Whether signals wait: nobody who hears one may raise it now."""
    return _state.held > 0


def one_waits() -> bool:
    """Whether one came that waits until what holds it is over: reason enough not to wait for anything there."""
    return _state.waiting > 0


def owe(act: Callable[[], object]) -> None:
    """Have this done before the process ends, whatever comes in between, such as giving the terminal back."""
    atexit.register(act)
    _state.owed.append(act)


def settled(act: Callable[[], object]) -> None:
    """It has been done, or is about to be where nothing can come in between (`held`)."""
    atexit.unregister(act)
    if act in _state.owed:
        _state.owed.remove(act)


def settle() -> None:
    """Do what is owed still: a signal between two lines of whoever would have done it came before that."""
    with held():
        while _state.owed:
            act = _state.owed[-1]
            settled(act)
            act()


def begin_thread(thread: threading.Thread) -> None:
    """Start a thread. Stopped in the midst of that, Python's own books of its threads would be torn."""
    with held():
        thread.start()


def stop_behind(error: BaseException) -> int:
    """The signal that a fault comes of: what stopped the program was on its way, and somebody made something else of it.

    0 where it does not. A library may be anywhere when `Stopped` is raised in it: starting a thread, closing a file.
    """
    looked, waiting = set[int](), [error]  # A chain can come back to where it was.
    while waiting:
        one = waiting.pop()
        if isinstance(one, Stopped):
            return one.signum
        looked.add(id(one))
        waiting += [
            behind
            for behind in (one.__context__, one.__cause__)
            if behind is not None and id(behind) not in looked
        ]
    return 0


def for_good() -> None:
    """The same for the rest of this process, whose end is its own (`over`): no signal finds a moment without it."""
    _install(over=True)
    sys.unraisablehook = _not_raised
    atexit.register(_end)  # The first to be registered is the last to be called.


def over(code: int) -> None:
    """Everything is done, kept and written out: a signal ends the process at once, with the exit code it has anyway."""
    settle()
    _state.code = code
    _state.hearing.append(lambda _: os._exit(code))


def _end() -> None:
    """End the process when its threads have ended and all else that waits for its end has been called.

    Without the interpreter taking itself apart: that takes a short command a twentieth of its time, and a signal would
    not be heard any more and kill it.
    """
    if _state.code is not None:
        os._exit(_state.code)


def _not_raised(what: sys.UnraisableHookArgs) -> None:
    """In a finalizer nothing can be raised: Python shows it, and goes on. A signal comes once more, a moment later."""
    if not isinstance(what.exc_value, Stopped):
        sys.__unraisablehook__(what)
        return
    _state.waiting, _state.raised, _state.raised_s = 0, 0, None
    once_more = threading.Timer(_ONCE_MORE_S, _strike, (what.exc_value.signum,))
    once_more.daemon = True
    begin_thread(once_more)


def _strike(signum: int) -> None:
    number = threading.main_thread().ident
    if sys.platform != "win32" and number is not None:
        signal.pthread_kill(number, signum)  # What it waits in, ends.
    else:
        signal.raise_signal(signum)


def _install(*, over: bool = False) -> bool:
    """Take the signals that nobody looks after or, `over`, all that are not ignored. False outside the main thread."""
    free = (signal.SIG_DFL, signal.default_int_handler)
    try:
        for signum in stop_signals().values():
            handler = signal.getsignal(signum)
            if handler in free or (over and handler != signal.SIG_IGN):
                _state.installed[signum] = signal.signal(signum, _came)
    except ValueError:
        return False
    return True


def _came(signum: int, _frame: FrameType | None) -> None:
    if _state.hearing:
        _state.hearing[-1](signum)
    elif _state.held:
        _state.waiting = _state.waiting or signum
    elif _state.raised_s is None or time.monotonic() - _state.raised_s > AGAIN_S:
        raise stopped(signum)


def ending() -> bool:
    """Whether one has been raised, so that nothing may be waited for any more but saving."""
    return _state.raised_s is not None


def stopped(signum: int) -> Stopped:
    """The exception to raise for a signal that was heard. From here on the program ends, and others wait for that."""
    _state.waiting, _state.raised, _state.raised_s = 0, signum, time.monotonic()
    return Stopped(signum)
